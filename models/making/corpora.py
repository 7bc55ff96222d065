"""The public corpora: what each labels, and what its silence says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from models.making.labels import ANY, allowed

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
_TAB = {
    "PERSON": "PERSON", "CODE": "ID", "LOC": "LOC", "ORG": "ORG", "DEM": "DEM", "DATETIME": "DATE", "QUANTITY": "QTY",
    "MISC": "MISC",
}  # fmt: skip
_NER = {
    "PERSON": "PERSON", "LOCATION": "LOC", "ORG": "ORG", "MISC": "MISC", "HANDLE": "ID", "DATETIME": "DATE",
    "QUANTITY": "QTY", "MONEY": "QTY",
}  # fmt: skip
_SILENT = allowed("O", "DATE", "ID", "QTY", "DEM", "ADDRESS", "MISC")
"""A word that no annotator of these corpora marked is no person, place or organisation; more is not known."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its spans `(start, end, entity)` and the set of labels that an unmarked word may have."""

    text: str = field(repr=False)
    spans: tuple[tuple[int, int, str], ...]
    silent: int


def tab(split: str, documents: slice = slice(None)) -> Iterator[Text]:
    """Yield the documents of one split of the Text Anonymization Benchmark."""
    for row in _lines(DATA / "tab" / f"{split}.jsonl")[documents]:
        spans = tuple((e["start_offset"], e["end_offset"], _TAB[e["entity_type"]]) for e in row["entities"])
        yield Text(row["text"], spans, allowed("O"))


def open_domain() -> Iterator[Text]:
    """Yield the tweets, forum posts and encyclopaedia articles that may be trained on."""
    for name in ("wnut17_train", "wikigold", "btc_f", "btc_g", "btc_h", "re3d_open"):
        for row in _lines(DATA / "ner" / f"{name}.jsonl"):
            spans = tuple((s["start"], s["end"], _NER[s["label"]]) for s in row["spans"] if s["label"] in _NER)
            unsure = [s for s in row["spans"] if s["label"] not in _NER]
            yield Text(row["text"], spans, ANY if unsure else _SILENT)


def _lines(path: Path) -> list[dict[str, object]]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
