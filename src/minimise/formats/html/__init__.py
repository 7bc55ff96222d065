"""Web pages, such as prints of a portal, and the formatted body of e-mails; `WebPage` is the adapter."""

from minimise.formats.html.web import WebPage

__all__ = ["WebPage"]
