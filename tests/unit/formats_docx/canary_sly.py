"""Channels of the canary file that nobody looks for: words set where no eye finds them, or not as they are read."""

# ruff: noqa: E501 - a table reads best with a channel a line

from collections.abc import Callable

from .made import p, para, r

Namer = Callable[[str], str]

_BEGIN, _END = ("<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "<w:r><w:fldChar w:fldCharType='end'/></w:r>")
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_BOX = (
    "<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "<wps:bodyPr/></wps:wsp>"
)
_DRAWN = (
    "<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom='{0}'><wp:posOffset>{1}</wp:posOffset></wp:positionH>"
    "<wp:extent cx='{2}' cy='900000'/><wp:docPr id='7' name='Text Box 7'>{3}</wp:docPr><a:graphic>"
    f"<a:graphicData uri='{_SHAPE}'>{_BOX}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
_DELETED = "<w:pPr><w:rPr><w:del w:author='A' w:id='9'/></w:rPr></w:pPr>"

# A name in place of `{}`, in a paragraph.
INLINE = {
    "black bar": "<w:r><w:rPr><w:highlight w:val='black'/></w:rPr><w:t>{}</w:t></w:r>",
    "bar of shading": "<w:r><w:rPr><w:color w:val='101010'/><w:shd w:val='clear' w:fill='000000'/></w:rPr><w:t>{}</w:t></w:r>",
    "yellow on yellow": "<w:r><w:rPr><w:color w:val='FFFF00'/><w:highlight w:val='yellow'/></w:rPr><w:t>{}</w:t></w:r>",
    "symbols under a bar": "<w:r><w:rPr><w:highlight w:val='black'/></w:rPr><w:t>{}</w:t><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>",
    "letters squeezed to nothing": "<w:r><w:rPr><w:w w:val='1'/></w:rPr><w:t>{}</w:t></w:r>",
    "letters lifted off the page": "<w:r><w:rPr><w:position w:val='3000'/></w:rPr><w:t>{}</w:t></w:r>",
    "line without height": "</w:p><w:p><w:pPr><w:spacing w:line='1' w:lineRule='exact'/></w:pPr><w:r><w:t>{}</w:t></w:r>",
    "frame beside the page": "</w:p><w:p><w:pPr><w:framePr w:w='900' w:x='-9000' w:hAnchor='page'/></w:pPr><w:r><w:t>{}</w:t></w:r>",
    "frame above the page": "</w:p><w:p><w:pPr><w:framePr w:h='900' w:y='-9000' w:vAnchor='margin'/></w:pPr><w:r><w:t>{}</w:t></w:r>",
    "box beside the page": _DRAWN.format("page", -9_000_000, 900_000, ""),
    "box without width": _DRAWN.format("column", 0, 0, ""),
    "older box beside the page": "<w:r><w:pict><v:rect style='position:absolute;margin-left:-900pt;width:90pt;height:90pt'><v:textbox>"
    "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>",
    "older box without height": "<w:r><w:pict><v:rect style='position:absolute;width:90pt;height:0'><v:textbox>"
    "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>",
    "link of a drawing": _DRAWN.format("page", 0, 900_000, "<a:hlinkClick tooltip='{0}'/>").replace("<w:t>{}</w:t>", "<w:t>x</w:t>").replace("{0}", "{}"),
    "film behind a drawing": _DRAWN.format("page", 0, 900_000, "<a:extLst><a:ext uri='x'><wp15:webVideoPr xmlns:wp15='http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing' embeddedHtml='{0}'/></a:ext></a:extLst>").replace("<w:t>{}</w:t>", "<w:t>x</w:t>").replace("{0}", "{}"),
    "bar code": f"{_BEGIN}<w:r><w:instrText>DISPLAYBARCODE \"{{}}\" QR</w:instrText></w:r>{_END}",
    "bar code, simple": "<w:fldSimple w:instr='DISPLAYBARCODE {} CODE39'/>",
    "formula field": f"{_BEGIN}<w:r><w:instrText> EQ \\x(</w:instrText></w:r><w:r><w:instrText>{{}})</w:instrText></w:r>{_END}",
    "deleted in an insertion": "<w:ins w:author='A' w:id='9'><w:del w:author='A' w:id='9'><w:r><w:delText>{}</w:delText></w:r></w:del></w:ins>",
    "inserted in a deletion": "<w:del w:author='A' w:id='9'><w:ins w:author='A' w:id='9'><w:r><w:t>{}</w:t></w:r></w:ins></w:del>",
    "space of names": "<w:r><w:t xmlns:zz='http://example.org/{}'>x</w:t></w:r>",
    "later date of a change": "<w:ins w:author='A' w16du:dateUtc='{}' xmlns:w16du='http://schemas.microsoft.com/office/word/2023/wordml/word16du'><w:r><w:t>x</w:t></w:r></w:ins>",
    "checked state font": "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/><w14:checkedState w14:val='2612' w14:font='{}'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>",
    "repeating section": "<w:sdt><w:sdtPr><w15:repeatingSection><w15:sectionTitle w15:val='{}'/></w15:repeatingSection></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>",
    "newer binding": "<w:sdt><w:sdtPr><w15:dataBinding w15:xpath='/{}'/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>",
    "text effect": "<w:r><w:rPr><w14:textFill><w14:noFill w14:note='{}'/></w14:textFill></w:rPr><w:t>x</w:t></w:r>",
}  # fmt: skip


def sly_text(c: Namer) -> str:
    """Give the channels in paragraphs, in rows, and those that part a name or turn it round."""
    body = "".join(p(template.format(c(channel))) for channel, template in INLINE.items())
    marked, back, left = c("deleted paragraph mark"), c("letters set backwards"), c("run set backwards")
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in c("letters without a shape"))
    flat = "<w:trPr><w:trHeight w:val='1' w:hRule='exact'/></w:trPr>"
    grey = "<w:tcPr><w:shd w:val='clear' w:fill='C0C0C0'/></w:tcPr>"
    covered = r(c("grey on grey"), "<w:color w:val='C0C0C0'/>")
    boxes = "".join(f"<w:tc>{para(letter)}</w:tc>" for letter in c("a letter a box"))
    blank = f"<w:tc>{para('')}</w:tc>"
    return (
        body
        + f"<w:p>{_DELETED}{r(marked[:5])}</w:p>{para(marked[5:])}"
        + para(f"\u202e{back[::-1]}\u202c")
        + p(f"<w:bdo w:val='rtl'>{r(left[6:][::-1])}{r(left[:6][::-1])}</w:bdo>")
        + para(f"x{tags}y")
        + f"<w:tbl><w:tr>{flat}<w:tc>{para(c('row without height'))}</w:tc></w:tr><w:tr><w:tc>{grey}{p(covered)}</w:tc></w:tr></w:tbl>"
        + f"<w:tbl><w:tr>{boxes}{blank * 3}</w:tr></w:tbl>"
    )  # fmt: skip
