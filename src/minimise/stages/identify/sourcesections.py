"""Sections that a heading sets apart for what somebody told in confidence, and who in them told it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from minimise.lexicons.sources import source_cue
from minimise.model import Reading
from minimise.stages.identify.clues import CARRIES_ON, Stretch
from minimise.stages.identify.surroundings import Surroundings

_LONGEST = 12
"""Sentences of one section; a longer one tells of more than one thing."""
_HEADING = 110
"""Characters that a heading may have."""

_CONFIDENTIAL = re.compile(
    r"\b(?:in (?:strict )?confidence|confidential|not (?:for|to|to be (?:repeated|shared|disclosed))\b|"
    r"do not (?:share|disclose|copy)|must not be (?:named|shared|told|repeated)|third[- ]party information|source|"
    r"who told us|told to us|anonymous|information (?:from|given)|restricted|sensitive)\b",
    re.IGNORECASE,
)
_TOLD = (
    r"(?:(?:has|had|have)\s+)?(?:also\s+)?(?:told|tells|rang|rings|phoned|called|came (?:in|up|forward|to)|"
    r"come forward|contacted|reported|said|says|spoke|wrote|texted|messaged|emailed|e-mailed|showed|disclosed|shared|"
    r"approached|alerted|warned|mentioned|passed|handed|gave|given|stopped|confided|let (?:me|us|slip))\b"
)
_BIDDING = re.compile(r"\W*(?:please|pls|do not|don't|not|never)\b", re.IGNORECASE)
_TELLS = re.compile(rf"^[^.;]{{0,90}}?\b{_TOLD}", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:from|by|via|through|source (?:is|was)|caller (?:is|was)|it (?:is|was))\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_SOMEBODY = re.compile(
    r"\b(?:an?|the|one of (?:the|our|his|her|their)(?: \w+)?|another|some|somebody|someone|his|her|their)\b[^.;]{0,90}?"
    rf"\b{_TOLD}|\b(?:calls?|letter|note|message|e-?mail|text|screenshots?|information|tip|report)s? "
    r"(?:came |was |were |has come )?from\b|"
    r"\b(?:we|i) (?:were|was|have been|had been) (?:told|warned|rung|contacted)\b",
    re.IGNORECASE,
)


def sections(reading: Reading, around: Surroundings) -> Iterator[tuple[int, range]]:
    """Yield (heading, sentences below it), as indexes, of every section headed as confidential."""
    for n in range(len(around.sentences) - 1):
        start, end = around.sentences[n]
        if not _is_heading(reading, around, n):
            continue
        if source_cue().search(reading.text, start, end) or _CONFIDENTIAL.search(reading.text, start, end):
            below = _below(reading, around, n)
            if below:
                yield n, below


def told_in(
    reading: Reading,
    around: Surroundings,
    section: Sequence[int],
    people_at: Mapping[Stretch, int],
    possible: Callable[[int], bool],
    working: Callable[[int], bool],
) -> tuple[list[Stretch], int | None]:
    """Give the sentences of a section that speak of whoever told it, and which cluster that is if they are named.

    None at all where nobody told anything: a confidential section may as well hold a safe address.
    """
    who = next(
        (
            cluster
            for n in section
            for (low, high), cluster in _named_in(around.sentences[n], people_at)
            if possible(cluster) and not working(cluster) and _tells(reading, around.sentences[n], low, high)
        ),
        None,
    )
    speaks, live = [], False
    for n in section:
        start, end = around.sentences[n]
        named = [cluster for _, cluster in _named_in((start, end), people_at)]
        comes_in = who in named if who is not None else _SOMEBODY.search(reading.text, start, end) is not None
        asks = source_cue().search(reading.text, start, end) is not None
        goes_on = CARRIES_ON.match(reading.text[start:end]) is not None and not _BIDDING.match(reading.text, start)
        live = comes_in or asks or (live and goes_on)
        if live:
            speaks.append((start, end))
    return speaks, who


def _named_in(sentence: Stretch, people_at: Mapping[Stretch, int]) -> Iterator[tuple[Stretch, int]]:
    for at, cluster in sorted(people_at.items()):
        if sentence[0] <= at[0] and at[1] <= sentence[1]:
            yield at, cluster


def _tells(reading: Reading, sentence: Stretch, low: int, high: int) -> bool:
    """Whether the one named at a place is who told, by `from Mark` or `Mark … told us`."""
    before = _FROM.search(reading.text, max(sentence[0], low - 40), low)
    return before is not None or _TELLS.match(reading.text, high, sentence[1]) is not None


def _is_heading(reading: Reading, around: Surroundings, n: int) -> bool:
    """Whether a sentence is a paragraph of its own, short and without a full stop, with text below it."""
    start, end = around.sentences[n]
    line_start, line_end = reading.text.rfind("\n", 0, start) + 1, reading.text.find("\n", end)
    line = reading.text[line_start : line_end if line_end >= 0 else None].strip()
    alone = start - line_start < 8 and (line_end < 0 or line_end - end < 4)
    return alone and len(line) <= _HEADING and "|" not in line and (line[-1:] not in ".!?," or line.isupper())


def _below(reading: Reading, around: Surroundings, heading: int) -> range:
    """Give the sentences up to the next heading."""
    last = heading
    while last + 1 < len(around.sentences) and last - heading < _LONGEST:
        start, _ = around.sentences[last + 1]
        gap = reading.text[around.sentences[last][1] : start]
        if "|" in gap or _is_heading(reading, around, last + 1) or (last > heading and gap.count("\n") > 2):
            break
        last += 1
    return range(heading + 1, last + 1)
