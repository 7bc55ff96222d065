"""Which mail addresses are those of private people."""

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def private_mailbox() -> re.Pattern[str]:
    """Give the pattern of an address at a mail service that private people use; it ends where the address ends."""
    table = tomllib.loads(resources.files(__package__).joinpath("mail_domains.toml").read_text("utf-8"))
    names, endings, whole = (
        "|".join(re.escape(word) for word in table[key].split()) for key in ("private", "endings", "whole")
    )
    return re.compile(rf"[^\s@<>;,:]+@(?:(?:{names})\.(?:{endings})|{whole})(?![\w.-]*\w)", re.IGNORECASE)
