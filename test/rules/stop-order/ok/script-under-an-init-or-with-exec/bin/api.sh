#!/bin/sh
set -eu
exec gunicorn --bind 0.0.0.0:9000 --graceful-timeout 15 ferry.api
