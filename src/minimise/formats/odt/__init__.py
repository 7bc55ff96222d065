"""OpenDocument texts (.odt), as LibreOffice and others write them; `OpenText` is the adapter."""

from minimise.formats.odt.opentext import OpenText

__all__ = ["OpenText"]
