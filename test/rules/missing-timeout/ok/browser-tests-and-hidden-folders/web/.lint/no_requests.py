import requests

requests.get("https://registry.example/rows")
