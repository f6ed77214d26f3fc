#!/bin/bash

grind() {
  python -m mill.grind
}

web() {
  exec poetry run gunicorn -c gunicorn.conf.py mill.wsgi
}

case "$1" in
  web)
    web
    ;;
  grind)
    grind
    ;;
esac
