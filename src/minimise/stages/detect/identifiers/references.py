"""References that only their label tells from other numbers; the labels are data."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Any

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.evidence import LABELLED, SEPARATOR, Shape, by_first_letter, opening
from minimise.stages.detect.identifiers.shapes import DAY_AND_MONTH, is_date

_REF_WORD = r"(?:refs?\b|references?\b|nos?\b|numbers?\b|num\b|nr\b|id\b|i\.d\b|codes?\b|pin\b|urn\b|\#)\.?"
_VALUE = r"""
    (?:[A-Z]{2,5}/[A-Z]{2,5}(?:/[A-Z]{2,5})?(?=\s*(?:\n|\||\Z))
    |(?=[^\s|;,()]{0,14}\d|[A-Z]{1,4}[ ]\d{3})(?:[A-Z]{1,4}[ ](?=\d{3}))?
     [A-Z0-9]{1,16}(?:[/\\\-.:_][A-Z0-9]{1,14}){0,6}
     (?:[ ]\d{2,6}(?=(?:[ ]\d{2,6})*[ ]*(?:[\n|;,.)]|\Z))){0,3})
"""
_STRICT = rf"(?!(?:19|20)\d\d(?![\w/-]))(?=(?:[A-Z/-]{{0,4}}\d){{4}}|\d{{2,5}}[ ]of[ ]\d){_VALUE}"
_DATED = rf"(?:[ ]?(?:of|dated|on|/|-|,)?[ ]?{DAY_AND_MONTH})?"


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    """Give the label tables by recogniser id."""
    data = tomllib.loads(resources.files(__package__).joinpath("references.toml").read_text(encoding="utf-8"))
    return {table["id"]: table for table in data["reference"]}


def _any_of(phrases: Iterable[str]) -> str:
    """Join phrases; a blank in one stands for a blank, a dot or a hyphen, or nothing."""
    return by_first_letter(phrase.replace(" ?", " ").replace(" ", r"[ .\-]{0,2}") for phrase in phrases)


def _openings(phrases: Iterable[str]) -> list[str]:
    return [opening(phrase.replace(" ", "[ ]?")) for phrase in phrases]


class LabelledReference:
    """All references of one kind whose labels stand in `references.toml` under the recogniser's id."""

    def __init__(self, id: str, kind: Kind) -> None:
        self._id = id
        self.kind = kind

    @property
    def id(self) -> str:
        """Detector id."""
        return self._id

    @cached_property
    def _table(self) -> Mapping[str, Any]:
        return _tables()[self._id]

    @cached_property
    def _shapes(self) -> tuple[Shape, ...]:
        value = f"(?:{self._table.get('value', _VALUE)})"
        dated = _DATED if self._table.get("dated") else ""
        end = r"(?![^\W_])"
        named, alone = self._table["named"], self._table["alone"]
        heads = [(rf"(?:{_any_of(named)})(?:[ ._'/\-]{{0,3}}|[ ][a-z]{{2,12}}[ ]){_REF_WORD}", named)]
        heads.append((rf"(?:{_any_of(alone)})(?![^\W_])", alone))
        found = [
            Shape(rf"(?:{head}){SEPARATOR}(?P<value>{value}{dated}){end}", any_case=True, openings=_openings(phrases))
            for head, phrases in heads
        ]
        if "systems" in self._table:
            head = rf"(?:{_any_of(self._table['systems'])})(?![^\W_])"
            found.append(
                Shape(
                    rf"(?:{head}){SEPARATOR}(?P<value>{_STRICT}{dated}){end}",
                    any_case=True,
                    openings=_openings(self._table["systems"]),
                )
            )
        return tuple(found)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value behind each label, where it can be a reference at all."""
        least, score = self._table.get("digits", 2), self._table.get("score", LABELLED)
        seen: set[tuple[int, int]] = set()
        for shape in self._shapes:
            for match in shape.finditer(text):
                span = match.span("value")
                if span not in seen and _is_reference(match["value"], least):
                    seen.add(span)
                    yield Hit(*span, self.kind, score, self._id)


def _is_reference(value: str, least: int) -> bool:
    """Say whether a value is more than a count or a date."""
    digits = sum(c.isdigit() for c in value)
    letters = sum(c.isalpha() for c in value)
    if is_date(value) or (len(value) == 4 and value[:2] in ("19", "20") and digits == 4):
        return False
    if digits == 0:
        return "/" in value
    return digits >= max(least, 3) or (digits >= least and (letters > 0 or "/" in value) and len(value) >= 3)
