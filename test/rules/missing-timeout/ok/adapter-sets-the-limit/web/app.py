import requests
from flask import Flask
from requests.adapters import HTTPAdapter

app = Flask(__name__)


class LimitedAdapter(HTTPAdapter):
    def send(self, request, **kwargs):
        if kwargs.get("timeout") is None:
            kwargs["timeout"] = 5
        return super().send(request, **kwargs)


session = requests.Session()
session.mount("https://", LimitedAdapter())


@app.get("/weather/<city>")
def weather(city):
    return session.get(f"https://weather.example/{city}").json()
