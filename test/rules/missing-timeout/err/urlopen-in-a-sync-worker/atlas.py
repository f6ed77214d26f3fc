from urllib.request import Request, urlopen

from flask import Flask

app = Flask(__name__)


@app.get("/place")
def place():
    with urlopen(Request("https://places.example/near")) as answer:  # expect: missing-timeout warning
        return answer.read()


@app.get("/tile")
def tile():
    return urlopen("https://tiles.example/1", None, 5).read()
