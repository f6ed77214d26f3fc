import requests


def poll(order):
    with requests.Session() as session:
        return session.post("http://app:3000/orders", json=order, timeout=10)


def ping():
    return requests.get("http://app:3000/", timeout=10)
