"""Runs the real command in a process of its own, with every socket closed."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CLOSED = Path(__file__).resolve().parent / "closed"


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str
    network: bool


def minimise(*arguments: str | Path, cwd: Path) -> Ran:
    """Run `minimise` with these arguments in a folder."""
    mark = cwd / ".network-mark"
    env = {k: v for k, v in os.environ.items() if not k.startswith("MINIMISE_")}
    path = os.pathsep.join([str(CLOSED), *filter(None, [env.get("PYTHONPATH")])])
    env |= {"PYTHONPATH": path, "MINIMISE_TEST_NETWORK_MARK": str(mark), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", "minimise", *map(str, arguments)],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr, mark.exists())
