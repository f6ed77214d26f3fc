import requests

session = requests.Session()  # expect: silent-drop warning


def score(batch):
    return session.post("http://scoring.example/batch", json=batch, timeout=30)
