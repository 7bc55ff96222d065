"""Which lawful basis fits: suggested from who sends what to whom, and never consent."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from minimise.errors import UsageProblem
from minimise.stages.record.questions import NOT_ASKED

CONSENT = "UKGDPR-6.1.a"
_NEVER_FOR = ("police",)
_GRAVE = ("s47", "emergency")
_MAY_REST_ON_CONSENT = ("family-help", "voluntary")


def suggested_basis(org_type: str, recipient: str, threshold: str) -> Mapping[str, str]:
    """Give basis, conditions and gateway for an organisation that shares with a recipient; empty if nobody said who.

    The first row of `basis.toml` that fits counts. The reason under the safeguarding condition is never suggested:
    it is about this family, and only a person knows it.
    """
    if org_type == NOT_ASKED:
        return {}
    return {key: _first(rows, org_type, recipient, threshold) for key, rows in _rows().items()}


def threshold_of(profile: str, *, emergency: bool) -> str | None:
    """Give the threshold that the recipient's profile already says, if any."""
    recipient, _, purpose = profile.partition(":")
    if emergency:
        return "emergency"
    if purpose in ("s17", "s47"):
        return purpose
    return "early_help" if recipient == "family-help" else None


def refuse_consent(article_6: str, profile: str, threshold: str) -> None:
    """Refuse consent where the family cannot freely say no (golden rule 3).

    Raises:
        UsageProblem: consent for an enquiry into significant harm, an emergency or the police.
    """
    recipient, _, purpose = profile.partition(":")
    grave = threshold in _GRAVE or purpose == "s47" or recipient in _NEVER_FOR
    if article_6 == CONSENT and grave:
        raise UsageProblem(
            "consent cannot be the lawful basis for significant harm, an emergency or the police",
            "Leave article_6 out and the basis that fits your organisation is chosen; agreement to a service is "
            "another question (service_agreement).",
        )


def consent_is_unusual(article_6: str, profile: str) -> bool:
    """Say whether consent, although allowed, is rarely right here: it must be as easy to refuse as to give."""
    return article_6 == CONSENT and profile.partition(":")[0] not in _MAY_REST_ON_CONSENT


def _first(rows: list[dict[str, Any]], org_type: str, recipient: str, threshold: str) -> str:
    return next(str(row["basis"]) for row in rows if _fits(row, org_type, recipient.partition(":")[0], threshold))


def _fits(row: Mapping[str, Any], org_type: str, recipient: str, threshold: str) -> bool:
    return (
        recipient in row.get("recipient", (recipient,))
        and threshold in row.get("threshold", (threshold,))
        and org_type in row.get("sender_type", (org_type,))
        and (row.get("sender") != "public" or org_type in _table()["public"])
    )


def _rows() -> Mapping[str, list[dict[str, Any]]]:
    return {key: rows for key, rows in _table().items() if key != "public"}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("basis.toml").read_text(encoding="utf-8"))
