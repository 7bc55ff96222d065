"""The mask scores of the benchmark agree with the figures worked out by hand beside the data."""

import functools
import re
from collections.abc import Callable

import pytest
from tests.bench.detector import Find, merged
from tests.bench.tab_bench import DEV, FIGURES, Counts, Judgment, Mention, counts, interval, read_judgments, total

Mask = Callable[[Judgment], list[tuple[int, int]]]


def spans(mentions: list[Mention]) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in mentions]


def firsts(judgment: Judgment) -> list[tuple[int, int]]:
    seen: dict[str, Mention] = {}
    for mention in judgment.mentions:
        seen.setdefault(mention.entity, mention)
    return spans(list(seen.values()))


def capitals(judgment: Judgment) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\b[A-Z]\w*|\b\d\w*", judgment.text)]


MASKS: dict[str, Mask] = {
    "nothing": lambda _: [],
    "everything": lambda j: [(0, len(j.text))],
    "needed": lambda j: spans([m for m in j.mentions if m.needed]),
    "annotated": lambda j: spans(list(j.mentions)),
    "direct": lambda j: spans([m for m in j.mentions if m.kind == "DIRECT"]),
    "first": firsts,
    "capitals": capitals,
    "digits": lambda j: [m.span() for m in re.finditer(r"\b\d\w*", j.text)],
    "first and capitals": lambda j: firsts(j) + capitals(j),
}
# ER direct, ER quasi, mention recall, token recall, token precision.
VECTORS = {
    "nothing": (0, 0, 0, 0.0641, None),
    "everything": (1, 1, 1, 1, 0.1107),
    "needed": (1, 1, 1, 1, 1),
    "annotated": (1, 1, 1, 1, 0.6603),
    "direct": (1, 0, 0.0804, 0.1283, 1),
    "first": (0.9535, 0.9184, 0.8643, 0.9102, 0.6990),
    "capitals": (1, 0.8594, 0.8768, 0.9122, 0.3563),
    "digits": (0.5116, 0.1202, 0.1339, 0.4963, 0.6653),
    "first and capitals": (1, 0.9887, 0.9875, 0.9946, 0.3676),
}


@functools.cache
def judgments() -> list[Judgment]:
    if not DEV.is_file():
        pytest.skip("TAB is not beside the project")
    return read_judgments()


def scored(name: str) -> Counts:
    masks = [(j, merged([Find(s, e, "X") for s, e in MASKS[name](j)])) for j in judgments()]
    return total(counts(judgment, mask) for judgment, mask in masks)


@pytest.mark.corpus
@pytest.mark.parametrize("name", VECTORS)
def test_each_known_mask_scores_as_published(name: str) -> None:
    whole = scored(name)
    figures = tuple(figure(whole) for figure in FIGURES.values())
    assert figures == tuple(v if v is None else pytest.approx(v, abs=0.00005) for v in VECTORS[name])


@pytest.mark.corpus
def test_the_denominators_are_those_of_the_data() -> None:
    whole = scored("nothing")
    assert (whole.direct_all, whole.quasi_all, whole.mentions_all, whole.tokens_all) == (43, 441, 560, 1481)


@pytest.mark.parametrize(
    ("words", "cover", "masked"),
    [
        ("Mr Smith", "Smith", True),
        ("the Court of Appeal", "Court Appeal", True),
        ("Anna Lee Marlow", "Anna", False),
        ("Smith's", "Smith", True),
        ("Smiths", "Smith", False),
    ],
)
def test_small_words_may_stand_but_no_part_of_a_name(words: str, cover: str, masked: bool) -> None:
    judgment = Judgment(words, (Mention("e1", "DIRECT", 0, len(words)),))
    mask = [(words.index(w), words.index(w) + len(w)) for w in cover.split()]
    assert counts(judgment, mask).direct == int(masked)


def test_one_missed_mention_fails_the_entity_but_not_one_that_may_stay() -> None:
    text = "Ada met Ada and Ada"
    kinds = ("QUASI", "QUASI", "NO_MASK")
    mentions = tuple(Mention("e1", k, m.start(), m.end()) for k, m in zip(kinds, re.finditer("Ada", text), strict=True))
    judgment = Judgment(text, mentions)
    assert counts(judgment, [(0, 3)]).quasi == 0
    assert counts(judgment, [(0, 3), (8, 11)]).quasi == 1


def test_overlapping_and_touching_finds_count_once() -> None:
    finds = [Find(4, 9, "A"), Find(0, 5, "B"), Find(9, 12, "C"), Find(14, 14, "D"), Find(20, 22, "E")]
    assert merged(finds) == [(0, 12), (20, 22)]


def test_an_interval_over_like_documents_has_no_width() -> None:
    assert interval([Counts(1, 2)] * 5, FIGURES["ER direct"]) == (0.5, 0.5)
    assert interval([Counts()] * 5, FIGURES["ER direct"]) is None
