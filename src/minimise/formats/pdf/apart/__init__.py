"""PDF files read and written in a process of its own, within limits: a bomb ends there and nowhere else."""

from minimise.formats.pdf.apart.adapter import PdfApart

__all__ = ["PdfApart"]
