"""Photographs and scans that are files of their own (.jpg, .png, .tiff): read as pages, written as a PDF (extra `ocr`)."""

from minimise.formats.pictures.adapter import Pictures

__all__ = ["Pictures"]
