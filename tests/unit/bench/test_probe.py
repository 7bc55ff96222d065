"""The probe says what it means, is as large as it promises, and is scored by its own rules."""

from collections import Counter

import pytest
from tests.bench.detector import Find
from tests.bench.open_domain_bench import Result
from tests.bench.open_domain_bench import scored as open_scored
from tests.bench.probe.fairness import CARRIERS, FROM_DATA, NAMES, Group, groups, sentences
from tests.bench.probe.passages import HALVES, Probe, parsed, read_half
from tests.bench.probe.scoring import Score, covered, is_kin
from tests.bench.probe_bench import main


def one(text: str) -> Probe:
    (probe,) = parsed(f"@ prose\n{text}\n")
    return probe


def scored(text: str, *finds: tuple[str, str]) -> Score:
    """Score a passage against finds given by their words."""
    probe, score = one(text), Score()
    score.add(probe, [Find(probe.text.index(w), probe.text.index(w) + len(w), label) for w, label in finds])
    return score


def test_marks_leave_the_text_and_their_places_stay() -> None:
    probe = one("{{Mum}} is [[PERSON:Kelly Ward]], NHS [[NHS:999 000 0018]]")
    assert probe.text == "Mum is Kelly Ward, NHS 999 000 0018"
    assert [(probe.text[g.start : g.end], g.family) for g in probe.gold] == [
        ("Kelly Ward", "PERSON"),
        ("999 000 0018", "ID"),
    ]
    assert [probe.text[s:e] for s, e in probe.traps] == ["Mum"]


def test_passages_know_their_line_slices_and_origin() -> None:
    first, second = parsed("# said first\n\n@ lower\n[[PERSON:jo]]\n\n@ prose origin:welsh\n[[PERSON:Nia]]\n")
    assert (first.line, first.slices, first.origin) == (3, ("lower",), None)
    assert (second.line, second.origin) == (6, "welsh")


@pytest.mark.parametrize("text", ["[[PERSON:Jo", "Jo]]", "[[NOBODY:Jo]]", "{{Mum"])
def test_a_broken_mark_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        one(text)


def test_a_passage_without_slices_is_refused() -> None:
    with pytest.raises(ValueError, match="slices"):
        parsed("[[PERSON:Jo]] came\n")


def test_titles_kin_and_punctuation_need_no_cover_but_every_name_does() -> None:
    text = "Mlss O'Brien-Lee"
    assert covered(text, 0, len(text), [(5, 16)])
    assert not covered(text, 0, len(text), [(5, 12)])
    assert not covered("Mum", 0, 3, [])
    assert not covered("Mo Nan", 0, 6, [(0, 2)])
    assert not covered("Mo Nan", 0, 6, [(3, 6)])


def test_small_words_of_an_address_need_no_cover_but_a_flats_letter_does() -> None:
    text = "c/o the Vicarage, Flat A"
    assert covered(text, 0, len(text), [(8, 24)], "ADDRESS")
    assert not covered(text, 0, len(text), [(8, 22)], "ADDRESS")


def test_leak_recall_takes_any_find_and_family_recall_the_right_one() -> None:
    seen = scored("[[PERSON:Kelly Ward]] came", ("Kelly", "LOCATION"), ("Ward", "PERSON")).seen
    assert [(s.leak_free, s.right) for s in seen] == [(True, False)]


def test_a_person_find_is_right_false_or_kin() -> None:
    score = scored(
        "{{Mum}} told {{MASH}} that [[PERSON:Jo]] is at [[ADDRESS:2 Ward Road]] in Hull",
        *((words, "PERSON") for words in ("Mum", "MASH", "Jo", "Ward", "Hull")),
    )
    assert (score.persons_right, len(score.persons_false), score.false_in_marks, score.persons_kin) == (1, 3, 1, 1)
    assert (score.traps, score.traps_hit, score.kin_traps, score.kin_traps_hit) == (1, 1, 1, 1)


def test_a_kin_word_with_a_name_is_not_kin_alone() -> None:
    assert is_kin("Mum's")
    assert is_kin("step-dad")
    assert not is_kin("Auntie Jean")


@pytest.mark.parametrize("half", HALVES)
def test_a_name_marked_once_in_a_passage_is_marked_wherever_it_stands_in_full(half: str) -> None:
    forgotten = []
    for probe in read_half(half):
        marked = [probe.text[g.start : g.end] for g in probe.gold]
        names = {probe.text[g.start : g.end] for g in probe.gold if g.family == "PERSON"}
        forgotten += [
            (probe.line, len(name))
            for name in names
            if " " in name and probe.text.count(name) > sum(words.count(name) for words in marked)
        ]
    assert forgotten == []


def test_the_test_half_is_as_large_as_it_promises() -> None:
    probes = read_half("test")
    families = Counter(g.family for p in probes for g in p.gold)
    slices = Counter(s for p in probes for g in p.gold if g.family == "PERSON" for s in p.slices)
    assert families["PERSON"] >= 800
    assert families["ADDRESS"] >= 200
    assert families["ID"] >= 450
    assert all(slices[name] >= 100 for name in ("lower", "caps", "ocr", "initials", "formrow"))
    assert len({p.origin for p in probes} - {None}) >= 12
    assert sum(not is_kin(p.text[s:e]) for p in probes for s, e in p.traps) >= 200


def test_the_development_half_is_as_large_as_it_promises() -> None:
    assert sum(len(p.gold) for p in read_half("dev")) >= 490


def test_no_passage_stands_in_both_halves() -> None:
    assert {p.text for p in read_half("dev")} & {p.text for p in read_half("test")} == set()


def test_misses_of_the_test_half_are_never_listed() -> None:
    with pytest.raises(SystemExit, match="figures only"):
        main(["--half", "test", "-v"])


def test_every_written_origin_has_a_hundred_different_names() -> None:
    written, absent = groups(NAMES / "nowhere")
    assert absent == list(FROM_DATA)
    assert len(written) >= 11
    assert {len(set(g.people)) for g in written} == {100}


@pytest.mark.corpus
def test_every_origin_from_the_lists_has_a_hundred_different_names() -> None:
    if not NAMES.is_dir():
        pytest.skip("the lists of names are not beside the project")
    made, absent = groups()
    assert absent == []
    assert {g.name: len(set(g.people)) for g in made if g.name in FROM_DATA} == dict.fromkeys(FROM_DATA, 100)


def test_each_name_stands_where_the_sentence_says_and_lowering_moves_nothing() -> None:
    made = sentences(Group("turkish", ("Şükrü İnan", "Bêrîvan")), len(CARRIERS))
    assert {s.text[s.start : s.end] for s in made} == {"Şükrü İnan", "Bêrîvan"}
    assert {len(s.lowered().text) - len(s.text) for s in made} == {0}
    assert len({s.text for s in made}) == 2 * len(CARRIERS)


def test_handles_count_neither_way_in_the_open_corpora() -> None:
    text = "@jo_b met Kelly in Hull"

    def finder(_: str) -> list[Find]:
        return [Find(0, 5, "PERSON"), Find(10, 15, "PERSON"), Find(19, 23, "PERSON")]

    assert open_scored(text, [(10, 15, "PERSON")], finder) == Result(1, 1, 1, 1, 1)
