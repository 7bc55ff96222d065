"""Opens a password-protected file with the sender's password, and locks a copy with it again; all in memory."""

import io
import zipfile
from pathlib import Path

from minimise.errors import LockedDocument, UnreadableDocument, UsageProblem

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SMALL = 4_096
"""Bytes."""
_WRONG = "the document is locked and the password does not open it"
_ADVICE = "Check the password file, or save an unlocked copy and try again."


def unlocked(data: bytes, password: str) -> bytes:
    """Give the bytes of the document without its password; other files come back as they are.

    Raises:
        UnreadableDocument: the password does not open it.
    """
    if data.startswith(_OLE):
        opened = _office(data, password)
    elif b"%PDF-" in data[:1024]:
        opened = _pdf(data, password)
    else:
        return data
    if opened is None:
        raise LockedDocument(_WRONG, _ADVICE)
    return opened


def is_locked(data: bytes) -> bool:
    """Say whether a document opens with a password only, of those that `unlocked` can open."""
    if data.startswith(_OLE):
        return _is_locked_office(data)
    return data.startswith(b"%PDF") and _is_locked_pdf(data)


def _is_locked_office(data: bytes) -> bool:
    import msoffcrypto

    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except Exception:  # noqa: BLE001  what the library does not know is for its own reader to refuse
        return False


def _is_locked_pdf(data: bytes) -> bool:
    import pikepdf

    try:
        pikepdf.open(io.BytesIO(data)).close()
    except pikepdf.PasswordError:
        return b"PubSec" not in data  # that one opens with a certificate
    except pikepdf.PdfError:
        return False
    return False


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
    except pikepdf.PasswordError:
        pass
    except pikepdf.PdfError:
        return data  # not locked but damaged, as its reader will say
    try:
        with pikepdf.open(io.BytesIO(data), password=password) as pdf:
            pdf.save(opened, encryption=False)
    except (pikepdf.PasswordError, pikepdf.PdfError):
        return None
    return opened.getvalue()


def locked_again(data: bytes, password: str) -> bytes:
    """Give a finished Word file or PDF under this password; what cannot bear one comes back as it is.

    Raises:
        UnreadableDocument: what was locked does not open again to the same bytes, so nobody could read it.
    """
    if data.startswith(b"PK"):
        package = data if len(data) > _SMALL else _loosened(data)
        locked = _office_locked(package, password)
        same = locked is not None and _office(locked, password) == package
    elif data.startswith(b"%PDF"):
        locked = _pdf_locked(data, password)
        same = _pdf(locked, password) is not None and _pdf(locked, "") is None
    else:
        return data
    if locked is None or not same:
        raise UnreadableDocument("the copy could not be locked again", "Try again with a longer password.")
    return locked


def _office_locked(data: bytes, password: str) -> bytes | None:
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = io.BytesIO()
    try:
        OOXMLFile(io.BytesIO(data)).encrypt(password, locked)
    except Exception:  # noqa: BLE001  as above: none of the library's errors may carry words out
        return None
    return locked.getvalue()


def _loosened(data: bytes) -> bytes:
    """Pack a small file without squeezing it: the library cannot lock what is smaller than a page."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as tight, zipfile.ZipFile(stream, "w") as loose:
        for number, info in enumerate(tight.infolist()):
            # Blank lines after the last tag of a part mean nothing to a reader of it.
            content = tight.read(info) + (b"" if number else b"\n" * _SMALL)
            info.compress_type = zipfile.ZIP_STORED
            loose.writestr(info, content)
    return stream.getvalue()


def _pdf_locked(data: bytes, password: str) -> bytes:
    import pikepdf

    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return locked.getvalue()


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
