/** Answers at once; `/slow?s=` after a while; `/trickle?n=&gap=` in chunks of 1000 bytes, each followed by a pause. */
export const wsgi = `import time
from urllib.parse import parse_qs


def application(environ, start_response):
    query = {key: float(values[0]) for key, values in parse_qs(environ.get('QUERY_STRING', '')).items()}
    environ['wsgi.input'].read(int(environ.get('CONTENT_LENGTH') or 0))
    path = environ['PATH_INFO']
    if path == '/trickle':
        start_response('200 OK', [('Content-Type', 'application/octet-stream')])
        return trickle(int(query['n']), query['gap'])
    if path == '/slow':
        time.sleep(query['s'])
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Length', '5')])
    return [b'done\\n']


def trickle(count, gap):
    for _ in range(count):
        yield b'x' * 1000
        time.sleep(gap)
`;

/** The same for ASGI. */
export const asgi = `import asyncio
from urllib.parse import parse_qs


async def app(scope, receive, send):
    if scope['type'] != 'http':
        return
    query = {key: float(values[0]) for key, values in parse_qs(scope['query_string'].decode()).items()}
    while (await receive()).get('more_body'):
        pass
    if scope['path'] == '/trickle':
        await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-type', b'application/octet-stream')]})
        for _ in range(int(query['n'])):
            await send({'type': 'http.response.body', 'body': b'x' * 1000, 'more_body': True})
            await asyncio.sleep(query['gap'])
        await send({'type': 'http.response.body', 'body': b''})
        return
    if scope['path'] == '/slow':
        await asyncio.sleep(query['s'])
    await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-length', b'5')]})
    await send({'type': 'http.response.body', 'body': b'done\\n'})
`;
