import requests


def close(year):
    return requests.post(f"http://ledger/closings/{year}", timeout=3600)  # expect: silent-drop


if __name__ == "__main__":
    close(2025)
