"""One text for each place where a word can stand: the kit behind docs/reference/opendocument-channels.md."""

import io
import zipfile

CANARY = "Quarrender"
KEPT = "He has a bruise on the left arm."
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{_OASIS}:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("form", "form"),
        ("meta", "meta"),
        ("config", "config"),
    )
)
SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def _style(name: str, props: str, family: str = "text") -> str:
    inside = f"<style:text-properties {props}/>"
    return f'<style:style style:name="{name}" style:family="{family}">{inside}</style:style>'


STYLES = (
    _style("H", 'text:display="none"')
    + _style("W", 'fo:color="#ffffff"')
    + _style("B", 'fo:font-weight="bold"')
    + _style("PH", 'text:display="none"', "paragraph")
)


def text(inside: str, *others: tuple[str, str]) -> bytes:
    """Give a text that says what is kept, and whatever else is asked for."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f"<office:text><text:p>{KEPT}</text:p>{inside}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in (("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content), *others):
            archive.writestr(name, body)
    return out.getvalue()


def p(inside: str) -> str:
    return f"<text:p>{inside}</text:p>"


def _who(name: str) -> str:
    return f"<office:change-info><dc:creator>{name}</dc:creator></office:change-info>"


def _pages(inside: str) -> tuple[str, str]:
    return (
        "styles.xml",
        f"<office:document-styles {SPACES}><office:master-styles>{inside}</office:master-styles>"
        "</office:document-styles>",
    )


def _changed(change: str) -> str:
    return f"<text:tracked-changes><text:changed-region>{change}</text:changed-region></text:tracked-changes>"


_PICTURE = '<draw:image xlink:href="Pictures/1.png"/>'

WITHDRAWN = {
    "tracked deletions": text(_changed(f"<text:deletion>{_who('x')}{p(CANARY)}</text:deletion>")),
    "authors of changes": text(_changed(f"<text:insertion>{_who(CANARY)}</text:insertion>")),
    "remarks": text(p(f"word<office:annotation><dc:creator>{CANARY}</dc:creator>{p(CANARY)}</office:annotation>")),
    "hidden text": text(p(f'<text:span text:style-name="H">{CANARY}</text:span>')),
    "hidden paragraphs": text(
        f'<text:p text:style-name="PH">{CANARY}</text:p>'
        + p(f'{CANARY}<text:hidden-paragraph text:is-hidden="true" text:condition="x"/>')
    ),
    "hidden sections": text(
        f'<text:section text:display="none">{p(CANARY)}</text:section>'
        f'<text:section text:display="condition" text:condition="{CANARY}">{p(CANARY)}</text:section>'
    ),
    "hidden rows of tables": text(
        f'<table:table><table:table-row table:visibility="collapse"><table:table-cell>{p(CANARY)}</table:table-cell>'
        f"</table:table-row></table:table>"
    ),
    "cells under merged ones": text(
        f'<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">{p("x")}</table:table-cell>'
        f"<table:covered-table-cell>{p(CANARY)}</table:covered-table-cell></table:table-row></table:table>"
    ),
    "text in the colour of the page": text(p(f'<text:span text:style-name="W">{CANARY}</text:span>')),
    "hidden text fields": text(p(f'<text:hidden-text text:string-value="{CANARY}">{CANARY}</text:hidden-text>')),
    "values of user fields": text(
        f'<text:user-field-decls><text:user-field-decl text:name="x" office:string-value="{CANARY}"/>'
        "</text:user-field-decls>"
    ),
    "entries not chosen": text(p(f'<text:drop-down>word<text:label text:value="{CANARY}"/></text:drop-down>')),
    "fields of forms": text(f'<office:forms><form:text form:label="{CANARY}" form:value="{CANARY}"/></office:forms>'),
    "link targets": text(p(f'<text:a xlink:href="https://example.org/{CANARY}">word</text:a>')),
    "bookmarks": text(p(f'<text:bookmark text:name="{CANARY}"/>word')),
    "names of tables, frames and sections": text(
        f'<table:table table:name="{CANARY}"/><text:section text:name="{CANARY}">{p("x")}</text:section>'
    ),
    "descriptions of pictures": text(
        p(f'<draw:frame draw:name="{CANARY}">{_PICTURE}<svg:desc>{CANARY}</svg:desc></draw:frame>')
    ),
    "embedded objects": text(
        p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'),
        ("Object 1/content.xml", f"<office:document-content {SPACES}>{p(CANARY)}</office:document-content>"),
    ),
    "properties": text(
        "",
        (
            "meta.xml",
            f"<office:document-meta {SPACES}><office:meta><meta:initial-creator>{CANARY}</meta:initial-creator>"
            f'<meta:user-defined meta:name="{CANARY}">{CANARY}</meta:user-defined></office:meta>'
            f"</office:document-meta>",
        ),
    ),
    "printers and databases": text(
        "",
        (
            "settings.xml",
            f"<office:document-settings {SPACES}><config:config-item config:name='PrinterName'>{CANARY}"
            "</config:config-item></office:document-settings>",
        ),
    ),
    "names of styles": text(
        "", ("styles.xml", f"<office:document-styles {SPACES}>{_style(CANARY, '')}</office:document-styles>")
    ),
    "heads of other pages": text(
        "",
        _pages(
            f'<style:master-page style:name="Standard"/><style:master-page style:name="x"><style:header>{p(CANARY)}'
            "</style:header></style:master-page>"
        ),
    ),
    "thumbnails, pictures and macros": text(
        "", ("Thumbnails/thumbnail.png", CANARY), ("Pictures/1.png", CANARY), ("Basic/Standard/Module1.xba", CANARY)
    ),
    "names of members": text("", (f"Pictures/{CANARY}.png", "x")),
    "comments of the source": text(f"<!-- {CANARY} -->"),
    "elements and attributes nobody knows": text(f'<x:y xmlns:x="urn:x" x:z="{CANARY}"/>'),
}

DECIDED = {
    "words": text(p(f"{CANARY} and {CANARY}")),
    "text in pieces": text(p('Quar<text:span text:style-name="B">ren</text:span><text:bookmark text:name="x"/>der')),
    "headings": text(f'<text:h text:outline-level="2">{CANARY}</text:h>'),
    "lists": text(f"<text:list><text:list-item>{p(CANARY)}</text:list-item></text:list>"),
    "tables": text(
        f"<table:table><table:table-row><table:table-cell>{p(CANARY)}</table:table-cell></table:table-row>"
        f"</table:table>"
    ),
    "notes": text(
        p(
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
            f"{p(CANARY)}</text:note-body></text:note>"
        )
    ),
    "text boxes and shapes": text(
        p(f"<draw:frame><draw:text-box>{p(CANARY)}</draw:text-box></draw:frame>")
        + p(f"<draw:custom-shape>{p(CANARY)}</draw:custom-shape>")
        + f"<draw:frame><draw:text-box>{p(CANARY)}</draw:text-box></draw:frame>"
    ),
    "sections and indexes": text(
        f"<text:section>{p(CANARY)}</text:section><text:table-of-content><text:index-body>{p(CANARY)}"
        "</text:index-body></text:table-of-content>"
    ),
    "fields": text(p(f"<text:author-name>{CANARY}</text:author-name><text:user-field-get>x</text:user-field-get>")),
    "tracked insertions": text(p(f'<text:change-start text:change-id="c"/>{CANARY}<text:change-end/>')),
    "heads and feet of pages": text(
        "",
        _pages(
            f'<style:master-page style:name="Standard"><style:header>{p(CANARY)}</style:header><style:footer>'
            f"{p(CANARY)}</style:footer></style:master-page>"
        ),
    ),
    "words in elements nobody knows": text(f'<x:y xmlns:x="urn:x">{p(CANARY)}</x:y>'),
}
