"""The log as a page to read and print: what needs a person first, then what was withheld, then what was kept."""

from collections.abc import Iterable, Sequence
from typing import cast

from minimise.policies import banners, legal_codes, reason_codes
from minimise.stages.record.canon import Json, JsonObject
from minimise.stages.record.chain import JustificationLog
from minimise.stages.record.page import facts, heading, page, paragraph, table
from minimise.stages.record.wording import for_family, recipient_words, words_for

_NOT_FOR_FAMILY = (
    "Keep this log with your own record. It says more about sources and places than the family may see: "
    "give the family the covering statement instead."
)
_COLUMNS = ("Entry", "What", "What happened", "Why", "Where", "Decided by")


def log_html(log: JustificationLog) -> bytes:
    """Give the whole log as one self-contained page. It is built from the log alone, so it holds no document words."""
    body = [
        paragraph(
            "This log says what was kept and what was withheld in a minimised document, and why. "
            "It holds no words of the document. It is a record of decisions, not legal advice."
        ),
        *([paragraph(_NOT_FOR_FAMILY, "note")] if for_family(str(log.header["recipient"])) else []),
        facts("About this decision", _about(log)),
        facts("Checks on the finished file", _checks(log.header)),
        facts("What nobody has recorded yet", _questions(log.header)),
        *_groups(log.entries),
        heading("Seal"),
        paragraph(f"Entries: {log.seal['count']}. Head of the chain: {log.seal['head']}.", "small"),
    ]
    return page("Justification log", body)


def _groups(entries: Sequence[JsonObject]) -> Iterable[str]:
    settled = [entry for entry in entries if entry["status"] != "needs-review"]
    yield from _group("Needs a person", [entry for entry in entries if entry["status"] == "needs-review"])
    yield from _group("Withheld", [entry for entry in settled if entry["effect"] == "withheld"])
    yield from _group("Kept", [entry for entry in settled if entry["effect"] == "kept"])


def _group(title: str, entries: Sequence[JsonObject]) -> Iterable[str]:
    yield heading(f"{title} ({len(entries)})")
    if entries:
        yield table(title, _COLUMNS, [_cells(entry) for entry in entries])
    else:
        yield paragraph("Nothing.")


def _cells(entry: JsonObject) -> tuple[str, ...]:
    return (str(entry["id"]), _what(entry), _happened(entry), _why(entry), _where(entry), _decided(entry))


def _what(entry: JsonObject) -> str:
    category = cast(JsonObject, entry["category"])
    lines = [f"{category['name']} ({category['id']})"]
    if "label" in entry:
        lines.append(f"{entry['label']}, {cast(JsonObject, entry['role'])['name']}")
    return "\n".join(lines + _listed("Safety topics", entry["safety_topics"]))


def _happened(entry: JsonObject) -> str:
    lines = [f"{entry['effect']}: {words_for('actions')[str(entry['action'])]}"]
    lines += ["Locked."] if entry["locked"] else []
    lines += ["A person still has to look."] if entry["status"] == "needs-review" else []
    lines += [f"Handling: {banners().get(str(entry['banner']), str(entry['banner']))}"] if "banner" in entry else []
    return "\n".join(lines)


def _why(entry: JsonObject) -> str:
    code = str(entry["reason_code"])
    lines = [
        str(entry["reason"]),
        f"{code}: {reason_codes()[code]}.",
        f"Golden rule {entry['golden_rule']}: {words_for('golden_rules')[str(entry['golden_rule'])]}",
        *(legal_codes().get(ref, ref) for ref in cast(list[str], entry["legal_refs"])),
        *_harm("Harm if kept", entry["harm_if_kept"]),
        *_harm("Harm if removed", entry["harm_if_removed"]),
    ]
    return "\n".join(lines)


def _harm(name: str, harm: Json) -> list[str]:
    return [f"{name}: {words_for('harms').get(str(harm), str(harm))}"] if harm else []


def _where(entry: JsonObject) -> str:
    places = cast(list[JsonObject], entry.get("locations", [entry["location"]]))
    return "\n".join(place_words(place) for place in places)


def place_words(place: JsonObject) -> str:
    """Give a location in words, paragraphs counted from 1 as people do."""
    words = [str(place["part"])] if "part" in place else []
    if "paragraph" in place:
        words.append(f"paragraph {cast(int, place['paragraph']) + 1}")
    words += [f"{unit} {place[unit]}" for unit in ("page", "line") if unit in place]
    words += [f"characters {place['start']} to {place['end']}"] if "start" in place else []
    return ", ".join(words)


def _decided(entry: JsonObject) -> str:
    lines = [f"{entry['decided_by']}, {entry['decided_at']}", f"Rule {entry['rule']}"]
    lines += [f"Before: {entry['supersedes']}"] if "supersedes" in entry else []
    return "\n".join([*lines, f"Confidence: {entry['confidence']}", *_listed("Found by", entry["found_by"])])


def _listed(name: str, values: Json) -> list[str]:
    return [f"{name}: {', '.join(cast(list[str], values))}"] if values else []


def _about(log: JustificationLog) -> Iterable[tuple[str, str]]:
    header = log.header
    policy, tool = cast(JsonObject, header["policy"]), cast(JsonObject, header["tool"])
    counts, gone = cast(JsonObject, header["counts"]), cast(JsonObject, header["not_shared_summary"])
    yield "Decision", words_for("decisions")[str(header["decision"])]
    yield "State", "held: a person still has to look" if header["status"] == "held" else "complete"
    yield "For", f"{recipient_words(str(header['recipient']))} ({header['recipient']})"
    yield "Purpose", str(header["purpose"]) or "not recorded"
    yield "When", str(header["created_at"])
    yield "Decision id", str(header["decision_id"])
    yield (
        "Policy",
        f"{policy['id']}, version {policy['version']}, edition {policy['edition']}, {policy['jurisdiction']}",
    )
    yield "Policy fingerprint", str(policy["fingerprint"])
    yield "Tool", f"{tool['name']} {tool['version']}"
    yield "Models", ", ".join(f"{m['id']} {m['version']}" for m in cast(list[JsonObject], header["models"])) or "none"
    yield "Read", f"{counts['parts_read']} parts, {counts['people']} people, {counts['finds']} finds"
    yield "Could not be read", _numbers(counts["unread"])
    yield "Withheld", f"{gone['total']}"
    yield "Needs a person", str(header["needs_review"])
    yield "Subject", "certain" if header["subject_certain"] else "not certain: nobody was treated as the subject"


def _checks(header: JsonObject) -> Iterable[tuple[str, str]]:
    yield "Safety facts found and still there", f"{header['safety_units_in']} and {header['safety_units_out']}"
    yield "Protected values searched for", str(header["protected_values_checked"])
    yield "Leaks found", str(header["leaks_found_on_verify"])
    yield "Read again by", ", ".join(cast(list[str], header["readers"])) or "no reader"
    if header["emergency"]:
        yield "Shared in an emergency", f"review due by {header['review_due']}"


def _questions(header: JsonObject) -> Iterable[tuple[str, str]]:
    basis = cast(JsonObject, header["lawful_basis"])
    answers: list[tuple[str, Json]] = [
        ("Lawful basis, Article 6", basis["article_6"]),
        ("Condition, Article 9", basis["article_9"]),
        ("Condition, Article 10", basis["article_10"]),
        ("Child informed", header["child_informed"]),
        ("People with parental responsibility informed", header["pr_holders_informed"]),
        ("Advice sought", header["advice_sought"]),
    ]
    for question, answer in answers:
        yield question, _answer(answer)


def _answer(answer: Json) -> str:
    said = answer if isinstance(answer, list) else [answer]
    return ", ".join(str(part).replace("_", " ") for part in said) or "nobody recorded"


def _numbers(table: Json) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in cast(JsonObject, table).items()) or "nothing"
