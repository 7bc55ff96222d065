"""The canary: every logger at DEBUG, every failure provoked, and no sample name anywhere but in documents."""

import io
import json
import logging
import re
import tempfile
import tomllib
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import ROOT

from minimise import pipeline
from minimise.errors import LeakFound, MinimiseError, UnreadableDocument
from minimise.formats import named
from minimise.pipeline import Judged, Order, minimise_file
from minimise.policies import policy_names
from minimise.stages.record import log_schema

SAMPLES = sorted(path.parent for path in (ROOT / "samples").glob("*/truth.toml"))
pytestmark = pytest.mark.model


def names_of(folder: Path) -> list[str]:
    """Every word of every person's name in the sample, long enough to mean somebody."""
    truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
    words = {
        word for person in truth["people"] for name in person["names"] for word in re.findall(r"[^\W\d_]{4,}", name)
    }
    kin = {
        "aunt",
        "nurse",
        "staff",
        "mother",
        "father",
        "nana",
        "uncle",
        "baby",
        "sister",
        "brother",
        "child",
        "miss",
        "step",
        "stepdad",
        "grandmother",
    }
    return sorted(
        word for word in words if word[0].isupper() and word.casefold() not in kin and word.casefold() not in COMMON
    )


# Names that are also words of our own sentences: seeing them proves nothing.
COMMON = frozenset("hope will mark grace case young black white brown page field table title person words".split())


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """Every logger that exists, and the root, at DEBUG into one stream."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    loggers = [root, *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    before = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)
    for logger, level in before:
        logger.setLevel(level)


@pytest.fixture
def temporary_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Every name under which a temporary file is made."""
    made: list[str] = []
    real = tempfile.mkstemp

    def watched(*args: object, **kwargs: object) -> tuple[int, str]:
        handle, path = real(*args, **kwargs)  # type: ignore[call-overload]
        made.append(path)
        return handle, path

    monkeypatch.setattr(tempfile, "mkstemp", watched)
    return made


def broken(error: type[Exception]) -> Callable[..., object]:
    def fail(*args: object, **kwargs: object) -> object:
        raise error("provoked")

    return fail


def unchanged(self: object, data: bytes, *rest: object, **more: object) -> bytes:
    """A writer that forgets to write."""
    del self, rest, more
    return data


# Everything that our own sentences, codes and rules say: a piece of a withheld value that is also ours proves nothing.
OURS = ("policies", "stages/record", "stages/judge", "stages/review", "model", "lexicons/roles.toml")
RECIPIENTS = [name for name in policy_names() if name != "learning"]


@cache
def our_words() -> frozenset[str]:
    """Every four characters in a row of what we wrote ourselves."""
    roots = [ROOT / "src" / "minimise" / place for place in OURS]
    files = [path for root in roots for path in (root.rglob("*") if root.is_dir() else [root]) if path.is_file()]
    texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in (".py", ".toml", ".css", ".json")]
    return frozenset(gram for text in texts for gram in grams(text))


def grams(text: str) -> set[str]:
    """Give every four letters or digits in a row, in small letters."""
    words = re.findall(r"[a-z0-9]{4,}", text.casefold())
    return {word[at : at + 4] for word in words for at in range(len(word) - 3)}


def without_digests(text: str) -> str:
    """Leave out hashes, ids, numbers of entries and times: chance puts any four digits there."""
    return re.sub(
        r"\b[ea]\d{4}\b|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\d{4}-\d\d-\d\dT[\d:]+Z|\d\d:\d\d UTC", " ", text
    )


def is_record(path: Path) -> bool:
    """Say whether a file of a run may be shown to others as a record."""
    return path.name.endswith((".log.json", ".log.html", ".statement.html"))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_no_name_and_no_piece_of_a_withheld_value_leaves_but_in_documents(
    folder: Path,
    tmp_path: Path,
    everything_logged: io.StringIO,
    temporary_names: list[str],
    judged: list[Judged],
    capfd: pytest.CaptureFixture[str],
) -> None:
    truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
    recipient = RECIPIENTS[SAMPLES.index(folder) % len(RECIPIENTS)]
    outcome = minimise_file(folder / truth["file"], Order(recipient, tmp_path / "out", subjects=(truth["subject"],)))
    records = {
        path.name.split(".", 1)[1]: path.read_text(encoding="utf-8") for path in outcome.written if is_record(path)
    }

    said = [everything_logged.getvalue(), *capfd.readouterr(), *temporary_names, *records.values()]

    assert len(records) == 3
    for name in names_of(folder):
        assert not [text for text in said if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)], folder.name
    told = grams(without_digests("\n".join([*said, *(path.name for path in outcome.written)]))) - our_words()
    gone = withheld_values(judged[0])
    assert gone
    assert not [gram for value in gone for gram in grams(value) if gram in told]
    assert list(Draft202012Validator(log_schema()).iter_errors(json.loads(records["log.json"]))) == []


def withheld_values(judged: Judged) -> set[str]:
    """Give every value that a run withheld."""
    document = judged.understanding.document
    return {document.words(span) for made in judged.decisions if made.withholds for span in made.spans}


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[Judged]:
    """What a run decided, to compare what it wrote with."""
    seen: list[Judged] = []
    real = pipeline._release

    def watched(made: Judged, *rest: object) -> object:
        seen.append(made)
        return real(made, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "_release", watched)
    return seen


@pytest.mark.parametrize("stage", ["find_mentions", "identify", "judge", "plan_edits", "verify", "entries", "release"])
@pytest.mark.parametrize("error", [UnreadableDocument, LeakFound])
def test_a_failure_in_any_room_says_no_name_and_writes_nothing(
    stage: str,
    error: type[MinimiseError],
    tmp_path: Path,
    everything_logged: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    folder = ROOT / "samples" / "worked-example"
    truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
    monkeypatch.setattr(pipeline, stage, broken(error))

    with pytest.raises(error) as caught:
        minimise_file(folder / truth["file"], Order("school", tmp_path / "out", subjects=(truth["subject"],)))

    chain = "".join(traceback.format_exception_only(caught.value))
    said = [chain, everything_logged.getvalue(), *capfd.readouterr()]
    for name in names_of(folder):
        assert not [text for text in said if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)]
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True


def test_a_reader_that_fails_means_not_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ROOT / "samples" / "worked-example"
    monkeypatch.setattr(type(named("docx")), "witnesses", broken(UnreadableDocument))

    with pytest.raises(LeakFound):
        minimise_file(folder / "TWard_Jayden_MARF.docx", Order("school", tmp_path / "out", subjects=("Tyler Ward",)))

    assert not (tmp_path / "out").exists()


def test_a_word_left_in_the_output_stops_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ROOT / "samples" / "worked-example"
    word = type(named("docx"))
    monkeypatch.setattr(word, "write", unchanged)

    with pytest.raises(LeakFound) as caught:
        minimise_file(folder / "TWard_Jayden_MARF.docx", Order("school", tmp_path / "out", subjects=("Tyler Ward",)))

    assert int(caught.value.facts["leaks"]) > 0
    assert not (tmp_path / "out").exists()
