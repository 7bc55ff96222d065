"""Where two policies answer otherwise, row by row, as a page for people."""

from collections.abc import Iterator
from itertools import groupby

from minimise.policies.policy import Policy
from minimise.policies.rendering import SECOND_PERSON, capital, condition, does, indented, rules_for

Named = tuple[Policy, str | None]
"""A policy and the purpose for which it is read."""


def describe_difference(first: Named, second: Named) -> str:
    """Give what differs between two policies; one that stands in both alike is left out."""
    names = (_name(first), _name(second))
    if names[0] == names[1]:
        names = (f"{names[0]} (first)", f"{names[1]} (second)")
    answers = (_answers(first), _answers(second))
    abouts = list(dict.fromkeys([*answers[0], *answers[1]]))
    differing = [about for about in abouts if answers[0].get(about) != answers[1].get(about)]
    lines = [f"{names[0]} and {names[1]} differ in {len(differing)} of {len(abouts)} rows.", *_seconded(first, second)]
    groups = _groups(first) | _groups(second)
    for title, rows in groupby(differing, key=lambda about: groups[about]):
        lines.append(f"\n{title}")
        for about in rows:
            lines.append(indented(f"{capital(about)}", "  ", "    "))
            for name, answer in zip(names, answers, strict=True):
                lines += _told(name, answer.get(about, ("no rule",)), max(map(len, names)))
    return "\n".join(lines) + "\n"


def _seconded(first: Named, second: Named) -> Iterator[str]:
    """Say for what only one of the two wants a second person."""
    for named, other in ((first, second), (second, first)):
        for lock, words in SECOND_PERSON.items():
            if lock in named[0].second_person - other[0].second_person:
                yield indented(f"Only {_name(named)} wants a second person for {words}.", "", "  ")


def _name(named: Named) -> str:
    policy, purpose = named
    own = " with own rules" if policy.version.endswith("+own") else ""
    return f"{policy.id}{f':{purpose}' if purpose else ''}{own}"


def _answers(named: Named) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for rule in rules_for(*named):
        asks = condition(rule)
        found.setdefault(rule.about, []).append(f"{does(rule)}{f' ({asks})' if asks else ''}")
    return {about: tuple(answers) for about, answers in found.items()}


def _groups(named: Named) -> dict[str, str]:
    return {rule.about: rule.group for rule in named[0].rules}


def _told(name: str, answers: tuple[str, ...], width: int) -> Iterator[str]:
    for at, answer in enumerate(answers):
        lead = f"{name}:" if at == 0 else ""
        yield indented(answer, f"    {lead:<{width + 1}} ", " " * (width + 6))
