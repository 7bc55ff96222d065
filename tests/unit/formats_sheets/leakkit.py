"""One workbook for each place where a word can stand: the kit behind docs/reference/spreadsheet-channels.md."""

import io
import zipfile

CANARY = "Quarrender"
KEPT = "He has a bruise on the left arm."
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_R = f"{_OFFICE}/officeDocument/2006/relationships"
_RELS = f"{_OFFICE}/package/2006/relationships"
_A = f'xmlns:a="{_OFFICE}/drawingml/2006/main" xmlns:xdr="{_OFFICE}/drawingml/2006/spreadsheetDrawing" xmlns:r="{_R}"'


def rels(*links: tuple[str, str], mode: str = "") -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}" {mode}/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_RELS}">{each}</Relationships>'


def cell(text: str, place: str = "B2", style: str = "") -> str:
    return f'<c r="{place}" t="inlineStr"{style}><is><t>{text}</t></is></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number}" {more}>{"".join(cells)}</row>'


def workbook(
    rows: str = "",
    *,
    before: str = "",
    after: str = "",
    name: str = "Sheet1",
    main: str = "",
    sheets: str = "",
    first: str = "",
) -> bytes:
    """Give a workbook of one sheet that says what is kept, and whatever else is asked for."""
    links = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"),
             ("worksheet", "worksheets/sheet2.xml")]  # fmt: skip
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types"/>',
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": rels(*links),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets><sheet name="{name}" sheetId="1" '
        f'r:id="rId1"/>{sheets}</sheets>{main}</workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}" xmlns:r="{_R}">{before}<sheetData>'
        f"{row(1, cell(KEPT, 'A1'), more=first)}{rows}</sheetData>{after}</worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def _with(data: bytes, **members: str) -> bytes:
    """Add members, each written as `path=content`."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for content in members.values():
            path, _, body = content.partition("=")
            archive.writestr(path, body)
    return out.getvalue()


def _styled(font: str, fill: str = "", code: str = "") -> str:
    return (
        f'xl/styles.xml=<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="200" formatCode="{code}"/>'
        f'</numFmts><fonts count="2"><font/><font>{font}</font></fonts><fills count="2"><fill/><fill>{fill}</fill>'
        f'</fills><cellXfs count="2"><xf/><xf fontId="1" fillId="1" numFmtId="{200 if code else 0}"/></cellXfs>'
        f"</styleSheet>"
    )


def _sheet(rows: str) -> str:
    return f'xl/worksheets/sheet2.xml=<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _related(kind: str, path: str, body: str) -> dict[str, str]:
    return {"a": f"xl/worksheets/_rels/sheet1.xml.rels={rels((kind, f'../{path}'))}", "b": f"xl/{path}={body}"}


_ANCHOR = "<xdr:from><xdr:col>1</xdr:col><xdr:row>4</xdr:row></xdr:from>"


def _drawing(inside: str) -> dict[str, str]:
    body = f"<xdr:wsDr {_A}><xdr:twoCellAnchor>{_ANCHOR}{inside}</xdr:twoCellAnchor></xdr:wsDr>"
    return _related("drawing", "drawings/drawing1.xml", body)


WITHDRAWN = {
    "hidden rows": workbook(row(2, cell(CANARY), more='hidden="1"') + row(3, cell(CANARY, "B3"), more='ht="0"')),
    "rows hidden unless said otherwise": workbook(
        row(2, cell(CANARY)), before='<sheetFormatPr zeroHeight="1"/>', first='ht="15"'
    ),
    "hidden columns": workbook(
        row(2, cell(CANARY), cell(CANARY, "C2")),
        before='<cols><col min="2" max="2" hidden="1"/><col min="3" max="3" width="0"/></cols>',
    ),
    "hidden sheets": _with(
        workbook(sheets=f'<sheet name="{CANARY}" sheetId="2" state="hidden" r:id="rId4"/>'),
        a=_sheet(row(1, cell(CANARY, "A1"))),
    ),
    "very hidden sheets": _with(
        workbook(sheets=f'<sheet name="{CANARY}" sheetId="2" state="veryHidden" r:id="rId4"/>'),
        a=_sheet(row(1, cell(CANARY, "A1"))),
    ),
    "text in the colour of its ground": _with(
        workbook(row(2, cell(CANARY, style=' s="1"'))), a=_styled('<color rgb="FFFFFFFF"/>')
    ),
    "formats that show nothing": _with(workbook(row(2, cell(CANARY, style=' s="1"'))), a=_styled("", code=";;;")),
    "cells under merged ones": workbook(
        row(2, cell("seen"), cell(CANARY, "C2")), after='<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    ),
    "formulas": workbook(row(2, f'<c r="B2" t="str"><f>"{CANARY}"&amp;A1</f><v>word</v></c>')),
    "comments": _with(
        workbook(),
        **_related(
            "comments",
            "comments1.xml",
            f'<comments xmlns="{_MAIN}"><authors><author>{CANARY}</author></authors>'
            f'<commentList><comment ref="A1" authorId="0"><text><r><t>{CANARY}</t></r></text></comment></commentList>'
            f"</comments>",
        ),
    ),
    "threaded comments and their authors": _with(
        workbook(),
        a=f"xl/threadedComments/t.xml=<ThreadedComments><c><text>{CANARY}</text></c></ThreadedComments>",
        b=f'xl/persons/person.xml=<personList><person displayName="{CANARY}"/></personList>',
    ),
    "defined names": workbook(
        main=f"<definedNames><definedName name='{CANARY}'>\"{CANARY}\"</definedName></definedNames>"
    ),
    "lists of allowed values": workbook(
        after=f'<dataValidations><dataValidation type="list" sqref="B9" prompt="{CANARY}">'
        f'<formula1>"a,{CANARY}"</formula1>'
        f"</dataValidation></dataValidations>"
    ),
    "conditional formats": workbook(
        after=f'<conditionalFormatting sqref="A1"><cfRule type="containsText" text="{CANARY}">'
        f'<formula>"{CANARY}"</formula>'
        f"</cfRule></conditionalFormatting>"
    ),
    "filters": workbook(
        after=f'<autoFilter ref="A1:B2"><filterColumn><filters><filter val="{CANARY}"/></filters>'
        f"</filterColumn></autoFilter>"
    ),
    "heads and feet of pages": workbook(after=f"<headerFooter><oddHeader>&amp;C{CANARY}</oddHeader></headerFooter>"),
    "link targets": _with(
        workbook(after='<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>'),
        a="xl/worksheets/_rels/sheet1.xml.rels="
        + rels(("hyperlink", f"https://example.org/{CANARY}"), mode='TargetMode="External"'),
    ),
    "tips of links": workbook(
        after=f'<hyperlinks><hyperlink ref="A1" tooltip="{CANARY}" display="{CANARY}"/></hyperlinks>'
    ),
    "pivot caches": _with(
        workbook(),
        a=f'xl/pivotCache/pivotCacheDefinition1.xml=<pivotCacheDefinition xmlns="{_MAIN}"><cacheFields>'
        f'<cacheField name="x"><sharedItems><s v="{CANARY}"/></sharedItems></cacheField></cacheFields>'
        f"</pivotCacheDefinition>",
    ),
    "external links": _with(
        workbook(),
        a=f'xl/externalLinks/externalLink1.xml=<externalLink xmlns="{_MAIN}"><externalBook><sheetDataSet>'
        f"<sheetData><row><cell><v>{CANARY}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>",
    ),
    "connections": _with(
        workbook(), a=f'xl/connections.xml=<connections xmlns="{_MAIN}"><connection name="{CANARY}"/></connections>'
    ),
    "custom data": _with(workbook(), a=f"customXml/item1.xml=<x><y>{CANARY}</y></x>"),
    "tables": _with(
        workbook(), a=f'xl/tables/table1.xml=<table xmlns="{_MAIN}" displayName="{CANARY}" comment="{CANARY}"/>'
    ),
    "properties": _with(
        workbook(),
        a=f"docProps/core.xml=<p><creator>{CANARY}</creator></p>",
        b=f"docProps/custom.xml=<p><property name='{CANARY}'><v>{CANARY}</v></property></p>",
    ),
    "texts that no cell uses": _with(
        workbook(), a=f'xl/sharedStrings.xml=<sst xmlns="{_MAIN}"><si><t>{CANARY}</t></si></sst>'
    ),
    "descriptions of pictures": _with(
        workbook(),
        **_drawing(f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="x" descr="{CANARY}"/></xdr:nvPicPr></xdr:pic>'),
    ),
    "charts": _with(workbook(), c=f"xl/charts/chart1.xml=<c><v>{CANARY}</v></c>", **_drawing("<xdr:graphicFrame/>")),
    "macros and pictures": _with(workbook(), a=f"xl/vbaProject.bin={CANARY}", b=f"xl/media/image1.png={CANARY}"),
    "readings in another script": workbook(
        row(2, f'<c r="B2" t="inlineStr"><is><t>word</t><rPh sb="0" eb="1"><t>{CANARY}</t></rPh></is></c>')
    ),
    "names of members": _with(workbook(), a=f"xl/media/{CANARY}.png=x"),
    "colours and sizes": _with(workbook(row(2, cell("word", style=' s="1"'))), a=_styled(f'<name val="{CANARY}"/>')),
}

DECIDED = {
    "words in cells": workbook(row(2, cell(CANARY), cell(f"rang {CANARY}, then {CANARY}", "C2"))),
    "shared texts": _with(
        workbook(row(2, '<c r="B2" t="s"><v>0</v></c>')),
        a=f'xl/sharedStrings.xml=<sst xmlns="{_MAIN}"><si><t>{CANARY}</t></si></sst>',
    ),
    "text in pieces": workbook(
        row(2, '<c r="B2" t="inlineStr"><is><r><t>Quar</t></r><r><t>ren_x0064_er</t></r></is></c>')
    ),
    "results of formulas": workbook(row(2, f'<c r="B2" t="str"><f>A9</f><v>{CANARY}</v></c>')),
    "names of sheets": workbook(name=f"About {CANARY}"),
    "text boxes": _with(
        workbook(), **_drawing(f"<xdr:sp><xdr:txBody><a:p><a:r><a:t>{CANARY}</a:t></a:r></a:p></xdr:txBody></xdr:sp>")
    ),
}
