"""Starts the page: a free port on this machine only, a link for one browser, a warm worker beside it."""

import logging
import signal
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn

from minimise.errors import MinimiseError
from minimise.policies import load_own
from minimise.web.app import application
from minimise.web.gate import IDLE, Gate
from minimise.web.house import House
from minimise.web.pages.files import load
from minimise.web.session import Session, default_folder
from minimise.web.worker import Worker

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the page was asked for."""

    files: tuple[Path, ...] = field(default=(), repr=False)
    output_dir: Path = field(default=Path("minimised"), repr=False)
    session_dir: Path | None = field(default=None, repr=False)
    logs_dir: Path | None = field(default=None, repr=False)
    second_person: bool = False
    policies: tuple[Path, ...] = field(default=(), repr=False)
    open_browser: bool = False
    idle: float = IDLE


def serve(wanted: Wanted, say: Callable[[str], None]) -> None:
    """Serve the page until it is stopped; `say` gets each link, once.

    Raises:
        UsageProblem: the session folder cannot be used, or a file cannot be opened.
        PolicyInvalid: a file of own rules has a mistake in it.
    """
    _listening_to_ctrl_c()
    policies = {load_own(path).id: path.absolute() for path in wanted.policies}
    session = Session.opened(wanted.session_dir or default_folder())
    tempfile.tempdir = str(session.folder / "temp")  # an upload on its way in is as private as one that is there
    worker = Worker()
    # The socket is bound before it is told: no other program can take the port in between.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen()  # a link that is opened at once waits for its answer, and is not refused
        gate = Gate(listener.getsockname()[1], idle=wanted.idle, say_link=say)
        house = House(
            session, worker, gate, wanted.output_dir.absolute(), wanted.logs_dir, wanted.second_person, policies
        )
        try:
            for path in wanted.files:
                load(house, path)
            threading.Thread(target=_warmed, args=(worker,), daemon=True).start()
            say(gate.link)
            if wanted.open_browser:
                webbrowser.open(gate.link)
            _run(house, [listener])
        finally:
            worker.close()
            session.close()


def _listening_to_ctrl_c() -> None:
    """Let Ctrl-C and its like stop the page also where whoever started it had them ignored, as job runners do."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _warmed(worker: Worker) -> None:
    with suppress(MinimiseError):
        worker.warm()


def _silenced() -> None:
    """Let the server say nothing: a traceback on a terminal could hold words."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).disabled = True


def _run(house: House, sockets: Sequence[socket.socket]) -> None:
    _silenced()
    config = uvicorn.Config(
        application(house),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=list(sockets))
