"""`minimise policy …`: see and check the rules."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from minimise.errors import Exit

if TYPE_CHECKING:
    from minimise.policies import Policy


def list_policies() -> int:
    """Print every recipient with its title, and its purposes."""
    from minimise.policies import load_policy, policy_names

    for name in policy_names():
        policy, _ = load_policy(name)
        sys.stdout.write(f"{name:<14} {policy.title}\n")
        sys.stdout.writelines(f"  {name}:{purpose:<10} {about}\n" for purpose, about in policy.purposes.items())
    return Exit.DONE


def show_policy(profile: str) -> int:
    """Print one policy as a page."""
    from minimise.policies import describe, load_policy

    policy, purpose = load_policy(profile)
    sys.stdout.write(describe(policy, purpose).rstrip() + "\n")
    return Exit.DONE


def show_difference(first: str, second: str) -> int:
    """Print where two policies, or a policy and an organisation's own file, answer otherwise."""
    from minimise.policies import describe_difference

    sys.stdout.write(describe_difference(_named(first), _named(second)))
    return Exit.DONE


def _named(profile: str) -> "tuple[Policy, str | None]":
    from minimise.policies import load_own, load_policy

    path = Path(profile)
    return (load_own(path), None) if path.suffix == ".toml" else load_policy(profile)


def check_one_policy(policy: str) -> int:
    """Print what is wrong with a policy; its own exit code says whether anything is."""
    from minimise.policies import check_policy

    path = Path(policy)
    problems = check_policy(path if path.suffix == ".toml" or path.is_file() else policy)
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    if problems:
        sys.stderr.write(f"minimise: {len(problems)} problems found. Mend the file and check again.\n")
        return Exit.POLICY
    sys.stdout.write("no problems found\n")
    return Exit.DONE
