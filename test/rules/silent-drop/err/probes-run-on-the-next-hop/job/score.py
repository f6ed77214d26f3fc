import requests


def score(batch):
    return requests.post("http://scoring.example/batch", json=batch, timeout=900)  # expect: silent-drop error
