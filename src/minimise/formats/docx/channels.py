"""The closed world as data: which elements, attributes and values may pass into the copy."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from minimise.formats.docx.markup import q


@dataclass(frozen=True, slots=True)
class Rule:
    """What happens to one element: an action, the attributes that may stay, the one it cannot do without."""

    action: str
    attributes: Mapping[str, str]
    needs: str | None = None


@cache
def data(name: str) -> Mapping[str, Any]:
    """Load one of this package's tables, such as `channels`."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def rules() -> Mapping[str, Rule]:
    """Give the rule of every element that has one, by its full name; a step of code comes before a rule."""
    table = data("channels")
    found = {}
    for rule in table["rule"]:
        attributes = {q(name): kind for name, kind in rule.get("attributes", {}).items()}
        needs = q(rule["needs"]) if "needs" in rule else None
        for element in rule["elements"]:
            found[q(element)] = Rule(rule["action"], attributes, needs)
    for element, step in table["step"].items():
        before = found.get(q(element))
        found[q(element)] = Rule(step, before.attributes if before else {})
    return found


@cache
def old_shape_attributes() -> Mapping[str, str]:
    """Give the kinds of the attributes that any older (VML) shape may keep."""
    return {q(name): kind for name, kind in data("channels")["old_shape"].items()}


@cache
def words(name: str) -> frozenset[str]:
    """Give a list of the vocabulary as a set."""
    text: str = data("vocabulary")[name]
    return frozenset(text.split()) if "|" not in text else frozenset(text.replace("\n", "").split("|"))


@cache
def _shapes() -> Mapping[str, re.Pattern[str]]:
    return {kind: re.compile(pattern) for kind, pattern in data("channels")["kinds"].items()}


@lru_cache(1 << 13)
def fits(kind: str, value: str) -> bool:
    """Say whether an attribute's value is of its kind, so that it cannot carry words of a document."""
    shape = _shapes().get(kind)
    if shape is not None:
        return shape.fullmatch(value) is not None
    match kind:
        case "word":
            return value in words("words")
        case "word_or_hex":
            return value in words("words") or fits("hex", value)
        case "geometry":
            return value in words("geometries")
        case "font":
            return value in words("fonts") or value in words("symbols")
        case _:
            return False


@cache
def built_in_style() -> re.Pattern[str]:
    """Give a pattern of the names of styles that come with Word."""
    return re.compile("|".join(f"(?:{name})" for name in data("vocabulary")["styles"]), re.IGNORECASE)


@lru_cache(1 << 11)
def is_built_in(name: str) -> bool:
    """Say whether a style of this name comes with Word."""
    return built_in_style().fullmatch(name) is not None


@cache
def style_id() -> re.Pattern[str]:
    """Give a pattern of the names of built-in styles, with or without their spaces."""
    return re.compile(f"(?:{built_in_style().pattern.replace(' ', ' ?')})(?: ?char)?", re.IGNORECASE)
