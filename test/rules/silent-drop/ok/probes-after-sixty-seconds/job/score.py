import socket

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection


class ProbingAdapter(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        kwargs["socket_options"] = HTTPConnection.default_socket_options + [
            (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
            (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60),
        ]
        super().init_poolmanager(*args, **kwargs)


def score(batch):
    with requests.Session() as session:
        session.mount("http://", ProbingAdapter())
        return session.post("http://scoring.example/batch", json=batch, timeout=900)
