"""`detect`, `people` and `explain`: look at a document without writing anything."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from minimise.cli.entry import say_problem
from minimise.cli.redacting import worst
from minimise.errors import Exit, MinimiseError
from minimise.model import CATEGORY_NAMES, Document, Mention, Person, Surface
from minimise.pipeline import Understanding, decide, understand
from minimise.stages.detect import Asked


def print_finds(files: Sequence[Path], *, as_json: bool) -> int:
    """Print every find of each file."""
    return worst([_guarded(partial(_finds_of, path, as_json=as_json)) for path in files])


def print_people(file: Path, subjects: tuple[str, ...], *, as_json: bool) -> int:
    """Print the table of people."""
    return _guarded(lambda: _people_of(file, subjects, as_json=as_json))


def print_decisions(
    file: Path, recipient: str, subjects: tuple[str, ...], policy: Path | None, *, as_json: bool
) -> int:
    """Print every decision."""
    return _guarded(lambda: _decisions_of(file, recipient, subjects, policy, as_json=as_json))


def _guarded(act: Callable[[], None]) -> int:
    try:
        act()
    except MinimiseError as problem:
        return say_problem(problem.summary, problem.advice, problem.exit_code)
    return Exit.DONE


def _finds_of(path: Path, *, as_json: bool) -> None:
    seen = understand(path, Asked())
    finds = [_find(seen.document, mention) for mention in seen.mentions]
    if as_json:
        sys.stdout.write(json.dumps({"file": str(path), "finds": finds}, ensure_ascii=False) + "\n")
        return
    for mention, find in zip(seen.mentions, finds, strict=True):
        words = seen.document.words(mention.span).replace("\n", " ")
        place = _place(seen.document, mention)
        category = CATEGORY_NAMES[str(find["category"])]
        sys.stdout.write(f"{place:<24} {find['type']:<16} {find['confidence']:.2f}  {words}  ({category})\n")


def _find(document: Document, mention: Mention) -> dict[str, Any]:
    """One find as `contract.md` section 4 lists it: place, offsets in code points, no words."""
    span = mention.span
    part = document.parts[span.part]
    find: dict[str, Any] = {
        "category": mention.kind.category,
        "type": mention.kind.value,
        **part.place.location(),
        "start": span.start,
        "end": span.end,
        "confidence": mention.score,
        "found_by": list(mention.found_by),
    }
    if part.surface is Surface.FILE_NAME:
        return find
    if document.format == "txt":
        shift = sum(len(p.text) + 1 for p in document.parts[: span.part])
        find |= {"part": "text", "offset_start": shift + span.start, "offset_end": shift + span.end}
    find.setdefault("part", "page" if "page" in find else "text")
    return find


def _place(document: Document, mention: Mention) -> str:
    location = document.parts[mention.span.part].place.location()
    return " ".join(f"{key} {value}" for key, value in location.items())


def _people_of(file: Path, subjects: tuple[str, ...], *, as_json: bool) -> None:
    seen = understand(file, Asked(subjects=subjects))
    mentions = {m.id: m for m in seen.mentions}
    rows = [_person(seen, person, mentions) for person in seen.identified.who.people]
    if as_json:
        certain = seen.identified.who.subject_certain
        sys.stdout.write(
            json.dumps({"file": str(file), "subject_certain": certain, "people": rows}, ensure_ascii=False) + "\n"
        )
        return
    for row in rows:
        flags = ", ".join(word for word in ("at risk", "ambiguous") if row[word.replace(" ", "_")])
        sys.stdout.write(f"[{row['label']}]  {' / '.join(row['names'])}{f'  ({flags})' if flags else ''}\n")
        for role in row["roles"]:
            places = "; ".join(" ".join(f"{k} {v}" for k, v in place.items()) for place in role["evidence"])
            sys.stdout.write(
                f"    {role['role']} ({role['id']}) {role['confidence']:.2f} by {role['rule']}: {places}\n"
            )
        parts = ", ".join(f"{name} {count}" for name, count in row["parts"].items())
        sys.stdout.write(f"    {row['mentions']} mentions: {parts}\n")


def _person(seen: Understanding, person: Person, mentions: dict[str, Mention]) -> dict[str, Any]:
    document = seen.document
    spans = [mentions[i].span for i in person.mention_ids]
    return {
        "id": person.id,
        "label": person.label,
        "names": list(dict.fromkeys(document.words(span).replace("\n", " ") for span in spans)),
        "confidence": round(person.confidence, 2),
        "at_risk": person.at_risk,
        "ambiguous": person.ambiguous,
        "roles": [
            {
                "role": finding.role.value,
                "id": finding.role.id,
                "rule": finding.rule,
                "confidence": finding.confidence,
                "evidence": [document.parts[span.part].place.location() for span in finding.evidence],
            }
            for finding in person.roles
        ],
        "mentions": len(spans),
        "parts": dict(Counter(document.parts[span.part].surface.value for span in spans)),
    }


def _decisions_of(file: Path, recipient: str, subjects: tuple[str, ...], policy: Path | None, *, as_json: bool) -> None:
    from minimise.policies import load_policy

    load_policy(recipient, policy)
    judged = decide(understand(file, Asked(subjects=subjects)), recipient, policy)
    document = judged.understanding.document
    labels = {p.id: p.label for p in judged.understanding.identified.who.people}
    if as_json:
        rows = [
            {
                "target": d.target,
                "action": d.action.value,
                "locked": d.locked,
                "status": d.status.value,
                "category": d.category,
                "label": labels.get(d.person_id or ""),
                "reason": d.reason,
                "reason_code": d.reason_code,
                "confidence": d.confidence,
                "rule": d.rule,
                "golden_rule": d.golden_rule,
                "locations": [document.parts[s.part].place.location() for s in d.spans],
            }
            for d in judged.decisions
        ]
        sys.stdout.write(json.dumps({"file": str(file), "decisions": rows}, ensure_ascii=False) + "\n")
        return
    from minimise.cli.explaining import decision_lines

    sys.stdout.writelines(decision_lines(judged.decisions, document, labels))
