import requests

PRICING = "https://pricing.example.org"

session = requests.Session()


def value(portfolio):
    response = session.post(f"{PRICING}/api/valuations", json=portfolio, timeout=(5, 1500))
    response.raise_for_status()
    return response.json()
