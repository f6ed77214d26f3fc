import requests


def inbox(name):
    return requests.get(f"https://mail.example/{name}").json()
