"""More channels of the canary file: one line each, a name in place of `{}`."""

# ruff: noqa: E501 - a table reads best with a channel a line

from collections.abc import Callable

from .made import PACKAGE, Made, p, para, r, root

Namer = Callable[[str], str]

_BY = "w:id='9' w:date='2026-01-01'"

# Channels inside a paragraph.
INLINE = {
    "paragraph mark ins": f"</w:p><w:p><w:pPr><w:rPr><w:ins w:author='{{}}' {_BY}/></w:rPr></w:pPr>",
    "paragraph mark del": f"</w:p><w:p><w:pPr><w:rPr><w:del w:author='{{}}' {_BY}/></w:rPr></w:pPr>",
    "sectPrChange": f"</w:p><w:p><w:pPr><w:sectPr><w:sectPrChange w:author='{{}}' {_BY}/></w:sectPr></w:pPr>",
    "numberingChange": f"</w:p><w:p><w:pPr><w:numPr><w:numberingChange w:original='{{}}' {_BY}/></w:numPr></w:pPr>",
    "customXmlInsRangeStart": f"<w:customXmlInsRangeStart w:author='{{}}' {_BY}/>",
    "customXmlDelRangeStart": f"<w:customXmlDelRangeStart w:author='{{}}' {_BY}/>",
    "moveToRangeStart name": f"<w:moveToRangeStart w:name='{{}}' w:author='A' {_BY}/>",
    "moveToRangeStart author": f"<w:moveToRangeStart w:name='m' w:author='{{}}' {_BY}/>",
    "ins date": "<w:ins w:author='A' w:date='{}'>" + r("x") + "</w:ins>",
    "comment range": "<w:commentRangeStart w:id='{}'/>",
    "textId": "</w:p><w:p w14:textId='{}'>",
    "rsidRPr": "<w:r w:rsidRPr='{}'><w:t>x</w:t></w:r>",
    "lang": "<w:r><w:rPr><w:lang w:val='{}'/></w:rPr><w:t>x</w:t></w:r>",
    "eastAsianLayout": "<w:r><w:rPr><w:eastAsianLayout w:id='{}'/></w:rPr><w:t>x</w:t></w:r>",
    "fitText id": "<w:r><w:rPr><w:fitText w:val='9' w:id='{}'/></w:rPr><w:t>x</w:t></w:r>",
    "foreign run property": "<w:r><w:rPr><w:zz w:val='{}'/></w:rPr><w:t>x</w:t></w:r>",
    "divId": "</w:p><w:p><w:pPr><w:divId w:val='{}'/></w:pPr>",
    "cnfStyle": "</w:p><w:p><w:pPr><w:cnfStyle w:val='{}'/></w:pPr>",
    "tab in a word": "<w:r><w:t>{}</w:t><w:tab/><w:t>x</w:t></w:r>",
    "upper case": "<w:r><w:rPr><w:caps/></w:rPr><w:t>{}</w:t></w:r>",
    "white text": "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>{}</w:t></w:r>",
    "one-point text": "<w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t>{}</w:t></w:r>",
    "specVanish": "<w:r><w:rPr><w:vanish/><w:specVanish/></w:rPr><w:t>{}</w:t></w:r>",
    "formula delimiter": "<m:oMath><m:d><m:dPr><m:begChr m:val='{}'/></m:dPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath>",
    "formula normal text": "<m:oMath><m:r><m:rPr><m:nor/></m:rPr><w:t>{}</w:t></m:r></m:oMath>",
    "instrText split": "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DOCPROPERTY {}</w:instrText></w:r>"
    "<w:r><w:instrText> x</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "INCLUDETEXT": "<w:fldSimple w:instr='INCLUDETEXT \"S:\\{}\\a.docx\"'/>",
    "INCLUDEPICTURE": "<w:fldSimple w:instr='INCLUDEPICTURE \"http://example.org/{}.png\"'/>",
    "DDEAUTO": "<w:fldSimple w:instr='DDEAUTO {} x y'/>",
    "DATABASE": "<w:fldSimple w:instr='DATABASE \\d \"{}\"'/>",
    "CITATION": "<w:fldSimple w:instr='CITATION {}'/>",
    "TC": "<w:fldSimple w:instr='TC \"{}\"'/>",
    "SET": "<w:fldSimple w:instr='SET who \"{}\"'/>",
    "ASK": "<w:fldSimple w:instr='ASK who \"{}\"'/>",
    "MACROBUTTON": "<w:fldSimple w:instr='MACROBUTTON NoMacro {}'/>",
    "fldSimple fldData": "<w:fldSimple w:instr='PAGE'><w:fldData>{}</w:fldData></w:fldSimple>",
    "fldChar fldData": "<w:r><w:fldChar w:fldCharType='begin'><w:fldData>{}</w:fldData></w:fldChar></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "entryMacro": "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:entryMacro w:val='{}'/></w:ffData></w:fldChar></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "hyperlink tgtFrame": "<w:hyperlink w:anchor='x' w:tgtFrame='{}'>" + r("x") + "</w:hyperlink>",
    "sdt docPartGallery": "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='{}'/></w:docPartObj></w:sdtPr>"
    "<w:sdtContent/></w:sdt>",
    "sdt docPartCategory": "<w:sdt><w:sdtPr><w:docPartObj><w:docPartCategory w:val='{}'/></w:docPartObj></w:sdtPr>"
    "<w:sdtContent/></w:sdt>",
    "sdt lastValue": "<w:sdt><w:sdtPr><w:comboBox w:lastValue='{}'/></w:sdtPr><w:sdtContent/></w:sdt>",
    "sdt prefixMappings": "<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings='{}'/></w:sdtPr><w:sdtContent/></w:sdt>",
    "sdt sectionTitle": "<w:sdt><w:sdtPr><w15:repeatingSection><w15:sectionTitle w15:val='{}'/></w15:repeatingSection>"
    "</w:sdtPr><w:sdtContent/></w:sdt>",
    "sdt dateFormat": "<w:sdt><w:sdtPr><w:date w:fullDate='2026-01-01T00:00:00Z'><w:dateFormat w:val='{}'/></w:date></w:sdtPr>"
    "<w:sdtContent/></w:sdt>",
    "sdt tick box glyph": "<w:sdt><w:sdtPr><w14:checkbox><w14:checkedState w14:val='{}' w14:font='x'/></w14:checkbox></w:sdtPr>"
    "<w:sdtContent/></w:sdt>",
    "smartTag property": "<w:smartTag w:element='x'><w:smartTagPr><w:attr w:name='n' w:val='{}'/></w:smartTagPr></w:smartTag>",
    "customXml property": "<w:customXml w:element='x'><w:customXmlPr><w:attr w:name='n' w:val='{}'/></w:customXmlPr></w:customXml>",
    "control name": "<w:r><w:control w:name='{}' w:shapeid='x'/></w:r>",
    "movie": "<w:r><w:movie r:id='{}'/></w:r>",
    "fallback only": "<w:r><mc:AlternateContent><mc:Choice Requires='wps'/><mc:Fallback><w:t>{}</w:t></mc:Fallback>"
    "</mc:AlternateContent></w:r>",
    "choice of an unknown kind": "<w:r><mc:AlternateContent><mc:Choice Requires='zz'><w:t>{}</w:t></mc:Choice>"
    "</mc:AlternateContent></w:r>",
    "VML spid": "<w:r><w:pict><v:rect o:spid='{}' style='width:1pt'/></w:pict></w:r>",
    "VML gfxdata": "<w:r><w:pict><v:rect o:gfxdata='{}' style='width:1pt'/></w:pict></w:r>",
    "VML target": "<w:r><w:pict><v:rect target='{}' style='width:1pt'/></w:pict></w:r>",
    "VML fill": "<w:r><w:pict><v:rect style='width:1pt'><v:fill src='{}'/></v:rect></w:pict></w:r>",
    "VML stroke": "<w:r><w:pict><v:rect style='width:1pt'><v:stroke o:title='{}'/></v:rect></w:pict></w:r>",
    "VML imagedata": "<w:r><w:pict><v:rect style='width:1pt'><v:imagedata src='{}' r:id='x'/></v:rect></w:pict></w:r>",
    "VML formula": "<w:r><w:pict><v:shapetype id='t'><v:formulas><v:f eqn='{}'/></v:formulas></v:shapetype></w:pict></w:r>",
    "VML shapetype": "<w:r><w:pict><v:shapetype id='{}'/></w:pict></w:r>",
    "VML word art font": "<w:r><w:pict><v:shape><v:textpath string='x' style='font-family:{}'/></v:shape></w:pict></w:r>",
    "signature line": "<w:r><w:pict><v:rect><o:signatureline o:suggestedsigner='{}'/></v:rect></w:pict></w:r>",
    "locked canvas text": "<w:r><w:drawing><wp:inline><wp:docPr id='5' name='Shape 5'/><a:graphic><a:graphicData uri='x'>"
    "<a:p><a:r><a:t>{}</a:t></a:r></a:p></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
    "drawing link tip": "<w:r><w:drawing><wp:inline><wp:docPr id='6' name='Shape 6'><a:hlinkClick r:id='x' tooltip='{}'/></wp:docPr>"
    "</wp:inline></w:drawing></w:r>",
    "drawing extension": "<w:r><w:drawing><wp:inline><wp:docPr id='7' name='Shape 7'><a:extLst><a:ext uri='{}'/></a:extLst></wp:docPr>"
    "</wp:inline></w:drawing></w:r>",
    "hidden drawing": "<w:r><w:drawing><wp:inline><wp:docPr id='8' name='Shape 8' hidden='1' descr='{}'/></wp:inline></w:drawing></w:r>",
    "foreign namespace": "<zz:x xmlns:zz='urn:{}'/>",
    "foreign element": "<zz:{} xmlns:zz='urn:zz'/>",
    "foreign attribute": "<w:r zz:a='{}' xmlns:zz='urn:zz'><w:t>x</w:t></w:r>",
    "text outside a run": "<w:t>{}</w:t>",
    "tail text": "<w:bookmarkEnd w:id='1'/>{}",
}  # fmt: skip

# Channels in the settings.
SETTINGS = {
    "connectString": "<w:mailMerge><w:connectString w:val='{}'/></w:mailMerge>",
    "mailSubject": "<w:mailMerge><w:mailSubject w:val='{}'/></w:mailMerge>",
    "addressFieldName": "<w:mailMerge><w:addressFieldName w:val='{}'/></w:mailMerge>",
    "odso column": "<w:mailMerge><w:odso><w:fieldMapData><w:name w:val='{}'/></w:fieldMapData></w:odso></w:mailMerge>",
    "odso table": "<w:mailMerge><w:odso><w:table w:val='{}'/></w:odso></w:mailMerge>",
    "protection hash": "<w:documentProtection w:hash='{}'/>",
    "write protection": "<w:writeProtection w:hashValue='{}'/>",
    "attachedSchema": "<w:attachedSchema w:val='{}'/>",
    "smartTagType": "<w:smartTagType w:name='{}' w:namespaceuri='x'/>",
    "caption": "<w:captions><w:caption w:name='{}'/></w:captions>",
    "writing style": "<w:activeWritingStyle w:appName='{}'/>",
    "decimalSymbol": "<w:decimalSymbol w:val='{}'/>",
    "listSeparator": "<w:listSeparator w:val='{}'/>",
    "clickAndTypeStyle": "<w:clickAndTypeStyle w:val='{}'/>",
    "compatSetting": "<w:compat><w:compatSetting w:name='{}' w:uri='x' w:val='1'/></w:compat>",
    "math font": "<m:mathPr><m:mathFont m:val='{}'/></m:mathPr>",
    "saveThroughXslt": "<w:saveThroughXslt w:solutionID='{}'/>",
    "themeFontLang": "<w:themeFontLang w:val='{}'/>",
}

# Parts of their own: kind of relationship, file name, content.
PARTS = {
    "comments extended": ("commentsExtended", "commentsExtended.xml", "<x><y paraId='{}'/></x>"),
    "comments extensible": ("commentsExtensible", "commentsExtensible.xml", "<x><y durableId='{}'/></x>"),
    "tasks": ("documenttasks", "documenttasks/documenttasks1.xml", "<x><y assignee='{}'/></x>"),
    "VBA data": ("wordVbaData", "vbaData.xml", "<x><y name='{}'/></x>"),
    "customizations": ("keyMapCustomizations", "customizations.xml", "<x><y name='{}'/></x>"),
    "toolbars": ("attachedToolbars", "attachedToolbars.bin", "{}"),
    "ActiveX": ("control", "activeX/activeX1.xml", "<x value='{}'/>"),
    "ActiveX binary": ("activeXControlBinary", "activeX/activeX1.bin", "{}"),
    "ink": ("customXml", "ink/ink1.xml", "<ink><trace>{}</trace></ink>"),
    "diagram drawing": ("diagramDrawing", "diagrams/drawing1.xml", "<x><t>{}</t></x>"),
    "diagram layout": ("diagramLayout", "diagrams/layout1.xml", "<x><title val='{}'/></x>"),
    "chart workbook": ("package", "embeddings/Microsoft_Excel_Sheet1.xlsx", "PK{}"),
    "chart shapes": ("chartUserShapes", "drawings/drawing1.xml", "<x><t>{}</t></x>"),
    "web extension": ("webextension", "webextensions/webextension1.xml", "<x><y value='{}'/></x>"),
    "printer settings": ("printerSettings", "printerSettings/printerSettings1.bin", "{}"),
    "embedded font": ("font", "fonts/font1.odttf", "{}"),
    "sub-document": ("subDocument", "part2.docx", "PK{}"),
    "audio": ("audio", "media/audio1.wav", "RIFF{}"),
    "SVG": ("image", "media/image9.svg", "<svg><text>{}</text></svg>"),
    "EMF": ("image", "media/image8.emf", "EMF{}"),
    "mail-merge recipients": ("recipientData", "recipientData.xml", "<x><y val='{}'/></x>"),
    "bibliography": ("bibliography", "sources/item3.xml", "<b:Sources xmlns:b='urn:b'><b:Last>{}</b:Last></b:Sources>"),
    "custom XML schema": ("customXmlProps", "sources/itemProps3.xml", "<ds:x xmlns:ds='urn:ds' ds:uri='{}'/>"),
    "unused header": ("header", "header9.xml", "<w:hdr xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                      "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:hdr>"),
    "web frames": ("webSettings", "webSettings2.xml", "<x><frame name='{}'/></x>"),
    "3D model": ("model3d", "media/model1.glb", "glTF{}"),
}  # fmt: skip


def more_text(c: Namer) -> str:
    """Give the channels inside paragraphs, and some of tables."""
    body = "".join(p(template.format(c(channel))) for channel, template in INLINE.items())
    wide = "".join(chr(ord(x) + 0xFEE0) for x in c("full width"))
    zero = "\u200b".join(c("zero-width marks"))
    table = (
        f"<w:tbl><w:tblPr><w:tblStyle w:val='{c('table style')}'/></w:tblPr><w:tblGrid><w:tblGridChange w:id='{c('tblGridChange')}'/>"
        f"</w:tblGrid><w:tr><w:tblPrEx><w:tblPrExChange w:author='{c('tblPrExChange')}'/></w:tblPrEx><w:trPr><w:ins "
        f"w:author='{c('row ins author')}'/><w:trPrChange w:author='{c('trPrChange')}'/></w:trPr><w:tc><w:tcPr>"
        f"<w:tcPrChange w:author='{c('tcPrChange')}'/><w:cellIns w:author='{c('cellIns')}'/></w:tcPr>{para('x')}</w:tc><w:tc><w:tcPr>"
        f"<w:cellDel w:author='{c('cellDel author')}'/></w:tcPr>{para(c('deleted cell'))}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    inner = f"<w:tbl><w:tr><w:tc>{para(c('nested table'))}</w:tc></w:tr></w:tbl>"
    return body + para(wide) + para(zero) + table + f"<w:tbl><w:tr><w:tc>{inner}{para('')}</w:tc></w:tr></w:tbl>"


def more_settings(c: Namer) -> str:
    """Give the channels of the settings."""
    return "".join(template.format(c(channel)) for channel, template in SETTINGS.items())


def more_parts(c: Namer, made: Made) -> None:
    """Add the parts that have no place in the copy."""
    for number, (channel, (kind, name, content)) in enumerate(PARTS.items()):
        made.part(name, kind, content.format(c(channel)), f"rIdM{number}")
    made.part("glossary/settings.xml", "x", root("settings", f"<w:docVar w:name='{c('glossary settings')}'/>"))
    properties = f"<w:docPartPr><w:name w:val='{c('docPart name')}'/><w:description w:val='{c('docPart description')}'/></w:docPartPr>"
    made.part("glossary/more.xml", "x", root("glossaryDocument", f"<w:docPart>{properties}</w:docPart>"))
    made.members["docProps/thumbnail.jpeg"] = c("thumbnail")
    made.members["userCustomization/customUI.xml"] = f"<customUI><button label='{c('ribbon')}'/></customUI>"
    made.members[f"word/{c('orphan name')}.xml"] = "<x/>"
    made.members["word/wide.xml"] = f"<?xml version='1.0' encoding='UTF-16'?><x>{c('UTF-16 part')}</x>".encode("utf-16")
    rels = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="{c("relationship id")}" Type="urn:x" Target="x"/>'
    made.members["word/_rels/settings.xml.rels"] = rels + "</Relationships>"
    made.link("rIdI", "image", f"http://example.org/%5A{c('tracking picture')}.png")
    made.link("rIdS", f"{c('relationship type')}", "x")
