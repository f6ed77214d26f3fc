import requests

session = requests.Session()
session.timeout = 5  # expect: setting-ineffective


def rows():
    return session.get("https://registry.example/rows", timeout=30)
