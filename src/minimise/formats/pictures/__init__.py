"""Photographs and scans that are files of their own (.jpg, .png, .tiff), and pictures inside other documents."""

from minimise.formats.pictures.dots import dots_of_png
from minimise.formats.pictures.inlaid import Inlaid, read_inlaid, words_of_png

__all__ = ["Inlaid", "dots_of_png", "read_inlaid", "words_of_png"]
