"""Given and family names, pet forms and words that are names."""

import csv
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from minimise.lexicons import family_names, given_names, kinship, name_words, nicknames, ordinary_words

_PUBLIC = Path(__file__).parents[4] / "shared" / "data" / "names"


def _groups(name: str) -> dict[str, str]:
    return tomllib.loads(resources.files("minimise.lexicons").joinpath(f"{name}.toml").read_text("utf-8"))


def _rows(name: str) -> list[dict[str, str]]:
    with (_PUBLIC / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _covered(rows: list[dict[str, str]], weight: str, known: frozenset[str]) -> float:
    """Give the share of people, not of names, whose name is known."""
    total = sum(float(row[weight] or 0) for row in rows)
    return sum(float(row[weight] or 0) for row in rows if row["name"].casefold() in known) / total


@pytest.mark.parametrize("name", ["names_given", "names_family", "name_words", "ordinary_words"])
def test_a_list_of_words_is_casefolded_and_names_no_word_twice_in_a_group(name: str) -> None:
    for group, block in _groups(name).items():
        words = block.split()

        assert [word for word in words if word != word.casefold()] == [], group
        assert len(words) == len(set(words)), group


@pytest.mark.parametrize("group", _groups("names_given"))
def test_every_origin_has_enough_given_names_to_matter(group: str) -> None:
    assert len(_groups("names_given")[group].split()) >= 85


def test_the_lists_are_as_large_as_promised() -> None:
    assert len(given_names()) >= 2_500
    assert len(family_names()) >= 1_800


@pytest.mark.parametrize(
    "name",
    [
        "siân",
        "sian",
        "llŷr",
        "llyr",
        "seán",
        "sean",
        "ionuț",
        "ionut",
        "łukasz",
        "lukasz",
        "özlem",
        "ozlem",
        "chukwuemeka",
        "oluwaseun",
        "fadumo",
        "gurpreet",
        "thanushan",
        "yordanos",
        "tinashe",
        "akosua",
        "zainab",
        "kelly-ann",
        "lilly-mae",
        "mairi",
        "aoife",
        "wojciech",
        "denisa",
    ],
)
def test_given_names_of_many_origins_are_known_with_and_without_accents(name: str) -> None:
    assert name in given_names()


@pytest.mark.parametrize(
    "name",
    [
        "okafor",
        "adeyemi",
        "miah",
        "chowdhury",
        "kowalski",
        "kowalska",
        "nguyen",
        "nguyễn",
        "o'brien",
        "obrien",
        "mcdonagh",
        "prydderch",
        "begum",
        "dumitrescu",
        "gebreselassie",
        "warsame",
        "ncube",
        "patel",
        "kaur",
        "singh",
        "braithwaite",
        "applegarth",
        "pickersgill",
        "o'sullivan",
    ],
)
def test_family_names_of_many_origins_are_known(name: str) -> None:
    assert name in family_names()


def test_no_kin_word_or_ordinary_word_is_given_as_a_name() -> None:
    assert given_names() & set(kinship()) == set()
    assert given_names() & ordinary_words() == set()
    assert family_names() & ordinary_words() == set()


def test_a_word_is_either_also_a_name_or_ordinary() -> None:
    assert name_words() & ordinary_words() == set()


@pytest.mark.parametrize(
    "word",
    [
        "will",
        "may",
        "hope",
        "mark",
        "grace",
        "faith",
        "dean",
        "bill",
        "price",
        "rose",
        "summer",
        "joy",
        "king",
        "frank",
        "page",
        "young",
        "day",
        "church",
    ],
)
def test_words_that_are_also_names_are_known_as_both(word: str) -> None:
    assert word in name_words()
    assert word in given_names() | family_names()


@pytest.mark.parametrize(
    "word", ["he", "she", "you", "my", "an", "said", "the", "and", "not", "were", "do", "to", "so", "but", "it"]
)
def test_words_that_hold_sentences_together_are_no_names(word: str) -> None:
    assert word not in given_names() | family_names()


def test_nicknames_hold_at_least_seven_hundred_pairs() -> None:
    pairs = {frozenset((one, other)) for one, others in nicknames().items() for other in others}

    assert len(pairs) >= 700


def test_nicknames_are_symmetric() -> None:
    for name, others in nicknames().items():
        for other in others:
            assert name in nicknames()[other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("daz", "darren"),
        ("dazza", "darren"),
        ("kay", "kayleigh"),
        ("shaz", "sharon"),
        ("libby", "elizabeth"),
        ("bill", "william"),
        ("mo", "mohammed"),
        ("kasia", "katarzyna"),
        ("gosia", "małgorzata"),
        ("seun", "oluwaseun"),
        ("chidi", "chidiebere"),
        ("wojtek", "wojciech"),
        ("peggy", "margaret"),
        ("dai", "dafydd"),
        ("paddy", "patrick"),
        ("jas", "jaspreet"),
        ("sasha", "oleksandr"),
    ],
)
def test_a_pet_form_leads_to_its_name(one: str, other: str) -> None:
    assert other in nicknames()[one]


@pytest.mark.parametrize(
    ("one", "other"), [("samuel", "samantha"), ("katherine", "kathleen"), ("darren", "darryl"), ("mohammed", "morgan")]
)
def test_two_full_names_with_one_short_form_are_not_linked(one: str, other: str) -> None:
    assert other not in nicknames()[one]


@pytest.mark.corpus
@pytest.mark.skipif(not _PUBLIC.is_dir(), reason="the public name lists are not beside the project")
@pytest.mark.parametrize(
    ("file", "weight", "floor"),
    [
        ("given_names_england_wales_1996_2024.tsv", "total", 0.90),
        ("given_names_england_wales_1996_2024.tsv", "count_2024", 0.84),
        ("given_names_northern_ireland_1997_2021.tsv", "total", 0.95),
    ],
)
def test_most_people_bear_a_given_name_we_know(file: str, weight: str, floor: float) -> None:
    assert _covered(_rows(file), weight, given_names()) >= floor


@pytest.mark.corpus
@pytest.mark.skipif(not _PUBLIC.is_dir(), reason="the public name lists are not beside the project")
def test_most_people_bear_a_family_name_we_know() -> None:
    assert _covered(_rows("surnames_uk.tsv"), "share", family_names()) >= 0.76
