"""Folders of documents for batches, good and bad, and a way to run and to kill the real command."""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx

POISON = Path(__file__).resolve().parent / "poison"
NAMES = ("Siobhan", "Larch", "Priya", "Nair", "Darren", "Zelwyck")
"""Words of the documents that may stand in no report, ledger, message or log."""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "Siobhan Ward">'
    + "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>&b8;</w:t></w:r></w:p></w:body></w:document>"
)
"""A Word part whose entities grow a thousandmillionfold."""


def text(number: int) -> str:
    """A short referral; every number gives another."""
    return (
        f"Name of child: Tyler Ward\nDate of birth: 03/04/2018\nMother: Siobhan Ward, 4 Larch Road\n\n"
        f"Visit {number}. Darren Pike hit him with a belt. He has {number} bruises on the left arm.\n"
        f"Priya Nair from number 12 asked not to be named. Their friend Zelwyck lives elsewhere.\n"
    )


def word(number: int) -> bytes:
    """The same as a Word file."""
    document = docx.Document()
    for line in text(number).splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def good_files(folder: Path, count: int, *, words: int = 0) -> None:
    """Fill a folder with text files and some Word files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count - words):
        (folder / f"visit-{number:03}.txt").write_text(text(number), encoding="utf-8")
    for number in range(words):
        (folder / f"word-{number:03}.docx").write_bytes(word(number))


def poison_files(folder: Path) -> dict[str, str]:
    """Add twelve kinds of bad file; give for each the reason it must end with."""
    for kind in ("segv", "memory", "hang", "exception", "permission", "exit"):
        (folder / f"poison-{kind}.txt").write_text(text(900), encoding="utf-8")
    (folder / "truncated.docx").write_bytes(word(901)[:-200])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(902))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, BOMB if name == "word/document.xml" else old.read(name))
    (folder / "bomb.docx").write_bytes(stream.getvalue())
    (folder / "crash.pdf").write_bytes(b"%PDF-1.7\n" + hashlib.sha256(b"x").digest() * 200)
    (folder / "empty.docx").touch()
    (folder / "unknown.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8)
    with (folder / "large.txt").open("wb") as file:
        file.truncate(26 << 20)
    return {
        "poison-segv.txt": "SIGSEGV",
        "poison-memory.txt": "MemoryError",
        "poison-hang.txt": "Deadline",
        "poison-exception.txt": "RuntimeError",
        "poison-permission.txt": "UsageProblem",
        "truncated.docx": "UnreadableDocument",
        "bomb.docx": "UnreadableDocument",
        "crash.pdf": "UnreadableDocument",
        "poison-exit.txt": "Exit3",
        "empty.docx": "UnreadableDocument",
        "unknown.txt": "UnreadableDocument",
        "large.txt": "UnreadableDocument",
    }


@dataclass(frozen=True)
class Ended:
    """How a batch ended, with its JSON line."""

    code: int
    out: str
    err: str

    @property
    def row(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


def command(*arguments: str | Path) -> list[str]:
    """The command line of a batch for social care."""
    return [sys.executable, "-m", "minimise", "batch", *map(str, arguments), "--recipient", "social-care", "--json"]


def environment(marks: Path, *, cluster: bool = False) -> dict[str, str]:
    """What the children are given: closed sockets, and files that do what their names say."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("MINIMISE_")}
    paths = [str(POISON), *filter(None, [env.get("PYTHONPATH")])]
    return env | {
        "PYTHONPATH": os.pathsep.join(paths),
        "MINIMISE_TEST_MARKS": str(marks),
        "MINIMISE_TEST_NETWORK_MARK": str(marks / "network"),
        "MINIMISE_TEST_CLUSTER": "1" if cluster else "",
        "PYTHONWARNINGS": "ignore",
    }


def run_batch(
    folder: Path, *options: str | Path, out: str = "out", places: tuple[str, str] | None = None, **more: str
) -> Ended:
    """Run a batch from `in` to `out` in a folder, or between two addresses."""
    marks = folder / "marks"
    marks.mkdir(exist_ok=True)
    done = subprocess.run(
        command(*(places or (folder / "in", folder / out)), *options),
        env=environment(marks, cluster="dask" in options or places is not None) | more,
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    assert not (marks / "network").exists()
    return Ended(done.returncode, done.stdout, done.stderr)


def begin_batch(folder: Path, *options: str | Path, out: str = "out") -> "subprocess.Popen[bytes]":
    """Start a batch and do not wait for it."""
    marks = folder / "marks"
    marks.mkdir(exist_ok=True)
    return subprocess.Popen(
        command(folder / "in", folder / out, *options),
        env=environment(marks, cluster="dask" in options),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def copies(folder: Path) -> dict[str, str]:
    """Every copy below a folder with the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.minimised.*"))
        if ".minimise-batch" not in path.parts
    }


def results(folder: Path) -> list[str]:
    """The names of all files a person sees in the output folder."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".minimise-batch" not in path.parts
    )
