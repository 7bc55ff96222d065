"""The shape of the house: who may import whom, how large a file may be, and what an import may do."""

import ast
import importlib.util
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import minimise

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "minimise"
FILES = sorted(PACKAGE.rglob("*.py"))
CLOSED = ROOT / "tests" / "support" / "closed"
POSIX_ONLY = frozenset("resource fcntl pwd grp termios tty pty syslog posix readline curses crypt nis spwd".split())
HEAVY = (
    "spacy",
    "presidio_analyzer",
    "presidio_anonymizer",
    "thinc",
    "numpy",
    "lxml",
    "pikepdf",
    "pypdf",
    "pypdfium2",
    "docx",
)
FORBIDDEN_NAMES = ("util", "helper", "common", "misc", "manager", "factory", "provider")
SAYING = ("debug", "info", "warning", "warn", "error", "exception", "critical", "log", "basicConfig")
LONGEST = 400

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def child(code: str) -> subprocess.CompletedProcess[str]:
    """Run some code in a fresh process with every socket closed."""
    env = os.environ | {"PYTHONPATH": str(CLOSED), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, cwd=ROOT, timeout=120, check=False
    )


def test_the_import_contracts_hold() -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    before = Path.cwd()
    try:
        os.chdir(ROOT)
        assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
    finally:
        os.chdir(before)


@every_file
def test_no_file_is_longer_than_a_person_reads_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@every_file
def test_every_module_opens_with_one_sentence_and_every_public_name_says_what_it_gives(path: Path) -> None:
    module = tree(path)
    assert ast.get_docstring(module)
    public = [
        node
        for node in module.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@every_file
def test_nothing_that_only_some_systems_have_is_imported_at_the_top(path: Path) -> None:
    found = set()
    for node in tree(path).body:
        for inner in ast.walk(node) if isinstance(node, ast.If | ast.Try) else (node,):
            if isinstance(inner, ast.Import):
                found |= {alias.name.split(".")[0] for alias in inner.names}
            elif isinstance(inner, ast.ImportFrom) and inner.module:
                found.add(inner.module.split(".")[0])
    assert found & POSIX_ONLY == set()


@every_file
def test_no_module_is_named_for_nothing(path: Path) -> None:
    names = [path.stem, *(node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef))]

    assert [name for name in names if any(word in name.casefold() for word in FORBIDDEN_NAMES)] == []


@every_file
def test_nothing_is_printed_and_logs_take_facts_only(path: Path) -> None:
    """Words could leave through `print`, a logger called directly or a warning; `safe.note` is the one way."""
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    named = {func.id for func in calls if isinstance(func, ast.Name)}
    dotted = {
        f"{func.value.id}.{func.attr}"
        for func in calls
        if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name)
    }

    assert named & {"print", "eval", "exec", "breakpoint", "input"} == set()
    said = {f"{owner}.{name}" for owner in ("log", "logger", "logging", "_log", "warnings") for name in SAYING}
    if path.name != "safe.py":
        assert dotted & said == set()


def test_every_module_can_be_imported_with_the_network_closed() -> None:
    modules = [
        info.name for info in pkgutil.walk_packages(minimise.__path__, "minimise.") if "__main__" not in info.name
    ]
    assert len(modules) == len(FILES) - 2
    code = f"""
import importlib, socket, sys
opened = []
real = socket.socket.__init__
def watched(self, *args, **kwargs):
    opened.append(1)
    return real(self, *args, **kwargs)
socket.socket.__init__ = watched
for name in {modules!r}:
    importlib.import_module(name)
sys.exit(3 if opened else 0)
"""
    done = child(code)

    assert done.returncode == 0, done.stderr[-400:]


def test_opening_the_door_loads_nothing_heavy() -> None:
    done = child(f"import sys, minimise.cli.app; print(sorted(set({HEAVY!r}) & set(sys.modules)))")

    assert (done.returncode, done.stdout.strip()) == (0, "[]")


def test_reading_policies_loads_nothing_heavy() -> None:
    done = child(
        "import sys; from minimise.policies import load_policy; load_policy('school');"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )

    assert (done.returncode, done.stdout.strip()) == (0, "[]")


def test_the_parts_that_the_design_names_are_there() -> None:
    rooms = {path.name for path in (PACKAGE / "stages").iterdir() if path.is_dir() and not path.name.startswith("_")}

    assert rooms == {"intake", "detect", "identify", "judge", "review", "redact", "verify", "record"}
    assert importlib.util.find_spec("minimise.pipeline") is not None


@pytest.mark.parametrize("room", ["intake", "detect", "identify", "judge", "review", "redact", "verify", "record"])
def test_nobody_reaches_past_a_rooms_door(room: str) -> None:
    """Other rooms and the corridor import what a room's `__init__` gives, nothing deeper."""
    inside = PACKAGE / "stages" / room
    reached = [
        f"{path.relative_to(PACKAGE)}: {node.module}"
        for path in FILES
        if inside not in path.parents
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"minimise.stages.{room}.")
    ]

    assert reached == []
