import requests

print(requests.get("https://registry.example/rows").text)
