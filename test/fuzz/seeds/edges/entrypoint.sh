#!/bin/sh
set -e
: "${T:=60}"
export KEEP=${KEEP:-2}
if [ "$1" = gunicorn ]; then
  shift
  set -- gunicorn --timeout "$T" "$@"
fi
case "$MODE" in
  prod|stage) exec "$@" ;;
  *) cat > /etc/x.conf <<EOT
keepalive_timeout ${KEEP}s;
EOT
     exec uvicorn app:app --timeout-keep-alive "$(expr 5 + 1)" ;;
esac
