from os import getenv

bind = "0.0.0.0:8000"
worker_class = getenv("WORKER_CLASS", "sync")
keepalive = 60
