"""A log in other forms: rows for a spreadsheet, Markdown, and sections that a word processor's file is made of."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from minimise.stages.record.canon import JsonObject
from minimise.stages.record.chain import JustificationLog
from minimise.stages.record.readable import opening
from minimise.stages.record.selection import Selection
from minimise.stages.record.telling import (
    COLUMNS,
    about_rows,
    added_rows,
    check_rows,
    open_questions,
    place_words,
    record_rows,
    technical_rows,
    told,
)

_FIELDS = tuple(
    "id action proposed effect status locked category category_name role label reason_code reason golden_rule "
    "legal_refs harm_if_kept harm_if_removed safety_topics confidence decided_by decided_at confirmed_by rule "
    "supersedes banner found_by where".split()
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences under it, and a table; a table of two columns may have no column heads."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def log_sections(log: JustificationLog, selection: Selection) -> Iterator[Section]:
    """Yield the log as sections, with the entries somebody wants."""
    yield Section("What this is", tuple(opening(log)))
    if log.unanswered:
        yield Section("Nobody has answered yet", open_questions(log.unanswered))
    yield Section("About this decision", rows=tuple(about_rows(log)))
    yield Section("The sharing record", rows=tuple(record_rows(log.sharing())))
    if log.header["output_digest"]:
        yield Section("Checks on the finished file", rows=tuple(check_rows(log.header)))
    chosen = [entry for entry in log.entries if selection.fits(entry)]
    rows = tuple(tuple("\n".join(cell) for cell in told(entry).cells) for entry in chosen)
    yield Section(f"Decisions ({len(rows)})", columns=COLUMNS, rows=rows)
    added = tuple((id, "\n".join(said), by) for id, said, by in added_rows(log))
    if added:
        yield Section("Added after sealing", columns=("Id", "What", "By whom and when"), rows=added)
    yield Section("By which rules and which program", rows=tuple(technical_rows(log.header)))
    yield Section("Head of the chain", (log.head,))


def log_markdown(log: JustificationLog, selection: Selection) -> str:
    """Give the log in Markdown."""
    lines = ["# Justification log", ""]
    for section in log_sections(log, selection):
        lines += [f"## {section.heading}", "", *(f"{text}\n" for text in section.paragraphs)]
        if section.rows:
            head = section.columns or ("", "")
            lines += [_cells(head), _cells(["---"] * len(head)), *map(_cells, section.rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def log_csv(log: JustificationLog, selection: Selection) -> str:
    """Give the entries as rows for a spreadsheet; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_FIELDS)
    writer.writerows(_record(entry) for entry in log.entries if selection.fits(entry))
    return out.getvalue()


def _record(entry: JsonObject) -> list[str]:
    category = cast(JsonObject, entry["category"])
    role = cast(JsonObject, entry.get("role") or {"name": ""})
    places = cast(list[JsonObject], entry.get("locations") or [entry["location"]])
    flat: JsonObject = {
        **entry,
        "category": category["id"],
        "category_name": category["name"],
        "role": role["name"],
        "where": "; ".join(map(place_words, places)),
    }
    return [_plain(flat.get(name, "")) for name in _FIELDS]


def _plain(value: object) -> str:
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"
