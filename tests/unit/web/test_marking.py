"""How a document is cut into pieces for the page, and how decisions are gathered into questions."""

from typing import Any

from minimise.model import Role, Surface
from minimise.web.cards import shelves, tally
from minimise.web.marking import STORIES, Paragraph, Table, pieces, place_words, stories
from minimise.web.pages.files import recipients
from minimise.web.words import ROLES

TEXT = "Ffion Quibble rang about the bruise."


def decision(key: str, *spans: tuple[int, int, int], action: str = "redact", **changed: Any) -> dict[str, Any]:
    return {
        "key": key,
        "target": "m0001",
        "action": action,
        "machine": action,
        "held": False,
        "locked": False,
        "risk_critical": False,
        "safety": False,
        "category": "C01",
        "category_name": "person name",
        "reason": "Not needed to act.",
        "reason_code": "3P-ADULT",
        "by": "machine",
        "author": "machine",
        "person": None,
        "words": "Ffion Quibble",
        "mark": "[Neighbour 1]" if action == "redact" else "",
        "spans": [list(span) for span in spans],
    } | changed


def part(text: str, surface: str = "body", cell: list[int] | None = None, visible: bool = True) -> dict[str, Any]:
    return {
        "text": text,
        "surface": surface,
        "cell": cell,
        "visible": visible,
        "place": {"part": "document", "paragraph": 0},
        "page": None,
    }


def sheet(parts: list[dict[str, Any]], decisions: list[dict[str, Any]], people: Any = ()) -> dict[str, Any]:
    return {"parts": parts, "decisions": decisions, "people": list(people)}


def test_pieces_give_back_every_character_in_order() -> None:
    found = pieces(
        0, TEXT, [decision("find-0.0.13", (0, 0, 13)), decision("passage-0.0.36", (0, 0, 36), action="keep")]
    )

    assert "".join(piece.text for piece in found) == TEXT
    assert [piece.start for piece in found] == [0, 13]


def test_a_withheld_name_shows_what_stands_there_instead() -> None:
    (name, rest) = pieces(0, TEXT, [decision("find-0.0.13", (0, 0, 13))])

    assert (name.effect, name.marks, name.keys) == ("withheld", ("[Neighbour 1]",), ("find-0.0.13",))
    assert (rest.effect, rest.marks, rest.keys) == ("plain", (), ())


def test_of_overlapping_withheld_places_the_widest_says_the_mark_once() -> None:
    found = pieces(
        0,
        TEXT,
        [decision("find-0.0.13", (0, 0, 13)), decision("passage-0.0.36", (0, 0, 36), mark="[information withheld]")],
    )

    assert [piece.marks for piece in found] == [(), ("[information withheld]",)]


def test_a_kept_safety_fact_is_marked_as_one_around_a_withheld_name() -> None:
    found = pieces(
        0,
        TEXT,
        [decision("find-0.0.13", (0, 0, 13)), decision("passage-0.0.36", (0, 0, 36), action="keep", safety=True)],
    )

    assert [(piece.effect, piece.safety) for piece in found] == [("withheld", True), ("kept", True)]


def test_a_decision_begins_where_its_first_place_begins() -> None:
    (first, *_) = pieces(0, TEXT, [decision("find-0.0.13", (0, 0, 13))])
    (second, *_) = pieces(1, TEXT, [decision("find-0.0.5-1.0.5", (0, 0, 5), (1, 0, 5))])

    assert first.begins == ("find-0.0.13",)
    assert second.begins == ()


def test_a_picture_that_could_not_be_read_marks_no_words() -> None:
    (piece,) = pieces(0, TEXT, [decision("unread-0.0.36", (0, 0, 36), held=True, category="C55")])

    assert (piece.effect, piece.held, piece.keys) == ("plain", False, ())


def test_a_part_without_decisions_is_one_piece() -> None:
    (piece,) = pieces(0, TEXT, [])

    assert piece.text == TEXT


def test_every_story_of_the_file_is_shown_visible_ones_first() -> None:
    parts = [
        part("Deleted.", "deleted", visible=False),
        part("Said.", "comment", visible=False),
        part("Top.", "header"),
        part("Text."),
        part("title", "property", visible=False),
        part("   "),
    ]

    found = stories(sheet(parts, []))

    titles = [story.title for story in found]
    assert titles == ["Document", "Headers", "Comments", "Deleted text that is still in the file", "File properties"]
    assert [story.visible for story in found] == [True, True, False, False, False]


def test_cells_become_tables_where_they_stand() -> None:
    parts = [
        part("Before."),
        part("a", "cell", [0, 0, 0]),
        part("b", "cell", [0, 0, 1]),
        part("b2", "cell", [0, 0, 1]),
        part("c", "cell", [0, 1, 0]),
        part("d", "cell", [1, 0, 0]),
        part("After."),
    ]

    (story,) = stories(sheet(parts, []))

    shapes = [len(block.rows) if isinstance(block, Table) else block.index for block in story.blocks]
    assert shapes == [0, 2, 1, 6]
    (_, first, *_) = story.blocks
    assert isinstance(first, Table)
    assert [[[p.index for p in cell] for cell in row] for row in first.rows] == [[[1], [2, 3]], [[4]]]
    assert isinstance(story.blocks[0], Paragraph)


def test_places_are_said_as_a_person_would() -> None:
    assert place_words({"part": "document", "paragraph": 0}) == "paragraph 1"
    assert place_words({"part": "header1", "paragraph": 2}) == "paragraph 3 of header1"
    assert place_words({"page": 4}) == "page 4"
    assert place_words({"line": 9}) == "line 9"
    assert place_words({"part": "body", "line": 2}) == "line 2 of body"
    assert place_words({"part": "sheet1", "row": 3, "column": "B"}) == "row 3, column B of sheet1"
    assert place_words({"part": "file-name"}) == "file name"


PERSON = {"id": "p1", "label": "Neighbour 1", "names": ["Ffion Quibble", "Ffion"]}


def test_what_waits_for_a_person_comes_first() -> None:
    kept = decision("find-0.0.5", (0, 0, 5), action="keep", words="x")
    held = decision("find-0.6.13", (0, 6, 13), held=True, words="y")

    (first, second) = shelves(sheet([part(TEXT)], [kept, held]))

    assert (first.title, first.held) == ("Waiting for you: person name", True)
    assert [card.first["key"] for card in first.cards] == ["find-0.6.13"]
    assert second.title == "Kept for other reasons"


def held_passages(*reasons: str, **more: Any) -> list[dict[str, Any]]:
    return [
        decision(f"passage-0.{n}.{n + 1}", (0, n, n + 1), held=True, action="flag", reason=reason, **more)
        for n, reason in enumerate(reasons)
    ]


def test_like_questions_stand_together_and_can_be_answered_at_once() -> None:
    first, second = shelves(sheet([part(TEXT)], held_passages("No bearing.", "A staff matter.", "No bearing.")))

    assert first.keys == ("passage-0.0.1", "passage-0.2.3")
    assert (first.alike, second.alike) == (True, False)


def test_what_is_locked_is_answered_one_by_one() -> None:
    (shelf,) = shelves(sheet([part(TEXT)], held_passages("Safety.", "Safety.", risk_critical=True)))

    assert len(shelf.cards) == 2
    assert not shelf.alike


def test_what_is_settled_already_is_never_offered_as_like_questions() -> None:
    rows = [row | {"held": False} for row in held_passages("No bearing.", "No bearing.")]

    assert [shelf.alike for shelf in shelves(sheet([part(TEXT)], rows))] == [False]


def test_all_mentions_of_one_person_are_one_question() -> None:
    rows = [decision(f"find-0.{n}.{n + 1}", (0, n, n + 1), person="p1", words=w) for n, w in enumerate(["Ffion", "FQ"])]

    (shelf,) = shelves(sheet([part(TEXT)], rows, [PERSON]))

    (card,) = shelf.cards
    assert shelf.title == "Neighbour 1: Ffion Quibble / Ffion"
    assert card.keys == ("find-0.0.1", "find-0.1.2")
    assert card.title == "Ffion / FQ"
    assert card.hiding == "pseudonymise"


def test_a_mention_that_was_decided_otherwise_is_a_question_of_its_own() -> None:
    rows = [
        decision("find-0.0.1", (0, 0, 1), person="p1"),
        decision("find-0.1.2", (0, 1, 2), person="p1", action="keep", by="person", author="SW1"),
    ]

    (shelf,) = shelves(sheet([part(TEXT)], rows, [PERSON]))

    assert [card.by_person for card in shelf.cards] == [False, True]


def test_a_passage_decided_on_two_counts_has_one_card_and_one_key() -> None:
    rows = [
        decision("passage-0.0.36", (0, 0, 36), action="keep", category="safety", safety=True),
        decision("passage-0.0.36", (0, 0, 36), action="keep", category="C19"),
    ]

    (shelf,) = shelves(sheet([part(TEXT)], rows))

    assert shelf.title == "Kept because a child's safety may depend on it"
    assert [card.keys for card in shelf.cards] == [("passage-0.0.36",)]


def test_what_never_leaves_can_only_stay_out() -> None:
    (shelf,) = shelves(sheet([part("note", "comment")], [decision("withdrawn-0.0.4", (0, 0, 4), category="C54")]))

    assert shelf.title == "Never leaves with the file"
    assert shelf.cards[0].fixed


def test_a_thing_without_a_place_has_a_card_too() -> None:
    (shelf,) = shelves(sheet([], [decision("other-u0001", category="C55", words="")]))

    assert shelf.cards[0].places == ("the file as a whole",)


def test_a_picture_is_not_called_by_the_words_around_it() -> None:
    (shelf,) = shelves(sheet([part(TEXT)], [decision("unread-0.0.36", (0, 0, 36), category="C55")]))

    assert (shelf.cards[0].title, shelf.cards[0].in_text) == ("", False)


def test_only_what_has_a_less_exact_form_offers_it() -> None:
    rows = [
        decision("find-0.0.5", (0, 0, 5), category="C07", words="1"),
        decision("find-0.6.9", (0, 6, 9), category="C18", words="2"),
    ]

    (shelf,) = shelves(sheet([part(TEXT)], rows))

    assert [card.can_generalise for card in shelf.cards] == [True, False]


def test_a_lock_is_shown_for_a_rule_and_for_safety() -> None:
    rows = [
        decision("find-0.0.5", (0, 0, 5), locked=True, words="1"),
        decision("find-0.6.9", (0, 6, 9), risk_critical=True, words="2"),
        decision("find-0.9.10", (0, 9, 10), words="3"),
    ]

    (shelf,) = shelves(sheet([part(TEXT)], rows))

    assert [card.locked for card in shelf.cards] == [True, True, False]


def test_a_long_passage_has_a_title_that_ends_at_a_word() -> None:
    (shelf,) = shelves(sheet([part(TEXT)], [decision("passage-0.0.36", (0, 0, 36), words="word " * 200)]))

    assert shelf.cards[0].title.endswith("word …")
    assert len(shelf.cards[0].title) <= 242


def test_every_decision_is_on_exactly_one_card() -> None:
    rows = [
        decision(f"find-0.{n}.{n + 1}", (0, n, n + 1), person="p1" if n % 2 else None, held=n % 3 == 0, words=str(n))
        for n in range(20)
    ]

    found = [key for shelf in shelves(sheet([part(TEXT)], rows, [PERSON])) for card in shelf.cards for key in card.keys]

    assert sorted(found) == sorted(row["key"] for row in rows)


def test_tally_counts_what_a_person_asks_first() -> None:
    rows = [
        decision("find-0.0.1", held=True),
        decision("find-0.1.2", action="keep", by="person"),
        decision("find-0.2.3", action="flag", held=True),
    ]

    assert tally(sheet([part(TEXT)], rows)) == {"held": 2, "withheld": 1, "kept": 2, "mine": 1}


def test_every_code_a_person_sees_has_words() -> None:
    assert {surface.value for surface in Surface} == set(STORIES)
    assert {role.value for role in Role} == {str(role) for role in ROLES}
    assert [name for name, words in recipients() if name == words] == []
