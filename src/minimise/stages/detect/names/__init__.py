"""Names by rule: what a UK referral's own wording says about who is a person."""

from minimise.stages.detect.names.finder import find_names

__all__ = ["find_names"]
