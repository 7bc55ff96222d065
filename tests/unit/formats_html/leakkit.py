"""One page for each place where a word can stand: the kit behind docs/reference/web-page-channels.md."""

CANARY = "Quarrender"
KEPT = "He has a bruise on the left arm."


def _page(inside: str = "", head: str = "", body: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body {body}><p>{KEPT}</p>{inside}</body></html>".encode()


WITHDRAWN = {
    "title": _page(head=f"<title>Record of {CANARY}</title>"),
    "hidden by attribute": _page(f"<p hidden>{CANARY}</p>"),
    "hidden by style": _page(
        f"<p style='display: none'>{CANARY}</p><p style='visibility:hidden'>{CANARY}</p>"
        f"<p style='opacity:0'>{CANARY}</p>"
        f"<p style='font-size:0px'>{CANARY}</p><p style='position:absolute; left:-9999px'>{CANARY}</p>"
        f"<div style='max-height:0;overflow:hidden'>{CANARY}</div><p style='text-indent:-9999px'>{CANARY}</p>"
    ),
    "hidden by style sheet": _page(
        f"<div class='a b'>{CANARY}</div><ul id=x><li>{CANARY}</li></ul><p class=c>{CANARY}</p>",
        "<style>/* .z{} */ .a.b, .q { display:none } #x > li{visibility:hidden}"
        "@media screen { p.c { display: none } }</style>",
    ),
    "white on white": _page(
        f"<p style='color:white'>{CANARY}</p><font color=#FFFFFF>{CANARY}</font>"
        f"<p style='color: rgb(255, 255, 255)'>{CANARY}"
    ),
    "hidden and password fields": _page(f"<input type=hidden value='{CANARY}'><input type=password value='{CANARY}'>"),
    "entries not chosen": _page(f"<select><option>{CANARY}<option selected>Nobody</select>"),
    "comments": _page(f"<!-- {CANARY} --><!--[if mso]><p>{CANARY}</p><![endif]-->"),
    "link targets": _page(f"<a href='https://example.org/{CANARY}' ping='/{CANARY}'>link</a>"),
    "descriptions of pictures": _page(f"<img src='https://example.org/a.png' alt='{CANARY}'>"),
    "tips and labels for screen readers": _page(f"<p title='{CANARY}' aria-label='{CANARY}'>word</p>"),
    "data attributes": _page(f"<p data-child='{CANARY}' id='{CANARY}' class='{CANARY}'>word</p>"),
    "page properties": _page(head=f"<meta name=author content='{CANARY}'><base href='https://{CANARY}.example.org'>"),
    "templates and fallbacks": _page(f"<template><p>{CANARY}</p></template><noscript>{CANARY}</noscript>"),
    "scripts": _page(f"<script>var child = '{CANARY}'</script><script type='application/json'>['{CANARY}']</script>"),
    "style sheets": _page(head=f"<style>p::after {{ content: '{CANARY}' }}</style>"),
    "event handlers": _page(f"<p onclick=\"open('{CANARY}')\">word</p>", body=f"onload=\"go('{CANARY}')\""),
    "embedded pictures": _page(f"<img src='data:image/svg+xml,{CANARY}' alt='{CANARY}'>"),
    "drawings": _page(f"<svg width=90><text>{CANARY}</text></svg><math><mi>{CANARY}</mi></math>"),
    "frames and objects": _page(f"<iframe srcdoc='<p>{CANARY}</p>'></iframe><object data=x>{CANARY}</object>"),
}

DECIDED = {
    "text": _page(f"<h2>{CANARY}</h2><ul><li>{CANARY}</ul><pre>a\n{CANARY}</pre><blockquote>{CANARY}</blockquote>"),
    "text in pieces": _page("<p>Qu<b>arren</b><span>d</span>er and Quar<!-- x -->rend&shy;er</p>"),
    "character references": _page("<p>&#81;uarr&#x65;nder</p>"),
    "table cells": _page(f"<table><tr><th>Name<th>Age<tr><td>{CANARY}<td>8</table>"),
    "typed values": _page(f"<input value='{CANARY}'><textarea>\n{CANARY}\n</textarea>"),
    "chosen entries": _page(f"<select><option selected>{CANARY}</select>"),
    "elements nobody knows": _page(f"<app-child><x-name>{CANARY}</x-name></app-child>"),
}
