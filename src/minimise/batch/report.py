"""The report of a batch as one page: every file's state, what waits for a person, why something failed."""

from html import escape

from minimise.batch.jobs import State, reason
from minimise.batch.summary import Ended, Line, Summary

_STYLE = """
body{font:16px/1.5 Arial,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#0b0c0c}
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #b1b4b6}
td.n{text-align:right;font-variant-numeric:tabular-nums}.bad{border-left:6px solid #d4351c;padding-left:.8rem}
.wait{border-left:6px solid #f47738;padding-left:.8rem}@media print{body{margin:0}}
"""
_ENDS = {
    Ended.FINISHED: "Every file has come to its end.",
    Ended.STOPPED: "The batch was stopped. Go on with --resume.",
    Ended.TOO_MANY_FAILURES: "The batch stopped because too many files failed. Look at the reasons, then use --resume.",
    Ended.DISK_FULL: "The batch stopped because the disk is full. Make room, then use --resume.",
}
STATES = {
    State.WRITTEN: "written",
    State.FAILED: "failed",
    State.QUARANTINED: "set aside",
    State.READY: "not yet named",
    None: "not reached",
}


def report_html(summary: Summary, *, names: bool) -> bytes:
    """Give the page; without `names` it shows nothing but numbers, codes and sentences of ours."""
    head = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Batch report</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>Batch report</h1>"
    )
    private = "<p><strong>This page shows file names. Do not pass it on.</strong></p>" if names else ""
    parts = (
        head,
        f"<p>{_ENDS[summary.ended]}</p>",
        private,
        _counts(summary),
        _reasons(summary),
        _files(summary, names),
    )
    return ("".join(parts) + "</main></body></html>\n").encode()


def _counts(summary: Summary) -> str:
    held = sum(line.state is State.WRITTEN and line.result.waiting > 0 for line in summary.lines)
    unsure = sum(line.state is State.WRITTEN and not line.result.certain for line in summary.lines)
    rows = [
        ("files", len(summary.lines)),
        ("copies written and verified", summary.count(State.WRITTEN)),
        ("of these with items that need a person", held),
        ("of these without a certain subject", unsure),
        ("failed; nothing was written", summary.count(State.FAILED)),
        ("set aside after two lost attempts", summary.count(State.QUARANTINED)),
        ("not reached", summary.count(None, State.READY)),
        ("hidden and system files passed over", summary.passed_over),
    ]
    cells = "".join(f'<tr><th scope="row">{name}</th><td class="n">{number}</td></tr>' for name, number in rows)
    return f"<table><caption>Summary</caption>{cells}</table>"


def _reasons(summary: Summary) -> str:
    if not summary.kinds:
        return ""
    rows = []
    for kind, number in summary.kinds:
        sentence, advice = reason(kind)
        rows.append(f'<tr><td>{escape(sentence)}</td><td class="n">{number}</td><td>{escape(advice)}</td></tr>')
    return (
        '<table><caption>Why files failed</caption><tr><th scope="col">reason</th><th scope="col">files</th>'
        f'<th scope="col">what to do</th></tr>{"".join(rows)}</table>'
    )


def _files(summary: Summary, names: bool) -> str:
    heads = [
        "file",
        *(["name"] if names else []),
        "recipient",
        "state",
        "withheld",
        "need a person",
        "log verified",
        "why",
    ]
    titles = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(_row(line, names) for line in summary.lines)
    return f"<table><caption>Files, in the order of their names</caption><tr>{titles}</tr>{body}</table>"


def _row(line: Line, names: bool) -> str:
    result, written = line.result, line.state is State.WRITTEN
    mark = (
        "bad"
        if line.state in (State.FAILED, State.QUARANTINED)
        else "wait"
        if result.waiting or not result.certain
        else ""
    )
    name = f"<td>{escape(line.name)}</td>" if names else ""
    why = reason(result.kind)[0] if result.kind else "" if result.certain else "nobody is treated as the subject"
    figures = "".join(f'<td class="n">{n if written else ""}</td>' for n in (result.withheld, result.waiting))
    return (
        f'<tr><td class="{mark}">{line.id}</td>{name}<td>{escape(line.recipient)}</td><td>{STATES[line.state]}</td>'
        f"{figures}<td>{('yes' if result.log_whole else 'no') if written else ''}</td><td>{escape(why)}</td></tr>"
    )
