"""Rules as data, one TOML file a recipient, and the loader that reads them."""

from minimise.policies.differing import describe_difference
from minimise.policies.facts import Facts, Target
from minimise.policies.loader import check_policy, load_own, load_policy
from minimise.policies.policy import Policy
from minimise.policies.rendering import describe, reference_page
from minimise.policies.rule import Do, Rule
from minimise.policies.shelf import policy_names
from minimise.policies.vocabulary import banners, legal_codes, reason_codes, unconfirmed_codes
from minimise.policies.when import When

__all__ = [
    "Do",
    "Facts",
    "Policy",
    "Rule",
    "Target",
    "When",
    "banners",
    "check_policy",
    "describe",
    "describe_difference",
    "legal_codes",
    "load_own",
    "load_policy",
    "policy_names",
    "reason_codes",
    "reference_page",
    "unconfirmed_codes",
]
