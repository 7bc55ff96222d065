"""A Word file with one planted name in each channel through which a name can leak."""

import io
import re
import unicodedata
import zipfile

from minimise.formats.docx import Word
from minimise.model import Edit, Span
from minimise.model.matching import occurrences

from .canary_more import more_parts, more_settings, more_text
from .canary_sly import sly_text
from .made import OFFICE, PACKAGE, Made, p, para, r, root
from .test_docx_reading import BOX, field

STEM = "Zelwyckham"


class Canaries:
    """Gives planted names one after the other and remembers which channel each stands for."""

    def __init__(self) -> None:
        self.channels: dict[str, str] = {}

    def __call__(self, channel: str) -> str:
        name = f"{STEM}{len(self.channels):03d}q"
        self.channels[name] = channel
        return name


def _text(c: Canaries) -> str:
    """Give channels that people see."""
    split = c("split over runs")
    broken = c("split by marks")
    both = c("text box, both branches")
    return (
        para(f"Seen: {c('one run')}.")
        + p(r(split[:4]) + '<w:proofErr w:type="spellStart"/>' + r(split[4:9]) + "<w:bookmarkEnd/>" + r(split[9:]))
        + p(f"<w:r><w:t>{broken[:6]}</w:t><w:softHyphen/><w:t>{broken[6:]}</w:t></w:r>")
        + p(f"<w:ins w:author='{c('ins author')}' w:date='2026-01-01'>{r(c('ins'))}</w:ins>")
        + p(f"<w:moveTo w:author='{c('moveTo author')}'>{r(c('moveTo'))}</w:moveTo>")
        + p(f"<w:smartTag w:element='{c('smartTag element')}'>{r(c('smartTag'))}</w:smartTag>")
        + p(f"<w:customXml w:uri='{c('customXml uri')}'>{r(c('customXml'))}</w:customXml>")
        + p(f"<w:r><w:ruby><w:rt>{r(c('ruby aid'))}</w:rt><w:rubyBase>{r(c('ruby'))}</w:rubyBase></w:ruby></w:r>")
        + p(f"<m:oMath><m:r><m:t>{c('formula')}</m:t></m:r></m:oMath>")
        + p(f"<w:r><w:pict>{_word_art(c)}</w:pict></w:r>")
        + p(f"<w:r>{BOX.format(para(both))}</w:r>")
        + p(f'<w:fldSimple w:instr="AUTHOR {c("fldSimple instr")}">{r(c("fldSimple result"))}</w:fldSimple>')
        + p("<w:r>" + "".join(f'<w:sym w:font="Wingdings" w:char="F0{ord(x):02X}"/>' for x in c("symbols")) + "</w:r>")
        + p("<w:r><w:t>" + "".join(f"&#{ord(x)};" for x in c("character references")) + "</w:t></w:r>")
        + p(f"<w:r><w:t><![CDATA[{c('cdata')}]]></w:t></w:r>")
    )


def _word_art(c: Canaries) -> str:
    return f'<v:shape alt="{c("vml alt")}"><v:textpath string="{c("word art")}"/></v:shape>'


def _changes(c: Canaries) -> str:
    """Give channels of tracked changes and hidden text."""
    by = f"w:author='{c('change author')}'"
    return (
        p(f"<w:del w:author='{c('del author')}'><w:r><w:delText>{c('delText')}</w:delText></w:r></w:del>")
        + p(f"<w:moveFrom {by}>{r(c('moveFrom'))}</w:moveFrom><w:moveFromRangeStart w:name='{c('move name')}'/>")
        + p(f"<w:del {by}><w:r><w:delInstrText>{c('delInstrText')}</w:delInstrText></w:r></w:del>")
        + p(r("x", f"<w:rPrChange w:author='{c('rPrChange')}'/>"), f"<w:pPrChange w:author='{c('pPrChange')}'/>")
        + p(r(c("vanish"), "<w:vanish/>") + r(c("style vanish"), '<w:rStyle w:val="Hide"/>'))
        + p(r(c("webHidden"), "<w:webHidden/>"))
        + "<w:tbl><w:tblPr><w:tblCaption w:val='{}'/><w:tblDescription w:val='{}'/><w:tblPrChange w:author='{}'/>"
        "</w:tblPr>"
        "<w:tr><w:trPr><w:del w:author='{}'/></w:trPr><w:tc>{}</w:tc></w:tr>"
        "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>".format(
            c("tblCaption"),
            c("tblDescription"),
            c("tblPrChange"),
            c("row del author"),
            para(c("deleted row")),
            para(c("hidden row")),
            para(c("cell")),
        )
    )


def _controls(c: Canaries) -> str:
    """Give channels of content controls, fields and bookmarks."""
    control = (
        f"<w:sdt><w:sdtPr><w:alias w:val='{c('alias')}'/><w:tag w:val='{c('tag')}'/><w:placeholder><w:docPart "
        f"w:val='{c('docPart')}'/></w:placeholder><w:dataBinding w:xpath='{c('dataBinding')}'/>"
        f"<w:dropDownList><w:listItem w:displayText='{c('displayText')}' w:value='{c('list value')}'/></w:dropDownList>"
        "</w:sdtPr><w:sdtContent>"
        f"{r(c('sdt content'))}</w:sdtContent></w:sdt>"
    )
    form = (
        f"<w:ffData><w:name w:val='{c('ffData name')}'/><w:helpText w:val='{c('helpText')}'/><w:statusText "
        f"w:val='{c('statusText')}'/><w:textInput><w:default w:val='{c('textInput')}'/></w:textInput></w:ffData>"
    )
    entries = "".join(f"<w:listEntry w:val='{c(name)}'/>" for name in ("chosen entry", "entry"))
    chosen = f"<w:ffData><w:ddList>{entries}</w:ddList></w:ffData>"
    return (
        p(control)
        + p(field("FORMTEXT", r(c("FORMTEXT result")), form))
        + p(field("FORMDROPDOWN", "", chosen))
        + p(field(f'HYPERLINK "mailto:{c("HYPERLINK instr")}"', r(c("field result"))))
        + p(field(f'XE "{c("XE")}"') + field(f"MERGEFIELD {c('MERGEFIELD')}") + field(f"IF 1 = {c('IF')}"))
        + p(f"<w:bookmarkStart w:id='1' w:name='{c('bookmark')}'/>{r('x')}<w:permStart w:ed='{c('permStart')}'/>")
        + p(
            f"<w:hyperlink r:id='rIdL' w:tooltip='{c('tooltip')}' w:docLocation='{c('docLocation')}' "
            f"w:anchor='{c('anchor')}'>{r(c('hyperlink text'))}</w:hyperlink>"
        )
        + p(f"<w:unknown w:x='{c('unknown attribute')}'>{c('unknown text')}</w:unknown><!--{c('xml comment')}-->")
        + p(f"<?mso {c('processing instruction')}?>" + r("x", f"<w:rFonts w:ascii='{c('font name')}'/>"))
        + f"<w:p w:rsidR='{c('rsid')}' w14:paraId='{c('paraId')}'>{r('x')}</w:p>"
        + p(r("x"), f"<w:jc w:val='{c('jc')}'/><w:ind w:left='{c('ind')}'/>")
    )


def _drawings(c: Canaries) -> str:
    """Give channels of pictures, charts and objects."""
    names = f'name="{c("docPr name")}" descr="{c("docPr descr")}" title="{c("docPr title")}"'
    uri = "http://schemas.openxmlformats.org/drawingml/2006"
    name = f'<pic:cNvPr id="1" name="{c("cNvPr name")}" descr="{c("cNvPr descr")}"/>'
    picture = f"<pic:pic><pic:nvPicPr>{name}</pic:nvPicPr></pic:pic>"
    shape = f'<v:rect id="{c("vml id")}" href="{c("vml href")}" style="width:9pt;x:{c("vml style")}"/>'
    return (
        p(
            f'<w:r><w:drawing><wp:inline><wp:docPr id="1" {names}/><a:graphic>'
            f'<a:graphicData uri="{uri}/picture">{picture}'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
        + p(
            f'<w:r><w:drawing><wp:inline><wp:docPr id="2" name="Chart 2"/><a:graphic><a:graphicData uri="{uri}/chart">'
            '<c:chart r:id="rIdC"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )
        + p(f'<w:r><w:object><o:OLEObject ProgID="{c("ProgID")}"/><v:shape o:title="{c("o:title")}"/></w:object></w:r>')
        + p(f"<w:r><w:pict>{shape}</w:pict></w:r>")
        + '<w:altChunk r:id="rIdA"/>'
    )


def _around(c: Canaries, made: Made) -> None:
    """Add the parts that stand around the document."""
    made.part("header1.xml", "header", root("hdr", para(c("header"))), "rIdH")
    made.part("footer1.xml", "footer", root("ftr", para(c("footer"))), "rIdF")
    note = f'<w:{{0}} w:id="1">{para("{1}")}</w:{{0}}><w:{{0}} w:id="2">{para("{2}")}</w:{{0}}>'
    for kind in ("footnote", "endnote"):
        content = note.format(kind, c(kind), c(f"uncited {kind}"))
        made.part(f"{kind}s.xml", f"{kind}s", root(f"{kind}s", content))
    comment = (
        f'<w:comment w:author="{c("comment author")}" w:initials="{c("initials")}">{para(c("comment"))}</w:comment>'
    )
    made.part("comments.xml", "comments", root("comments", comment))
    made.part("people.xml", "people", f"<people><x>{c('people')}</x></people>")
    styles = (
        '<w:style w:type="character" w:styleId="Hide"><w:name w:val="Hide"/><w:rPr><w:vanish/></w:rPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="{c("style id")}"><w:name w:val="{c("style name")}"/><w:aliases '
        f'w:val="{c("style alias")}"/></w:style>'
        f'<w:latentStyles><w:lsdException w:name="{c("latent")}"/></w:latentStyles>'
    )
    made.part("styles.xml", "styles", root("styles", styles))
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:nsid w:val="{c("nsid")}"/><w:name w:val="{c("list name")}"/>'
        f'<w:lvl w:ilvl="0"><w:lvlText w:val="{c("lvlText")} %1"/></w:lvl></w:abstractNum>'
    )
    made.part("numbering.xml", "numbering", root("numbering", lists))
    settings = (
        f'<w:docVars><w:docVar w:name="{c("docVar name")}" w:val="{c("docVar value")}"/></w:docVars>'
        f'<w:mailMerge><w:query w:val="{c("mailMerge")}"/></w:mailMerge>'
        f'<w:rsids><w:rsid w:val="{c("rsids")}"/></w:rsids>'
        f'<w15:docId w15:val="{c("docId")}"/><w:attachedTemplate r:id="rId1"/>{more_settings(c)}'
    )
    made.part("settings.xml", "settings", root("settings", settings))
    made.part("fontTable.xml", "fontTable", root("fonts", f'<w:font w:name="{c("fontTable")}"/>'))
    made.part("webSettings.xml", "webSettings", root("webSettings", f'<w:divs w:x="{c("webSettings")}"/>'))
    made.part("glossary/document.xml", "glossaryDocument", root("glossaryDocument", para(c("glossary"))))
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    made.part(
        "theme/theme1.xml", "theme", f'<a:theme {a} name="{c("theme name")}"><a:x>{c("theme text")}</a:x></a:theme>'
    )
    chart = f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" {a}>'
    chart += f"<a:t>{c('chart title')}</a:t><c:v>{c('chart value')}</c:v><c:f>{c('chart formula')}</c:f></c:chartSpace>"
    made.part("charts/chart1.xml", "chart", chart, "rIdC")
    made.part("chunk.html", "aFChunk", f"<p>{c('altChunk')}</p>", "rIdA")
    made.part("embeddings/oleObject1.bin", "oleObject", c("ole").encode("utf-16-le"))
    made.part(f"media/{c('member name')}.png", "image", c("picture bytes").encode())
    made.part("vbaProject.bin", "vbaProject", c("macros").encode())
    made.link("rIdL", "hyperlink", f"mailto:{c('link target')}@example.org")
    made.link("rIdX", "attachedTemplate", f"file:///C:/Users/{c('template path')}/Normal.dotm")


def _beside(c: Canaries, made: Made) -> None:
    """Add properties, custom data and what only a container can hold."""
    cp = f'xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    fields = (
        "dc:title",
        "dc:subject",
        "dc:creator",
        "dc:description",
        "cp:keywords",
        "cp:lastModifiedBy",
        "cp:category",
    )
    core = "".join(f"<{name}>{c(name)}</{name}>" for name in fields)
    made.property_part(
        "docProps/core.xml",
        f"{PACKAGE}/relationships/metadata/core-properties",
        f"<cp:coreProperties {cp}>{core}</cp:coreProperties>",
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006"
    app = "".join(f"<{name}>{c(name)}</{name}>" for name in ("Company", "Manager", "Template", "HyperlinkBase"))
    made.property_part(
        "docProps/app.xml",
        f"{OFFICE}/extended-properties",
        f'<Properties xmlns="{base}/extended-properties">{app}</Properties>',
    )
    custom = f'<property name="{c("custom name")}"><v>{c("custom value")}</v></property>'
    made.property_part(
        "docProps/custom.xml",
        f"{OFFICE}/custom-properties",
        f'<Properties xmlns="{base}/custom-properties">{custom}</Properties>',
    )
    made.members["customXml/item1.xml"] = f"<x>{c('customXml item')}</x>"
    made.members["[trash]/0000.dat"] = c("trash")
    made.members["docMetadata/LabelInfo.xml"] = f"<x>{c('label info')}</x>"
    made.members["_xmlsignatures/sig1.xml"] = f"<x>{c('signature')}</x>"
    made.comment = c("zip comment").encode()
    more_parts(c, made)


def canary_file() -> tuple[bytes, dict[str, str]]:
    """Give the file, and the channel of every planted name."""
    c = Canaries()
    body = _text(c) + _changes(c) + _controls(c) + _drawings(c) + more_text(c) + sly_text(c)
    cited = '<w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r>'
    pages = '<w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/>'
    made = Made(body + p(cited) + f"<w:sectPr w:rsidR='{c('section rsid')}'>{pages}</w:sectPr>")
    _around(c, made)
    _beside(c, made)
    return made.bytes(), c.channels


def cleaned(data: bytes, channels: dict[str, str]) -> bytes:
    """Write the file with every planted name edited that people see, in whatever disguise it stands."""
    parts = Word().read(data, "case").parts
    edits = [
        Edit(Span(number, start, end), "[Neighbour 1]")
        for number, part in enumerate(parts)
        if part.visible
        for name in channels
        for start, end in occurrences(part.text, name)
    ]
    return Word().write(data, edits)


def left_in(out: bytes, channels: dict[str, str]) -> list[str]:
    """Give the channels whose name stands in any byte of a file, narrow or wide, disguised or not."""
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        raw = [out, *(archive.read(name) + name.encode() for name in archive.namelist())]
    texts = [piece.decode(code, "replace") for piece in raw for code in ("utf-8", "utf-16-le", "utf-16-be")]
    # Also with nothing between letters that stand in boxes or paragraphs of their own, from either end, and in tags.
    bare = [re.sub(r"<[^>]*>|\s", "", text) for text in texts]
    texts += [*bare, *(text[::-1] for text in bare)]
    texts.append("".join(chr(ord(char) - 0xE0000) for text in texts for char in text if 0xE0020 <= ord(char) < 0xE007F))
    plain = "".join(unicodedata.normalize("NFKC", re.sub(r"[\u200b-\u200f\xad]", "", text)) for text in texts).lower()
    found = set(re.findall(STEM.lower() + r"\d{3}q", plain))
    return sorted(channel for name, channel in channels.items() if name.lower() in found)
