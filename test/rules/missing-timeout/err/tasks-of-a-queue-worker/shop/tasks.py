import requests
from shop import app

@app.task
def notify(order_id, url):
    resp = requests.post(url, json={"order": order_id})  # expect: missing-timeout warning
    resp.raise_for_status()
