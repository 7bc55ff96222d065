"""Finished bytes in, `Verdict` out: re-read by others, searched for everything that should be gone."""

from minimise.stages.verify.compare import Recoverable, compare
from minimise.stages.verify.terms import Forbidden, forbidden_terms
from minimise.stages.verify.verifier import Unit, verify

__all__ = ["Forbidden", "Recoverable", "Unit", "compare", "forbidden_terms", "verify"]
