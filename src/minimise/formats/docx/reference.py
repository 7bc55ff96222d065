"""Writes the tables of the engine out as a page of the reference."""

from collections.abc import Iterator
from typing import Any

from minimise.formats.docx.channels import data

_HEAD = """# What passes from a Word file into the copy

<!-- Made from the engine's tables; `python -m tests.unit.formats_docx.test_word_channels` writes it anew. -->

A copy is built anew, and this is the whole list of what may go into it: what is not named here is left out. Values of
attributes must be of the kind that is given. Free text passes through the text of runs alone, and all of it is offered
for a decision first. What is left out with words in it is shown to the reviewer, and never leaves.
"""


def channels_page() -> str:
    """Give the page in Markdown."""
    return "\n".join(_lines(data("channels")))


def _lines(table: Any) -> Iterator[str]:
    yield _HEAD
    yield "## Parts and relationships\n\n| relationships | members | what becomes of them | why |\n|---|---|---|---|"
    for part in table["part"]:
        yield f"| {_code(part['relationships'])} | {part['members']} | {part['action']} | {part['reason']} |"
    yield "\n## The container\n\n| place | what becomes of it | why |\n|---|---|---|"
    for place in table["container"]:
        yield f"| {place['place']} | {place['action']} | {place['reason']} |"
    yield "\n## Elements with a step of their own\n\n| elements | what becomes of them |\n|---|---|"
    for step, reason in table["steps"].items():
        elements = [element for element, named in table["step"].items() if named == step]
        if elements:
            yield f"| {_code(elements)} | {reason} |"
    yield "\n## Elements that are copied or unwrapped\n"
    yield "| elements | action | attributes and their kinds | why |\n|---|---|---|---|"
    for rule in table["rule"]:
        attributes = ", ".join(f"`{name}` {kind}" for name, kind in rule.get("attributes", {}).items())
        yield f"| {_code(rule['elements'])} | {rule['action']} | {attributes or 'none'} | {rule['reason']} |"
    yield "\n## Older shapes\n"
    yield "Attributes: " + ", ".join(f"`{name}` {kind}" for name, kind in table["old_shape"].items()) + ".\n"
    style = table["old_shape_style"]
    yield f"In their style, as numbers {_code(style['numbers'])}, as words {_code(style['words'])}."
    yield "\n## Free text that is shown to the reviewer and never copied\n"
    yield f"These attributes, wherever they stand: {_code(table['free_text']['anywhere'])}.\n"
    yield f"Every attribute of these elements: {_code(table['free_text']['elements'])}.\n"
    yield "Every attribute in a namespace that is not one of the standard.\n"
    yield "## Kinds of values\n\n| kind | pattern |\n|---|---|"
    for kind, pattern in table["kinds"].items():
        yield f"| {kind} | `` {pattern.replace('|', chr(92) + '|')} `` |"
    yield "| word, geometry, font | one of the fixed lists in `vocabulary.toml` |"
    yield "| style | a style, under its neutral name |"
    yield "| height | the order of shapes, numbered anew |\n"


def _code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
