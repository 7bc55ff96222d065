"""The readable log and the covering statement: complete, self-contained, escaped, and silent where they must be."""

import re
from html.parser import HTMLParser

import pytest
from tests.unit.record.record_samples import COMPLETE, DECISIONS, WORDS, decision, log_of

from minimise.model import Action, Status
from minimise.policies import banners, legal_codes, reason_codes
from minimise.stages.record import JustificationLog, log_html, read_log, statement_html
from minimise.stages.record.telling import place_words
from minimise.stages.record.wording import kind_of, recipient_words, withheld_kinds, words_for

HOSTILE = "<script>alert('x')</script> & \"quotes\""


class Outline(HTMLParser):
    """Collects tags, attributes and shown text, and minds that every element is closed in order."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.feed(data.decode())
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.shown.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.shown))


PAGES = [log_html, statement_html]


@pytest.mark.parametrize("make", PAGES)
@pytest.mark.parametrize("recipient", ["social-care:s47", "family:concern"])
def test_page_is_well_formed_and_needs_nothing_from_outside(make: object, recipient: str) -> None:
    data = make(log_of(recipient=recipient))  # type: ignore[operator]

    outline = Outline(data)
    names = {tag for tag, _ in outline.tags}
    attributes = {name for _, attrs in outline.tags for name in attrs}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not attributes & {"src", "href", "onclick", "onload", "style"}
    assert b"url(" not in data
    assert b"@import" not in data


@pytest.mark.parametrize("make", PAGES)
def test_page_can_be_read_by_everyone(make: object) -> None:
    data = make(log_of())  # type: ignore[operator]

    outline = Outline(data)
    levels = [tag for tag, _ in outline.tags if re.fullmatch(r"h\d", tag)]
    assert ("html", {"lang": "en-GB"}) in outline.tags
    assert levels[0] == "h1"
    assert set(levels[1:]) == {"h2"}
    assert all(attrs.get("scope") in ("row", "col") for tag, attrs in outline.tags if tag == "th")
    tags = [tag for tag, _ in outline.tags]
    assert tags.count("table") == tags.count("caption") > 0
    assert b"@media print" in data


@pytest.mark.parametrize("make", PAGES)
def test_page_is_the_same_for_a_log_read_back_from_its_file(make: object) -> None:
    log = log_of()

    assert make(log) == make(read_log(log.to_bytes()))  # type: ignore[operator]


@pytest.mark.parametrize("make", PAGES)
def test_page_holds_no_word_of_the_document(make: object) -> None:
    data = make(log_of())  # type: ignore[operator]

    assert not [word for word in WORDS if word.encode() in data]


def hostile_log() -> JustificationLog:
    return log_of(
        decision(reason=HOSTILE, banner=HOSTILE, harm_if_kept=HOSTILE, legal_refs=(HOSTILE,), found_by=(HOSTILE,)),
        purpose=HOSTILE,
        recipient=HOSTILE,
    )


@pytest.mark.parametrize("make", PAGES)
def test_page_escapes_everything(make: object) -> None:
    data = make(hostile_log())  # type: ignore[operator]

    assert b"<script" not in data
    assert HOSTILE in Outline(data).text


def test_log_page_shows_what_needs_a_person_first_then_withheld_then_kept() -> None:
    text = Outline(log_html(log_of())).text

    assert text.index("Needs a person (1)") < text.index("Withheld (2)") < text.index("Kept (2)")


def test_log_page_gives_each_entry_its_reason_rule_law_and_place() -> None:
    text = Outline(log_html(log_of())).text

    assert "Naming them is not needed to act." in text
    assert f"3P-ADULT: {reason_codes()['3P-ADULT']}" in text
    assert "Golden rule 5 Protect identities where disclosure could cause harm." in text
    assert legal_codes()["UKGDPR-5.1.c"] in text
    assert "main text, paragraph 5, characters 0 to 34" in text
    assert "About: an injury" in text
    assert "Harm if kept: slight, if removed: somebody's safety" in text
    assert "[Neighbour 1]: person name Role: neighbour" in text
    assert "Before: redact:third-party@1" in text
    assert "Locked: only a named person" in text


def test_log_page_lists_every_place_of_an_entry() -> None:
    spans = tuple(span for sample in DECISIONS for span in sample.spans)

    text = Outline(log_html(log_of(decision(spans=spans)))).text

    assert "main text, paragraph 5" in text
    assert "header 1, paragraph 1" in text


def test_log_page_summarises_the_header() -> None:
    text = Outline(log_html(log_of(emergency=True, subject_certain=False))).text

    assert "held: a person still has to decide" in text
    assert "children's social care (social-care:s47)" in text
    assert "1 image" in text
    assert "review due by 23 November 2026" in text
    assert "nobody was treated as the subject" in text
    assert "Nobody has said Who is sending?" in text
    assert "Nobody has answered yet:" in text


def test_log_page_says_when_a_group_is_empty() -> None:
    text = Outline(log_html(log_of(decision(), purpose="", models=(), record=COMPLETE))).text

    assert "Needs a person (0) Nothing." in text
    assert "complete" in text
    assert "Purpose not recorded" in text
    assert "Language models none" in text


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"part": "document", "paragraph": 0}, "main text, paragraph 1"),
        ({"page": 2}, "page 2"),
        ({"part": "body", "line": 7, "start": 1, "end": 3}, "body, line 7, characters 1 to 3"),
        ({"part": "document"}, "main text"),
    ],
)
def test_places_are_given_as_people_count(place: dict[str, str | int], words: str) -> None:
    assert place_words(dict(place)) == words


def test_statement_says_how_much_was_withheld_of_which_kinds_and_why() -> None:
    text = Outline(statement_html(log_of())).text

    assert "3 items were withheld." in text
    assert "People who are not part of this referral 1 Naming them is not needed to act." in text
    assert "Information given in confidence 1" in text
    assert "Pictures and objects that could not be read 1" in text
    assert "not relevant to this purpose" not in text


def test_statement_carries_handling_banners_and_whom_to_ask() -> None:
    text = Outline(statement_html(log_of())).text

    assert f"How to handle it {banners()['confidential-source']}" in text
    assert "the sender fills this in" in text
    assert "1 found, 1 still in this copy" in text
    assert "1 of the decisions behind this copy is still to be checked by a person" in text


def test_statement_counts_in_plain_english() -> None:
    waiting = [decision(f"m{n}", Action.KEEP, status=Status.NEEDS_REVIEW) for n in range(2)]

    assert "1 item was withheld." in Outline(statement_html(log_of(decision()))).text
    assert "Nothing was withheld." in Outline(statement_html(log_of(*waiting))).text
    assert "2 of the decisions behind this copy are still" in Outline(statement_html(log_of(*waiting))).text


def test_statement_counts_a_passage_withheld_on_several_counts_once() -> None:
    counts = [decision("s1", Action.REDACT, category=category) for category in ("C56", "C42")]
    names = [decision(f"m{n}") for n in range(2)]

    assert "1 item was withheld." in Outline(statement_html(log_of(*counts))).text
    assert "2 items were withheld." in Outline(statement_html(log_of(*names))).text


def test_log_page_of_a_family_copy_says_that_it_is_not_for_the_family() -> None:
    assert "give the family the covering statement instead" in Outline(log_html(log_of(recipient="family"))).text
    assert "instead" not in Outline(log_html(log_of())).text


def test_statement_without_banners_has_no_handling_section() -> None:
    assert "How to handle it" not in Outline(statement_html(log_of(decision()))).text


def test_statement_in_an_emergency_names_the_day_of_review() -> None:
    assert "A review is due by 23 November 2026." in Outline(statement_html(log_of(emergency=True))).text


@pytest.mark.parametrize("recipient", ["family", "family:child", "family:concern"])
def test_family_statement_never_shows_that_there_is_a_source_a_safe_place_or_a_concern(recipient: str) -> None:
    codes = sorted(reason_codes())
    everything = [decision(f"m{n:02}", reason_code=code, banner="LOCATION WITHHELD") for n, code in enumerate(codes)]

    text = Outline(statement_html(log_of(*everything, recipient=recipient, emergency=True))).text.lower()

    revealing = r"sources?|confiden\w*|safe\w*|locations?|places|movements|court|law|harm|concern|emergency|banner"
    revealing += r"|handle|social|s47|15:30|location withheld"
    assert re.findall(rf"\b(?:{revealing})\b", text) == []
    assert "information about other people" in text
    assert f"{len(codes)} items were withheld." in text


def test_family_statement_still_counts_everything() -> None:
    data = statement_html(log_of(recipient="family"))

    assert "Information about other people 2" in Outline(data).text
    assert "could not be read 1" in Outline(data).text


def test_source_and_third_party_look_alike_in_a_family_statement() -> None:
    pages = (
        statement_html(log_of(decision(reason_code=code), recipient="family")) for code in ("SRC-CONF", "3P-ADULT")
    )
    source, stranger = (re.sub(rb"Decision [0-9a-f-]+|[0-9a-f]{64}", b"", data) for data in pages)

    assert source == stranger


def test_every_code_rule_and_action_has_words() -> None:
    assert kind_of().keys() == reason_codes().keys()
    assert sum(len(kind.codes) for kind in withheld_kinds().values()) == len(reason_codes())
    assert sorted(words_for("golden_rules")) == [str(n) for n in range(1, 8)]
    assert set(words_for("actions")) == set(Action)
    assert {"OTHER", "GDPR"}.isdisjoint(reason_codes())


def test_organisations_own_profile_stands_as_its_id() -> None:
    assert recipient_words("our-hospital") == "our-hospital"
    assert recipient_words("police:prevent") == "the police"
