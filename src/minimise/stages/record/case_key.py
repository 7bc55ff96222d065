"""The secret of one case: digests made with it tell an outsider nothing, however short the content."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

_LENGTH = 32


@dataclass(frozen=True, slots=True)
class CaseKey:
    """32 random bytes that stay with the sender, in the review file only.

    A bare hash of a name, a birth date or a one-page form can be guessed by trying; a keyed one cannot.

    Raises:
        ValueError: if the secret is not 32 bytes long.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse secrets that are too short to be one."""
        if len(self.secret) != _LENGTH:
            raise ValueError("a case key is 32 bytes long")

    @classmethod
    def fresh(cls) -> "CaseKey":
        """Draw a new key from the operating system."""
        return cls(secrets.token_bytes(_LENGTH))

    @classmethod
    def from_hex(cls, text: str) -> "CaseKey":
        """Give back the key that `hex` wrote.

        Raises:
            ValueError: if the text is not 64 hexadecimal digits.
        """
        try:
            secret = bytes.fromhex(text)
        except ValueError:
            secret = b""
        return cls(secret)

    def hex(self) -> str:
        """Give the key as 64 hexadecimal digits, for the private review file."""
        return self.secret.hex()

    @property
    def mark(self) -> str:
        """Which key it is, without telling anything about it: logs of one case bear the same mark."""
        return self.digest(b"minimise case key")

    def digest(self, data: bytes) -> str:
        """Give the HMAC-SHA-256 of some content as hex."""
        return hmac.new(self.secret, data, hashlib.sha256).hexdigest()

    def confirms(self, data: bytes, digest: str) -> bool:
        """Say, in constant time, whether a digest was made with this key from this content."""
        return hmac.compare_digest(self.digest(data).encode(), digest.encode())
