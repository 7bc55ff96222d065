"""The trained model's home: reads a text once and says of each word what it is, who is meant, what it gives away.

The network is a small encoder in ONNX form, run by onnxruntime on one thread. `models/referral-context/card.md` says
what it was trained on and how well it does; its files are checked against their digests before they are used.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from minimise.errors import SetupIncomplete
from minimise.model import Hit, Insight, Kind, ReadWord, Role

NAME = "referral-context"
_WINDOW = 252
_OVERLAP = 72
"""Sub-words that two windows share; each word is judged in the window where more of its surroundings stand."""
_OPEN, _CLOSE = 101, 102
_QUESTIONS = ("entities", "roles", "stretches")
_KINDS = {"PERSON": Kind.PERSON, "ADDRESS": Kind.ADDRESS, "LOC": Kind.LOCATION}
_JOINED = re.compile(r"[ \t]?[-'.]?[ \t]?|\n")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    pieces: tuple[int, ...]
    case: int


def read(text: str) -> Insight:
    """Read a text and give what the model makes of each word; an empty text gives nothing.

    Raises:
        SetupIncomplete: the model's files are missing or are not the ones this was tested with.
    """
    words = list(_words(text))
    if not words:
        return Insight()
    settings = _settings()
    shares = _shares(words)
    entities, roles, stretches = (shares[name] for name in _QUESTIONS)
    facts = _leaning(stretches, settings, {"safety": settings.get("safety_weight", 1.0)})
    safety = facts[:, settings["stretches"].index("safety")]
    stretches = _leaning(stretches, settings, settings.get("leaning", {}))
    person = settings["entities"].index("PERSON")
    best, worst = entities.argmax(1), stretches.argmax(1)
    columns = (
        (settings["entities"][n] for n in best),
        entities.max(1).tolist(),
        entities[:, person].tolist(),
        map(tuple, roles.tolist()),
        (settings["stretches"][n] for n in worst),
        stretches.max(1).tolist(),
        safety.tolist(),
    )
    sights = (ReadWord(word.start, word.end, *row) for word, *row in zip(words, *columns, strict=True))
    return Insight(tuple(sights), tuple(Role(name) for name in settings["roles"]))


def _leaning(stretches: Any, settings: Mapping[str, Any], weight_of: Mapping[str, float]) -> Any:
    """Weigh the kinds of stretches anew: what would be missed worst counts for more."""
    import numpy as np

    weights = np.array([weight_of.get(kind, 1.0) for kind in settings["stretches"]], dtype=np.float32)
    weighed = stretches * weights
    return weighed / weighed.sum(1, keepdims=True)


def is_everyday(word: str) -> bool:
    """Say whether a word is so common in English that the model's vocabulary holds it whole."""
    return _tokenizer().token_to_id(word.casefold()) is not None


def read_by() -> tuple[str, str]:
    """Give the model's name, and its version with the first letters of its digest."""
    return NAME, f"{_settings()['version']}+{_settings()['sha256']['model.onnx'][:12]}"


def hits_of(text: str, insight: Insight) -> Iterator[Hit]:
    """Yield runs of words that the model takes for one name or address."""
    if not insight.sights:
        return
    least = float(_settings()["least_person"])
    run: list[ReadWord] = []
    for sight in (*insight.sights, None):
        kind = None if sight is None else _kind(sight, least)
        if run and (kind != _kind(run[-1], least) or sight is None or not _adjoin(text, run[-1], sight)):
            shares = [s.person_share if _kind(s, least) == "PERSON" else s.entity_share for s in run]
            yield Hit(run[0].start, run[-1].end, _KINDS[_kind(run[0], least)], sum(shares) / len(run), "model.context")
            run = []
        if kind in _KINDS and sight is not None:
            run.append(sight)


def _kind(sight: ReadWord, least: float) -> str:
    return "PERSON" if sight.person_share >= least else sight.entity


def _adjoin(text: str, left: ReadWord, right: ReadWord) -> bool:
    return _JOINED.fullmatch(text, left.end, right.start) is not None


def _words(text: str) -> Iterator[_Word]:
    """Yield the words with their sub-words, as the tokeniser cuts them."""
    encoding = _tokenizer().encode(text, add_special_tokens=False)
    ids, places, numbers = encoding.ids, encoding.offsets, encoding.word_ids
    at = 0
    while at < len(ids):
        stop = at + 1
        while stop < len(ids) and numbers[stop] == numbers[at]:
            stop += 1
        start, end = places[at][0], places[stop - 1][1]
        yield _Word(start, end, tuple(ids[at:stop][:_WINDOW]), _case(text[start:end]))
        at = stop


def _case(word: str) -> int:
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _shares(words: Sequence[_Word]) -> dict[str, Any]:
    """Give a row of shares a word for each question, from the window that shows most of what stands around it."""
    import numpy as np

    scores = np.zeros((len(words), sum(len(_settings()[name]) for name in _QUESTIONS)), dtype=np.float32)
    room = np.full(len(words), -1)
    for first, last in _windows(words):
        ids = np.array([[_OPEN, *(p for w in words[first:last] for p in w.pieces), _CLOSE]])
        cases = np.array([[0, *(w.case for w in words[first:last] for _ in w.pieces), 0]])
        found = _session().run(None, {"ids": ids, "cases": cases, "mask": np.ones_like(ids)})[0][0]
        sizes = np.array([len(w.pieces) for w in words[first:last]])
        at = 1 + np.cumsum(sizes) - sizes
        here = np.minimum(at, ids.shape[1] - at)
        better = here > room[first:last]
        scores[first:last][better] = found[at[better]]
        room[first:last] = np.maximum(room[first:last], here)
    cuts = np.cumsum([len(_settings()[name]) for name in _QUESTIONS])[:-1]
    return {name: _normalised(part) for name, part in zip(_QUESTIONS, np.split(scores, cuts, axis=1), strict=True)}


def _windows(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Yield ranges of words that fit into the network, each beginning within the one before."""
    first = 0
    while True:
        last, size = first, 0
        while last < len(words) and size + len(words[last].pieces) <= _WINDOW:
            size += len(words[last].pieces)
            last += 1
        yield first, last
        if last >= len(words):
            return
        back = 0
        while last - 1 > first + 1 and back < _OVERLAP:
            last -= 1
            back += len(words[last].pieces)
        first = last


def _normalised(scores: Any) -> Any:
    """Turn rows of scores into rows of shares."""
    import numpy as np

    grown = np.exp(scores - scores.max(1, keepdims=True))
    return grown / grown.sum(1, keepdims=True)


@cache
def _folder() -> Path:
    """Find the model: in an installed wheel beside the package, in a checkout at its top."""
    package = Path(str(resources.files("minimise")))
    for folder in (package / "_models" / NAME, package.parents[1] / "models" / NAME):
        if (folder / "model.toml").is_file():
            return folder
    raise SetupIncomplete("the name model is missing", "Install minimise again, or run `minimise doctor`.")


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads((_folder() / "model.toml").read_text("utf-8"))


def _checked(name: str) -> bytes:
    """Give the bytes of one of the model's files, once they are known to be the tested ones."""
    data = (_folder() / name).read_bytes() if (_folder() / name).is_file() else b""
    if hashlib.sha256(data).hexdigest() != _settings()["sha256"][name]:
        raise SetupIncomplete("the name model is damaged", "Install minimise again, or run `minimise doctor`.")
    return data


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_str(_checked("tokenizer.json").decode())


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(_checked("model.onnx"), options, providers=["CPUExecutionProvider"])
