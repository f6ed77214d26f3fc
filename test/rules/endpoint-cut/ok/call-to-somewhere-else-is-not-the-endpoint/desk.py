import boto3
from flask import Flask

app = Flask(__name__)
mail = boto3.client("sesv2")


@app.post("/submit")
def submit():
    mail.send_email(Content={})
    return "sent"
