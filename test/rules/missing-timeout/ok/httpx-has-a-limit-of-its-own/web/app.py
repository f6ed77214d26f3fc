import httpx
from flask import Flask

app = Flask(__name__)


@app.get("/weather/<city>")
def weather(city):
    return httpx.get(f"https://weather.example/{city}").json()
