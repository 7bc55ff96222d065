"""Tests of what the model is trained on: marks, names put in the place of others, form lines."""

import random

import pytest
from models.making.forms import form_lines
from models.making.labels import ROLES, STRETCHES
from models.making.marked import parse, problems, read_all
from models.making.vary import vary

MARKED = "{parent~Mum} ({parent:Kelly Ward}) rang. [[clue:{source:Jean} next door]] saw {subject:TYLER WARD}."


def test_marks_are_taken_out_and_places_are_kept() -> None:
    passage = parse(MARKED)

    assert passage is not None
    assert passage.text == "Mum (Kelly Ward) rang. Jean next door saw TYLER WARD."
    assert [passage.text[p.start : p.end] for p in passage.people] == ["Mum", "Kelly Ward", "Jean", "TYLER WARD"]
    assert [passage.text[s:e] for s, e, _ in passage.stretches] == ["Jean next door"]


@pytest.mark.parametrize("broken", ["{parent:Kelly", "Kelly}", "[[clue: x", "{nobody:Kelly} came", "[[gossip: x]]"])
def test_broken_marks_are_refused(broken: str) -> None:
    assert parse(broken) is None


def test_every_committed_passage_can_be_read() -> None:
    assert list(problems()) == []
    passages = read_all()
    assert len(passages) > 300
    assert {p.role for passage in passages for p in passage.people} <= set(ROLES)
    assert {s[2] for passage in passages for s in passage.stretches} <= set(STRETCHES)


def test_other_names_move_the_marks_along() -> None:
    passage = parse(MARKED)
    assert passage is not None
    for seed in range(60):
        varied = vary(passage, random.Random(seed))  # noqa: S311
        names = [varied.text[s:e] for s, e, _ in varied.entities]
        assert len(names) == 3
        assert all(name.strip() == name and name for name in names)
        # One surname stays one surname: the child keeps the parent's.
        assert names[0].split()[-1].casefold() == names[2].split()[-1].casefold()
        assert varied.text[varied.stretches[0][0] : varied.stretches[0][1]].casefold().endswith("next door")


def test_form_lines_label_what_they_hold() -> None:
    for seed in range(200):
        lines = form_lines(random.Random(seed))  # noqa: S311
        assert all(0 <= s < e <= len(lines.text) for s, e, _ in lines.entities)
        assert all(lines.text[s:e].strip() for s, e, _ in lines.entities)
