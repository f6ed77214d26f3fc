import requests


def rows():
    return requests.get("https://registry.example/rows", timeout=5000)  # expect: unit-suspect warning
