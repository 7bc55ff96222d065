import pytest
from hypothesis import given
from hypothesis import strategies as st

from minimise.model import (
    Action,
    Decision,
    Document,
    Edit,
    Kind,
    Mention,
    Part,
    Person,
    Place,
    Role,
    RoleFinding,
    Span,
    Status,
    Surface,
    Unit,
)
from minimise.stages.redact import Replacement, by_part, expected_text, expected_words, plan_edits, stem_after

TEXT = "Priya Nair of 3 Elm Road rang on 07700 900461 about DOB 03/04/2018."
DOCUMENT = Document(
    "case",
    "docx",
    (
        Part(Place("document", Unit.PARAGRAPH, 0), TEXT),
        Part(Place("comments", Unit.PARAGRAPH, 0), "Priya Nair", Surface.COMMENT),
        Part(Place("document", Unit.PARAGRAPH, 1), "Seen on 06/10/2026."),
        Part(Place("file-name", Unit.NONE, 0), "Nair_P_referral", Surface.FILE_NAME),
    ),
)


def span(words: str, part: int = 0) -> Span:
    start = DOCUMENT.parts[part].text.index(words)
    return Span(part, start, start + len(words))


FINDS = {
    "m0001": Mention("m0001", span("Priya Nair"), Kind.PERSON, 0.9, ("t",)),
    "m0002": Mention("m0002", span("07700 900461"), Kind.PHONE, 0.9, ("t",)),
    "m0003": Mention("m0003", span("03/04/2018"), Kind.DOB, 0.9, ("t",)),
    "m0004": Mention("m0004", span("3 Elm Road"), Kind.ADDRESS, 0.9, ("t",)),
    "m0005": Mention("m0005", span("of 3 Elm Road"), Kind.SOURCE_CLUE, 0.9, ("t",)),
    "m0006": Mention("m0006", span("Priya Nair", 1), Kind.PERSON, 0.9, ("t",)),
    "m0007": Mention("m0007", span("Nair", 3), Kind.PERSON, 0.9, ("t",)),
    "m0008": Mention("m0008", span("Elm"), Kind.PROTECTED, 1.0, ("t",)),
}


def decided(
    target: str, action: Action = Action.REDACT, *, category: str = "", person: bool = False, **more: object
) -> Decision:
    mention = FINDS.get(target)
    given_: dict[str, object] = {
        "target": target,
        "action": action,
        "status": Status.DECIDED,
        "rule": "test.rule@1",
        "reason": "r",
        "reason_code": "3P-ADULT",
        "category": category or (mention.kind.category if mention else "C52"),
        "golden_rule": 5,
        "person_id": "who001" if person else None,
        "spans": (mention.span,) if mention else (),
    }
    return Decision(**(given_ | more))  # type: ignore[arg-type]


def wording(role: Role = Role.NEIGHBOUR, *, neutral: bool = False) -> Replacement:
    label = "Confidential source 1" if role is Role.SOURCE else "Neighbour 1"
    who = Person("who001", (RoleFinding(role, "t", (), 0.9),), ("m0001",), label, 0.9)
    return Replacement(DOCUMENT, FINDS, {"who001": who}, neutral, "Seen 06/10/2026.")


def written(*decisions: Decision, neutral: bool = False, role: Role = Role.NEIGHBOUR) -> str:
    return expected_text(DOCUMENT, plan_edits(decisions, wording(role, neutral=neutral))).splitlines()[0]


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        (decided("m0001", Action.PSEUDONYMISE, person=True), "[Neighbour 1] of 3"),
        (decided("m0001", Action.REDACT, person=True), "[Neighbour 1] of 3"),
        (decided("m0001", Action.PSEUDONYMISE), "[name withheld] of 3"),
        (decided("m0002"), "on [phone number withheld] about"),
        (decided("m0003", Action.GENERALISE), "DOB [age 8]."),
        (decided("m0003"), "DOB [date of birth withheld]."),
        (decided("m0004", Action.GENERALISE), "of [address withheld] rang"),
        (decided("m0005"), "Nair [source detail withheld] rang"),
        (decided("m0008"), "3 [information withheld] Road"),
    ],
)
def test_each_withheld_find_gets_its_mark(decision: Decision, text: str) -> None:
    assert text in written(decision)


@pytest.mark.parametrize(
    ("category", "words"),
    [("C19", "contact arrangements"), ("C52", "police-sensitive information"), ("C99", "information")],
)
def test_a_withheld_passage_is_named_for_its_kind(category: str, words: str) -> None:
    passage = decided("p0001", category=category, spans=(span("rang on 07700 900461"),))

    assert f"Road [{words} withheld] about" in written(passage)
    assert "Road [information withheld] about" in written(passage, neutral=True)


@pytest.mark.parametrize("role", [Role.SOURCE, Role.CARER])
def test_a_family_copy_does_not_show_that_a_source_or_a_carer_exists(role: Role) -> None:
    name = decided("m0001", Action.PSEUDONYMISE, person=True)

    assert written(name, role=role, neutral=True).startswith("[Other person] of")
    assert written(decided("m0005"), role=role, neutral=True).startswith("Priya Nair [information withheld] rang")
    assert written(name, neutral=True).startswith("[Neighbour 1] of")


@pytest.mark.parametrize("action", [Action.KEEP, Action.FLAG])
def test_what_stays_is_not_edited(action: Action) -> None:
    assert plan_edits([decided("m0001", action)], wording()) == ()


def test_metadata_pictures_and_withdrawn_words_get_no_edit() -> None:
    decisions = [
        decided("w0001", category="C54", spans=(span("Priya Nair", 1),)),
        decided("u0001", category="C55", spans=(span("rang"),)),
        decided("m0006"),
        decided("m0007"),
    ]

    assert plan_edits(decisions, wording()) == ()


def test_of_overlapping_finds_the_widest_words_the_mark() -> None:
    edits = plan_edits([decided("m0008"), decided("m0004"), decided("m0005")], wording())

    assert edits == (Edit(span("of 3 Elm Road"), "[source detail withheld]"),)


def test_finds_that_overlap_in_part_are_one_edit_over_both() -> None:
    left = decided("p0001", category="C52", spans=(span("Priya Nair of 3"),))

    (edit,) = plan_edits([left, decided("m0004")], wording())

    assert edit.span == span("Priya Nair of 3 Elm Road")


def test_finds_beside_each_other_stay_two_edits() -> None:
    assert len(plan_edits([decided("m0001"), decided("m0002"), decided("m0004")], wording())) == 3


def test_the_file_name_is_redacted_as_the_text_is() -> None:
    name = decided("m0007", Action.PSEUDONYMISE, person=True)

    assert stem_after([name], wording()) == "[Neighbour 1]_P_referral"
    assert stem_after([decided("m0007", Action.KEEP)], wording()) == "Nair_P_referral"


def test_the_expected_text_holds_the_visible_parts_only() -> None:
    assert expected_text(DOCUMENT, ()) == f"{TEXT}\nSeen on 06/10/2026."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Priya Nair of", "[X] of"),
        ("Nair of 3", "[X] of 3"),
        ("rang", "rang"),
        ("Priya", "[X]"),
    ],
)
def test_the_expected_words_of_a_span_hold_the_edits_that_touch_it(words: str, expected: str) -> None:
    grouped = by_part([Edit(span("Priya Nair"), "[X]")])

    assert expected_words(DOCUMENT, grouped, span(words)) == expected


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda p: Span(0, p[0], p[0] + p[1]))


@given(st.lists(SPANS, max_size=8))
def test_edits_never_overlap_and_cover_every_withheld_word(spans: list[Span]) -> None:
    decisions = [decided(f"p{n:04}", category="C52", spans=(s,)) for n, s in enumerate(spans)]

    edits = plan_edits(decisions, wording())

    assert not any(a.span.overlaps(b.span) for a in edits for b in edits if a is not b)
    assert all(any(e.span.covers(s) for e in edits) for s in spans)
    assert list(edits) == sorted(edits, key=lambda e: e.span)
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert {i for e in edits for i in range(e.span.start, e.span.end)} == covered
