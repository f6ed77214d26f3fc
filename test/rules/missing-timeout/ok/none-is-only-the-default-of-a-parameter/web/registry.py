import requests


class Registry:
    def __init__(self, url, timeout=None):
        self.url = url
        self.timeout = timeout

    def rows(self):
        return requests.get(f"{self.url}/rows", timeout=self.timeout).json()
