"""From a dropped document to the files that are sent: what a person does, and that it counts."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.unit.web.conftest import TEXT, Page

from minimise.pipeline import Order, minimise_file
from minimise.web.cards import shelves
from minimise.web.drafts import draft_of
from minimise.web.house import House
from minimise.web.session import Item

pytestmark = pytest.mark.model
STAFF = [("staff", "SW12345")]
ENOUGH = "Agreed with the manager by telephone on Monday."


# Files and Before you share


def test_one_document_for_a_known_recipient_opens_at_once(page: Page) -> None:
    item = page.take_in()

    answer = page.browser.get(f"/files/{item.id}/review")

    assert answer.status == 200
    assert "Doreen Applegarth" in answer.text
    assert "questions wait" in answer.text


def test_one_answer_settles_all_like_questions(page: Page) -> None:
    text = TEXT + "\nThey have a season ticket for the rugby.\n\nGran goes to Tenerife every winter.\n"
    item = page.take_in("more.txt", text.encode())
    (shelf, *_) = [shelf for shelf in shelves(page.sheet(item)) if shelf.alike]

    fields = [*(("keys", key) for key in shelf.keys), ("action", "redact")]
    assert page.browser.post(f"/files/{item.id}/decide", fields).status == 303

    decided = [d for d in page.sheet(item)["decisions"] if d["key"] in shelf.keys]
    assert len(shelf.keys) > 1
    assert all(d["by"] == "person" and d["action"] == "redact" for d in decided)
    page.browser.post(f"/files/{item.id}/undo")
    assert all(d["held"] for d in page.sheet(item)["decisions"] if d["key"] in shelf.keys)


def test_words_decided_on_several_counts_are_one_question_to_a_person(page: Page) -> None:
    item = page.take_in()
    key = page.decision(item, "07700 900123")["key"]
    before = [d for d in page.sheet(item)["decisions"] if d["key"] == key]

    page.decide(item, key, "keep", ENOUGH)

    after = [d for d in page.sheet(item)["decisions"] if d["key"] == key]
    assert len({d["target"] for d in before}) > 1
    assert all((d["by"], d["action"]) == ("person", "keep") for d in after)


def test_a_document_without_a_recipient_asks_first(page: Page) -> None:
    answer = page.browser.upload("/files", [("note.txt", TEXT.encode())], STAFF)

    assert answer.one("location").endswith("/before")
    number = answer.one("location").split("/")[2]
    for step in ("review", "people", "compare", "finish", "log"):
        assert page.browser.get(f"/files/{number}/{step}").one("location") == f"/files/{number}/before"


def test_many_documents_go_into_the_queue(page: Page) -> None:
    files = [(f"note{n}.txt", TEXT.encode()) for n in range(3)]

    answer = page.browser.upload("/files", files, [*STAFF, ("recipient", "school")])

    assert answer.one("location") == "/"
    queue = page.browser.get("/").text
    assert [name in queue for name, _ in files] == [True] * 3


@pytest.mark.parametrize("staff", ["", "Kate Ahmed", "Kate", "kate@example.org", "SW 1", "<b>1"])
def test_nobody_reviews_under_a_name(page: Page, staff: str) -> None:
    answer = page.browser.upload("/files", [("note.txt", TEXT.encode())], [("staff", staff)])

    assert answer.status == 400
    assert "staff id" in answer.text
    assert page.house.session.items == {}


def test_an_empty_form_is_said_to_be_empty(page: Page) -> None:
    answer = page.browser.upload("/files", [], STAFF)

    assert (answer.status, "No file was chosen" in answer.text) == (400, True)


def test_a_file_that_cannot_be_read_is_said_to_be_so(page: Page) -> None:
    item = page.take_in("broken.docx", b"PK\x03\x04" + bytes(100))

    answer = page.browser.get(f"/files/{item.id}/review")

    assert answer.status == 400
    assert "This did not work" in answer.text
    assert 'role="alert"' in answer.text


MAIL = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Tyler Ward\r\nMessage-ID: <1@example.org>\r\n\r\n"
OTHERS = {
    "list.csv": "Child,Note\nTyler Ward,The neighbour Mrs Doreen Applegarth asked not to be named.\n",
    "note.html": "<html><body><p>Child: Tyler Ward. Mrs Doreen Applegarth asked not to be named.</p></body></html>",
    "note.eml": MAIL + "Child: Tyler Ward. The neighbour Mrs Doreen Applegarth asked not to be named.\r\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_can_be_read_can_be_reviewed_to_the_end(page: Page, name: str) -> None:
    item = page.take_in(name, OTHERS[name].encode())

    steps = ("review", "people", "compare", "finish", "log")
    assert [page.browser.get(f"/files/{item.id}/{step}").status for step in steps] == [200] * 5
    assert page.browser.post(f"/files/{item.id}/write", ticked(page, item)).status == 303


def test_words_of_a_document_are_never_markup(page: Page) -> None:
    evil = TEXT + "\nSeen by <script>alert(1)</script> and <img src=x onerror=alert(1)> \"'><b>Ann Price</b>.\n"
    item = page.take_in("<img src=x onerror=alert(1)>.txt", evil.encode())

    pages = [
        page.browser.get(f"/files/{item.id}/{step}").text for step in ("review", "people", "compare", "finish", "log")
    ]

    for html in [*pages, page.browser.get("/").text]:
        assert "<script>alert" not in html
        assert "<img src" not in html
        assert "<b>Ann" not in html


def answered(page: Page, item: Item, *fields: tuple[str, str]) -> Any:
    return page.browser.post(f"/files/{item.id}/answer", [*STAFF, *fields])


def test_answers_lead_to_the_people(page: Page) -> None:
    item = page.take_in()

    answer = answered(
        page, item, ("recipient", "police"), ("subjects", "Tyler Ward"), ("harm", "yes"), ("flags", "strict")
    )

    assert answer.one("location") == f"/files/{item.id}/people"
    assert item.state.answers["subjects"] == ["Tyler Ward"]
    assert (item.state.recipient, item.state.answers["strict"]) == ("police", True)
    assert item.state.answers["safety"] == {"harm": "yes"}
    assert item.state.answers["record"] == {"author_id": "SW12345"}


def test_a_subject_who_is_not_in_the_document_is_said_at_once(page: Page) -> None:
    item = page.take_in()

    answer = answered(page, item, ("recipient", "police"), ("subjects", "Somebody Else"))

    assert answer.status == 400
    assert "does not appear in the document" in answer.text
    assert item.state.recipient == "social-care"


@pytest.mark.parametrize("recipient", ["", "nobody", "../x"])
def test_a_recipient_must_be_one_there_is(page: Page, recipient: str) -> None:
    item = page.take_in()

    assert answered(page, item, ("recipient", recipient)).status == 400


def test_sharing_at_once_is_not_for_a_family_copy(page: Page) -> None:
    item = page.take_in()

    assert answered(page, item, ("recipient", "family"), ("flags", "emergency")).status == 400


def test_protected_words_go_everywhere(page: Page) -> None:
    item = page.take_in()

    answered(page, item, ("recipient", "social-care"), ("protect", "Larchfield Primary\n\n  "))

    assert item.state.protect == ("Larchfield Primary",)
    rows = [d for d in page.sheet(item)["decisions"] if d["category"] == "C12" and "Larchfield" in d["words"]]
    assert [(row["action"], row["locked"]) for row in rows] == [("redact", True)]


def test_a_removed_document_is_gone(page: Page) -> None:
    item = page.take_in()

    page.browser.post(f"/files/{item.id}/remove")

    assert not item.folder.exists()
    assert page.browser.get(f"/files/{item.id}/review").status == 404


def test_the_sharing_record_goes_into_the_log(page: Page) -> None:
    item = page.take_in()
    said = [
        ("record.org_type", "public_school"),
        ("record.purpose_text", "Advice on next steps"),
        ("record.time_on_review", "12"),
        ("record.destroy_after", "2032-01-01"),
        ("record.pr_holders_informed.0.role", "mother"),
        ("record.pr_holders_informed.0.state", "yes"),
    ]

    assert answered(page, item, ("recipient", "social-care"), *said).status == 303

    draft_of(page.house, item)
    header = json.loads(next(item.draft.glob("*.log.json")).read_bytes())["header"]
    assert (header["author_id"], header["time_on_review"]) == ("SW12345", 12)
    assert header["purpose_text"] == "Advice on next steps"
    assert header["destroy_after"] == "2032-01-01"
    assert "open</strong> The sharing record" in page.browser.get(f"/files/{item.id}/finish").text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("record.org_type", "wizards"),
        ("record.purpose_text", "For Tyler Ward of 12 Larch Close, ZE9 9AA"),
        ("record.reviewer_id", "Kate Ahmed"),
        ("record.destroy_after", "soon"),
        ("record.decision_reason_codes", "because"),
    ],
)
def test_an_answer_that_is_none_or_says_who_somebody_is_is_refused(page: Page, name: str, value: str) -> None:
    item = page.take_in()

    answer = answered(page, item, ("recipient", "social-care"), (name, value))

    assert answer.status == 400
    assert value not in item.journal.path.read_text()


# Review


def test_a_verdict_counts_at_once_and_is_on_the_disk(page: Page) -> None:
    item = page.take_in()
    callum = page.decision(item, "Callum Frith")

    answer = page.decide(item, callum["key"], "keep", "He agreed.")

    assert answer.one("location") == f"/files/{item.id}/review#at-{callum['key']}"
    after = page.decision(item, "Callum Frith")
    assert (after["action"], after["by"], after["author"], after["held"]) == ("keep", "person", "SW12345", False)
    last = json.loads((item.folder / "journal.jsonl").read_bytes().splitlines()[-1])
    assert (last["do"], last["reason"]) == ("verdict", "He agreed.")


def test_one_decision_counts_for_every_mention(page: Page) -> None:
    item = page.take_in()
    rows = [d for d in page.sheet(item)["decisions"] if "Applegarth" in d["words"] and d["category"] == "C01"]
    assert len(rows) == 2

    fields = [*(("keys", row["key"]) for row in rows), ("action", "keep"), ("reason", ENOUGH)]
    page.browser.post(f"/files/{item.id}/decide", fields)

    after = [d for d in page.sheet(item)["decisions"] if d["key"] in {row["key"] for row in rows}]
    assert [row["by"] for row in after] == ["person", "person"]


def test_undo_and_redo_walk_the_decisions(page: Page) -> None:
    item = page.take_in()
    before = page.decision(item, "Callum Frith")
    page.decide(item, before["key"], "keep")

    page.browser.post(f"/files/{item.id}/undo")
    assert page.decision(item, "Callum Frith") == before

    page.browser.post(f"/files/{item.id}/redo")
    assert page.decision(item, "Callum Frith")["by"] == "person"


def test_undo_with_nothing_to_undo_does_nothing(page: Page) -> None:
    item = page.take_in()
    events = len(item.journal.events)

    assert page.browser.post(f"/files/{item.id}/undo").status == 303
    assert len(item.journal.events) == events


@pytest.mark.parametrize(
    ("key", "action", "code"),
    [
        ("find-0.0.1", "keep", ""),
        ("passage-9.9.99", "keep", ""),
        ("", "keep", ""),
        ("CALLUM", "flag", ""),
        ("CALLUM", "burn", ""),
        ("CALLUM", "keep", "NO-SUCH-CODE"),
    ],
)
def test_a_verdict_that_makes_no_sense_is_refused_and_not_written_down(
    page: Page, key: str, action: str, code: str
) -> None:
    item = page.take_in()
    page.browser.get(f"/files/{item.id}/review")
    key = page.decision(item, "Callum Frith")["key"] if key == "CALLUM" else key
    events = len(item.journal.events)

    answer = page.decide(item, key, action, reason_code=code)

    assert answer.status == 400
    assert len(item.journal.events) == events


def locked_passage(page: Page, item: Item) -> dict[str, Any]:
    rows: list[dict[str, Any]] = page.sheet(item)["decisions"]
    return next(row for row in rows if row["risk_critical"] and "bruise" in row["words"])


@pytest.mark.parametrize("reason", ["", "no", " " * 30, "nineteen characters"])
def test_a_safety_fact_is_not_hidden_without_a_reason(page: Page, reason: str) -> None:
    item = page.take_in()
    page.browser.get(f"/files/{item.id}/review")
    passage = locked_passage(page, item)
    events = len(item.journal.events)

    answer = page.decide(item, passage["key"], "redact", reason)

    assert answer.status == 400
    assert "reason of at least 20 characters" in answer.text
    assert "data-failed" in answer.text
    assert len(item.journal.events) == events


def test_a_safety_fact_is_hidden_with_a_reason_of_20_characters(page: Page) -> None:
    item = page.take_in()
    passage = locked_passage(page, item)

    assert page.decide(item, passage["key"], "redact", "exactly 20 character").status == 303
    assert locked_passage(page, item)["action"] == "redact"


def test_a_protected_word_is_not_released_without_a_reason(page: Page) -> None:
    item = page.take_in()
    answered(page, item, ("recipient", "social-care"), ("protect", "12 Larch Close"))
    row = next(d for d in page.sheet(item)["decisions"] if d["locked"] and "Larch Close" in d["words"])

    assert page.decide(item, row["key"], "keep").status == 400
    assert page.decide(item, row["key"], "keep", ENOUGH).status == 303


def test_nobody_decides_without_having_said_who_they_are(page: Page) -> None:
    item = page.house.session.add("note.txt", TEXT.encode())
    item.record("answers", {"recipient": "social-care", "subjects": []})
    key = page.decision(item, "Callum Frith")["key"]

    answer = page.decide(item, key, "keep")

    assert (answer.status, "Say first who you are" in answer.text) == (400, True)


def test_a_page_that_is_out_of_date_says_so_and_still_counts(page: Page) -> None:
    item = page.take_in()
    page.browser.get(f"/files/{item.id}/review")
    seen = str(len(item.journal.events))
    keys = [page.decision(item, words)["key"] for words in ("Callum Frith", "Kelly Ward")]

    first = [("keys", keys[0]), ("action", "keep"), ("events", seen)]
    second = [("keys", keys[1]), ("action", "keep"), ("events", seen)]
    one = page.browser.post(f"/files/{item.id}/decide", first, [("x-swap", "1")])
    two = page.browser.post(f"/files/{item.id}/decide", second, [("x-swap", "1")])

    assert "Somebody decided something" not in one.text
    assert "Somebody decided something" in two.text
    assert page.decision(item, "Kelly Ward")["by"] == "person"


def test_a_verdict_outlives_a_new_reading(page: Page) -> None:
    item = page.take_in()
    page.decide(item, page.decision(item, "Callum Frith")["key"], "keep", ENOUGH)

    answered(page, item, ("recipient", "school"), ("subjects", "Tyler Ward"), ("protect", "Larchfield Primary"))

    after = page.decision(item, "Callum Frith")
    assert (after["action"], after["by"]) == ("keep", "person")


def test_a_verdict_that_no_longer_fits_is_shown_and_stops_nothing_but_the_end(page: Page) -> None:
    item = page.take_in()
    page.decide(item, page.decision(item, "Callum Frith")["key"], "keep", ENOUGH)

    missed(page, item, "not-a-name", "Callum Frith")

    html = page.browser.get(f"/files/{item.id}/review").text
    assert "1 of your decisions no longer fits" in html
    assert page.browser.get(f"/files/{item.id}/finish").status == 400

    key = page.sheet(item)["unfit"][0]["key"]
    page.browser.post(f"/files/{item.id}/drop", [("key", key)])
    assert page.browser.get(f"/files/{item.id}/finish").status == 200


def test_a_correction_that_no_longer_fits_can_be_left_out_and_brought_back(page: Page) -> None:
    item = page.take_in()
    place = person_of(page, item, "Callum Frith")["mentions"][0]
    changed(page, item, "role", ("at", place), ("role", "parent"))
    missed(page, item, "not-a-name", "Callum Frith")
    assert len(page.sheet(item)["unfit"]) == 1

    page.browser.post(f"/files/{item.id}/drop", [("change", str(item.state.change_numbers[0]))])
    assert page.sheet(item)["unfit"] == []

    page.browser.post(f"/files/{item.id}/undo")
    assert len(page.sheet(item)["unfit"]) == 1


def test_a_lock_that_comes_later_is_not_broken_by_an_earlier_verdict(page: Page) -> None:
    item = page.take_in()
    page.decide(item, page.decision(item, "Callum Frith")["key"], "redact", ENOUGH)
    place = person_of(page, item, "Callum Frith")["mentions"][0]

    changed(page, item, "role", ("at", place), ("role", "subject"))

    after = page.decision(item, "Callum Frith")
    assert (after["action"], after["by"], after["locked"]) == ("keep", "machine", True)
    assert [row["why"] for row in page.sheet(item)["unfit"]] == ["a rule or your Protected List locks it now"]
    assert page.decide(item, after["key"], "redact", ENOUGH).status == 303
    assert page.decision(item, "Callum Frith")["action"] == "redact"
    assert page.sheet(item)["unfit"] == []


def test_a_protected_word_goes_also_where_a_name_was_kept(page: Page) -> None:
    item = page.take_in()
    page.decide(item, page.decision(item, "Callum Frith")["key"], "keep", ENOUGH)

    answered(page, item, ("recipient", "social-care"), ("protect", "Callum Frith"))

    draft_of(page.house, item)
    assert "Callum" not in next(item.draft.glob("*.minimised.txt")).read_text()


# Missed words


def missed(page: Page, item: Item, do: str, words: str, *more: tuple[str, str]) -> Any:
    fields = [("do", do), ("words", words), ("kind", "PRIVATE_DETAIL"), *more]
    return page.browser.post(f"/files/{item.id}/add", fields)


def test_missed_words_are_withheld_everywhere(page: Page) -> None:
    item = page.take_in()

    assert missed(page, item, "everywhere", "shouting").status == 303

    row = page.decision(item, "shouting")
    assert (row["action"], row["by"], row["found_by"]) == ("redact", "person", ["person.review"])


def test_missed_words_are_withheld_at_one_place(page: Page) -> None:
    item = page.take_in()
    parts = page.sheet(item)["parts"]
    index = next(n for n, part in enumerate(parts) if "Tyler said Daz" in part["text"])
    start = parts[index]["text"].index("belt")

    missed(page, item, "here", "belt", ("at", f"{index}.{start}.{start + 4}"))

    assert page.decision(item, "belt")["key"] == f"find-{index}.{start}.{start + 4}"


def test_a_missed_name_joins_the_person_it_belongs_to(page: Page) -> None:
    item = page.take_in()
    callum = next(p for p in page.sheet(item)["people"] if "Callum Frith" in p["names"])

    missed(page, item, "everywhere", "his aunt", ("kind", "PERSON"), ("person", callum["mentions"][0]))

    row = page.decision(item, "his aunt")
    assert (row["action"], row["person"], row["mark"]) == ("pseudonymise", callum["id"], f"[{callum['label']}]")


def test_a_missed_name_of_nobody_known_makes_a_new_person(page: Page) -> None:
    item = page.take_in()

    missed(page, item, "everywhere", "his aunt", ("kind", "PERSON"))

    assert "his aunt" in [name for p in page.sheet(item)["people"] for name in p["names"]]
    assert page.decision(item, "his aunt")["mark"].startswith("[Person ")


def test_adding_words_is_undone_in_one_step(page: Page) -> None:
    item = page.take_in()
    before = page.sheet(item)["decisions"]
    missed(page, item, "everywhere", "shouting")

    page.browser.post(f"/files/{item.id}/undo")

    assert page.sheet(item)["decisions"] == before


@pytest.mark.parametrize("words", ["", "x", "no such words here", "w" * 201])
def test_words_that_are_not_there_cannot_be_added(page: Page, words: str) -> None:
    item = page.take_in()

    assert missed(page, item, "everywhere", words).status == 400


@pytest.mark.parametrize("at", ["99.0.5", "0.0.9999", "x", "0.5.5", "-1.0.3"])
def test_a_place_outside_the_document_is_never_taken(page: Page, at: str) -> None:
    item = page.take_in()
    page.browser.get(f"/files/{item.id}/review")
    before = page.sheet(item)["decisions"]

    missed(page, item, "here", "no such words", ("at", at))

    assert page.sheet(item)["decisions"] == before


def test_finding_words_says_where_and_changes_nothing(page: Page) -> None:
    item = page.take_in()
    page.browser.get(f"/files/{item.id}/review")
    events = len(item.journal.events)

    answer = missed(page, item, "find", "Applegarth")

    assert "2 places, 2 withheld already" in answer.text
    assert len(item.journal.events) == events


def test_words_that_are_no_name_are_left_alone_from_now_on(page: Page) -> None:
    item = page.take_in()
    page.decision(item, "Callum Frith")

    missed(page, item, "not-a-name", "Callum Frith")

    assert not [d for d in page.sheet(item)["decisions"] if d["words"] == "Callum Frith"]


def test_words_can_be_protected_from_the_review(page: Page) -> None:
    item = page.take_in()

    missed(page, item, "protect", "belt")

    assert page.decision(item, "belt")["locked"]


# People


def person_of(page: Page, item: Item, name: str) -> dict[str, Any]:
    people: list[dict[str, Any]] = page.sheet(item)["people"]
    return next(p for p in people if name in p["names"])


def changed(page: Page, item: Item, do: str, *fields: tuple[str, str]) -> Any:
    return page.browser.post(f"/files/{item.id}/change", [("do", do), *fields])


def test_everybody_is_on_the_page_once_with_the_evidence(page: Page) -> None:
    item = page.take_in()

    html = page.browser.get(f"/files/{item.id}/people").text

    assert html.count('class="person"') == len(page.sheet(item)["people"])
    assert "asked not to be named" in html


def test_a_changed_role_changes_label_and_decision(page: Page) -> None:
    item = page.take_in()
    callum = person_of(page, item, "Callum Frith")

    changed(page, item, "role", ("at", callum["mentions"][0]), ("role", "professional"))

    after = person_of(page, item, "Callum Frith")
    assert after["roles"][0]["role"] == "professional"
    assert after["label"].startswith("Professional ")
    assert page.decision(item, "Callum Frith")["action"] == "keep"


def test_joined_people_are_one(page: Page) -> None:
    item = page.take_in()
    callum, doreen = person_of(page, item, "Callum Frith"), person_of(page, item, "Mrs Doreen Applegarth")

    changed(page, item, "merge", ("at", callum["mentions"][0]), ("into", doreen["mentions"][0]))

    after = person_of(page, item, "Callum Frith")
    assert after["id"] == doreen["id"]
    assert len(after["mentions"]) == len(callum["mentions"]) + len(doreen["mentions"])


def test_a_mention_of_somebody_else_is_split_off(page: Page) -> None:
    item = page.take_in()
    doreen = person_of(page, item, "Mrs Doreen Applegarth")

    changed(page, item, "split", ("at", doreen["mentions"][-1]))

    assert len(person_of(page, item, "Mrs Doreen Applegarth")["mentions"]) == len(doreen["mentions"]) - 1
    assert person_of(page, item, "Mrs Applegarth")["id"] != doreen["id"]


def test_a_person_is_protected_by_every_name(page: Page) -> None:
    item = page.take_in()
    doreen = person_of(page, item, "Mrs Doreen Applegarth")

    changed(page, item, "protect", ("person", doreen["id"]))

    assert item.state.protect == ("Mrs Doreen Applegarth", "Mrs Applegarth")


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("role", [("at", "0.0.3"), ("role", "parent")]),
        ("role", [("at", "CALLUM"), ("role", "wizard")]),
        ("role", []),
        ("merge", [("at", "CALLUM"), ("into", "CALLUM")]),
        ("merge", [("at", "CALLUM"), ("into", "")]),
        ("split", [("at", "CALLUM")]),
        ("split", []),
        ("protect", [("person", "nobody")]),
        ("burn", [("at", "CALLUM")]),
    ],
)
def test_a_correction_that_fits_nobody_is_refused_and_does_not_count(
    page: Page, do: str, fields: list[tuple[str, str]]
) -> None:
    item = page.take_in()
    place = person_of(page, item, "Callum Frith")["mentions"][0]

    answer = changed(page, item, do, *[(name, place if value == "CALLUM" else value) for name, value in fields])

    assert answer.status == 400
    assert item.state.changes == ()


def test_a_correction_is_undone(page: Page) -> None:
    item = page.take_in()
    before = page.sheet(item)["people"]
    changed(page, item, "role", ("at", before[0]["mentions"][0]), ("role", "neighbour"))

    answer = page.browser.post(f"/files/{item.id}/undo", [("back", "people")])

    assert answer.one("location") == f"/files/{item.id}/people"
    assert page.sheet(item)["people"] == before


# Compare, Finish


def ticked(page: Page, item: Item, *more: tuple[str, str]) -> list[tuple[str, str]]:
    at = str(draft_of(page.house, item)["at"])
    return [*(("checks", key) for key in ("compared", "recipient", "family")), ("at", at), *more]


def test_compare_shows_what_really_stands_in_the_finished_file(page: Page) -> None:
    item = page.take_in()

    html = page.browser.get(f"/files/{item.id}/compare").text

    assert "none can be found" in html
    right = html.split("<tbody>")[1]
    assert "[Confidential source 1]" in right or "[Neighbour 1]" in right
    output = next(item.draft.glob("*.minimised.txt")).read_text()
    assert "Applegarth" not in output


def test_finish_writes_exactly_the_files_that_were_looked_at(page: Page) -> None:
    item = page.take_in()
    page.browser.get(f"/files/{item.id}/compare")
    looked_at = {path.name: path.read_bytes() for path in item.draft.iterdir() if path.name != "about.json"}

    answer = page.browser.post(f"/files/{item.id}/write", ticked(page, item))

    assert answer.status == 303
    written = {path.name: path.read_bytes() for path in page.house.output_dir.iterdir()}
    assert written == looked_at
    assert len(written) == 5
    modes = {path.name.split(".", 1)[1]: stat.S_IMODE(path.stat().st_mode) for path in page.house.output_dir.iterdir()}
    assert modes["review.json"] == 0o600
    assert item.state.step == "finished"
    assert "Written" in page.browser.get(f"/files/{item.id}/finish").text


@pytest.mark.parametrize("left_out", ["compared", "recipient", "family"])
def test_nothing_is_written_before_every_line_is_ticked(page: Page, left_out: str) -> None:
    item = page.take_in()

    answer = page.browser.post(f"/files/{item.id}/write", [f for f in ticked(page, item) if f[1] != left_out])

    assert answer.status == 400
    assert not page.house.output_dir.exists()


def test_nothing_is_written_that_was_decided_after_the_last_look(page: Page) -> None:
    item = page.take_in()
    fields = ticked(page, item)
    page.decide(item, page.decision(item, "Callum Frith")["key"], "keep")

    assert page.browser.post(f"/files/{item.id}/write", fields).status == 400
    assert not page.house.output_dir.exists()


def test_nothing_is_overwritten_unless_that_is_ticked_too(page: Page) -> None:
    item = page.take_in()
    page.browser.post(f"/files/{item.id}/write", ticked(page, item))
    page.decide(item, page.decision(item, "Callum Frith")["key"], "keep")

    assert page.browser.post(f"/files/{item.id}/write", ticked(page, item)).status == 400
    assert page.browser.post(f"/files/{item.id}/write", ticked(page, item, ("flags", "replace"))).status == 303


def test_a_decision_reaches_the_file_and_the_log_without_its_words(page: Page) -> None:
    item = page.take_in()
    page.decide(
        item, page.decision(item, "Callum Frith")["key"], "keep", "Callum Frith is 19 now.", reason_code="NEC-ROLE"
    )

    draft_of(page.house, item)

    assert "Callum Frith" in next(item.draft.glob("*.minimised.txt")).read_text()
    log = next(item.draft.glob("*.log.json")).read_text()
    assert "SW12345" in log
    assert "NEC-ROLE" in log
    assert not any(words in log for words in ("Callum", "Frith", "is 19 now"))


def test_the_draft_is_made_once_for_what_was_decided(page: Page) -> None:
    item = page.take_in()
    asked = page.house.worker.asked  # type: ignore[attr-defined]
    for step in ("compare", "finish", "log", "compare"):
        page.browser.get(f"/files/{item.id}/{step}")
    assert asked.count("finish") == 1

    page.decide(item, page.decision(item, "Callum Frith")["key"], "keep")
    page.browser.get(f"/files/{item.id}/compare")

    assert asked.count("finish") == 2


def test_only_the_finished_files_can_be_fetched_and_only_to_be_saved(page: Page) -> None:
    item = page.take_in()
    draft = draft_of(page.house, item)

    for name in draft["names"]:
        answer = page.browser.get(f"/files/{item.id}/out/{name}")
        assert answer.status == 200
        assert answer.one("content-disposition").startswith("attachment; ")
        assert not answer.one("content-type").startswith("text/html")
    for name in ("about.json", "journal.jsonl", "..", "%2e%2e", "note.txt"):
        assert page.browser.get(f"/files/{item.id}/out/{name}").status == 404


def test_a_later_run_of_redact_keeps_what_was_decided_on_the_page(page: Page, tmp_path: Path) -> None:
    item = page.take_in()
    page.decide(item, page.decision(item, "Callum Frith")["key"], "keep")
    missed(page, item, "everywhere", "shouting")
    page.browser.post(f"/files/{item.id}/write", ticked(page, item))

    minimise_file(item.source, Order("social-care", page.house.output_dir, force=True))

    text = (page.house.output_dir / "note.minimised.txt").read_text()
    assert "Callum Frith" in text
    assert "shouting" not in text


def test_what_was_decided_earlier_is_taken_over_when_the_document_comes_back(page: Page) -> None:
    item = page.take_in()
    page.decide(item, page.decision(item, "Callum Frith")["key"], "keep")
    missed(page, item, "everywhere", "shouting")
    page.browser.post(f"/files/{item.id}/write", ticked(page, item))
    page.browser.post(f"/files/{item.id}/remove")

    again = page.take_in()
    page.browser.get(f"/files/{again.id}/review")

    assert page.decision(again, "Callum Frith")["by"] == "person"
    assert page.decision(again, "shouting")["action"] == "redact"


def test_a_document_of_the_command_line_is_carried_on_with(page: Page, tmp_path: Path) -> None:
    from minimise.web.pages.files import load

    path = tmp_path / "note.txt"
    path.write_text(TEXT)
    house: House = page.house

    first = load(house, path)
    second = load(house, path)
    path.write_text(TEXT + "More.")
    third = load(house, path)

    assert first is second
    assert third is not first
    assert first.origin == str(tmp_path)
