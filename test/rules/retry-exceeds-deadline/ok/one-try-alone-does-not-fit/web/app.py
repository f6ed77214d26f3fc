import requests
from flask import Flask
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

app = Flask(__name__)
session = requests.Session()
session.mount("https://", HTTPAdapter(max_retries=Retry(total=3)))


@app.get("/weather/<city>")
def weather(city):
    return session.get(f"https://weather.example/{city}", timeout=45).json()
