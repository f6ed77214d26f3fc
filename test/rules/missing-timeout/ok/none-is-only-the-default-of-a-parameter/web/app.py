from flask import Flask
from registry import Registry

app = Flask(__name__)
registry = Registry("https://registry.example", 5)


@app.get("/")
def index():
    return registry.rows()
