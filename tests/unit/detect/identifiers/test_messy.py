"""Identifiers in the forms practitioners write, and prose that holds none."""

from collections import Counter

import pytest
from tests.unit.detect.identifiers.marked import Example, covered, examples, lines

from minimise.model import Kind
from minimise.stages.detect.identifiers import find_identifiers, resolve

EXAMPLES = list(examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_identifier_is_found_as_its_kind_with_every_character(example: Example) -> None:
    hits = resolve(find_identifiers(example.text))

    for start, end, kind in example.wanted:
        same = [hit for hit in hits if hit.kind is kind]
        assert covered(example.text, start, end, same), (kind, hits)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_find_does_not_swallow_the_words_around(example: Example) -> None:
    wanted = {at for start, end, _ in example.wanted for at in range(start, end)}

    for hit in resolve(find_identifiers(example.text)):
        beyond = [at for at in range(hit.start, hit.end) if at not in wanted and example.text[at].isalnum()]
        assert len(beyond) <= 3, (hit.kind, hit.found_by)


@pytest.mark.parametrize("text", [*lines("prose.txt"), *lines("lookalikes.txt")])
def test_prose_without_identifiers_gives_no_find(text: str) -> None:
    assert resolve(find_identifiers(text)) == ()


def test_examples_are_many_enough_to_mean_something() -> None:
    kinds = Counter(kind for example in EXAMPLES for _, _, kind in example.wanted)
    rare = {Kind.OPERATION}

    assert sum(kinds.values()) >= 1_700
    assert min(count for kind, count in kinds.items() if kind not in rare) >= 12
    assert len(lines("prose.txt")) + len(lines("lookalikes.txt")) >= 450
