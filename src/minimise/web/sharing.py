"""The sharing record as a form: its questions by group, and the answers of a form as the record takes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from minimise.stages.record import Question, questions
from minimise.web.house import text, texts

Row = dict[str, Any]
_PREFIX = "record."
_ROWS = 3
"""Rows a form has for people and for advice."""
_HEADINGS: Mapping[str, str] = {
    "sender": "Who sends it",
    "recipient": "Who receives it, and how",
    "document": "The document",
    "purpose": "Purpose",
    "basis": "Lawful basis",
    "informed": "Who was told",
    "advice": "Advice",
    "decision": "The decision",
    "review": "The check",
    "retention": "How long the log is kept",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading."""

    title: str
    questions: tuple[Question, ...]


def groups() -> tuple[Group, ...]:
    """Give every question in its group; a group nobody named here comes last, under its own name."""
    found: dict[str, list[Question]] = {name: [] for name in _HEADINGS}
    for question in questions():
        found.setdefault(question.group, []).append(question)
    return tuple(Group(_HEADINGS.get(name, name), tuple(asked)) for name, asked in found.items() if asked)


def rows() -> range:
    """Give the numbers of the rows of a list."""
    return range(_ROWS)


def answers_of(form: FormData) -> Row:
    """Give the answers of a form; what was left open is not there."""
    return {question.key: value for question in questions() if (value := _answer(form, question)) not in ("", [], None)}


def _answer(form: FormData, question: Question) -> Any:
    name = _PREFIX + question.key
    if question.kind == "codes":
        return texts(form, name)
    if question.kind in ("people", "advice"):
        return list(_items(form, question))
    value = text(form, name)
    return int(value) if question.kind == "minutes" and value.isascii() and value.isdigit() else value


def _items(form: FormData, question: Question) -> Iterator[Row]:
    keys = (*question.parts, "on") if question.kind == "advice" else tuple(question.parts)
    for row in rows():
        item = {key: value for key in keys if (value := text(form, f"{_PREFIX}{question.key}.{row}.{key}"))}
        if "role" in item:
            yield item
