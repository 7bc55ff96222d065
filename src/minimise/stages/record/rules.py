"""Whether a log holds what its schema says: the part of JSON Schema that the schema uses, compiled once into checks."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from minimise.stages.record.canon import Json
from minimise.stages.record.schema import log_schema

Check: TypeAlias = Callable[[Json], bool]

_TYPES: Mapping[str, Check] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}
_REMARKS = frozenset({"$schema", "$id", "$defs", "title", "description", "properties", "additionalProperties"})


def holds(log: Json) -> bool:
    """Say whether a log has every key it needs, none besides, and only values of their sets."""
    return piece("")(log)


@cache
def piece(name: str) -> Check:
    """Give the check of one named piece of a log, such as `entry`; of the whole log for no name.

    Raises:
        KeyError: the schema uses a word that this reader does not know, or has no such piece.
    """
    schema = log_schema()
    return _check(schema["$defs"][name] if name else schema)


def _check(schema: Mapping[str, Any]) -> Check:
    """Compile a schema; a keyword that is not known here is a KeyError, never silently left out."""
    checks = [_KEYWORDS[word](value) for word, value in schema.items() if word not in _REMARKS]
    if "properties" in schema or "additionalProperties" in schema:
        checks.append(_properties(schema.get("properties", {}), schema["additionalProperties"]))
    if len(checks) == 1:
        return checks[0]
    return lambda value: all(check(value) for check in checks)


def _ref(target: str) -> Check:
    name = target.removeprefix("#/$defs/")
    return lambda value: piece(name)(value)


def _type(name: str) -> Check:
    return _TYPES[name]


def _enum(values: Sequence[str]) -> Check:
    known = frozenset(values)
    return lambda value: isinstance(value, str) and value in known


def _const(wanted: Json) -> Check:
    return lambda value: type(value) is type(wanted) and value == wanted


def _pattern(pattern: str) -> Check:
    # JSON Schema's `$` is the very end; Python's would let a line end pass.
    search = re.compile(pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern).search
    return lambda value: isinstance(value, str) and search(value) is not None


def _at_least(least: int) -> Check:
    return lambda value: isinstance(value, int) and value >= least


def _at_most(most: int) -> Check:
    return lambda value: isinstance(value, int) and value <= most


def _long(least: int) -> Check:
    return lambda value: isinstance(value, (list, dict)) and len(value) >= least


def _items(schema: Mapping[str, Any]) -> Check:
    check = _check(schema)
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


def _any_of(schemas: Sequence[Mapping[str, Any]]) -> Check:
    checks = [_check(schema) for schema in schemas]
    return lambda value: any(check(value) for check in checks)


def _required(keys: Sequence[str]) -> Check:
    wanted = frozenset(keys)
    return lambda value: isinstance(value, dict) and wanted <= value.keys()


def _properties(properties: Mapping[str, Any], others: Any) -> Check:
    known = {key: _check(schema) for key, schema in properties.items()}
    other = _check(others) if isinstance(others, dict) else None

    def check(value: Json) -> bool:
        if not isinstance(value, dict):
            return False
        for key, item in value.items():
            rule = known.get(key, other)
            if rule is None or not rule(item):
                return False
        return True

    return check


_KEYWORDS: Mapping[str, Callable[[Any], Check]] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _at_least,
    "maximum": _at_most,
    "minItems": _long,
    "minProperties": _long,
    "items": _items,
    "anyOf": _any_of,
    "required": _required,
}
