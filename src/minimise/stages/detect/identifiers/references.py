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
    |[A-Z0-9]{1,8}(?:[ ]/[ ][A-Z0-9]{1,8}){1,5}
    |(?=[^\s|;,()]{0,14}\d|[A-Z]{1,4}[ ]\d{3})(?:[A-Z]{1,4}[ ](?=\d{3}))?
     [A-Z0-9]{1,16}(?:[/\\\-.:_][A-Z0-9]{1,14}){0,6}
     (?:[ ]\d{2,6}(?=(?:[ ]\d{2,6})*[ ]*(?:[\n|;,.)]|\Z))){0,3})
"""
_STRICT = rf"(?!(?:19|20)\d\d(?![\w/-]))(?=(?:[A-Z/-]{{0,4}}\d){{4}}|\d{{2,5}}[ ]of[ ]\d){_VALUE}"
# "HO ref for the boy is B1234567"
_WHOSE = r"(?:[ ](?:for|of|given|held)[ ][^\n.;:|\d]{2,30}?[ ,](?:is|was|as)\b)?"


_TELEPHONE = Shape(r"0[1-37-9]\d{2,3}[ ]\d{3}[ ]?\d{3,4}\Z")
"""A telephone number in its usual groups: `officer in the case: 07700 900123`."""


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    """Give the label tables by recogniser id."""
    data = tomllib.loads(resources.files(__package__).joinpath("references.toml").read_text(encoding="utf-8"))
    return {table["id"]: table for table in data["reference"]}


def _any_of(phrases: Iterable[str]) -> str:
    """Join phrases; a blank in one stands for a blank, a dot or a hyphen, or nothing."""
    return by_first_letter(phrase.replace(" ?", " ").replace(" ", r"[ .\-]{0,2}") for phrase in phrases)


def _openings(phrases: Iterable[str]) -> list[str]:
    return [start for phrase in phrases for start in _starts(phrase)]


def _starts(phrase: str) -> list[str]:
    """Give what a phrase can begin with; one of single letters would else be tried at every word with the first."""
    first, _, rest = phrase.replace(" ?", " ").partition(" ")
    if len(first) > 2 or not first.isalnum() or not rest:
        return [opening(phrase.replace(" ", "[ ]?"))]
    return [first + gap + opening(rest.replace(" ", "[ ]?")) for gap in ("", " ", ".", "-", ". ")]


@cache
def _behind(value: str) -> Shape:
    """Give the shape of a value and what stands between it and its label."""
    return Shape(rf"{SEPARATOR}(?P<value>{value})(?![^\W_])", any_case=True)


@cache
def _dated() -> Shape:
    """Give the shape of the date behind a number of the police, which is part of it: `log 345 of 12 March`."""
    return Shape(rf"[ ]?(?:of|dated|on|/|-|,)?[ ]?{DAY_AND_MONTH}(?![^\W_])", any_case=True)


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
    def _shapes(self) -> tuple[tuple[Shape, Shape], ...]:
        """The labels, each with what may follow them; apart, as values are shared and would be compiled many times."""
        value = _behind(f"(?:{self._table.get('value', _VALUE)})")
        named, alone = self._table["named"], self._table["alone"]
        heads = [(rf"(?:{_any_of(named)})(?:[ ._'/\-]{{0,3}}|[ ][a-z]{{2,12}}[ ]){_REF_WORD}{_WHOSE}", named)]
        heads.append((rf"(?:{_any_of(alone)})(?![^\W_])", alone))
        found = [(Shape(head, any_case=True, openings=_openings(phrases)), value) for head, phrases in heads]
        if "systems" in self._table:
            systems = self._table["systems"]
            head = rf"(?:{_any_of(systems)})(?![^\W_])(?:[ ][a-z]{{3,12}}(?=[ ]\d{{5}}))?"
            found.append((Shape(head, any_case=True, openings=_openings(systems)), _behind(_STRICT)))
        return tuple(found)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value behind each label, where it can be a reference at all."""
        least, score = self._table.get("digits", 2), self._table.get("score", LABELLED)
        seen: set[tuple[int, int]] = set()
        for label, value in self._shapes:
            for match in (value.regex.match(text, head.end()) for head in label.finditer(text)):
                if match is None or _TELEPHONE.regex.match(match["value"]) or not _is_reference(match["value"], least):
                    continue
                start, end = match.span("value")
                if self._table.get("dated") and (dated := _dated().regex.match(text, end)):
                    end = dated.end()
                if (start, end) not in seen:
                    seen.add((start, end))
                    yield Hit(start, end, self.kind, score, self._id)


def _is_reference(value: str, least: int) -> bool:
    """Say whether a value is more than a count or a date."""
    digits = sum(c.isdigit() for c in value)
    letters = sum(c.isalpha() for c in value)
    if is_date(value) or (len(value) == 4 and value[:2] in ("19", "20") and digits == 4):
        return False
    if digits == 0:
        return "/" in value
    return digits >= max(least, 3) or (digits >= least and (letters > 0 or "/" in value) and len(value) >= 3)
