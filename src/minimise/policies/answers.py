"""One recipient's answers to the shared rows, turned into rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minimise.policies.reading import Problems, read_rule, read_when
from minimise.policies.rows import Row, rows
from minimise.policies.rule import Rule
from minimise.policies.when import When

_CELL_KEYS = ("do", "meanwhile", "banner", "because", "reason_code", "legal_refs", "case", "when", "quietly")
_QUIET_KEYS = ("id", "reason_code", "because", "golden_rule", "legal_refs")


@dataclass(frozen=True, slots=True)
class Answers:
    """The cells of one policy file. A cell is a word, a table, or a list of cases whose last asks nothing more."""

    policy: str
    purposes: tuple[str, ...]
    cells: Mapping[str, Any]
    quiet: Mapping[str, Any]
    """Neutral words for what is withheld `quietly`, where the true reason would itself give something away."""
    problems: Problems

    def rules(self) -> Iterator[Rule]:
        """Give the rules in the order of the rows."""
        self.problems.unknown_keys(self.cells, tuple(row.id for row in rows()), "cells")
        self.problems.unknown_keys(self.quiet, _QUIET_KEYS, "quiet")
        for row in rows():
            cell = self.cells.get(row.id)
            cases: list[Any] = cell if isinstance(cell, list) else [cell]
            if cell is None or not cases:
                self.problems.note("missing-cell", row.id)
                continue
            if isinstance(cases[-1], Mapping) and "when" in cases[-1]:
                self.problems.note("last-case-has-a-condition", row.id)
            yield from (self._rule(row, {"do": case} if isinstance(case, str) else case) for case in cases)

    def _rule(self, row: Row, case: Mapping[str, Any]) -> Rule:
        self.problems.unknown_keys(case, _CELL_KEYS, row.id)
        own = {key: case[key] for key in case if key not in ("case", "when", "quietly")}
        id_ = ".".join([self.policy, row.id, *([case["case"]] if "case" in case else [])])
        if case.get("quietly"):
            own |= {key: self.quiet[key] for key in self.quiet if key != "id"}
            id_ = f"{self.policy}.{self.quiet.get('id', 'others')}"
        when = self._when(row, case)
        # What happens decides which of the row's reasons applies, so the rule is read twice.
        sketch = read_rule({**row.content, **own}, when, row.id, Problems())
        reasons = row.reasons(sketch.action, asks=sketch.asks)
        return read_rule({**row.content, **reasons, **own, "id": id_}, when, row.id, self.problems)

    def _when(self, row: Row, case: Mapping[str, Any]) -> When:
        if "when" not in case:
            return row.when
        extra = read_when({"target": row.when.target, **case["when"]}, row.id, self.purposes, self.problems)
        try:
            return row.when.narrowed(extra)
        except ValueError:
            self.problems.note("case-never-applies", row.id)
        return row.when
