"""Put on the path of child processes: every socket is closed, and trying to open one leaves a mark."""

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn


class NetworkUsed(RuntimeError):
    pass


def _refuse(*args: object, **kwargs: object) -> NoReturn:
    mark = os.environ.get("MINIMISE_TEST_NETWORK_MARK")
    if mark:
        Path(mark).write_text("network used", encoding="utf-8")
    raise NetworkUsed("the network was used")


socket.socket.connect = _refuse  # type: ignore[method-assign]
socket.socket.connect_ex = _refuse  # type: ignore[method-assign]
socket.getaddrinfo = _refuse
socket.gethostbyname = _refuse
socket.create_connection = _refuse
sys.modules.setdefault("closed_sockets", sys.modules[__name__])
