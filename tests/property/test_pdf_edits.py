"""Whatever is cut from whatever text: it is gone, the rest stays, and the layout tells nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.formats_pdf.made import PDF, edits_for, everything_seen, lines, words_of

from minimise.model import Edit, Span

WORDS = st.text("abcdefghijklmnop", min_size=2, max_size=9)
NAMES = st.text("qrstuvwxyz", min_size=3, max_size=14).map(str.capitalize)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=st.lists(WORDS, max_size=5), name=NAMES, after=st.lists(WORDS, min_size=1, max_size=4))
def test_a_removed_name_is_nowhere_and_every_other_word_stays(before: list[str], name: str, after: list[str]) -> None:
    data = lines(" ".join([*before, name, *after]), "next line")

    written = PDF.write(data, edits_for(PDF.read(data, "case"), name, "[Label 1]"))

    assert name not in everything_seen(written)
    assert words_of(written).split() == [*before, "[Label", "1]", *after, "next", "line"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names=st.lists(NAMES, min_size=2, max_size=3, unique=True), rest=st.lists(WORDS, min_size=1, max_size=4))
def test_names_of_any_length_leave_identical_files(names: list[str], rest: list[str]) -> None:
    written = set()
    for name in names:
        data = lines("Heading", " ".join(["Rung by", name, *rest]), "", "End")
        written.add(PDF.write(data, edits_for(PDF.read(data, "case"), name, "[Label 1]")))

    assert len(written) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bounds=st.tuples(st.integers(0, 40), st.integers(1, 20)))
def test_any_stretch_can_be_cut_even_over_line_ends(bounds: tuple[int, int]) -> None:
    data = lines("The nurse saw Ellie", "and the school rang back", "at noon")
    text = words_of(data).rstrip("\n")
    start = min(bounds[0], len(text) - 1)
    end = min(start + bounds[1], len(text))
    if not text[start:end].strip():
        pytest.skip("only a line end")

    written = PDF.write(data, [Edit(Span(0, start, end), "")])

    kept = text[:start] + text[end:]
    assert "".join(words_of(written).split()) == "".join(kept.split())
