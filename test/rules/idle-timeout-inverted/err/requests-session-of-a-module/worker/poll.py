import requests

session = requests.Session()


def poll(order):
    return session.post("http://app:3000/orders", json=order, timeout=10)
