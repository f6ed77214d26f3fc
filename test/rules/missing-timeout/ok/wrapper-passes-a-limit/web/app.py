import requests
from flask import Flask

app = Flask(__name__)


def call(url, timeout=5):
    return requests.get(url, timeout=timeout)


@app.get("/weather/<city>")
def weather(city):
    return call(f"https://weather.example/{city}").json()
