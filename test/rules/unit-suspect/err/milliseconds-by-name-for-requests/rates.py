import os

import requests

LIMIT_MS = int(os.environ["RATES_LIMIT_MS"])


def rates():
    return requests.get("https://rates.example/today", timeout=LIMIT_MS).json()  # expect: unit-suspect warning
