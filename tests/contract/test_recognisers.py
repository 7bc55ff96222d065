"""What every identifier recogniser promises, whatever it looks for."""

import re
import subprocess
import sys
import time

import pytest

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers import IDENTIFIERS, Identifier, find_identifiers

EVERY = pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda identifier: identifier.id)

# One of each, so that every recogniser has something to say.
SAMPLER = """Name | DOB | NHS No | Tel
Tyler Ward | 03/04/2018 | 999 000 0018 | 07700 900461
Mia Ward | 12/11/2021 | 999 000 0026 | 01632 960123

CHI: 3201991236. H&C number 999 000 0034. ULN 9990000009. UPN V999999990001. NINO QQ 12 34 56 C. UTR 1234567890.
Driving licence MORGA657054SM9IJ. Passport no 123456789. BRP ZZ1234567. GWF099999999. DBS 001234567890.
Drives AB01 CDE. Lives at 14 Larch Close, Anytown, ZE9 9AA, in the SE1 area; the woman at number 19 heard.
///lamp.table.spoon
nan.j@example.org www.example.org/kay @bigdaz_99 192.0.2.1 IMEI 490154203237518
Crime ref 42/123456/24, CAD 1234 of 12/03/24, PNC 99/9999999V, CRO 123456/99Z. Case No: ZZ99C00001, T20240001.
Cafcass no 123456. MRN 1234567. Our ref: SC/2024/7. Mosaic ID 1234567. GMC 1234567. NMC 12A3456B. PC 1234 attended.
Sort code 00-00-00 account 12345678. Card 4111 1111 1111 1111. GB92XXXX00000012345678. Roll number A/1234567-8.
Council tax account 71234567. His voucher number is 445566; a letter gives W/123/24.
Operation Larkspur. Mia was born on 12/11/2021. Tyler (8) is in Year 3.
"""

AWKWARD = [
    "",
    " ",
    "\n\n\n",
    "|",
    " | | \n | | ",
    "«»–—…’“”",
    "\u0130stanbul \u0130 07700 900461",
    "٣٤٥٦٧٨٩٠١٢",
    "\ud800",
    "\x00\x01",
    "𝟗𝟗𝟗 𝟎𝟎𝟎 𝟎𝟎𝟏𝟖",
    "¹²³⁴⁵⁶⁷⁸⁹⁰",
    "NHS: ²²² ²²² ²²²²",
]


@EVERY
def test_recogniser_has_an_id_of_its_own(identifier: Identifier) -> None:
    assert re.fullmatch(r"[a-z0-9_.]+", identifier.id)
    assert sum(other.id == identifier.id for other in IDENTIFIERS) == 1


@EVERY
def test_recogniser_signs_its_finds_and_keeps_inside_the_text(identifier: Identifier) -> None:
    for hit in identifier.find(SAMPLER):
        assert 0 <= hit.start < hit.end <= len(SAMPLER)
        assert 0 < hit.score <= 1
        assert hit.found_by == identifier.id
        assert SAMPLER[hit.start].strip()
        assert SAMPLER[hit.end - 1].strip()


@EVERY
def test_recogniser_finds_something_in_the_sampler(identifier: Identifier) -> None:
    assert list(identifier.find(SAMPLER)) or identifier.id in {"uk.hcn"}


@EVERY
def test_recogniser_gives_the_same_finds_twice(identifier: Identifier) -> None:
    assert list(identifier.find(SAMPLER)) == list(identifier.find(SAMPLER))


@EVERY
@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_recogniser_never_raises(identifier: Identifier, text: str) -> None:
    assert all(0 <= hit.start < hit.end <= len(text) for hit in identifier.find(text))


ADVERSARIAL = {
    "digits": "9" * 50_000,
    "spaced digits": "9 " * 25_000,
    "dashed digits": "9-" * 25_000,
    "letters": "a" * 50_000,
    "capitals": "A" * 50_000,
    "capital words": "Aa " * 16_000,
    "numbered capital words": "1 Aa " * 10_000,
    "small words after numbers": "at 1 aa bb " * 4_500,
    "dots": "a." * 25_000,
    "ats": "a@" * 25_000,
    "colons": "a:" * 25_000,
    "slashes": "12/" * 16_000,
    "labels": "NHS no: " * 6_000,
    "references": "our ref: crime ref no: case id " * 1_600,
    "addresses": "Address: Aa, Bb, " * 2_900,
    "commas": "14 Larch Close, Aa, " * 2_500,
    "blanks": " " * 50_000,
    "blank lines": "\n" * 50_000,
    "bars": "a | " * 12_000,
    "table rows": "dob | nhs\n" + "1 | 2\n" * 8_000,
    "born": "born " * 10_000,
    "aged": "aged 8, 9 and " * 3_500,
    "postcodes": "ZE9 9A" * 8_000,
    "number at": "the woman at number " * 2_500,
    "ending": "number " * 7_000,
    "handles": "snap: insta: " * 3_800,
}


@pytest.mark.parametrize("text", ADVERSARIAL.values(), ids=ADVERSARIAL.keys())
def test_no_text_makes_a_recogniser_slow(text: str) -> None:
    slowest = 0.0
    for identifier in IDENTIFIERS:
        begun = time.process_time()
        for _ in identifier.find(text):
            pass
        slowest = max(slowest, time.process_time() - begun)

    assert slowest < 1


def test_together_they_find_every_kind_of_identifier() -> None:
    found = {hit.kind for hit in find_identifiers(SAMPLER)}
    others = {Kind.PERSON, Kind.INITIALS, Kind.ORG_PLACE, Kind.SOURCE_CLUE, Kind.PROTECTED, Kind.PRIVATE_DETAIL}

    assert found == set(Kind) - others


def test_finds_are_sorted_and_free_of_doubles() -> None:
    hits = find_identifiers(SAMPLER)

    assert list(hits) == sorted(set(hits), key=lambda h: (h.start, h.end, h.kind, h.score, h.found_by))


def test_finds_carry_no_words() -> None:
    values = [getattr(hit, name) for hit in find_identifiers(SAMPLER) for name in Hit.__slots__]

    assert {type(value) for value in values} <= {int, float, str, Kind}
    assert "900461" not in repr(find_identifiers(SAMPLER))


def test_no_word_of_a_document_stays_in_the_cache() -> None:
    from minimise.stages.detect.identifiers.evidence import word_starts

    find_identifiers(SAMPLER)

    assert word_starts.cache_info().currsize == 0


def test_importing_compiles_nothing() -> None:
    script = (
        "import sys, time; import minimise.model, minimise.lexicons, tomllib, ipaddress, importlib.resources, re\n"
        "count = 0; real = re._compiler.compile\n"
        "def counted(*a, **k):\n    global count; count += 1; return real(*a, **k)\n"
        "re._compiler.compile = counted\n"
        "sys.modules['minimise.stages.detect'] = type(sys)('d')\n"
        "import minimise.stages\n"
        "sys.modules['minimise.stages.detect'].__path__ = [minimise.stages.__path__[0] + '/detect']\n"
        "import minimise.stages.detect.identifiers; print(count)"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert int(done.stdout) <= 2
