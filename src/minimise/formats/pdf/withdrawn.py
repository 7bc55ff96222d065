"""Words of a PDF that stand beside the page: shown to the reviewer, never written."""

import re
from collections.abc import Iterator

import pikepdf

from minimise.formats.pdf import objects
from minimise.formats.pdf.channels import comment_keys, field_keys, signature_keys
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.pages import Page
from minimise.model import Part, Place, Surface, Unit

_MOST = 20_000
_TAG = re.compile(r"<[^>]*>")


def withdrawn_parts(pdf: pikepdf.Pdf, pages: tuple[Page, ...]) -> Iterator[Part]:
    """Yield every surface beside the visible page, page by page, then those of the file."""
    for number, (page, read) in enumerate(zip(pdf.pages, pages, strict=True), start=1):
        place = Place("page", Unit.PAGE, number)
        if read.hidden:
            yield Part(place, read.hidden, Surface.HIDDEN)
        for surface, text in _of_annotations(page.obj):
            yield Part(place, text, surface)
    nowhere = Place("properties", Unit.NONE, 0)
    for surface, text in _of_file(pdf):
        yield Part(nowhere, text, surface)


def attachments(pdf: pikepdf.Pdf) -> Iterator[int]:
    """Yield the page of each attached file: its own for an attachment note, the first for the file's own list."""
    for _ in _name_tree(objects.sub(pdf.Root, "/Names", "/EmbeddedFiles"), 0):
        yield 1
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in objects.listed(objects.entry(page.obj, "/Annots")):
            if objects.name_of(objects.entry(annotation, "/Subtype")) in ("FileAttachment", "RichMedia", "Screen"):
                yield number


def signatures(pdf: pikepdf.Pdf) -> Iterator[int]:
    """Yield the page of each signature field."""
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in objects.listed(objects.entry(page.obj, "/Annots")):
            kind = objects.entry(annotation, "/FT") or objects.sub(annotation, "/Parent", "/FT")
            if objects.name_of(kind) == "Sig":
                yield number


def _of_annotations(page: Thing) -> Iterator[tuple[Surface, str]]:
    for annotation in objects.listed(objects.entry(page, "/Annots")):
        kind = objects.name_of(objects.entry(annotation, "/Subtype"))
        if kind == "Widget":
            yield from ((Surface.PROPERTY, text) for text in _field_words(annotation))
        else:
            for key in comment_keys():
                text = _TAG.sub(" ", objects.text_of(objects.entry(annotation, key))).strip()
                if text:
                    yield Surface.COMMENT, text
        for action in (objects.entry(annotation, "/A"), objects.entry(annotation, "/PA")):
            for surface, text in _of_action(action):
                yield surface, text


def _field_words(annotation: Thing) -> Iterator[str]:
    for key in field_keys():
        value = objects.entry(annotation, key)
        if value is None:
            value = objects.sub(annotation, "/Parent", key)
        for each in objects.listed(value):
            text = objects.text_of(each).strip()
            if text:
                yield text
        if key == "/V":
            yield from (text for s in signature_keys() if (text := objects.text_of(objects.entry(value, s)).strip()))


def _of_action(action: Thing) -> Iterator[tuple[Surface, str]]:
    uri = objects.text_of(objects.entry(action, "/URI")).strip()
    if uri:
        yield Surface.LINK, uri
    script = objects.text_of(objects.entry(action, "/JS")).strip()
    if script:
        yield Surface.PROPERTY, script
    target = objects.entry(action, "/F")
    name = objects.text_of(objects.entry(target, "/F") if objects.is_map(target) else target).strip()
    if name:
        yield Surface.LINK, name


def _of_file(pdf: pikepdf.Pdf) -> Iterator[tuple[Surface, str]]:
    root = pdf.Root
    for _, value in objects.items(objects.entry(pdf.trailer, "/Info")):
        if text := objects.text_of(value).strip():
            yield Surface.PROPERTY, text
    if text := " ".join(_TAG.sub(" ", objects.text_of(objects.entry(root, "/Metadata"))).split()):
        yield Surface.PROPERTY, text
    for title in _titles(objects.sub(root, "/Outlines", "/First"), 0):
        yield Surface.PROPERTY, title
    for key, value in _name_tree(objects.sub(root, "/Names", "/EmbeddedFiles"), 0):
        for text in (key, *(objects.text_of(objects.entry(value, k)) for k in ("/F", "/UF", "/Desc"))):
            if text.strip():
                yield Surface.PROPERTY, text.strip()
    for group in objects.listed(objects.sub(root, "/OCProperties", "/OCGs")):
        if text := objects.text_of(objects.entry(group, "/Name")).strip():
            yield Surface.PROPERTY, text
    yield from _of_action(objects.entry(root, "/OpenAction"))
    for _, action in _name_tree(objects.sub(root, "/Names", "/JavaScript"), 0):
        yield from _of_action(action)
    for text in _alternatives(objects.sub(root, "/StructTreeRoot", "/K"), 0, [0]):
        yield Surface.ALT_TEXT, text


def _titles(item: Thing, depth: int) -> Iterator[str]:
    met = 0
    while objects.is_map(item) and depth < 20 and met < _MOST:
        if text := objects.text_of(objects.entry(item, "/Title")).strip():
            yield text
        yield from _titles(objects.entry(item, "/First"), depth + 1)
        item, met = objects.entry(item, "/Next"), met + 1


def _name_tree(node: Thing, depth: int) -> Iterator[tuple[str, Thing]]:
    if not objects.is_map(node) or depth > 20:
        return
    names = objects.listed(objects.entry(node, "/Names"))
    for key, value in zip(names[::2], names[1::2], strict=False):
        yield objects.text_of(key), value
    for kid in objects.listed(objects.entry(node, "/Kids")):
        yield from _name_tree(kid, depth + 1)


def _alternatives(node: Thing, depth: int, met: list[int]) -> Iterator[str]:
    """Yield the texts that a tagged file gives in place of pictures and words."""
    met[0] += 1
    if depth > 60 or met[0] > _MOST:
        return
    for kid in objects.listed(node):
        if objects.is_map(kid):
            for key in ("/Alt", "/ActualText", "/E", "/T"):
                if text := objects.text_of(objects.entry(kid, key)).strip():
                    yield text
            yield from _alternatives(objects.entry(kid, "/K"), depth + 1, met)
