"""Photographs and scans that are files of their own (.jpg, .png, .tiff): read as pages, written as a PDF."""

from minimise.formats.pictures.adapter import Pictures, paged

__all__ = ["Pictures", "paged"]
