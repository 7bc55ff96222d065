"""Tests of what the trained model's reading adds: roles weigh less than rules, safety facts stay."""

import re
from dataclasses import replace

import pytest
from tests.unit.identify.made import marked

from minimise.model import Insight, ReadWord, Role
from minimise.stages.identify.insights import (
    model_sources,
    named_by_model,
    private_stretches,
    tactics_stretches,
)
from minimise.stages.identify.linking import Cluster
from minimise.stages.identify.safeplaces import read_as_safe
from minimise.stages.identify.surroundings import Surroundings
from minimise.stages.judge import topics_of

ROLES = (Role.PARENT, Role.PROFESSIONAL)


def insight(text: str, marked: str, kind: str, share: float = 0.9) -> Insight:
    """Read every word as nothing but those of one stretch."""
    low = text.index(marked)
    sights, at = [], 0
    for word in text.split(" "):
        inside = low <= at < low + len(marked)
        sight = ReadWord(at, at + len(word), "O", 1.0, 0.0, (0.9, 0.1), "none", 1.0)
        sights.append(replace(sight, stretch=kind, stretch_share=share) if inside else sight)
        at += len(word) + 1
    return Insight(tuple(sights), ROLES)


def test_a_give_away_that_the_model_marks_is_withheld() -> None:
    text = "She cuts hair in the unit underneath and rang us."
    reading, _ = marked(text)
    read = insight(text, "cuts hair in the unit underneath", "clue")
    passages = list(model_sources(reading, Surroundings(reading), read, topics_of, ()))

    assert [text[s:e] for p in passages for s, e in p.clues] == ["She cuts hair in the unit underneath"]


def test_a_clause_with_a_safety_fact_stays_whatever_the_model_says() -> None:
    text = "He lives opposite, he saw dad punch the boy in the face"
    reading, _ = marked(text)
    read = insight(text, text, "clue")
    told = " ".join(
        text[s:e] for p in model_sources(reading, Surroundings(reading), read, topics_of, ()) for s, e in p.clues
    )

    assert "lives opposite" in told
    assert "punch" not in told


@pytest.mark.parametrize(
    ("share", "family_at", "found"),
    [(0.9, [(0, False)], 1), (0.6, [(0, False)], 1), (0.3, [(0, False)], 0), (0.9, [(0, True)], 0), (0.6, [], 0)],
)
def test_a_private_matter_is_an_outsiders_and_surely_read(
    share: float, family_at: list[tuple[int, bool]], found: int
) -> None:
    text = "Mrs Price is going through a divorce at the moment."
    reading, _ = marked(text)
    read = insight(text, "is going through a divorce", "private", share)

    assert len(list(private_stretches(reading, Surroundings(reading), read, topics_of, family_at))) == found


def test_weak_give_aways_count_only_beside_a_sure_one_or_a_rule() -> None:
    text = "She cuts hair in the unit underneath and rang us."
    reading, _ = marked(text)
    read = insight(text, "cuts hair in the unit underneath", "clue", 0.6)

    assert list(model_sources(reading, Surroundings(reading), read, topics_of, ())) == []
    assert list(model_sources(reading, Surroundings(reading), read, topics_of, [(0, len(text))])) != []


def test_what_stands_in_quotation_marks_is_nobodys_give_away() -> None:
    text = 'He said "I cuts hair in the unit underneath" to us.'
    reading, _ = marked(text)
    read = insight(text, "cuts hair in the unit underneath", "clue")

    assert list(model_sources(reading, Surroundings(reading), read, topics_of, ())) == []


def test_role_shares_are_the_mean_over_all_words_of_a_person() -> None:
    read = insight("Kelly Ward", "Kelly", "none")

    assert read.role_shares([(0, 5), (6, 10)]) == {
        Role.PARENT: pytest.approx(0.9),
        Role.PROFESSIONAL: pytest.approx(0.1),
    }
    assert read.role_shares([(50, 60)]) == {}


def test_a_short_give_away_counts_where_the_model_is_sure() -> None:
    text = "Somebody who does the mopping there rang us about it."
    reading, _ = marked(text)
    told = [(0, len(text))]

    sure = list(model_sources(reading, Surroundings(reading), insight(text, "mopping", "clue", 0.97), topics_of, told))
    unsure = list(model_sources(reading, Surroundings(reading), insight(text, "mopping", "clue", 0.8), topics_of, told))

    assert [text[s:e] for p in sure for s, e in p.clues] == ["mopping"]
    assert unsure == []


def test_fear_of_being_known_is_a_give_away_and_a_harm_is_not() -> None:
    text = "In that family it would finish her. In that family he will kill her."
    reading, _ = marked(text)
    read = insight(text, text, "clue", 0.97)
    found = [text[s:e] for p in model_sources(reading, Surroundings(reading), read, topics_of, ()) for s, e in p.clues]

    assert any("finish her" in words for words in found)
    assert not any("kill" in words for words in found)


@pytest.mark.parametrize(
    ("text", "part", "found"),
    [
        ("I am away that week for my sister's sixtieth in Spain.", "for my sister's sixtieth in Spain", 1),
        ("Usual cover is signed off with her back. The twins were told.", "is signed off with her back", 1),
        ("His sister is seeing a consultant about her hearing.", "is seeing a consultant about her hearing", 0),
    ],
)
def test_private_matters_are_judged_by_whom_their_own_sentence_is_about(text: str, part: str, found: int) -> None:
    reading, _ = marked(text)
    read = insight(text, part, "private", 0.95)

    assert len(list(private_stretches(reading, Surroundings(reading), read, topics_of, ()))) == found


def test_a_place_that_the_model_takes_for_a_safe_one_is_found_and_marked() -> None:
    text = "They are at Harbour View, Sallow Green until May. School is in Sallow Green."
    reading, mentions = marked(text.replace("Harbour View", "<LOCATION:Harbour View>"))
    sure = read_as_safe(reading, insight(text, "at Harbour View, Sallow Green", "place", 0.95), mentions, ())
    doubt = read_as_safe(reading, insight(text, "at Harbour View, Sallow Green", "place", 0.6), mentions, ())
    fresh = read_as_safe(reading, insight(text, "at Harbour View, Sallow Green", "place", 0.95), (), ())

    assert (sure, doubt) == (((mentions[0].id,), ()), ((), ()))
    assert [text[m.span.start : m.span.end] for m in fresh[1]] == ["at Harbour View, Sallow Green"]


@pytest.mark.parametrize(
    ("text", "part", "goes"),
    [
        ("Mrs Price is at a tribunal about her own son's EHCP this week.", "tribunal about her own son's EHCP", True),
        ("Mrs Price says he is hit with a belt at home.", "he is hit with a belt at home", False),
        ("Mrs Price knows which town they moved to and must not tell.", "which town they moved to", False),
    ],
)
def test_the_models_certainty_outweighs_a_topic_word_but_no_violence_and_no_hidden_place(
    text: str, part: str, goes: bool
) -> None:
    reading, _ = marked(text)
    read = insight(text, part, "private", 0.97)

    assert bool(list(private_stretches(reading, Surroundings(reading), read, topics_of, [(0, False)]))) is goes


def test_what_somebody_saw_or_heard_is_no_give_away_however_sure_the_model_is() -> None:
    text = "She can see the garden and hears shouting most nights."
    reading, _ = marked(text)
    read = insight(text, text, "clue", 0.98)
    found = [text[s:e] for p in model_sources(reading, Surroundings(reading), read, topics_of, ()) for s, e in p.clues]

    assert any("garden" in words for words in found)
    assert not any("shouting" in words for words in found)


def test_a_pronoun_that_means_the_child_keeps_the_childs_own_matters() -> None:
    text = "Jassi came in today. She has a heart defect and needs cover."
    reading, _ = marked(text)
    read = insight(text, "has a heart defect", "private", 0.97)
    around = Surroundings(reading)

    assert list(private_stretches(reading, around, read, topics_of, [(0, True)])) == []
    assert list(private_stretches(reading, around, read, topics_of, [(0, False)])) != []


def test_tactics_that_the_model_is_sure_of_are_found_and_facts_are_not() -> None:
    text = "Op notes; plain clothes officers in the shop opposite on Friday; he has a knife in his bag."
    reading, _ = marked(text)
    around = Surroundings(reading)
    found = [
        text[slice(*at)] for at in tactics_stretches(reading, around, insight(text, text, "tactics", 0.95), topics_of)
    ]

    assert any("plain clothes officers" in words for words in found)
    assert not any("knife" in words for words in found)
    assert list(tactics_stretches(reading, around, insight(text, text, "tactics", 0.7), topics_of)) == []


def sources_in(shares: tuple[float, float], *, open_role: bool) -> int:
    """Count the passages in which somebody with these shares (parent, source) is read as a source."""
    text = "What I was told by Delyth stays here."
    reading, mentions = marked("What I was told by <Delyth> stays here.")
    words = [ReadWord(m.start(), m.end(), "O", 1.0, 0.0, shares, "none", 1.0) for m in re.finditer(r"\w+", text)]
    read = Insight(tuple(words), (Role.PARENT, Role.SOURCE))
    clusters = [Cluster(list(mentions), [])]
    found = list(named_by_model(reading, Surroundings(reading), read, clusters, [open_role], lambda _: True))
    assert all(passage.share == pytest.approx(shares[1]) for passage in found)
    return len(found)


def test_whoever_the_model_takes_for_a_source_is_one_where_no_rule_says_otherwise() -> None:
    assert sources_in((0.4, 0.6), open_role=True) == 1
    assert sources_in((0.4, 0.6), open_role=False) == 0
    assert sources_in((0.1, 0.9), open_role=False) == 1
    assert sources_in((0.8, 0.2), open_role=True) == 0
