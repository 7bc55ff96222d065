"""Decisions as one line each."""

from minimise.cli.explaining import decision_lines
from minimise.model import Action, Decision, Document, Part, Place, Span, Status, Unit

DOCUMENT = Document("case", "txt", (Part(Place("text", Unit.LINE, 1), "Priya rang on 07700 900461."),))


def decided(action: Action, span: Span | None, **more: object) -> Decision:
    given: dict[str, object] = {
        "target": "m0001",
        "action": action,
        "status": Status.DECIDED,
        "rule": "school.outsider.detail@1",
        "reason": "This belongs to somebody who is not part of this.",
        "reason_code": "3P-ADULT",
        "category": "C18",
        "golden_rule": 6,
        "confidence": 0.95,
        "person_id": "who1",
        "spans": (span,) if span else (),
    }
    return Decision(**(given | more))  # type: ignore[arg-type]


def test_a_line_says_what_whose_where_what_happens_why_by_which_rule_and_how_sure() -> None:
    line, total = decision_lines([decided(Action.REDACT, Span(0, 14, 26))], DOCUMENT, {"who1": "Neighbour 1"})

    assert line == (
        'gone          telephone number of [Neighbour 1] "07700 900461" (part text, line 1): '
        "This belongs to somebody who is not part of this. [school.outsider.detail@1, 3P-ADULT, golden rule 6, sure]\n"
    )
    assert total == "1 decisions: 1 gone; 0 for a person.\n"


def test_a_flag_says_that_a_person_decides_and_a_lock_shows() -> None:
    flagged = decided(Action.FLAG, Span(0, 0, 5), status=Status.NEEDS_REVIEW, confidence=0.7, person_id=None)
    locked = decided(Action.KEEP, Span(0, 6, 10), locked=True, confidence=0.2, person_id=None)

    first, second, total = decision_lines([locked, flagged], DOCUMENT, {})

    assert first.startswith('stays for now telephone number "Priya"')
    assert first.endswith("fairly sure]  << a person decides\n")
    assert second.startswith("stays (locked) telephone number")
    assert "not sure]" in second
    assert total == "2 decisions: 1 stays, 1 stays for now; 1 for a person.\n"


def test_a_task_about_the_whole_copy_comes_last_and_has_no_place() -> None:
    task = decided(Action.FLAG, None, target="core.sign-off", category="C57", person_id=None)

    *_, last, _ = decision_lines([task, decided(Action.REDACT, Span(0, 14, 26))], DOCUMENT, {})

    assert last.startswith("stays for now detail that gives a person away: ")
