"""Pages in, a plain new document out, made of the kept words alone: nothing of the old layout can tell what went."""

from minimise.formats.pdf.reissue.issue import reissued

__all__ = ["reissued"]
