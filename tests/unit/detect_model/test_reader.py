"""Tests of the trained model at run time: places, windows, damage."""

import pytest

from minimise.errors import SetupIncomplete
from minimise.model import Insight, Kind, Role
from minimise.stages.detect import reader

NOTE = "spoke to kelly ward today, she said tyler was fine. her neighbour asif rang about the shouting."


def found(text: str, kind: Kind = Kind.PERSON) -> list[str]:
    return [text[h.start : h.end] for h in reader.hits_of(text, reader.read(text)) if h.kind is kind]


@pytest.mark.model
@pytest.mark.parametrize("written", [str, str.upper, str.title])
def test_names_are_found_in_every_case(written: type[str]) -> None:
    words = " ".join(found(written(NOTE))).casefold()

    assert all(name in words for name in ("kelly ward", "tyler", "asif"))


@pytest.mark.model
def test_nothing_is_read_in_an_empty_text() -> None:
    assert reader.read("") == Insight()
    assert list(reader.hits_of("", Insight())) == []


@pytest.mark.model
def test_places_hold_over_many_windows_and_odd_letters() -> None:
    text = (
        "\U0001f9f8 e\u0301te\u0301 " + "The house was cold and nobody had eaten. " * 120 + "Then Llŷr ap Gwilym cried."
    )
    insight = reader.read(text)

    assert all(a.end <= b.start for a, b in zip(insight.sights, insight.sights[1:], strict=False))
    assert {text[s.start : s.end] for s in insight.sights} >= {"Gwilym", "eaten", "cried"}
    assert any("Gwilym" in name for name in found(text))


@pytest.mark.model
def test_one_endless_word_does_no_harm() -> None:
    assert reader.read("x" * 30_000).sights


@pytest.mark.model
def test_shares_add_up_and_roles_are_known() -> None:
    insight = reader.read("Health visitor Ruth Pennycook weighed baby Ayo.")

    assert all(0 <= s.person_share <= 1 and sum(s.roles) == pytest.approx(1, abs=1e-3) for s in insight.sights)
    assert set(insight.roles) <= set(Role)


@pytest.mark.model
def test_the_same_text_gives_the_same_answer() -> None:
    assert reader.read(NOTE) == reader.read(NOTE)


def test_a_damaged_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {**reader._settings(), "sha256": {"model.onnx": "0" * 64}}
    monkeypatch.setattr(reader, "_settings", lambda: settings)

    with pytest.raises(SetupIncomplete, match="damaged"):
        reader._checked("model.onnx")


def test_a_missing_model_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "NAME", "no-such-model")
    reader._folder.cache_clear()
    try:
        with pytest.raises(SetupIncomplete, match="missing"):
            reader._folder()
    finally:
        monkeypatch.undo()
        reader._folder.cache_clear()
