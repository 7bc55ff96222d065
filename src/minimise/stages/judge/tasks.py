"""What a person still has to do about a whole copy, whatever it says: entries of the log without a place."""

from collections.abc import Iterator

from minimise.model import Action, Decision, Status

_SIGN_OFF = (
    "Names are gone, but events that few people share could still show whose case this is; "
    "somebody who knows it must read this copy before it is used."
)
_REVIEW = (
    "Shared in an emergency with the hard protections only; by the next working day somebody must look at what "
    "would otherwise have been withheld."
)


def tasks(policy: str, *, emergency: bool) -> Iterator[Decision]:
    """Give the tasks: a sign-off for a copy to learn from, a review after an emergency."""
    if policy == "learning":
        yield _task("core.sign-off@1", _SIGN_OFF, "C57", golden_rule=5, legal_refs=("ISA24-R5", "UKGDPR-5.1.c"))
    if emergency:
        yield _task("core.review-due@1", _REVIEW, "safety", golden_rule=7, legal_refs=("ISA24-R7", "ICO-10"))


def _task(rule: str, reason: str, category: str, *, golden_rule: int, legal_refs: tuple[str, ...]) -> Decision:
    return Decision(
        target=rule.partition("@")[0],
        action=Action.FLAG,
        status=Status.NEEDS_REVIEW,
        rule=rule,
        reason=reason,
        reason_code="ACC-UNVER" if category == "C57" else "SAF-LOCK",
        category=category,
        golden_rule=golden_rule,
        legal_refs=legal_refs,
        found_by=("judge.task",),
        harm_if_kept="S3",
        harm_if_removed="S1",
    )
