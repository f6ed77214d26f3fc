#!/usr/bin/env python
from urllib.request import urlopen

with urlopen("http://localhost:8000/alive") as answer:
    assert answer.status == 200
