import os
from multiprocessing import cpu_count

bind = "0.0.0.0:8000"
workers = cpu_count() * 2 + 1
timeout = int(os.environ.get("T", "60"))
keepalive = int(os.getenv("KEEP") or 5)
graceful_timeout = 30 if os.environ.get("MODE") == "prod" else 60
worker_class = "gthread"
