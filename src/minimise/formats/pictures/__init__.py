"""Photographs and scans that are files of their own (.jpg, .png, .tiff), and pictures inside other documents."""

from minimise.formats.pictures.inlaid import Inlaid, read_inlaid
from minimise.formats.pictures.reading_back import dots_of_png, words_of_png

__all__ = ["Inlaid", "dots_of_png", "read_inlaid", "words_of_png"]
