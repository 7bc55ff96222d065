"""The sharing record: what a person says about a decision to share, checked before any of it is stored."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias, cast

from minimise.errors import UsageProblem
from minimise.model.matching import occurrences
from minimise.safe import Id
from minimise.stages.record.basis import consent_is_unusual, refuse_consent, suggested_basis, threshold_of
from minimise.stages.record.canon import Json, JsonObject
from minimise.stages.record.questions import BASIS, LISTS, NOT_ASKED, Question, question, questions

Scan: TypeAlias = Callable[[str], Collection[str]]
"""Gives the kinds of everything in a sentence that tells who or where somebody is."""

STAFF_ID = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._-]{1,31}")
"""A code with a digit in it: `SW12345`, never a name or a mail address."""

LONGEST_TEXT = 200
_LONGEST_LIST = 20
_MOST_MINUTES = 10_000
_NOT_AGENCIES = ("family", "learning")
_TOLD = ("yes",)
NOT_SHARING = ("do_not_share", "refuse_request", "defer")
"""Decisions after which no document is written."""


@dataclass(frozen=True, slots=True)
class SharingRecord:
    """The answers to the questions of `sharing.toml`; what is not in it was not asked.

    Made by `sharing_record`, which checks and scans; `SharingRecord()` is silence.
    """

    answers: Mapping[str, Json] = field(default_factory=dict, repr=False)
    chosen: str = NOT_ASKED
    """`default` where the lawful basis is the suggested one, `changed` where a person chose another."""

    def answer(self, key: str) -> Json:
        """Give an answer, or how silence is written down."""
        return self.answers.get(key, cast(Json, question(key).open))

    def completed(self, recipient: str, *, emergency: bool = False) -> "SharingRecord":
        """Give the record with what follows from it: the threshold, and the lawful basis where nobody chose one.

        Raises:
            UsageProblem: consent is named where it cannot be the basis.
        """
        said = dict(self.answers)
        threshold = threshold_of(recipient, emergency=emergency)
        if threshold is not None:
            said.setdefault("threshold", threshold)
        at_stake = str(said.get("threshold", NOT_ASKED))
        refuse_consent(str(said.get("article_6", "")), recipient, at_stake)
        suggested = suggested_basis(str(said.get("org_type", NOT_ASKED)), recipient, at_stake)
        changed = any(said.get(key, value) != value for key, value in suggested.items())
        chosen = ("changed" if changed else "default") if suggested else NOT_ASKED
        if not suggested and any(key in said for key in BASIS):
            chosen = "changed"
        return replace(self, answers={**suggested, **said}, chosen=chosen)

    def missing(self, recipient: str, decision: str = "share_minimised") -> tuple[str, ...]:
        """Give the keys of the questions that need an answer for this recipient and decision and have none."""
        needs = _needs(recipient, decision)
        if "agency" in needs:
            needs |= {"article_9_reason"} if self.answer("article_9") == "DPA-S1-18" else set()
            needs |= {"not_informed_reason_code"} if self.uninformed else set()
        return tuple(q.key for q in questions() if needs & {q.needed, q.key} and not self._said(q.key))

    @property
    def free_texts(self) -> tuple[str, ...]:
        """Every sentence that a person wrote."""
        return tuple(str(self.answer(q.key)) for q in questions() if q.kind == "text" and self._said(q.key))

    def repeats(self, values: Iterable[str]) -> bool:
        """Say whether any sentence that a person wrote holds one of these values, however it is written there."""
        said = "\n".join(self.free_texts)
        return bool(said) and any(any(True for _ in occurrences(said, value)) for value in values)

    def unusual(self, recipient: str) -> bool:
        """Say whether consent is named as the basis where it is rarely right."""
        return consent_is_unusual(str(self.answer("article_6")), recipient)

    @property
    def uninformed(self) -> bool:
        """Whether the record says that somebody was not told."""
        holders = cast(list[dict[str, str]], self.answer("pr_holders_informed"))
        told = [str(self.answer("child_informed")), *(holder["state"] for holder in holders)]
        return any(state not in (*_TOLD, NOT_ASKED) for state in told)

    def to_json(self) -> JsonObject:
        """Give every question with its answer, as the header of a log holds them."""
        flat = {q.key: self.answer(q.key) for q in questions() if q.key not in BASIS}
        basis = {key: self.answer(key) for key in BASIS}
        return {**flat, "lawful_basis": {**basis, "chosen": self.chosen}}

    @classmethod
    def of_header(cls, header: Mapping[str, Json]) -> "SharingRecord":
        """Give back the record that a verified log holds."""
        basis = cast(JsonObject, header["lawful_basis"])
        found = {q.key: (basis if q.key in BASIS else header)[q.key] for q in questions()}
        said = {key: value for key, value in found.items() if value not in (NOT_ASKED, [])}
        return cls(said, str(basis["chosen"]))

    def with_answers(self, more: Mapping[str, Json]) -> "SharingRecord":
        """Give the record with later answers set over earlier ones."""
        return replace(self, answers={**self.answers, **more})

    def _said(self, key: str) -> bool:
        return self.answer(key) not in (NOT_ASKED, [])


def _needs(recipient: str, decision: str) -> set[str]:
    """Give the words of `needed` that count here."""
    if decision in NOT_SHARING:
        return {"always", "withholding"}
    agency = recipient.partition(":")[0] not in _NOT_AGENCIES
    return {"always", "sharing"} | ({"agency"} if agency else set())


def sharing_record(answers: Mapping[str, object], scan: Scan) -> SharingRecord:
    """Check answers and give them as a record; free text is scanned for identifiers before anything keeps it.

    Raises:
        UsageProblem: there is no such question, an answer is not one of its codes, or free text says who somebody is.
    """
    return SharingRecord(checked_answers(answers, scan))


def checked_answers(answers: Mapping[str, object], scan: Scan) -> dict[str, Json]:
    """Give the answers that were given, each in the form in which a log holds it."""
    known = {q.key: q for q in questions()}
    if not answers.keys() <= known.keys():
        raise UsageProblem(
            "the sharing record asks a question that does not exist", "`minimise log questions` lists all of them."
        )
    given = {key: value for key, value in answers.items() if value not in (NOT_ASKED, "", None, [])}
    return {key: _checked(known[key], value, scan) for key, value in given.items()}


def _checked(asked: Question, value: object, scan: Scan) -> Json:
    found: Json
    if asked.kind in LISTS:
        found = cast(Json, _list(asked, value))
    elif asked.kind == "text":
        found = _text(asked, value, scan)
    else:
        found = _single(asked, value)
    return found


def _single(asked: Question, value: object) -> Json:
    if asked.kind == "minutes":
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_MINUTES:
            return value
        raise _wrong(asked, "Give a whole number of minutes.")
    if asked.kind == "day":
        return _day(asked, value)
    if asked.kind == "staff":
        if isinstance(value, str) and STAFF_ID.fullmatch(value):
            return value
        raise _wrong(asked, "Give a staff id with a digit in it, such as SW12345, not a name.")
    if isinstance(value, str) and value in asked.values:
        return value
    raise _wrong(asked, f"It is one of: {', '.join(asked.values)}.")


def _day(asked: Question, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        pass
    raise _wrong(asked, "Give a day such as 2026-11-20.")


def _list(asked: Question, value: object) -> list[Json]:
    if not isinstance(value, list) or len(value) > _LONGEST_LIST:
        raise _wrong(asked, "It is a list.")
    if asked.kind == "codes":
        if all(isinstance(code, str) and code in asked.values for code in value):
            return cast(list[Json], value)
        raise _wrong(asked, f"Each is one of: {', '.join(asked.values)}.")
    return [_item(asked, item) for item in value]


def _item(asked: Question, item: object) -> JsonObject:
    keys = (*asked.parts, "on") if asked.kind == "advice" else tuple(asked.parts)
    if not isinstance(item, dict) or not set(item) <= set(keys) or "role" not in item:
        raise _wrong(asked, f"Each has: {', '.join(keys)}.")
    checked: JsonObject = {}
    for name, codes in asked.parts.items():
        code = item.get(name, NOT_ASKED)
        if code not in codes and (name == "role" or code != NOT_ASKED):
            raise _wrong(asked, f"The {name} is one of: {', '.join(codes)}.")
        checked[name] = code
    if asked.kind == "advice":
        checked["on"] = _day(asked, item["on"]) if "on" in item else NOT_ASKED
    return checked


def _text(asked: Question, value: object, scan: Scan) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or len(text) > LONGEST_TEXT or not text.isprintable():
        raise _wrong(asked, f"Write one sentence of at most {LONGEST_TEXT} characters.")
    if set(scan(text)) - asked.allow:
        raise UsageProblem(
            f"the answer to {asked.key} seems to say who or where somebody is",
            "Write it without names, numbers and places: the log must be safe to lose.",
            question=Id(asked.key),
        )
    return text


def _wrong(asked: Question, advice: str) -> UsageProblem:
    """Name the question, never the answer."""
    return UsageProblem(
        f"the sharing record has an answer to {asked.key} that cannot stand", advice, question=Id(asked.key)
    )
