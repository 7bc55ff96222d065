"""The real review page in a process of its own, and Debian's Chromium in front of it."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Give the path of a Chromium on this machine."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@dataclass
class Server:
    """One running `minimise review`."""

    process: subprocess.Popen[str]
    link: str
    folder: Path

    @classmethod
    def started(cls, folder: Path, *more: str | Path) -> "Server":
        """Start it with its session and its results in a folder."""
        command = [
            sys.executable,
            "-m",
            "minimise",
            "review",
            "--session-dir",
            folder / "session",
            "-o",
            folder / "out",
        ]
        env = {k: v for k, v in os.environ.items() if not k.startswith("MINIMISE_")}
        process = subprocess.Popen(
            [*map(str, command), *map(str, more)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env
        )
        assert process.stdout is not None
        return cls(process, process.stdout.readline().strip(), folder)

    @property
    def origin(self) -> str:
        return self.link.split("/enter/")[0]

    def next_link(self) -> str:
        """Wait for the link that is printed after the page was locked."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.wait(20)
        if self.process.stdout is not None:
            self.process.stdout.close()
