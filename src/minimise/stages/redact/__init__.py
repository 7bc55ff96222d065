"""`Decision`s in, `Edit`s out: what stands in place of each withheld thing."""

from minimise.stages.redact.edits import Replacement, plan_edits, stem_after
from minimise.stages.redact.exactness import Disguise
from minimise.stages.redact.expected import by_part, expected_text, expected_words

__all__ = ["Disguise", "Replacement", "by_part", "expected_text", "expected_words", "plan_edits", "stem_after"]
