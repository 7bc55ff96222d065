"""Lets LibreOffice turn older documents and sheets into modern ones: no network, no macros, a profile of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from minimise.errors import UnreadableDocument
from minimise.safe import Id

_PATIENCE = 150
"""Seconds; a first start on a slow machine takes some ten."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_NOWHERE = "127.0.0.1"
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "UseSystemFileDialog", "false"),
    ("Office.Common/Save/Document", "CreateBackup", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


@dataclass(frozen=True, slots=True)
class _Way:
    """How LibreOffice turns one kind of file into a modern one."""

    what: str
    reader: str
    """The one reader it may use: a file that is something else inside is refused."""
    writer: str
    suffix: str


class Elder(StrEnum):
    """The kinds of file that are converted first; the value is also the ending that they are converted under."""

    BINARY = "doc"
    RICH_TEXT = "rtf"
    WORKBOOK = "xls"
    OPEN_SHEET = "ods"

    @property
    def what(self) -> str:
        """Say what it is."""
        return _WAYS[self].what

    @property
    def advice(self) -> str:
        """Say what to do where it cannot be converted."""
        program = "Word" if self.modern == "docx" else "Excel"
        return f"Open it in {program}, save it as .{self.modern}"

    @property
    def modern(self) -> str:
        """The ending of what comes out."""
        return _WAYS[self].suffix


_WORD = ("docx:MS Word 2007 XML", "docx")
_EXCEL = ("xlsx:Calc MS Excel 2007 XML", "xlsx")
_WAYS = {
    Elder.BINARY: _Way("this is an older kind of Word document (.doc)", "MS Word 97", *_WORD),
    Elder.RICH_TEXT: _Way("this is a rich-text file", "Rich Text Format", *_WORD),
    Elder.WORKBOOK: _Way("this is an older kind of spreadsheet (.xls)", "MS Excel 97", *_EXCEL),
    Elder.OPEN_SHEET: _Way("this is an OpenDocument spreadsheet (.ods)", "calc8", *_EXCEL),
}


@cache
def office_program() -> str | None:
    """Say where LibreOffice is; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def converted(data: bytes, elder: Elder) -> bytes:
    """Give a document as a .docx, a spreadsheet as a .xlsx.

    Raises:
        UnreadableDocument: it is locked or broken, or took too long.
    """
    program = office_program()
    result = _run(program, data, elder) if program else None
    if result is None:
        raise UnreadableDocument(
            f"{elder.what}, and it could not be converted",
            f"{elder.advice} without a password and try again.",
            format=Id(elder.value),
        )
    return result


def _run(program: str, data: bytes, elder: Elder) -> bytes | None:
    """Convert in a private folder, which is gone afterwards; None where nothing came of it."""
    with tempfile.TemporaryDirectory(prefix="minimise-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"in.{elder.value}"
        source.write_bytes(data)
        _settle(folder / "profile")
        made = folder / "out" / f"in.{elder.modern}"
        done = _finished(_command(program, folder, source, elder), folder)
        return made.read_bytes() if done and made.is_file() else None


def _command(program: str, folder: Path, source: Path, elder: Elder) -> list[str]:
    """Give the command; where the system can, it runs without any network at all."""
    return [
        *_without_network(),
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        f"--infilter={_WAYS[elder].reader}",
        "--convert-to",
        _WAYS[elder].writer,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]


@cache
def _without_network() -> tuple[str, ...]:
    """Give what to put before a command so that it has no network; nothing where the system knows no such thing."""
    unshare = shutil.which("unshare") if sys.platform == "linux" else None
    if unshare is None:
        return ()
    apart = (unshare, "--user", "--map-current-user", "--net")
    try:
        tried = subprocess.run([*apart, "true"], capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return apart if tried.returncode == 0 else ()


def _finished(command: list[str], folder: Path) -> bool:
    """Run to the end and say whether it went well; what it prints may hold words and is thrown away."""
    proxies = {f"{kind}_proxy": f"http://{_NOWHERE}:9" for kind in ("http", "https", "ftp", "all")}
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")}
    places = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR"), str(folder))
    try:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**kept, **places, **proxies, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"},
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _settle(profile: Path) -> None:
    """Write the settings of a fresh profile: no macros, no links, no network."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
