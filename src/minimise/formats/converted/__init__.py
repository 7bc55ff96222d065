"""Older files that another program must turn into a Word document first; `AnyWord` reads them and .docx alike."""

from minimise.formats.converted.anyword import AnyWord
from minimise.formats.converted.office import office_program

__all__ = ["AnyWord", "office_program"]
