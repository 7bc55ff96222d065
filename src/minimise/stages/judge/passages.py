"""The passages of a document: each sentence with its safety topics, its relevance and its marks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from minimise.lexicons.cue_book import plain
from minimise.lexicons.relevance import identity_labels
from minimise.model import Insight, Mark, Passage, Reading
from minimise.stages.judge.handling import with_reach
from minimise.stages.judge.marks import marks_of
from minimise.stages.judge.reading import marks_read, read_in
from minimise.stages.judge.relevance import Setting, relevance_of
from minimise.stages.judge.safety import Shown, shown_in

Range = tuple[int, int]

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\W{{0,3}}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{2,4}})?)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_][^:\n|]{0,40}(?=:\s)|[^\n|:]{1,40}(?=\s\|\s)")


_NOTHING_READ = Insight()


def find_passages(reading: Reading, insight: Insight = _NOTHING_READ) -> tuple[Passage, ...]:
    """Give one passage a sentence, in reading order, also those the author withdrew.

    Args:
        reading: the document as one string.
        insight: what the trained model says of each word; it adds marks and calls passages irrelevant, and never
            takes a safety topic away.
    """
    ranges = [at for at in reading.sentences() if reading.spans(*at)]
    shown = _near_hints_counted([shown_in(reading.text[start:end]) for start, end in ranges])
    spoken = _in_speech(reading.text, ranges)
    passages = [
        _passage(reading, f"p{n:04}", at, found, _setting(reading, insight, at, in_speech), marks_read(insight, *at))
        for n, (at, found, in_speech) in enumerate(zip(ranges, shown, spoken, strict=True), start=1)
    ]
    return with_reach(reading.text, ranges, passages)


def _passage(reading: Reading, name: str, at: Range, shown: Shown, setting: Setting, read: frozenset[Mark]) -> Passage:
    words = reading.text[at[0] : at[1]]
    said = marks_of(words)
    marks = tuple(mark for mark in Mark if mark in said or mark in read)
    finding = relevance_of(words, shown.topics, bool(shown.hints), setting)
    rules = [f"judge.safety.{topic}" for topic in shown.topics]
    rules += [f"judge.mark.{mark}" if mark in said else "model.context" for mark in marks]
    return Passage(
        id=name,
        spans=reading.spans(*at),
        topics=shown.topics,
        relevance=finding.relevance,
        reason_code=finding.reason_code,
        marks=marks,
        found_by=(*rules, finding.found_by) if finding.found_by else tuple(rules),
    )


def _near_hints_counted(shown: Sequence[Shown]) -> Iterator[Shown]:
    """Turn a hint into a topic where the sentence before or after shows that topic."""
    around = [(), *(found.topics for found in shown), ()]
    for n, found in enumerate(shown):
        near = tuple(topic for topic in found.hints if topic in around[n] or topic in around[n + 2])
        yield found if found.topics or not near else Shown(near, found.hints)


def _in_speech(text: str, ranges: Sequence[Range]) -> list[bool]:
    """Say of each sentence whether a quotation that began in an earlier one of its paragraph is still open."""
    spoken, is_open = [], False
    for before, at in pairwise([(0, 0), *ranges]):
        if "\n\n" in text[before[1] : at[0]] or " | " in text[before[1] : at[0]]:
            is_open = False
        spoken.append(is_open)
        is_open ^= text.count('"', *at) % 2 == 1
    return spoken


def _setting(reading: Reading, insight: Insight, at: Range, in_speech: bool) -> Setting:
    """Look at the line or table row in which a sentence stands."""
    begin = reading.text.rfind("\n", 0, at[0]) + 1
    line = reading.text[begin : at[1]]
    label = _LABEL.match(line)
    named = plain(label.group()) if label else ""
    short = len(line) - (label.end() if label else 0) < 90
    return Setting(
        read_as=read_in(insight, *at),
        in_speech=in_speech,
        in_identity_field=short and named in identity_labels(),
        in_chronology=_DATE.match(line) is not None,
        is_label=reading.text[at[1] - 1] not in ".!?\"')" and len(reading.text[at[0] : at[1]].split()) < 5,
    )
