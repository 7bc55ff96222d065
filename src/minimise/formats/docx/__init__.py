"""The Word format: an own reader and writer over lxml, and two readers that check what was written."""

from minimise.formats.docx.word import Word

__all__ = ["Word"]
