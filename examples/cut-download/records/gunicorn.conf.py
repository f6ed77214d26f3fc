import os

accesslog = "-"
# A worker that is busy for longer is taken for dead.
timeout = int(os.getenv("GUNICORN_TIMEOUT", "30"))
graceful_timeout = 30
