"""How to reach a scheduler: on this machine, or elsewhere with certificates on both sides and no other way."""

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from minimise.errors import UsageProblem


@dataclass(frozen=True, slots=True)
class Link:
    """A scheduler's address and the files that prove who is who; no address means a cluster of our own, here.

    Raises:
        UsageProblem: the address is not on this machine and not `tls://`, or a file is missing. Whoever reaches the
            port of a scheduler without TLS can run programs on every worker.
    """

    address: str = ""
    ca: Path | None = field(default=None, repr=False)
    cert: Path | None = field(default=None, repr=False)
    key: Path | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse what anybody on the network could listen to or take over."""
        if not self.address:
            return
        parts = urlsplit(self.address)
        if not parts.hostname or parts.scheme not in ("tcp", "tls"):
            raise UsageProblem("--scheduler is not an address", "Give one such as tls://host:8786.")
        if parts.scheme == "tcp" and not _is_here(parts.hostname):
            raise UsageProblem(
                "a scheduler on another machine needs TLS", "Use tls:// with --tls-ca, --tls-cert, --tls-key."
            )
        files = (self.ca, self.cert, self.key)
        if parts.scheme == "tls" and not all(path is not None and path.is_file() for path in files):
            raise UsageProblem("a tls:// scheduler needs certificates", "Give --tls-ca, --tls-cert and --tls-key.")

    @property
    def encrypted(self) -> bool:
        """Whether the address is reached by TLS."""
        return self.address.startswith("tls://")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
