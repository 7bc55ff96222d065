import pytest
from tests.unit.identify.made import marked

from minimise.model import Hit, Reading
from minimise.stages.detect.names import find_names
from minimise.stages.intake import find_fields


def hits(*lines: str) -> tuple[Reading, tuple[Hit, ...]]:
    reading, _ = marked(*lines)
    return reading, find_names(reading, find_fields(reading))


def widest(*lines: str) -> list[str]:
    """Give the names found, without those that lie inside a longer one."""
    reading, found = hits(*lines)
    stretches = sorted({(hit.start, hit.end) for hit in found})
    return [
        reading.text[start:end]
        for start, end in stretches
        if not any((s, e) != (start, end) and s <= start and end <= e for s, e in stretches)
    ]


def by(rule: str, *lines: str) -> list[str]:
    """Give what one rule found."""
    reading, found = hits(*lines)
    return [reading.text[hit.start : hit.end] for hit in found if hit.found_by == rule]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("We spoke to Tyler Quibble on Monday.", ["Tyler Quibble"]),
        ("Darren lives there with Siobhan O'Brien.", ["Darren", "Siobhan O'Brien"]),
        ("It was Mohammed Al-Hassan and Fatima bint Yusuf.", ["Mohammed Al-Hassan", "Fatima bint Yusuf"]),
        ("Sara ap Rhys and Jan van Dyke were there.", ["Sara ap Rhys", "Jan van Dyke"]),
        ("We met Sophie-Leigh Price.", ["Sophie-Leigh Price"]),
        ("We met J. Kowalski today.", ["J. Kowalski"]),
        ("We met Oluwaseun Adebayo, Nguyen Thi Mai and Gurpreet Kaur.", None),
    ],
)
def test_the_lexicon_vouches_for_names_of_many_origins(line: str, names: list[str] | None) -> None:
    found = widest(line)

    assert found == names if names else len(found) == 3


@pytest.mark.parametrize(
    "line",
    [
        "He lives on Victoria Road near Victoria Street.",
        "They moved to Rowan House in the spring.",
        "He goes to Larchfield Primary School.",
        "She was born in May and left in June.",
        "The review is on 3 April, then in May 2026.",
        "From April to June he did not attend.",
        "They will not say if they may come.",
        "She has hope and faith this summer.",
        "Social Care and Health rang.",
        "Referral Form",
        "Police attended on Friday with Children's Services.",
        "Autumn term starts soon.",
        "He is to miss a lesson and mark the page.",
        "There was a new art club at the hall.",
        "NHS, MASH, DSL and CAMHS were told.",
    ],
)
def test_places_months_verbs_and_form_words_are_no_names(line: str) -> None:
    assert widest(line) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("We spoke to Tyler Ward and Priya Hill.", ["Tyler Ward", "Priya Hill"]),
        ("A Mrs Temple and Darren Park came.", ["Mrs Temple", "Darren Park"]),
    ],
)
def test_a_family_name_that_also_ends_a_place_is_a_persons_after_a_given_name(line: str, names: list[str]) -> None:
    assert widest(line) == names


@pytest.mark.parametrize("line", ["Kelly Ward came to the school.", "Kelly Hill was here.", "Jack Green left."])
def test_a_full_name_that_opens_a_sentence_is_found(line: str) -> None:
    assert widest(line) == [" ".join(line.split()[:2])]


def test_a_common_name_in_small_letters_is_found_beside_a_kin_word() -> None:
    assert widest("mum kelly was late") == ["kelly"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("We saw Mrs Price and Mr. Kowalski.", ["Mrs Price", "Mr. Kowalski"]),
        ("Mr and Mrs Kowalski came.", ["Mr and Mrs Kowalski"]),
        ("mr and mrs kowalski came", ["mr and mrs kowalski"]),
        ("then mrs price said no", ["mrs price"]),
        ("then mrs joan tattersall, a neighbour", ["mrs joan tattersall"]),
        ("PC Khan and DS Ahmed attended.", ["PC Khan", "DS Ahmed"]),
        ("We saw Dr Bhattacharya.", ["Dr Bhattacharya"]),
        ("Then Miss P told us.", ["Miss P"]),
        ("Then Mrs Zelwyck told us.", ["Mrs Zelwyck"]),
    ],
)
def test_a_title_makes_a_name_in_any_case(line: str, names: list[str]) -> None:
    assert by("names.title", line)[: len(names)] == names
    assert widest(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "He will miss school today.",
        "her sister said no",
        "the nurse saw him",
        "The head teacher rang.",
        "a dr who came",
    ],
)
def test_words_that_are_also_titles_need_a_name_after_them(line: str) -> None:
    assert by("names.title", line) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("We saw Mum (Zelwyck) there.", "Zelwyck"),
        ("We saw mum Priya there.", "Priya"),
        ("We saw her sister, Priya, there.", "Priya"),
        ("We saw Priya (Mum) there.", "Priya"),
        ("We saw Zelwyck, his nan, there.", "Zelwyck"),
        ("We saw mum (siobhan) there", "siobhan"),
        ("We saw another pupil, Priya, there.", "Priya"),
    ],
)
def test_a_kin_word_beside_it_makes_a_name(line: str, name: str) -> None:
    assert name in by("names.kin", line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("He is known as Zorbik at home.", "Zorbik"),
        ("A man called Zorbik rang.", "Zorbik"),
        ("Her name is Xanthique now.", "Xanthique"),
        ("We met him, aka 'Zorbik', there.", "Zorbik"),
        ("The boy goes by Zorbik.", "Zorbik"),
    ],
)
def test_what_somebody_is_called_is_a_name(line: str, name: str) -> None:
    assert name in by("names.called", line)


@pytest.mark.parametrize("line", ["Then Zorbik said no.", "Zorbik told us that it hurt.", "Today Zorbik reported it."])
def test_whoever_speaks_is_a_person(line: str) -> None:
    assert by("names.context", line) == ["Zorbik"]


def test_a_place_that_reports_is_no_person() -> None:
    assert by("names.context", "Then Rowan House reported it. Larchfield School said so.") == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("We met Faith, Hope and Summer.", {"Faith", "Hope", "Summer"}),
        ("We met Priya, Grace and Hope.", {"Priya", "Grace", "Hope"}),
        ("We met Priya & Grace.", {"Priya", "Grace"}),
    ],
)
def test_names_that_are_words_are_found_in_a_list_of_names(line: str, names: set[str]) -> None:
    assert set(widest(line)) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [("WARD, Tyler was seen.", "WARD, Tyler"), ("Ward, Tyler", "Ward, Tyler"), ("We saw KHAN, Priya.", "KHAN, Priya")],
)
def test_a_family_name_may_come_first(line: str, name: str) -> None:
    assert by("names.surname-first", line) == [name]


def test_a_list_of_two_given_names_is_not_turned_round() -> None:
    assert by("names.surname-first", "We saw Priya, Tyler and Darren.") == []


@pytest.mark.parametrize("line", ["then darren hit him", "went to see siobhan today"])
def test_a_hurried_note_in_small_letters_names_people(line: str) -> None:
    assert len(by("names.lower-case", line)) == 1


@pytest.mark.parametrize("line", ["we hope she will mark it", "grace period", "a rose in summer"])
def test_everyday_words_in_small_letters_stay_words(line: str) -> None:
    assert widest(line) == []


def test_the_single_name_that_ends_a_mail_is_a_name() -> None:
    mail = ("From: Karen Ahmed", "Subject: visit", "", "See you at ten.", "Zorbik")

    assert by("names.sign-off", *mail) == ["Zorbik"]
    assert by("names.sign-off", *mail[2:]) == []


@pytest.mark.parametrize("word", ["Thanks", "Regards", "Yes"])
def test_a_closing_word_is_no_sign_off(word: str) -> None:
    assert by("names.sign-off", "From: Karen Ahmed", "", "See you.", word) == []


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("Name of child: Zelwyck Thornquist",), ["Zelwyck Thornquist"]),
        (("Child: THORNQUIST, Zelwyck",), ["THORNQUIST, Zelwyck"]),
        (("Mother: Zelwyck Thornquist (has PR)",), ["Zelwyck Thornquist"]),
        (("Alleged perpetrator:", "Zelwyck Thornquist"), ["Zelwyck Thornquist"]),
        (("Siblings: Zelwyck, Priya and Darren",), ["Zelwyck", "Priya", "Darren"]),
    ],
)
def test_a_field_that_asks_for_a_person_holds_a_name_no_lexicon_knows(lines: tuple[str, ...], names: list[str]) -> None:
    assert by("names.form", *lines) == names


@pytest.mark.parametrize("value", ["unknown", "Not known", "N/A", "None", "As above", "TBC", "Yes", "Unborn"])
def test_a_field_left_open_names_nobody(value: str) -> None:
    assert widest(f"Alleged perpetrator: {value}") == []


@pytest.mark.parametrize("question", ["Will Tyler be seen?", "Can Tyler come?", "May Tyler stay?"])
def test_a_question_does_not_begin_with_a_name(question: str) -> None:
    assert widest(question) == ["Tyler"]


def test_may_is_a_person_where_it_speaks() -> None:
    assert widest("Then May said that she would go.") == ["May"]


def test_the_possessive_ending_is_not_part_of_the_name() -> None:
    assert widest("It was Priya's bag and the Kowalskis' dog; Darren’s too.")[:1] == ["Priya"]
    assert "Darren" in widest("It was Darren’s.")


def test_a_sister_in_small_letters_is_kin_and_no_title() -> None:
    assert by("names.title", "He lives with his mother and sister Idil.") == []
    assert by("names.title", "We met Sister Idil on the ward.") == ["Sister Idil"]


def test_a_thing_that_is_called_something_is_nobody() -> None:
    assert by("names.called", "He is on a channel called White Harbour.") == []
    assert by("names.called", "A man called Wolf Harbour sends him money.") == ["Wolf Harbour"]


def test_a_name_goes_on_over_the_end_of_a_hard_wrapped_line() -> None:
    text = "He hit himself in the face, which was counted by his teacher Ayesha\n   Lund-Barrow. Then he stopped."

    assert "Ayesha\n   Lund-Barrow" in widest(*text.split("\n")) or any("Lund-Barrow" in n for n in widest(text))
    assert "Ayesha\nTyler" not in widest("We met Ayesha\nTyler was there.")
