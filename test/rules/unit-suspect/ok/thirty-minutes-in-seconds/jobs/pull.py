import requests


def rows():
    return requests.get("https://registry.example/rows", timeout=1800)
