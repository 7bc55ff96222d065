"""Valid identifiers are found however they are spaced, cased and surrounded; nothing ever raises."""

import datetime
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers import IDENTIFIERS, checks, find_identifiers, resolve

Text = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)
_PIECES = (
    *(
        "NHS no",
        ": ",
        "999 000 0018",
        "DOB",
        "03/04/2018",
        " ",
        "\n",
        "\n\n",
        ", ",
        "lives at ",
        "14 Larch Close",
        "ZE9 9AA",
    ),
    *(" | ", "Tel", "07700 900461", "@", "example.org", "aged ", "8", "Case ref", "42/123456/24", "PNC", "99/9999999V"),
    *("drives ", "AB01 CDE", "Flat 2", "Mrs ", "number 19", "(", ")", "Operation ", "Larkspur", "£", "%", "."),
)
Snippets = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)


def _nhs_numbers() -> st.SearchStrategy[str]:
    numbers = st.integers(9_990_000_000, 9_999_999_999).map(str)
    return numbers.filter(checks.nhs_holds)


@st.composite
def _grouped(draw: st.DrawFn, digits: st.SearchStrategy[str], gaps: str) -> str:
    """Put gaps between the characters of a number, at most one blank or dash at a place."""
    number = draw(digits)
    return "".join(char + draw(st.sampled_from(["", "", "", *gaps])) for char in number[:-1]) + number[-1]


def _cased(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(values, st.sampled_from([str.upper, str.lower])).map(lambda pair: pair[1](pair[0]))


Prefix = st.sampled_from(["", "Tyler Ward, ", "(", "\n", "See below.\n\n", "Mum said that her "])
Suffix = st.sampled_from(["", ".", ", please", ")", "\n", " | GP", " and she agreed."])


def _finds(text: str, start: int, value: str, kind: Kind) -> bool:
    hits = [hit for hit in resolve(find_identifiers(text)) if hit.kind is kind]
    return any(hit.start <= start and start + len(value) <= hit.end for hit in hits)


def _ending_in_any(prefix: str) -> st.SearchStrategy[str]:
    return st.integers(0, 999).map(lambda tail: f"{prefix}{tail:03}")


def _written_dates(date: datetime.date) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            f"{date:%d/%m/%Y}",
            f"{date:%d-%m-%y}",
            f"{date.day}.{date.month}.{date:%y}",
            f"{date.day} {date:%B} {date.year}",
            f"{date:%d-%b-%Y}",
            f"{date:%Y-%m-%d}",
        ]
    )


_ninos = st.integers(0, 999_999).map(lambda n: f"QQ{n:06}C")
_upns = st.integers(0, 999).map(lambda n: f"{checks.upn_letter(f'999999990{n:03}')}999999990{n:03}")
_postcodes = st.sampled_from(["ZE9 9AA", "KW189ZZ", "TR28  1AA", "ZZ99 3VZ"])
_emails = st.from_regex(r"[a-z][a-z0-9._+'-]{0,15}[a-z0-9]@(mail\.)?example\.org", fullmatch=True)
_dates = st.dates(datetime.date(1920, 1, 1), datetime.date(2039, 12, 31)).flatmap(_written_dates)
_court_numbers = st.integers(0, 99_999).map(lambda n: f"ZZ99C{n:05}")
_nine_digits = st.integers(100_000_000, 999_999_999).map(str)
_eight_digits = st.integers(10_000_000, 99_999_999).map(str)
_certificates = st.integers(0, 9_999_999_999).map(lambda n: f"00{n:010}")
_crimes = st.integers(1_000, 9_999_999).map(lambda n: f"42/{n}/24")
_plates = st.sampled_from(["AB01 CDE", "ab01cde", "AB01CDE", "Q99 QQQ"])
_streets = st.builds(
    "{} {} {}".format,
    st.integers(1, 399),
    st.sampled_from(["Larch", "Upper Mill", "St Mary's", "Queen Anne", "Bramble"]),
    st.sampled_from(["Close", "Road", "St", "Avenue", "Lane", "Terrace", "Gdns", "Way", "Crescent"]),
)

LABELLED: dict[Kind, tuple[list[str], st.SearchStrategy[str]]] = {
    Kind.NHS: (["NHS no: ", "NHS number ", "nhs no | ", "NHS No\n"], _grouped(_nhs_numbers(), " -")),
    Kind.NINO: (["NINO ", "NI number: ", "National Insurance No | "], _cased(_ninos)),
    Kind.UPN: (["UPN ", "UPN: ", "Former UPN | "], _cased(_upns)),
    Kind.PHONE: (["Tel: ", "mob ", "Phone | ", "ring her on "], _grouped(_ending_in_any("07700900"), " ")),
    Kind.POSTCODE: (["Postcode: ", "post code | ", "postcode "], _cased(_postcodes)),
    Kind.EMAIL: (["Email: ", "", "write to "], _emails),
    Kind.DOB: (["DOB ", "D.O.B.: ", "date of birth | ", "Date of Birth\n", "born on "], _dates),
    Kind.COURT_REF: (["Case No: ", "court case number "], _cased(_court_numbers)),
    Kind.CHI: (["CHI ", "CHI no: ", "CHI number | "], _nhs_numbers()),
    Kind.HCN: (["H&C no ", "HCN: ", "Health and Care Number | "], _nhs_numbers()),
    Kind.PASSPORT: (["Passport no ", "passport: ", "Passport Number | ", "passport number is "], _nine_digits),
    Kind.DBS: (["DBS ", "DBS certificate no: ", "Enhanced DBS number | "], _certificates),
    Kind.BANK: (["account no ", "Account number: ", "a/c | ", "acc num "], _eight_digits),
    Kind.POLICE_REF: (["crime ref ", "Crime number: ", "crime no | "], _crimes),
    Kind.VEHICLE: (["reg ", "VRM: ", "number plate | ", "car reg "], _plates),
    Kind.ADDRESS: (["lives at ", "Address: ", "address | ", "moved to "], _streets),
    Kind.HEALTH_REF: (["MRN ", "hospital no: ", "Hospital Number | "], st.integers(100_000, 9_999_999).map(str)),
    Kind.PROF_REG: (["GMC ", "GMC no: ", "collar number | "], st.integers(1_000_000, 9_999_999).map(str)),
    Kind.CASE_REF: (["Mosaic ID ", "LCS no: ", "Liquidlogic ID | "], st.integers(100_000, 99_999_999).map(str)),
}


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> None:
    """Read the lexicons and compile the shapes before a test is timed; only the first text pays for them."""
    find_identifiers(f"Tyler Ward, 03/04/2018, Tyler (8). {' '.join(_PIECES)} {' '.join(map(str, LABELLED.values()))}")


@pytest.mark.parametrize("kind", LABELLED)
@given(data=st.data(), before=Prefix, after=Suffix)
def test_labelled_identifier_is_found_whole(kind: Kind, data: st.DataObject, before: str, after: str) -> None:
    labels, values = LABELLED[kind]
    label, value = data.draw(st.sampled_from(labels)), data.draw(values)
    text = f"{before}{label}{value}{after}"

    assert _finds(text, len(before) + len(label), value, kind)


@given(number=st.integers(9_990_000_000, 9_999_999_999).map(str), before=Prefix)
def test_labelled_nhs_number_is_found_whether_or_not_its_check_digit_holds(number: str, before: str) -> None:
    assert _finds(f"{before}NHS: {number}", len(before) + 5, number, Kind.NHS)


@given(year=st.integers(0, 99), serial=st.integers(10_000, 9_999_999))
def test_pnc_id_with_a_true_letter_is_found_without_a_label(year: int, serial: int) -> None:
    pnc = f"{year:02}/{serial}{checks.pnc_letter(f'{year:02}', str(serial))}"

    assert _finds(f"known as {pnc} since", 9, pnc, Kind.POLICE_REF)


@pytest.mark.parametrize("texts", [Text, Snippets], ids=["any", "pieces"])
@given(data=st.data())
def test_no_text_makes_a_recogniser_raise_or_leave_the_text(texts: st.SearchStrategy[str], data: st.DataObject) -> None:
    text = data.draw(texts)

    for identifier in IDENTIFIERS:
        for hit in identifier.find(text):
            assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize("texts", [Text, Snippets], ids=["any", "pieces"])
@given(data=st.data())
def test_resolving_uncovers_no_letter_or_digit(texts: st.SearchStrategy[str], data: st.DataObject) -> None:
    text = data.draw(texts)
    hits = find_identifiers(text)

    kept = resolve(hits)

    assert _characters(kept) == _characters(hits)
    assert all(left.end <= right.start for left, right in pairwise(kept))


def _characters(hits: tuple[Hit, ...]) -> set[int]:
    return {at for hit in hits for at in range(hit.start, hit.end)}


@st.composite
def _any_hits(draw: st.DrawFn) -> list[Hit]:
    spans = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12))
    kinds = st.sampled_from([Kind.ADDRESS, Kind.POSTCODE, Kind.NHS, Kind.PHONE, Kind.EMAIL, Kind.CASE_REF])
    scores = st.sampled_from([0.55, 0.8, 0.85, 0.9, 0.95, 0.99])
    return [Hit(start, start + length, draw(kinds), draw(scores), "test.any") for start, length in spans]


@given(hits=_any_hits())
def test_resolving_any_hits_keeps_every_character_and_no_overlap(hits: list[Hit]) -> None:
    kept = resolve(hits)

    assert _characters(kept) == _characters(tuple(hits))
    assert all(left.end <= right.start for left, right in pairwise(kept))


@given(hits=_any_hits(), shuffle=st.randoms())
def test_resolving_does_not_depend_on_the_order(hits: list[Hit], shuffle: Random) -> None:
    other = list(hits)
    shuffle.shuffle(other)

    assert resolve(other) == resolve(hits)
