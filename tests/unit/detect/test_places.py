import pytest

from minimise.stages.detect.places import find_places


def places(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find_places(text)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("He goes to Larchfield Primary School now.", "Larchfield Primary School"),
        ("Seen at St Mary's Hospital today.", "St Mary's Hospital"),
        ("He is on the roll of The Quibble Academy.", "The Quibble Academy"),
        ("Registered at Larch Lane Surgery.", "Larch Lane Surgery"),
        ("She is in Rowan House Women's Refuge.", "Rowan House Women's Refuge"),
    ],
)
def test_a_named_setting_is_one_find(text: str, place: str) -> None:
    assert places(text) == [place]


@pytest.mark.parametrize(
    "text", ["We spoke to Tyler Ward.", "The school rang.", "He was late for school.", "Larchfield\nSchool"]
)
def test_a_person_or_a_plain_word_is_no_setting(text: str) -> None:
    assert places(text) == []
