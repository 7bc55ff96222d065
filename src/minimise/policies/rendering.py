"""Policies as people read them: a page for one recipient, and the reference page for all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from textwrap import fill

from minimise.model import Action, Lock
from minimise.policies.loader import load_policy
from minimise.policies.policy import Policy
from minimise.policies.rows import rows
from minimise.policies.rule import Do, Rule
from minimise.policies.shelf import policy_names
from minimise.policies.vocabulary import banners, legal_codes, reason_codes, unconfirmed_codes

_WORDS = {
    Do.KEEP: "stays",
    Do.KEEP_LOCKED: "always stays; only a named person with a reason may take it out",
    Do.PSEUDONYMISE: "a label such as [Neighbour 1] stands in its place",
    Do.GENERALISE: "made less exact, such as an age for a date of birth",
    Do.REDACT: "taken out",
    Do.REDACT_LOCKED: "taken out everywhere, and the finished file is searched for it",
}
_MEANWHILE = {
    Action.KEEP: "stays meanwhile",
    Action.PSEUDONYMISE: "a label stands in its place meanwhile",
    Action.GENERALISE: "less exact meanwhile",
    Action.REDACT: "taken out meanwhile",
}


SECOND_PERSON = {
    Lock.PROTECTION: "releasing words that could lead to somebody who is kept safe, or that were protected by hand",
    Lock.SAFETY: "leaving out what a rule keeps for somebody's safety",
}


def describe(policy: Policy, purpose: str | None = None) -> str:
    """Give the policy as a page for people, as it stands for one purpose."""
    return "\n".join(_page(policy, purpose)) + "\n"


def _page(policy: Policy, purpose: str | None) -> Iterator[str]:
    yield policy.title + (f": {policy.purposes[purpose]}" if purpose else "")
    guidance = ", ".join(f"{name.upper()} {year}" for name, year in policy.edition.items())
    yield f"Policy {policy.id}, version {policy.version}, for {policy.jurisdiction}; written to {guidance}."
    yield fill("The first line that fits decides. What no line foresaw goes to a person.", 100)
    if policy.second_person:
        yield fill(f"A second person has to agree to {_seconded(policy)}.", 100)
    for title, group in groupby(rules_for(policy, purpose), key=lambda rule: rule.group):
        yield f"\n{title}"
        for rule in group:
            yield from _entry(rule)
    yield from _named_laws(policy)


def rules_for(policy: Policy, purpose: str | None) -> Iterator[Rule]:
    """Give the rules that can apply in a copy for this purpose, without cases that an earlier one leaves empty."""
    shown: list[Rule] = []
    for rule in policy.rules:
        if rule.when.purpose and purpose not in rule.when.purpose:
            continue
        plain = replace(rule, when=replace(rule.when, purpose=frozenset()))
        if not any(before.about == plain.about and before.when.covers(plain.when) for before in shown):
            shown.append(plain)
            yield plain


def _entry(rule: Rule) -> Iterator[str]:
    asks = condition(rule)
    yield indented(f"{capital(rule.about)}{f' ({asks})' if asks else ''}: {does(rule)}.", "  ", "    ")
    refs = ", ".join(ref for ref in rule.legal_refs if not ref.startswith("ISA24"))
    codes = f"golden rule {rule.golden_rule}, {rule.reason_code}{f'; {refs}' if refs else ''}"
    yield indented(f"{rule.because} [{codes}]", "    ", "    ")


def _seconded(policy: Policy) -> str:
    return ", and to ".join(words for lock, words in SECOND_PERSON.items() if lock in policy.second_person)


def _named_laws(policy: Policy) -> Iterator[str]:
    """Say what the codes of laws and guidance on the page stand for."""
    used = {ref for rule in policy.rules for ref in rule.legal_refs}
    yield "\nLaws and guidance"
    for code, name in legal_codes().items():
        if code in used and not code.startswith("ISA24"):
            note = "; confirm that it is in force" if code in unconfirmed_codes() else ""
            yield indented(f"{code}: {name}{note}", "  ", "    ")


def does(rule: Rule) -> str:
    """Say in words what a rule orders."""
    words = f"a person decides; {_MEANWHILE[rule.meanwhile]}" if rule.meanwhile is not None else _WORDS[rule.do]
    return f"{words}, with the banner {rule.banner}" if rule.banner else words


def condition(rule: Rule) -> str:
    """Say in words what a case of a row asks beyond the row itself."""
    row = next((row for row in rows() if row.content["about"] == rule.about), None)
    if row is None or row.when == rule.when:
        return ""
    parts = []
    if rule.when.purpose:
        parts.append("for " + " or ".join(sorted(rule.when.purpose)))
    extra = rule.when.also_role - row.when.also_role if row.when.role else rule.when.role
    if extra:
        parts.append("of " + " or ".join(sorted(role.replace("_", " ") for role in extra)))
    if rule.when.risk_critical and not row.when.risk_critical:
        parts.append("where it carries a safety fact")
    if rule.when.danger:
        parts.append("where the document shows that telling the family is dangerous")
    if rule.when.mark != row.when.mark:
        parts.append("where it is marked as " + " or ".join(sorted(rule.when.mark)))
    return ", ".join(parts)


def indented(text: str, first: str, rest: str) -> str:
    """Fill a paragraph to a hundred columns."""
    return fill(text, 100, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


_OWN_RULES = """
## Rules of your own

An organisation can put rules of its own before the shipped ones, with `--policy FILE`:

```toml
extends = "school"

[[rule]]
id = "own.pupil-number"
about = "pupil numbers"
when = { kind = ["UPN", "ULN"] }
do = "redact"
reason_code = "EXCESS-ID"
because = "Our schools find pupils by name and date of birth."
golden_rule = 6
legal_refs = ["UKGDPR-5.1.c"]
harm_if_kept = "S2"
harm_if_removed = "S1"
```

`when` may ask for `target` (find, passage, detail, object), `kind`, `detail`, `role`, `also_role`, `not_role`,
`nature`, `mark`, `relevance`, `purpose`, `at_risk`, `ambiguous`, `danger`, `risk_critical`, `confident` and
`owner_known`. `do` is one of keep, keep!, pseudonymise, generalise, redact, redact! and flag; a flag also says what
happens `meanwhile`. A `detail` (date, health, heritage, orientation, money, routine) is a value inside a sentence;
`generalise` puts an age, an area, a need or an interval in its place.

Such a rule may not loosen protection. One that could keep what a shipped rule protects (a source, a carer, a safe
address) is refused; say `not_role = ["source", "carer"]` and `nature = ["ordinary", "work"]`, or use a flag that
withholds meanwhile. One that could hide what a shipped rule locks is refused as well. What stands in `because` and `id`
goes into the log, so it must name nobody. `minimise policy check FILE` lists every problem.

## A second person

A policy can say that one person alone may not turn round what its rules settle:

```toml
extends = "family"
second_person = ["protection", "safety"]
```

- `protection`: releasing words that could lead to somebody who is kept safe (a source, a carer, a refuge), or that
  were protected by hand.
- `safety`: leaving out what a rule keeps for somebody's safety.

Such a file needs no rules of its own. It can only ask for more than the shipped policy does, never for less. A copy is
then written only after somebody else than the person who decided has agreed, on the review page under Finish; the log
names both by their staff ids. No shipped policy asks for it. `minimise review --second-person` asks for both,
whoever the recipient is.
"""


def reference_page() -> str:
    """Give `docs/reference/policies.md`: every row with every recipient's answer, and what the codes mean."""
    return "\n".join(_reference()) + "\n"


def _reference() -> Iterator[str]:
    policies = [load_policy(name)[0] for name in policy_names()]
    yield "# Policies\n"
    yield "<!-- Generated from src/minimise/policies; see tests/unit/policies/test_policy_pages.py. -->\n"
    yield "The first row that fits decides. A word after `flag` says what happens until a person has decided."
    yield "`!` means locked. Several answers in one cell are cases: the policy file says when each applies.\n"
    for policy in policies:
        yield f"- `{policy.id}`: {policy.title}{_purposes(policy)}"
    for title, group in groupby(rows(), key=lambda row: row.content["group"]):
        yield f"\n## {title}\n"
        yield f"| what | {' | '.join(policy.id for policy in policies)} |"
        yield f"|---|{'---|' * len(policies)}"
        for row in group:
            cells = (_cell(policy, row.content["about"]) for policy in policies)
            yield f"| {row.content['about']} (`{row.id}`) | {' | '.join(cells)} |"
    yield _OWN_RULES.rstrip()
    yield from _codes()


def _purposes(policy: Policy) -> str:
    listed = "; ".join(f"`{policy.id}:{name}` {meaning}" for name, meaning in policy.purposes.items())
    return f" ({listed})" if listed else ""


def _cell(policy: Policy, about: str) -> str:
    answers = (rule for rule in policy.rules if rule.about == about)
    return " / ".join(f"flag, {r.meanwhile}" if r.asks else str(r.do.value) for r in answers)


def _codes() -> Iterator[str]:
    for title, codes in (
        ("Reason codes", reason_codes()),
        ("Banners", banners()),
        ("Laws and guidance", legal_codes()),
    ):
        yield f"\n## {title}\n\n| code | meaning |\n|---|---|"
        for code, meaning in codes.items():
            note = " (confirm that it is in force)" if code in unconfirmed_codes() else ""
            yield f"| `{code}` | {meaning}{note} |"
