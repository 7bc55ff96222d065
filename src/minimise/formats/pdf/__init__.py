"""PDF in, `Document` out, and back: every page is read as painted and written afresh from what was read."""

from minimise.formats.pdf.adapter import Pdf
from minimise.formats.pdf.preview import Line, Preview, Rectangle, lines_of, preview_of, rectangles, size_of

__all__ = ["Line", "Pdf", "Preview", "Rectangle", "lines_of", "preview_of", "rectangles", "size_of"]
