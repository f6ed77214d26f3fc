#!/bin/sh
set -eu
python -m ferry.migrate
gunicorn --bind 0.0.0.0:8000 --graceful-timeout 15 ferry.wsgi  # expect: stop-order warning
echo "gone"
