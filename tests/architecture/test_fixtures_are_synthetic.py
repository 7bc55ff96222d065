"""Checks that no fixture could belong to a living person, and that the truth beside each sample fits its document."""

import functools
import importlib
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "samples", ROOT / "tests" / "golden" / "heldout")
CASES = sorted(path.parent for folder in FOLDERS for path in folder.glob("*/truth.toml"))
RECIPIENTS = ("social-care", "police", "health", "school", "voluntary", "housing", "family")
ROLES = frozenset(
    {
        "subject",
        "sibling",
        "other_child",
        "parent",
        "parent_without_pr",
        "household_adult",
        "extended_family",
        "person_of_concern",
        "referrer",
        "lead_practitioner",
        "professional",
        "carer",
        "neighbour",
        "source",
        "witness",
        "deceased",
        "adult_victim",
        "child_suspect",
        "staff_subject",
        "interpreter",
        "quoted_author",
        "third_party",
    }
)
TEXT_ENDINGS = frozenset(
    {".py", ".toml", ".txt", ".md", ".json", ".html", ".css", ".js", ".yml", ".yaml", ".eml", ".csv", ".xml"}
)
SKIPPED_FOLDERS = frozenset(
    {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__", "models", "dist"}
)

# Real-looking values that are allowed, spaces aside, each for one reason.
ALLOWED = {
    "FF00FF": "the colour magenta",
    "0123456789": "the ten digits in order, as in a class of characters",
    "9434765919": "the specimen number printed beside the description of the NHS check digit",
    "3201991236": "a Scottish number whose first six digits are no date, so it was never given out",
    "0113991236": "a Scottish number whose month is the thirteenth, so it was never given out",
    "0990000009": "a learner number that begins with nought, which none does",
    "W999ZZ": "the middle of a made-up share code of nine characters",
}

_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:\+44[ -]?(?:\(0\))?[ -]?|\(?0)\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?![\w/-]|[.,]\d)"
)
_RESERVED_PHONE = re.compile(
    r"07700900\d{3}|01632960\d{3}|0207946\d{4}|01\d1496\d{4}|08081570\d{3}|09098790\d{3}|03069990\d{3}"
)
_NHS = re.compile(r"(?<![\w.+-])[1-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?![\w-]|\.\d)")
_NINO = re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)")
_MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[A-Za-z]{2,})")
_RESERVED_MAIL = re.compile(r"(?:.*\.)?example\.(?:org|com|net)|.*\.(?:invalid|test|example)|localhost")
_POSTCODE = re.compile(
    r"(?<!\w)[A-PR-UWYZ](?:\d[\dA-HJKSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?) ?\d[ABD-HJLNP-UW-Z]{2}(?!\w)"
)
_RESERVED_POSTCODE = frozenset({"ZE99AA", "KW189ZZ", "TR281AA", "LD99AA"})


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def _check_digit_holds(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def _live_values(text: str) -> Iterator[str]:
    """Whatever in the text might reach or name a living person."""
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"^\+44[ -]?(\(0\))?", "0", found[0]))
        if len(digits) in (10, 11) and not _RESERVED_PHONE.fullmatch(digits):
            yield found[0]
    for found in _NHS.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if not digits.startswith("999") and _check_digit_holds(digits):
            yield found[0]
    yield from (found[0] for found in _NINO.finditer(text))
    yield from (found[0] for found in _MAIL.finditer(text) if not _RESERVED_MAIL.fullmatch(found[1].lower()))
    for found in _POSTCODE.finditer(text):
        if found[0].replace(" ", "") not in _RESERVED_POSTCODE:
            yield found[0]


def _unexplained(text: str) -> list[str]:
    return [value for value in _live_values(text) if value.replace(" ", "") not in ALLOWED]


def _word_text(path: Path) -> str:
    lines = []
    for part in docx.Document(str(path)).part.package.iter_parts():
        if not str(part.partname).endswith(".xml"):
            continue
        root = etree.fromstring(part.blob)
        paragraphs = list(root.iter("{*}p")) or [root]
        lines += ["".join(str(text) for text in paragraph.itertext()) for paragraph in paragraphs]
    return "\n".join(lines)


def _portable_text(path: Path) -> str:
    reader = pypdf.PdfReader(path)
    facts = [str(value) for value in (reader.metadata or {}).values()]
    return "\n".join([*facts, *(page.extract_text() for page in reader.pages)])


@functools.cache
def _document_text(path: Path) -> str:
    readers = {".docx": _word_text, ".pdf": _portable_text}
    read = readers.get(path.suffix, functools.partial(Path.read_text, encoding="utf-8"))
    return _plain(read(path))


@functools.cache
def _truth(case: Path) -> dict[str, Any]:
    return tomllib.loads((case / "truth.toml").read_text(encoding="utf-8"))


def _case_text(case: Path) -> str:
    return _document_text(case / _truth(case)["file"])


def _text_files() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        yield from (Path(folder, name) for name in names if Path(name).suffix in TEXT_ENDINGS)


def _expected_values(truth: dict[str, Any], *actions: str) -> Iterator[str]:
    for decisions in truth["recipient"].values():
        for action in actions:
            yield from decisions.get(action, [])


every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def test_the_reader_of_live_values_sees_each_kind() -> None:
    live = ["07123 456" + " 789", "943 476" + " 5870", "AB 12 34" + " 56 C", "a.b@" + "council.gov.uk", "M1" + " 1AE"]
    assert [value for text in live for value in _live_values(f"x {text} y")] == live


def test_text_files_hold_reserved_values_only() -> None:
    found = {
        str(path.relative_to(ROOT)): values
        for path in _text_files()
        if (values := _unexplained(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


@every_case
def test_documents_hold_reserved_values_only(case: Path) -> None:
    assert _unexplained(_case_text(case)) == []


@every_case
def test_every_expected_string_stands_in_the_document(case: Path) -> None:
    truth, text = _truth(case), _case_text(case)
    passages = [entry["text"] for kind in ("safety", "irrelevant", "not_irrelevant") for entry in truth.get(kind, [])]
    names = [name for person in truth["people"] for name in person["names"]]
    expected = [*passages, *names, *_expected_values(truth, "keep", "go", "review")]
    in_file_name = [name for name in names if name in truth["file"]]
    assert [value for value in expected if _plain(value) not in text and value not in in_file_name] == []


@every_case
def test_no_string_is_both_kept_and_removed(case: Path) -> None:
    truth = _truth(case)
    for recipient, decisions in truth["recipient"].items():
        surviving = decisions["keep"] + ([] if recipient.startswith("family") else _texts(truth, "safety"))
        clashes = {(go, kept) for go in decisions["go"] for kept in surviving if go.casefold() in kept.casefold()}
        assert clashes == set(), recipient


@every_case
def test_irrelevant_passages_are_not_also_safety_facts_or_removed(case: Path) -> None:
    truth = _truth(case)
    irrelevant = _texts(truth, "irrelevant")
    others = _texts(truth, "safety") + _texts(truth, "not_irrelevant")
    removed = [go for recipient in RECIPIENTS for go in truth["recipient"][recipient]["go"]]
    assert [text for text in irrelevant if any(other in text or text in other for other in others)] == []
    assert [text for text in irrelevant if any(text in go for go in removed)] == []


@every_case
def test_the_truth_covers_every_recipient_and_known_roles(case: Path) -> None:
    truth = _truth(case)
    assert set(RECIPIENTS) <= set(truth["recipient"])
    assert {person["role"] for person in truth["people"]} <= ROLES
    assert sum(person["role"] == "subject" for person in truth["people"]) == 1


def test_rebuilding_gives_identical_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "samples"))
    rendering = importlib.import_module("rendering")
    sources = sorted(path for folder in FOLDERS for path in folder.glob("*/source.txt"))
    assert sources
    for path in sources:
        source = rendering.read_source(path.read_text(encoding="utf-8"))
        assert rendering.rendered(source) == (path.parent / source.output).read_bytes(), path.parent.name


def _texts(truth: dict[str, Any], kind: str) -> list[str]:
    return [entry["text"] for entry in truth.get(kind, [])]
