import requests


def test_weather():
    assert requests.get("http://127.0.0.1:8000/weather/oslo").ok
