"""Opens a password-protected file with the sender's password, in memory."""

import io
from pathlib import Path

from minimise.errors import UnreadableDocument, UsageProblem

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WRONG = "the document is locked and the password does not open it"
_ADVICE = "Check the password file, or save an unlocked copy and try again."


def unlocked(data: bytes, password: str) -> bytes:
    """Give the bytes of the document without its password; other files come back as they are.

    Raises:
        UnreadableDocument: the password does not open it.
    """
    if data.startswith(_OLE):
        opened = _office(data, password)
    elif data.startswith(b"%PDF"):
        opened = _pdf(data, password)
    else:
        return data
    if opened is None:
        raise UnreadableDocument(_WRONG, _ADVICE)
    return opened


def _office(data: bytes, password: str) -> bytes | None:
    import msoffcrypto

    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password)
        file.decrypt(opened)
    except Exception:  # noqa: BLE001  the library raises its own, struct's and zip's errors; none may carry words out
        return None
    return opened.getvalue()


def _pdf(data: bytes, password: str) -> bytes | None:
    import pikepdf

    opened = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if not pdf.is_encrypted:
                return data
    except (pikepdf.PasswordError, pikepdf.PdfError):
        pass
    try:
        with pikepdf.open(io.BytesIO(data), password=password) as pdf:
            pdf.save(opened, encryption=False)
    except (pikepdf.PasswordError, pikepdf.PdfError):
        return None
    return opened.getvalue()


def read_password(path: Path) -> str:
    """Give the password that stands in the first line of a file.

    Raises:
        UsageProblem: the file cannot be read or is empty.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text.strip():
        raise UsageProblem("the password file cannot be read or is empty", "Put the password on its first line.")
    return text.splitlines()[0].strip()
