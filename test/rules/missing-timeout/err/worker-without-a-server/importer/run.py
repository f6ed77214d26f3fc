import requests


def rows():
    return requests.get("https://registry.example/rows").json()  # expect: missing-timeout warning
