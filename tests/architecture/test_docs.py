"""Checks that the documents agree with the program: commands, options, exit codes, links, and no trace of a machine.

`docs/reference/commands.md` is generated from the program itself: `python tests/architecture/test_docs.py` writes it.
"""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

from minimise.cli.app import app
from minimise.errors import Exit
from minimise.policies import policy_names

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
EXIT_CODES = ROOT / "docs" / "reference" / "exit-codes.md"
ADRS = ROOT / "docs" / "adr"
DOCUMENTS = sorted(
    {ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "models" / "README.md", ROOT / "samples" / "README.md"}
    | set((ROOT / "docs").rglob("*.md"))
    | set((ROOT / ".github").glob("*.md"))
)

HEAD = """# Commands

<!-- Generated from the program; `python tests/architecture/test_docs.py` writes it anew. -->

Results go to stdout, everything else to stderr, in lines that repeat neither what you typed nor what stands in a
document. Every option of a command can also be set by an environment variable; `--help` names it.
What a run leaves with: [exit codes](exit-codes.md). Recipients and their rules: [policies](policies.md).
What the log holds: [log](log.md).
"""

# What the help line of an option does not say; a note for an option that is gone fails the test.
NOTES = {
    "minimise redact --recipient": "There is no default. `minimise policy list` names them.",
    "minimise redact --subject": "Left out, the form or heading is asked; if that is not certain, nobody is treated as "
    "the subject.",
    "minimise redact --case": "Accepted; this version prints it nowhere.",
    "minimise redact --protect": "Prefer `--protect-file`: a command line is seen by other programs. See "
    "[protect a safe address](../how-to/protect-a-safe-address.md).",
    "minimise redact --keep": "For a word that the tool takes for a name.",
    "minimise redact --strict": "See [ADR 13](../adr/0013-pdf-ladder-by-page.md) for PDF and "
    "[ADR 26](../adr/0026-word-as-it-looks.md) for Word.",
    "minimise redact --emergency": "See [share in an emergency](../how-to/share-in-an-emergency.md).",
    "minimise redact --force": "Also needed for a second run with [verdicts](../how-to/decide-what-was-flagged.md).",
    "minimise batch --recipient": "There is no default; a manifest can name one for each file.",
    "minimise batch --manifest": "See [minimise a folder](../how-to/minimise-a-folder.md).",
    "minimise batch --protect": "Prefer `--protect-file`: a command line is seen by other programs.",
    "minimise batch --engine": "See [scale](../how-to/scale.md).",
    "minimise batch --scheduler": "Off this machine only with TLS and certificates on both sides.",
    "minimise batch --resume": "Nothing that is done is done again.",
    "minimise detect --json": "One line a file; offsets in code points, half open.",
    "minimise people --json": "**Here the names stand in it.**",
    "minimise redact --record": "See [record why you share](../how-to/record-why-you-share.md).",
    "minimise redact --sign": "`minimise log new-key` makes one.",
    "minimise log verify --statement": "It must name this log, and word for word be what this version makes of it.",
    "minimise log append --set": "Lists are separated by commas.",
    "minimise check --log": "Verified first; a broken log ends the command with exit code 8.",
}


@cache
def commands() -> dict[str, Any]:
    """Give every command of the program by its full name, groups left out."""
    return dict(_leaves(typer.main.get_command(app), "minimise"))


def _leaves(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for word, below in inner.items():
        yield from _leaves(below, f"{name} {word}")


def options(command: Any) -> list[Any]:
    """Give the options of a command."""
    return [param for param in command.params if param.param_type_name == "option"]


def arguments(command: Any) -> list[Any]:
    """Give the arguments of a command."""
    return [param for param in command.params if param.param_type_name == "argument"]


def commands_page() -> str:
    """Give `docs/reference/commands.md` as the program is now."""
    lines = [HEAD, "| command | what |", "|---|---|"]
    lines += [f"| [`{name}`](#{name.replace(' ', '-')}) | {command.help} |" for name, command in commands().items()]
    for name, command in commands().items():
        lines += ["", *_section(name, command)]
    lines += ["", "`minimise --version` prints the version; `-h` or `--help` explains every command.", ""]
    return "\n".join(lines)


def _section(name: str, command: Any) -> Iterator[str]:
    usage = [name, *(str(a.metavar) for a in arguments(command)), *(["[OPTIONS]"] if options(command) else [])]
    yield from (f"## {name}", "", str(command.help), "", "```", " ".join(usage), "```")
    if command.params:
        yield from ("", "| | what | default |", "|---|---|---|")
    yield from (f"| `{_cell(argument.metavar)}` | {argument.help} | required |" for argument in arguments(command))
    for option in options(command):
        told = f"{option.help} {NOTES.get(f'{name} {option.opts[0]}', '')}".rstrip()
        value = f" {option.metavar}" if option.metavar else ""
        yield f"| {', '.join(f'`{_cell(opt)}{value}`' for opt in option.opts)} | {told} | {_default(option)} |"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _default(option: Any) -> str:
    if option.required:
        return "required"
    return f"`{option.default}`" if option.default not in (None, False, "") else ""


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_stands_in_the_reference(name: str) -> None:
    _, _, section = COMMANDS.read_text(encoding="utf-8").partition(f"\n## {name}\n")

    here = section.partition("\n## ")[0]

    assert here
    assert [opt for option in options(commands()[name]) for opt in option.opts if f"`{opt}" not in here] == []


def test_the_reference_of_commands_is_fresh() -> None:
    assert COMMANDS.read_text(encoding="utf-8") == commands_page(), "run `python tests/architecture/test_docs.py`"


def test_every_note_is_about_an_option_that_exists() -> None:
    known = {f"{name} {option.opts[0]}" for name, command in commands().items() for option in options(command)}

    assert set(NOTES) - known == set()


def test_every_exit_code_is_explained() -> None:
    rows = re.findall(r"(?m)^\| (\d+) \|", EXIT_CODES.read_text(encoding="utf-8"))

    assert sorted(map(int, rows)) == sorted(code.value for code in Exit)


def test_the_readme_knows_every_exit_code_this_version_can_leave_with() -> None:
    rows = re.findall(r"(?m)^\| (\d+)(?: / (\d+))? \|", (ROOT / "README.md").read_text(encoding="utf-8"))

    told = {int(code) for row in rows for code in row if code}

    assert told == {code.value for code in Exit}


def _spoken(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each call of the program in a document: its command and the words after it."""
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text)
    for line in (line for block in blocks for line in block.splitlines()):
        for call in re.split(r"&&|;", line):
            words = re.split(r"\s{2,}", re.sub(r"^.*?(?=(?:^|[\s/\\])minimise\s)", "", call).strip())[0].split()
            if words and re.fullmatch(r"(?:.*[/\\])?minimise", words[0]) and len(words) > 1:
                yield from _called(words[1:])


def _called(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield `log verify` and `log show` for `log verify|show`, and options by themselves."""
    if words[0].startswith("-") or words[0] in ("…", "..."):
        return
    group = words[0] in ("log", "policy")
    if group and len(words) == 1:
        return
    head, rest = ([words[0]], words[1:]) if not group else (words[:1], words[1:])
    for last in rest[0].split("|") if group else [""]:
        yield " ".join(["minimise", *head, *([last] if last else [])]), rest


def _unknown_calls(text: str) -> list[str]:
    unknown = []
    for name, words in _spoken(text):
        if name not in commands():
            unknown.append(name)
            continue
        known = {opt for option in options(commands()[name]) for opt in option.opts} | {"-h", "--help"}
        given = {found for word in words for found in re.findall(r"^\[?(--?[a-z][a-z-]*)", word)}
        unknown += [f"{name} {opt}" for opt in sorted(given - known)]
    return unknown


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_only_commands_and_options_that_exist(document: Path) -> None:
    assert _unknown_calls(document.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("```sh\n.venv/bin/python -m pip install . && .venv/bin/minimise shred a.docx\n```", "minimise shred"),
        ("Run `minimise log verify|burn LOG`.", "minimise log burn"),
        ("```\nminimise redact FILE... [--colour RED]   what it does\n```", "minimise redact --colour"),
    ],
)
def test_a_command_that_does_not_exist_would_be_seen(text: str, unknown: str) -> None:
    assert _unknown_calls(text) == [unknown]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_of_the_project_that_documents_call_for_exist(document: Path) -> None:
    named = set(re.findall(r"(?:samples|docs|tests|src)/[\w./-]*\.\w+", document.read_text(encoding="utf-8")))

    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [t for t in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:", t)]

    broken = [target for target in targets if not _resolves(document, target)]

    assert broken == []


def _resolves(document: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = document.parent / path if path else document
    if not found.exists():
        return False
    return not anchor or anchor in _anchors(found)


def _anchors(document: Path) -> set[str]:
    heads = re.findall(r"(?m)^#+ (.+)$", document.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}


def test_every_decision_is_numbered_titled_and_listed() -> None:
    index = (ADRS / "README.md").read_text(encoding="utf-8")
    files = sorted(path for path in ADRS.glob("*.md") if path.name != "README.md")

    assert [int(path.name[:4]) for path in files] == list(range(1, len(files) + 1))
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        heads = re.findall(r"(?m)^## (.+)$", text)
        assert heads == ["Context", "Choice", "Consequences"], path.name
        assert f"({path.name})" in index, path.name


def test_decisions_are_only_spoken_of_by_numbers_that_exist() -> None:
    numbers = {int(path.name[:4]) for path in ADRS.glob("[0-9]*.md")}
    spoken = {int(n) for path in DOCUMENTS for n in re.findall(r"\bADR (\d+)", path.read_text(encoding="utf-8"))}

    assert spoken - numbers == set()


def test_the_readme_lists_every_recipient() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name in policy_names() if f"`{name}`" not in readme] == []


def test_the_licence_is_the_one_the_package_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert project["license"] == "Apache-2.0"
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


# Put together from pieces, so that this file does not find itself.
_TRACES = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + r"(?:home|root|Users|work|mnt|opt|private|Volumes)/\w",
            r"(?<![\w.])/tmp" + r"/\w",
            r"\b[A-Z]:\\\\?" + r"(?:Users|Documents)",
            r"py" + r"pi\.(?:org|python\.org)",
            r"python" + r"hosted",
            r"(?:index|extra-index|registry|find-links)[-_]?" + r"url",
            r"\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))" + r"(?:\.\d{1,3}){2,3}:\d+",
        ]
    ),
    re.IGNORECASE,
)


def _committed() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this is not a checkout")
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if name and name != "uv.lock" and path.is_file():
            yield path


def _text_of(path: Path) -> str | None:
    data = path.read_bytes()
    if b"\0" in data[:4096] or data.startswith((b"PK", b"%PDF")):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def test_no_file_tells_of_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"
        for path in _committed()
        if (text := _text_of(path)) is not None
        for match in _TRACES.finditer(text)
    ]

    assert found == []


@pytest.mark.parametrize(
    "trace",
    ["see /" + "home/somebody/file", "in /tmp" + "/abc", "https://py" + "pi.org/simple", "C:\\" + "Users\\me"],
)
def test_a_trace_of_a_machine_would_be_seen(trace: str) -> None:
    assert _TRACES.search(trace)


if __name__ == "__main__":
    COMMANDS.write_text(commands_page(), encoding="utf-8")
