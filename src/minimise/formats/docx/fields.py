"""Turns fields into what they show: results stay, instructions and form machinery go."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.docx.markup import elements, q, switched_on, value
from minimise.formats.docx.story import Notebook
from minimise.formats.docx.symbols import TICKED, UNTICKED, glyph
from minimise.model import Surface

_R, _P, _T, _RPR = q("w:r"), q("w:p"), q("w:t"), q("w:rPr")
_MARK, _CODE = q("w:fldChar"), q("w:instrText")
_BOX = q("w:txbxContent")
_SHOWING = frozenset(q(name) for name in ("w:t", "w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen"))

# Fields that Word must go on counting; nothing they show comes from the document.
_COUNTED = {"PAGE": " PAGE ", "NUMPAGES": " NUMPAGES ", "SECTIONPAGES": " SECTIONPAGES "}
_LEADING = frozenset({"HYPERLINK", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "EMBED", "INCLUDE"})
_UNSEEN = frozenset({"XE", "TC", "TA", "RD", "PRIVATE", "COMMENTS", "ASK", "SET", "FILLIN"})
_MAX_ENTRIES = 200
_BAR_CODE = re.compile(r'\s*\w+\s+(?:"([^"]*)"|(\S+)).*', re.DOTALL)
# Of a formula in a field: its commands, brackets, and what parts its terms.
_SWITCHES = re.compile(r"\\[a-z]+\d*|[()]|(?<!\d)[,;]|[,;](?!\d)", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A field of the copy while it is resolved."""

    begin: etree._Element
    separate: etree._Element | None = None
    code: list[str] = field(default_factory=list, repr=False)
    unseen: list[str] = field(default_factory=list, repr=False)
    result: list[etree._Element] = field(default_factory=list)


def kept_instruction(instruction: str) -> str | None:
    """Give the instruction to write for a field that goes on counting, or None."""
    words = instruction.split(None, 1)
    return _COUNTED.get(words[0].upper()) if words else None


def at_a_glance(instruction: str) -> tuple[str, str]:
    """Give where a field leads (or an empty text), and what it shows by its instruction alone."""
    words = instruction.split()
    name = words[0].upper() if words else ""
    if name in _LEADING:
        return instruction.strip(), ""
    if name in ("MACROBUTTON", "GOTOBUTTON"):
        return "", instruction.split(None, 2)[2].strip() if len(words) > 2 else ""
    if name == "SYMBOL" and len(words) > 1:
        return "", _symbol(words)
    if name in ("DISPLAYBARCODE", "MERGEBARCODE"):
        # A bar code cannot be read over; what it says can.
        return "", _BAR_CODE.sub(r"\1\2", instruction, count=1).strip() if _BAR_CODE.match(instruction) else ""
    if name == "EQ":
        return "", " ".join(_SWITCHES.sub(" ", instruction.split(None, 1)[-1]).split()) if len(words) > 1 else ""
    return "", ""


def shown_state(form: etree._Element | None) -> str | None:
    """Give what an older form field shows: a tick box, or the entry that was chosen from a list."""
    if form is None:
        return None
    box, choices = form.find(q("w:checkBox")), form.find(q("w:ddList"))
    if box is not None:
        checked = switched_on(box.find(q("w:checked")))
        return TICKED if (switched_on(box.find(q("w:default"))) if checked is None else checked) else UNTICKED
    if choices is None:
        return None
    entries = [value(entry) or "" for entry in choices.findall(q("w:listEntry"))]
    chosen = value(choices.find(q("w:result"))) or value(choices.find(q("w:default"))) or "0"
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 4 else _MAX_ENTRIES
    return entries[number] if number < len(entries) else ""


def resolve_fields(root: etree._Element, book: Notebook, numbers: Mapping[etree._Element, int]) -> None:
    """Take the fields out of a copied part; what they show stays."""
    if next(root.iter(_MARK, _CODE), None) is None:
        return
    flows: dict[etree._Element, list[etree._Element]] = {}
    for run in list(root.iter(_R)):
        flow = next(run.iterancestors(_BOX, q("w:footnote"), q("w:endnote")), root)
        flows.setdefault(flow, []).append(run)
    for runs in flows.values():
        _resolve_flow(runs, book, numbers)


def _resolve_flow(runs: list[etree._Element], book: Notebook, numbers: Mapping[etree._Element, int]) -> None:
    """Take the fields out of runs that follow each other."""
    whole = _whole_fields(runs)
    inside: list[_Field] = []
    for run in runs:
        for node in list(elements(run)):
            if node.tag == _MARK:
                _step(node, inside, whole, book, numbers)
            elif node.tag == _CODE:
                if inside:
                    inside[-1].code.append(node.text or "")
                run.remove(node)
            elif inside and node.tag != _RPR:
                _place(node, run, inside)
    for run in runs:
        if all(node.tag == _RPR for node in run):
            _take(run)


def _whole_fields(runs: list[etree._Element]) -> dict[etree._Element, etree._Element]:
    """Match begins with ends; a field that never ends hides nothing, so its begin is not among them."""
    pairs = {}
    begun: list[etree._Element] = []
    for run in runs:
        for node in run.iterchildren(_MARK):
            kind = node.get(q("w:fldCharType"))
            if kind == "begin":
                begun.append(node)
            elif kind == "end" and begun:
                pairs[begun.pop()] = node
    return pairs


def _step(
    node: etree._Element,
    inside: list[_Field],
    whole: Mapping[etree._Element, etree._Element],
    book: Notebook,
    numbers: Mapping[etree._Element, int],
) -> None:
    """Enter, cross or leave a field; its marks go, save the begin, which shows where it stood."""
    kind = node.get(q("w:fldCharType"))
    if kind == "begin" and node in whole:
        inside.append(_Field(node))
        return
    if kind == "separate" and inside and inside[-1].separate is None:
        inside[-1].separate = node
    elif kind == "end" and inside and whole[inside[-1].begin] is node:
        done = inside.pop()
        _finish(done, book, _paragraph_number(node, numbers))
        _take(done.begin)
        if inside and inside[-1].separate is not None:
            inside[-1].result += done.result
    _take(node)


def _place(node: etree._Element, run: etree._Element, inside: list[_Field]) -> None:
    """Sort a node in a field: what stands before any field's result is not shown."""
    hiding = next((around for around in inside if around.separate is None), None)
    if hiding is None:
        inside[-1].result.append(node)
    elif node.tag in _SHOWING:
        hiding.unseen.append(node.text or "" if node.tag == _T else "")
        run.remove(node)


def _finish(done: _Field, book: Notebook, at: int) -> None:
    """Show what a field shows by itself, and keep what it says unseen for the reviewer."""
    instruction = "".join(done.code)
    link, shown = at_a_glance(instruction)
    book.withdraw(Surface.LINK, link, at)
    name = (instruction.split() or [""])[0].upper()
    if name in _UNSEEN:
        book.withdraw(Surface.HIDDEN, instruction.strip(), at)
    book.withdraw(Surface.HIDDEN, "".join(done.unseen), at)
    state = done.begin.get("shown")
    written = "".join(node.text or "" for node in done.result if node.tag == _T).strip()
    if state is not None and state in (TICKED, UNTICKED):
        for node in done.result:
            _take(node)
        done.result = []
        written = ""
    shown = state if state is not None else shown
    if shown and not written:
        text = etree.Element(_T)
        text.text = shown
        done.begin.addprevious(text)
        done.result.append(text)
    elif kept_instruction(instruction) is not None:
        _go_on_counting(done, kept_instruction(instruction) or "")


def _go_on_counting(done: _Field, instruction: str) -> None:
    """Wrap the result of a page number in a simple field, where it has its runs to itself."""
    own = done.begin.getparent()
    hosts = list(dict.fromkeys(node.getparent() for node in done.result)) or [own]
    result = set(done.result)
    alone = all(child in result or child.tag in (_RPR, _MARK) for host in hosts if host is not None for child in host)
    parent = own.getparent() if own is not None else None
    if not alone or parent is None or parent.tag != _P:
        return
    if any(host is None or host.getparent() is not parent for host in hosts):
        return
    wrapper = etree.Element(q("w:fldSimple"), {q("w:instr"): instruction})
    first = next(host for host in hosts if host is not None)
    parent.insert(parent.index(first), wrapper)
    for host in hosts:
        if host is not None and result:
            wrapper.append(host)


def _symbol(words: list[str]) -> str:
    """Give the character of a SYMBOL field."""
    code = words[1]
    try:
        number = int(code, 16) if code.lower().startswith("0x") else int(code)
    except ValueError:
        return ""
    font = " ".join(words).partition("\\f")[2].strip().strip('"')
    fonts = ("Wingdings 2", "Wingdings 3", "Wingdings", "Webdings", "Symbol")
    return glyph(next((name for name in fonts if font.startswith(name)), None), number)[0]


def _paragraph_number(node: etree._Element, numbers: Mapping[etree._Element, int]) -> int:
    host = next(node.iterancestors(_P), None)
    return numbers.get(host, 0) if host is not None else 0


def _take(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
