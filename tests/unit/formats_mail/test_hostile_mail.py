"""Mails that are broken or built to do harm end at once, read or refused in our own words."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from minimise.errors import MinimiseError, UnreadableDocument
from minimise.formats.mail import Mail

from .made import six_tiers

HEAD = b"From: Tia Ward <a@example.org>\r\nMIME-Version: 1.0\r\n"


def _parts(count: int) -> bytes:
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nTia\r\n" * count + b"--b--\r\n"


def _nested(depth: int) -> bytes:
    body = b"Content-Type: text/plain\r\n\r\nTia"
    for number in range(depth):
        mark = b"b%d" % number
        body = b"Content-Type: multipart/mixed; boundary=" + mark + b"\r\n\r\n--" + mark + b"\r\n" + body
    return HEAD + body


def _messages(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Tia"


def _attached(data: bytes, name: bytes = b"a.zip") -> bytes:
    import base64

    return (
        HEAD
        + b"Content-Type: application/zip\r\nContent-Disposition: attachment; filename="
        + name
        + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(data)
    )


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 40_000_000)
    return out.getvalue()


def _many_members() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(5_000):
            archive.writestr(f"{number}.txt", b"Tia")
    return out.getvalue()


HARMFUL: dict[str, Callable[[], bytes]] = {
    "ten thousand parts": lambda: _parts(10_000),
    "two thousand parts": lambda: _parts(2_000),
    "parts in parts": lambda: _nested(2_000),
    "messages in messages": lambda: _messages(1_500),
    "a header without end": lambda: HEAD + b"Subject: " + b"Tia " * 2_000_000 + b"\r\n\r\nTia",
    "a hundred thousand headers": lambda: HEAD + b"X-A: Tia\r\n" * 100_000 + b"\r\nTia",
    "recipients without end": lambda: HEAD + b"To: " + b'"a, ' * 200_000 + b"\r\n\r\nTia",
    "encoded words without end": lambda: HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\r\n\r\nTia",
    "an encoded word that never ends": lambda: HEAD + b"Subject: " + b"=?u?q?" * 100_000 + b"\r\n\r\nTia",
    "a zip bomb": lambda: _attached(_bomb()),
    "thousands of packed files": lambda: _attached(_many_members()),
    "a calendar without end": lambda: (
        HEAD + b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n" + b';A="' * 200_000
    ),
    "a page of tags": lambda: HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 300_000,
    "a page inside an attachment": lambda: _attached(b"<html>" + b"<div>" * 300_000, b"a.html"),
    "broken base64": lambda: _attached(b"Tia").replace(b"VGlh", b"V!G?l#h==="),
    "an unknown coding": lambda: HEAD + b"Content-Transfer-Encoding: x-odd\r\n\r\nTia",
    "no boundary": lambda: HEAD + b"Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nTia\r\n",
    "zero bytes": lambda: HEAD + b"\r\n\0\0Tia\0",
    "odd letters in names of sets": lambda: HEAD + b'Content-Type: text/plain; charset="\xff\0"\r\n\r\nTia',
    "compound file that goes round": lambda: _round(),
}


def _round() -> bytes:
    from .compound import Message, outlook

    data = bytearray(outlook(Message(subject="Tia Ward", body="Tia " * 3_000)))
    data[-400:-380] = b"\1\0\0\0" * 5
    return bytes(data)


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_mail_built_to_do_harm_is_read_or_refused_at_once(harm: str) -> None:
    data = HARMFUL[harm]()
    problem: MinimiseError | None = None
    began = time.process_time()
    try:
        Mail().read(data, "case")
        Mail().write(data, [])
    except MinimiseError as refused:
        problem = refused
    spent = time.process_time() - began

    assert spent < 8
    assert problem is None or (problem.__context__ is None and "Tia" not in f"{problem} {problem.advice}")


@pytest.mark.parametrize("harm", ["ten thousand parts", "two thousand parts", "parts in parts"])
def test_more_parts_than_any_mail_has_are_refused(harm: str) -> None:
    with pytest.raises(UnreadableDocument):
        Mail().read(HARMFUL[harm](), "case")


def test_a_zip_bomb_is_withheld_and_the_mail_is_not() -> None:
    document = Mail().read(HARMFUL["a zip bomb"](), "case")

    assert any("built to do harm" in part.text for part in document.parts if part.visible)


@pytest.fixture(scope="module")
def copy() -> bytes:
    return Mail().write(six_tiers().as_bytes(), [])


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.97])
def test_a_copy_that_is_cut_off_is_no_witness(share: float, copy: bytes) -> None:
    with pytest.raises(MinimiseError):
        Mail().witnesses(copy[: int(len(copy) * share)])


def test_a_copy_whose_coding_was_damaged_is_no_witness(copy: bytes) -> None:
    at = copy.index(b"base64", copy.index(b"attachment1") - 200) + 120

    with pytest.raises(MinimiseError):
        Mail().witnesses(copy[:at] + b"!!!" + copy[at + 3 :])
