"""The report of a batch as one page: what a person has to do now, then every file's state, worst first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from minimise.batch.jobs import State, reason
from minimise.batch.summary import Ended, Line, Summary

_STYLE = """
body{font:16px/1.5 Arial,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#0b0c0c;background:#fff}
h1{margin-bottom:.3rem}h2{margin:2rem 0 .5rem}p,ul{max-width:45rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.8rem;margin:1.2rem 0}
dl div{border-top:4px solid #b1b4b6;padding:.4rem 0;display:flex;flex-direction:column-reverse;justify-content:flex-end}
dl .bad{border-color:#d4351c}dl .wait{border-color:#f47738}dl .good{border-color:#00703c}
dt{color:#383f43}dd{margin:0;font-size:1.9rem;font-weight:bold;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
caption,summary{text-align:left;font-weight:bold;padding:.3rem 0}summary{cursor:pointer}
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid #b1b4b6}
td.n,th.n{text-align:right;padding-right:1.8rem;font-variant-numeric:tabular-nums}
@media print{body{margin:0}details::details-content{content-visibility:visible;height:auto}}
"""
_ENDS = {
    Ended.FINISHED: "Every file has come to its end.",
    Ended.STOPPED: "The batch was stopped. Go on with --resume.",
    Ended.TOO_MANY_FAILURES: "The batch stopped because too many files failed. Look at the reasons, then use --resume.",
    Ended.DISK_FULL: "The batch stopped because the disk is full or the store cannot be reached. "
    "Make room, then use --resume.",
}
STATES = {
    State.WRITTEN: "written",
    State.FAILED: "failed",
    State.QUARANTINED: "set aside",
    State.READY: "not yet named",
    None: "not reached",
}


@dataclass(frozen=True, slots=True)
class _Group:
    """Files that ask the same of a person."""

    title: str
    holds: Callable[[Line], bool]
    is_open: bool = True


_GROUPS = (
    _Group("No copy: failed or set aside", lambda line: line.state in (State.FAILED, State.QUARANTINED)),
    _Group("No copy yet: not reached", lambda line: line.state in (None, State.READY)),
    _Group("Written, and something is left for a person", lambda line: line.state is State.WRITTEN and line.is_held),
    _Group("Written, nothing left to do", lambda line: line.state is State.WRITTEN and not line.is_held, is_open=False),
)


def report_html(summary: Summary, *, names: bool) -> bytes:
    """Give the page; without `names` it shows nothing but numbers, codes and sentences of ours."""
    head = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Batch report</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>Batch report</h1>"
    )
    private = (
        "<p><strong>This page shows file names. Keep it with the case files and do not pass it on.</strong></p>"
        if names
        else "<p>Files stand here by number, in the order of their names, so that this page may be shown to others. "
        "To see their names, run the same command with --resume --show-names.</p>"
    )
    parts = (head, f"<p>{_ENDS[summary.ended]}</p>", _figures(summary), _to_do(summary), _reasons(summary), private)
    groups = (_group(summary, group, names) for group in _GROUPS)
    return ("".join((*parts, *groups)) + "</main></body></html>\n").encode()


def _figures(summary: Summary) -> str:
    written = summary.count(State.WRITTEN)
    failed, aside, left = (
        summary.count(State.FAILED), summary.count(State.QUARANTINED), summary.count(None, State.READY),
    )  # fmt: skip
    figures = [
        ("files", len(summary.lines), ""),
        ("copies written and verified", written, "good" if written else ""),
        ("of these need a person", summary.held, "wait" if summary.held else ""),
        ("failed, nothing written", failed, "bad" if failed else ""),
        ("set aside after two lost attempts", aside, "bad" if aside else ""),
        ("not reached", left, "wait" if left else ""),
    ]
    cells = "".join(f'<div class="{mark}"><dt>{name}</dt><dd>{number}</dd></div>' for name, number, mark in figures)
    return f"<dl>{cells}</dl>"


def _to_do(summary: Summary) -> str:
    """Say what is left for a person, in the order in which it is best done."""
    failed, left = summary.count(State.FAILED, State.QUARANTINED), summary.count(None, State.READY)
    unsure, unread = summary.unsure, summary.unread
    steps = [
        (failed, f"{_files(failed)} {_have(failed)} no copy. The reasons stand below, each with what to do."),
        (left, f"{_files(left)} {_were(left)} not reached. Go on with --resume."),
        (unread, f"The log of {_files(unread)} did not verify. Do not send the copy; tell us."),
        (unsure, f"In {_files(unsure)} nobody is treated as the subject. Name the child with --subject, or in a "
                 "manifest, and run again: until then names may be hidden that the recipient needs."),
        (summary.held, f"{summary.waiting} items in {_files(summary.held)} wait for a person. Safe defaults stand "
                       "meanwhile. Open each .log.html, or `minimise review`."),
        (summary.apart, f"{summary.apart} copies must never meet another copy of the same document: one gives what the "
                        "other hides. The .copies.html beside each says which. Never send both to one reader."),
    ]  # fmt: skip
    items = "".join(f"<li>{text}</li>" for number, text in steps if number)
    return f"<h2>What to do now</h2><ul>{items}</ul>" if items else "<h2>Nothing is left to do</h2>"


def _files(number: int) -> str:
    return f"{number} file" if number == 1 else f"{number} files"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _reasons(summary: Summary) -> str:
    if not summary.kinds:
        return ""
    rows = []
    for kind, number in summary.kinds:
        sentence, advice = reason(kind)
        rows.append(f'<tr><td>{escape(sentence)}</td><td class="n">{number}</td><td>{escape(advice)}</td></tr>')
    return (
        '<div class="wide"><table><caption>Why files have no copy</caption><tr><th scope="col">reason</th>'
        f'<th scope="col" class="n">files</th><th scope="col">what to do</th></tr>{"".join(rows)}</table></div>'
    )


def _group(summary: Summary, group: _Group, names: bool) -> str:
    lines = [line for line in summary.lines if group.holds(line)]
    if not lines:
        return ""
    written = lines[0].state is State.WRITTEN
    heads = ["file", *(["name"] if names else []), "recipient", "state"]
    counted = ["withheld", "for a person", "kept apart"] if written else []
    titles = "".join(f'<th scope="col">{head}</th>' for head in heads)
    titles += "".join(f'<th scope="col" class="n">{head}</th>' for head in counted)
    titles += '<th scope="col">log verified</th>' if written else ""
    titles += '<th scope="col">remark</th>'
    body = "".join(_row(line, names, written=written) for line in lines)
    return (
        f"<details{' open' if group.is_open else ''}><summary>{group.title}: {len(lines)}</summary>"
        f'<div class="wide"><table><tr>{titles}</tr>{body}</table></div></details>'
    )


def _row(line: Line, names: bool, *, written: bool) -> str:
    result = line.result
    cells = [line.id, *([escape(line.name)] if names else []), escape(line.recipient), STATES[line.state]]
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    if written:
        row += "".join(f'<td class="n">{n or ""}</td>' for n in (result.withheld, result.waiting, result.apart))
        row += f"<td>{'yes' if result.log_whole else 'no'}</td>"
    return f"<tr>{row}<td>{escape(_remark(line))}</td></tr>"


def _remark(line: Line) -> str:
    if line.result.kind:
        return reason(line.result.kind)[0]
    unsure = line.state is State.WRITTEN and not line.result.certain
    return "nobody is treated as the subject" if unsure else ""


def lines_of(summary: Summary) -> Sequence[str]:
    """Give the summary as lines for a terminal: the figures, why files failed, and what to do."""
    written = summary.count(State.WRITTEN)
    rows = [
        ("files", len(summary.lines), True),
        ("written", written, True),
        ("  need a person", summary.held, summary.held > 0),
        ("  subject not clear", summary.unsure, summary.unsure > 0),
        ("  to be kept apart", summary.apart, summary.apart > 0),
        ("failed", summary.count(State.FAILED), True),
        ("set aside", summary.count(State.QUARANTINED), True),
        ("not reached", summary.count(None, State.READY), summary.count(None, State.READY) > 0),
        ("done before", summary.done_before, summary.done_before > 0),
        ("passed over", summary.passed_over, summary.passed_over > 0),
    ]
    told = [f"{name:<20}{number:>8}" for name, number, shown in rows if shown]
    why = [f"{number:>8} x {reason(kind)[0]}" for kind, number in summary.kinds]
    return [*told, *(["why files have no copy:", *why] if why else [])]
