import boto3
from botocore.config import Config
from flask import Flask

app = Flask(__name__)
store = boto3.client("s3", config=Config(read_timeout=20))


@app.get("/files/<name>")
def file(name):
    return store.get_object(Bucket="files", Key=name)["Body"].read()
