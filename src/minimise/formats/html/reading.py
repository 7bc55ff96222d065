"""Bytes of a web page to the page itself."""

from minimise.formats.html.decoding import declared_charset, decoded
from minimise.formats.html.page import Page
from minimise.formats.html.parsing import parsed
from minimise.formats.html.walker import walked


def page_of(data: bytes, charset: str | None = None) -> Page:
    """Read a page; the character set that a mail states comes before the one that the page names.

    Raises:
        UnreadableDocument: it is too large, nested too deeply, or holds nothing.
    """
    return walked(parsed(decoded(data, charset or declared_charset(data))))
