export const times = /timeout|keep[-_]?alive|graceful|grace_period|harakiri|deadline/i;
export const servers = /\b(?:gunicorn|uvicorn|uwsgi|hypercorn|daphne|granian|puma|unicorn|waitress|[a-z]+_pass|upstream|ExecStart|php-fpm|haproxy|traefik)\b/i;

/** Words that concern a request's way. */
export const telling = new RegExp(`${times.source}|${servers.source}`, 'i');
