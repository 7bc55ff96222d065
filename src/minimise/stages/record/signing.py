"""Ed25519 signatures over a seal: proof of who sealed a log for whoever has the public key and nothing else."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from minimise.errors import LogBroken, UsageProblem
from minimise.safe import Id
from minimise.stages.record.canon import JsonObject, canonical, sha256
from minimise.stages.record.chain import JustificationLog

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_CONTEXT = b"minimise log seal 1\n"
"""So that a signature made for something else can never pass for one over a seal."""
_KEY_ID = 16


@dataclass(frozen=True, slots=True)
class SealSigner:
    """A private key that signs seals."""

    private: "Ed25519PrivateKey" = field(repr=False)

    @classmethod
    def of_pem(cls, pem: bytes) -> "SealSigner":
        """Read a private key in PEM form (PKCS 8, not encrypted).

        Raises:
            UsageProblem: it is no such key.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        key: object = None
        with suppress(ValueError, TypeError):
            key = load_pem_private_key(pem, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise UsageProblem(
                "the signing key is not an Ed25519 private key in PEM form",
                "Make one with `minimise log new-key FILE`.",
            )
        return cls(key)

    def sign(self, seal: JsonObject) -> JsonObject:
        """Give the signature of a seal as a seal holds it."""
        value = self.private.sign(_CONTEXT + canonical(seal)).hex()
        return {"algorithm": "Ed25519", "key_id": _id_of(self.private.public_key()), "value": value}


def new_key() -> tuple[bytes, bytes]:
    """Make a key pair; give the private and the public half in PEM form."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    key = Ed25519PrivateKey.generate()
    return (
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    )


def check_signature(log: JustificationLog, public_pem: bytes) -> None:
    """Check that the last seal of a log, and every earlier one that is still there, was signed with this key.

    Raises:
        LogBroken: a seal is not signed, or not with this key.
        UsageProblem: it is no public key.
    """
    key = _public(public_pem)
    for name, seal in (("seal", log.seal), ("appended", log.closing)):
        if seal is not None and not _signed(seal, key):
            raise LogBroken("the log does not verify: a seal is not signed with this key", place=Id(name))


def _signed(seal: JsonObject, key: "Ed25519PublicKey") -> bool:
    from cryptography.exceptions import InvalidSignature

    signature = cast(JsonObject | None, seal.get("signature"))
    if signature is None or signature["key_id"] != _id_of(key):
        return False
    signed = {name: value for name, value in seal.items() if name not in ("hash", "signature")}
    try:
        key.verify(bytes.fromhex(str(signature["value"])), _CONTEXT + canonical(signed))
    except InvalidSignature:
        return False
    return True


def _public(pem: bytes) -> "Ed25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key: object = None
    with suppress(ValueError, TypeError):
        key = load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise UsageProblem("the public key is not an Ed25519 key in PEM form", "Ask the sender for the .pub file.")
    return key


def _id_of(key: "Ed25519PublicKey") -> str:
    """Give a short id of a key, so that a reader knows which public key to ask for."""
    return sha256(key.public_bytes_raw())[:_KEY_ID]
