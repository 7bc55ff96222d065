"""The parts of a log in words: each entry, answer, addition and place as a person would read it out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from minimise.policies import banners, legal_codes, reason_codes
from minimise.stages.record.additions import Detail, additions
from minimise.stages.record.canon import Json, JsonObject
from minimise.stages.record.chain import JustificationLog
from minimise.stages.record.header import MADE_FROM
from minimise.stages.record.questions import NOT_ASKED, Question, question, questions
from minimise.stages.record.selection import places_of
from minimise.stages.record.sharing import SharingRecord
from minimise.stages.record.wording import recipient_words, words_for


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words; each cell is lines, the first the one that matters."""

    id: str
    what: tuple[str, ...]
    happened: tuple[str, ...]
    why: tuple[str, ...]
    where: tuple[str, ...]
    decided: tuple[str, ...]

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The entry as a row of a table."""
        return ((self.id,), self.what, self.happened, self.why, self.where, self.decided)


COLUMNS = ("Entry", "What", "What happened", "Why", "Where", "Decided by")


def told(entry: JsonObject) -> Told:
    """Give an entry in words."""
    return Told(
        str(entry["id"]),
        tuple(_what(entry)),
        tuple(_happened(entry)),
        tuple(_why(entry)),
        _where(entry),
        tuple(_decided(entry)),
    )


def _what(entry: JsonObject) -> Iterator[str]:
    category = cast(JsonObject, entry["category"])
    if "label" in entry:
        yield f"{entry['label']}: {category['name']}"
        yield f"Role: {cast(JsonObject, entry['role'])['name']}"
    else:
        yield str(category["name"]).capitalize()
    topics = [words_for("safety_topics").get(str(t), str(t)) for t in cast(list[str], entry["safety_topics"])]
    if topics:
        yield f"About: {', '.join(topics)}"


def _happened(entry: JsonObject) -> Iterator[str]:
    waiting = entry["status"] == "needs-review"
    done = words_for("happened")[str(entry["action"])].capitalize()
    yield done if not waiting or entry["action"] == "flag" else f"For now: {done[0].lower()}{done[1:]}"
    if waiting:
        yield "A person still has to decide."
    if entry["locked"]:
        yield "Locked: only a named person with a reason can change this."
    if "banner" in entry:
        yield f"Handling: {banners().get(str(entry['banner']), str(entry['banner']))}"


def _why(entry: JsonObject) -> Iterator[str]:
    code, golden = str(entry["reason_code"]), str(entry["golden_rule"])
    refs = [ref for ref in cast(list[str], entry["legal_refs"]) if ref != f"ISA24-R{golden}"]
    yield str(entry["reason"])
    yield f"{code}: {reason_codes()[code]}"
    yield "; ".join([f"Golden rule {golden}", *(legal_codes().get(ref, ref) for ref in refs)])
    harms = [_harm("if kept", entry["harm_if_kept"]), _harm("if removed", entry["harm_if_removed"])]
    if any(harms):
        yield f"Harm {', '.join(filter(None, harms))}"


def _harm(when: str, harm: Json) -> str:
    return f"{when}: {words_for('harms').get(str(harm), str(harm))}" if harm else ""


def _where(entry: JsonObject) -> tuple[str, ...]:
    places = cast(list[JsonObject], entry.get("locations", [entry["location"]]))
    return tuple(place_words(place) for place in places)


def place_words(place: JsonObject) -> str:
    """Give a location in words, paragraphs counted from 1 as people do."""
    words = [_part_words(str(place["part"]))] if "part" in place else []
    if "paragraph" in place:
        words.append(f"paragraph {cast(int, place['paragraph']) + 1}")
    words += [f"{unit} {place[unit]}" for unit in ("page", "line", "row", "column") if unit in place]
    words += [f"characters {place['start']} to {place['end']}"] if "start" in place else []
    return ", ".join(words)


def _part_words(part: str) -> str:
    """Give a part of a file in words: `header1` is a header, and which one."""
    name = part.rstrip("0123456789")
    number = part[len(name) :]
    return " ".join(filter(None, [words_for("parts").get(name, name), number]))


def _decided(entry: JsonObject) -> Iterator[str]:
    by = str(entry["decided_by"])
    yield "The rules" if by == "machine" else f"{by}, {moment_words(str(entry['decided_at']))}"
    if "confirmed_by" in entry:
        yield f"{entry['confirmed_by']} looked at it too and agreed"
    if "supersedes" in entry:
        yield f"Before: {entry['supersedes']}"
    yield f"Rule {entry['rule']}"
    found = cast(list[str], entry["found_by"])
    yield f"Confidence {entry['confidence']}" + (f", found by {', '.join(found)}" if found else "")


def moment_words(stamped: str) -> str:
    """Give a time stamp as people write one; always UTC, and it says so."""
    at = datetime.fromisoformat(stamped)
    return f"{day_words(stamped[:10])}, {at:%H:%M} UTC"


def day_words(day: str) -> str:
    """Give a day as people write one."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B} {found.year}"


def answer_words(asked: Question, answer: Json) -> str:
    """Give an answer in words; silence says that nobody has said."""
    if answer in (NOT_ASKED, []):
        return "nobody has said"
    if asked.kind == "codes":
        return "; ".join(asked.words(str(code)) for code in cast(list[str], answer))
    if asked.kind in ("people", "advice"):
        return "; ".join(_item_words(asked, item) for item in cast(list[dict[str, str]], answer))
    if asked.kind == "day":
        return day_words(str(answer))
    return f"{answer} minutes" if asked.kind == "minutes" else asked.words(str(answer))


def _item_words(asked: Question, item: Mapping[str, str]) -> str:
    words = [codes.get(item[name], "") for name, codes in asked.parts.items()]
    words += [day_words(item["on"])] if item.get("on", NOT_ASKED) != NOT_ASKED else []
    return ", ".join(filter(None, words))


def record_rows(record: SharingRecord) -> Iterator[tuple[str, str]]:
    """Yield every question that somebody answered with its answer in words, then the others in one row."""
    silent = []
    for asked in questions():
        answer = record.answer(asked.key)
        if answer in (NOT_ASKED, []):
            silent.append(asked.ask)
        else:
            yield asked.ask, answer_words(asked, answer)
        if asked.key == "statutory_gateway" and record.chosen != NOT_ASKED:
            yield "Who chose the basis?", words_for("basis")[record.chosen]
    if silent:
        yield "Nobody has said", " ".join(silent)


def open_questions(keys: Iterable[str]) -> tuple[str, ...]:
    """Give the questions that still have no answer, as they are asked."""
    return tuple(question(key).ask for key in keys)


def added_rows(log: JustificationLog) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield each addition: its id, what it says, and by whom and when."""
    for record in log.appended:
        kind = additions()[str(record["kind"])]
        body = cast(JsonObject, record["body"])
        said = tuple(f"{d.ask} {detail_words(d, body[d.key])}" for d in kind.details if d.key in body)
        yield str(record["id"]), (kind.name, *said), f"{record['by']}, {moment_words(str(record['at']))}"


def detail_words(detail: Detail, value: Json) -> str:
    """Give one thing an addition says, in words."""
    if detail.kind == "answers":
        said = cast(JsonObject, value)
        return "; ".join(f"{question(key).ask} {answer_words(question(key), each)}" for key, each in said.items())
    if isinstance(value, list):
        return ", ".join(detail.values.get(str(each), str(each)) for each in value)
    if detail.kind == "day":
        return day_words(str(value))
    return detail.values.get(str(value), str(value))


def about_rows(log: JustificationLog) -> Iterator[tuple[str, str]]:
    """Yield what a log is about: names and values."""
    header = log.header
    counts = cast(JsonObject, header["counts"])
    purpose = str(header["purpose"])
    yield "Decision", words_for("decisions")[str(header["decision"])]
    yield "State now", words_for("states")[log.status()]
    yield "For", f"{recipient_words(str(header['recipient']))} ({header['recipient']})"
    yield "Purpose", words_for("purposes").get(purpose, purpose) or "not recorded"
    yield "When", moment_words(str(header["created_at"]))
    if header["previous_decision_id"]:
        yield "Considers again the decision", str(header["previous_decision_id"])
    yield "Read", f"{numbers(counts['read'])}; {counts['people']} people and {counts['finds']} details found"
    yield "Could not be read", numbers(counts["unread"])
    if MADE_FROM in str(header["format"]):
        yield "Form of the copy", str(header["format"])
    if header["output_digest"]:
        sure = header["subject_certain"]
        yield "Subject", "certain" if sure else "not certain: nobody was treated as the subject"
    if header["overrides"]:
        yield "Decided otherwise by people", numbers(header["overrides"])


def technical_rows(header: JsonObject) -> Iterator[tuple[str, str]]:
    """Yield by which rules and which program it was decided, exactly."""
    policy, tool = cast(JsonObject, header["policy"]), cast(JsonObject, header["tool"])
    models = ", ".join(f"{m['id']} {m['version']}" for m in cast(list[JsonObject], header["models"]))
    country = words_for("jurisdictions").get(str(policy["jurisdiction"]), str(policy["jurisdiction"]))
    yield "Decision id", str(header["decision_id"])
    yield "Rules", f"policy {policy['id']}, version {policy['version']}, for {country}"
    yield "Written to", _editions(str(policy["edition"]))
    yield "Fingerprint of the rules", str(policy["fingerprint"])
    yield "Program", f"{tool['name']} {tool['version']}"
    yield "Language models", models or "none"
    yield "Digests of the source and of the copy", "in the .log.json, keyed: they tell nothing without the case key"


def _editions(edition: str) -> str:
    """Give which editions of the guidance the rules were written to: `isa=2024;wt=2026`."""
    pairs = [pair.partition("=") for pair in edition.split(";") if pair]
    return ", ".join(f"{words_for('editions').get(name, name)} {year}".strip() for name, _, year in pairs)


def check_rows(header: JsonObject) -> Iterator[tuple[str, str]]:
    """Yield what verification found in the finished file."""
    yield "Safety facts found in the source", str(header["safety_units_in"])
    yield "Safety facts found again in the copy", str(header["safety_units_out"])
    yield "Withheld details searched for in the copy", str(header["protected_values_checked"])
    yield "Of these, found", str(header["leaks_found_on_verify"])
    yield "Searched by readers that did not write it", ", ".join(cast(list[str], header["readers"])) or "none"
    if header["emergency"]:
        yield "Shared in an emergency", f"review due by {day_words(str(header['review_due']))}"


def golden_rules() -> Iterator[tuple[str, str]]:
    """Yield the seven golden rules of the information sharing advice, in our words."""
    for number, rule in words_for("golden_rules").items():
        yield f"Golden rule {number}", rule


def numbers(table: Json) -> str:
    """Give a table of counts in words."""
    return ", ".join(_number(int(cast(int, n)), kind) for kind, n in cast(JsonObject, table).items()) or "nothing"


def _number(number: int, kind: str) -> str:
    return f"{number} {kind}" + ("s" if number != 1 and kind.isalpha() else "")


def places(log: JustificationLog) -> tuple[str, ...]:
    """Give every page or part that an entry stands on, in the order of the document."""
    return tuple(dict.fromkeys(place for entry in log.entries for place in places_of(entry)))
