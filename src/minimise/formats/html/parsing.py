"""Text of a page to a tree, within limits: no network, no entities, no page that is built to do harm."""

import re

from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.safe import Id

_MOST_TAGS = 400_000
_DEEPEST = 1_500
_FORMAT = Id("html")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def parsed(text: str) -> etree._Element:
    """Give the tree of a page.

    Raises:
        UnreadableDocument: it is too large, nested beyond all measure, or nothing of it is a page.
    """
    if text.count("<") > _MOST_TAGS:
        raise UnreadableDocument("the web page is too large", format=_FORMAT)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=False, remove_pis=True, recover=True
    )
    source = _XML_HEAD.sub("", text).encode("utf-8", "surrogatepass")
    try:
        root = etree.fromstring(source, parser) if source.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise UnreadableDocument("the web page holds nothing that can be read", format=_FORMAT)
    if _too_deep(root):
        raise UnreadableDocument("the web page is nested too deeply", format=_FORMAT)
    return root


def _too_deep(root: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False
