import requests
from flask import Flask

app = Flask(__name__)


@app.get("/weather/<city>")
def weather(city):
    return requests.get(f"https://weather.example/{city}", timeout=5).json()


@app.get("/tides/<city>")
def tides(city):
    return requests.get(f"https://tides.example/{city}").json()  # expect: missing-timeout warning
