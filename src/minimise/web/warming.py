"""The smallest Word file there is: reading it once loads everything that the first real document needs."""

import io
import zipfile
from xml.sax.saxutils import escape

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
)


FIRST_WORDS = (
    "Child: Ann Example, DOB 03/04/2018, NHS 999 000 0018, lives at 14 Larch Close, ZE9 9AA. Her neighbour Mrs Sample, "
    "who asked not to be named, rang 01632 960001 about a bruise. Dad, Lee, drives AB01 CDE and must not be told. "
    "Mum had an operation in 2011. Miss K Test, school nurse, mail k.test@example.org. Do not ring after 4."
)


def smallest_word(words: str) -> bytes:
    """Give a Word file with one paragraph."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", _DOCUMENT.format(words=escape(words)))
    return out.getvalue()
