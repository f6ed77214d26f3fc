import socket
from urllib.request import urlopen

from flask import Flask

socket.setdefaulttimeout(10)
app = Flask(__name__)


@app.get("/place")
def place():
    return urlopen("https://places.example/near").read()
