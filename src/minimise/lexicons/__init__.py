"""Word lists and cue patterns as data, with one lazy loader each: evidence, never proof."""

from minimise.lexicons.people import (
    FormLabel,
    JobTitle,
    KinTerm,
    abbreviations,
    family_names,
    given_names,
    is_abbreviation,
    job_titles,
    kinship,
    match_label,
    name_words,
    nicknames,
    ordinary_words,
    post_nominals,
    professional_titles,
    setting_pattern,
    titles,
)
from minimise.lexicons.sections import Meaning, label_of
from minimise.lexicons.sources import give_away, safe_place, source_cue

__all__ = [
    "FormLabel",
    "JobTitle",
    "KinTerm",
    "Meaning",
    "abbreviations",
    "family_names",
    "give_away",
    "given_names",
    "is_abbreviation",
    "job_titles",
    "kinship",
    "label_of",
    "match_label",
    "name_words",
    "nicknames",
    "ordinary_words",
    "post_nominals",
    "professional_titles",
    "safe_place",
    "setting_pattern",
    "source_cue",
    "titles",
]
