"""For every test: the network is closed, and a test that tries to use it fails."""

import socket
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


class NetworkUsed(AssertionError):
    """Something tried to leave the machine."""


def _refuse(*args: object, **kwargs: object) -> NoReturn:
    raise NetworkUsed("the network was used")


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may open a connection or look up a name."""
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, _refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, _refuse)


@pytest.fixture
def shared() -> Path:
    """The data and corpora that lie beside the project, where they do."""
    if not SHARED.is_dir():
        pytest.skip("the shared corpora and data are not beside this checkout")
    return SHARED
