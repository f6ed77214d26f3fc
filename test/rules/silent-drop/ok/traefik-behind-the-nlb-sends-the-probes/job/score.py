import requests


def score(batch):
    return requests.post("http://scoring.example/batch", json=batch, timeout=900)
