"""The beginnings of files that people attach by mistake or have nothing better: kind, first bytes, what we call it."""

import io
import zipfile

from tests.unit.formats_mail.compound import compound


def packed(*names: str, kind: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if kind:
            archive.writestr("mimetype", kind)
        for name in names:
            archive.writestr(name, "Quarrender")
    return out.getvalue()


def _office(*streams: str) -> bytes:
    return compound(dict.fromkeys(streams, b"Quarrender"))


def _wide(text: str) -> bytes:
    return text.encode("utf-16")


_OASIS = "application/vnd.oasis.opendocument"
_SIGNED = bytes.fromhex("3080060 92a864886f70d010702".replace(" ", ""))
_END = b" Quarrender" + b"\0" * 60

# kind: (bytes, a word of the sentence that says what it is, a word of what to do)
FOREIGN: dict[str, tuple[bytes, str, str]] = {
    "heic": (b"\0\0\0\x18ftypheic" + _END, "HEIC", ".jpg or .png"),
    "avif": (b"\0\0\0\x1cftypavif" + _END, "picture", ".jpg or .png"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 " + _END, "WebP", ".jpg or .png"),
    "gif": (b"GIF89a" + _END, "GIF", ".jpg or .png"),
    "bmp": (b"BM\x10\x20\0\0\0\0\0\0" + _END, "BMP", ".jpg or .png"),
    "psd": (b"8BPS\0\1" + _END, "picture", ".jpg or .png"),
    "jpeg 2000": (bytes.fromhex("0000000c6a5020200d0a") + _END, "picture", ".jpg or .png"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><text>Quarrender</text></svg>", "SVG", "PDF"),
    "svg with a head": (b'<?xml version="1.0"?>\n<!-- x -->\n<svg><text>Quarrender</text></svg>', "SVG", "PDF"),
    "mp3": (b"ID3\x04\0" + _END, "sound", "by hand"),
    "m4a": (b"\0\0\0\x20ftypM4A " + _END, "sound", "by hand"),
    "wav": (b"RIFF\x10\0\0\0WAVEfmt \x10\0\0\0" + _END, "sound", "by hand"),
    "mp4": (b"\0\0\0\x20ftypisom" + _END, "video", "by hand"),
    "webm": (b"\x1a\x45\xdf\xa3" + _END, "video", "by hand"),
    "avi": (b"RIFF\x10\0\0\0AVI LIST" + _END, "video", "by hand"),
    "amr": (b"#!AMR\n" + _END, "sound", "by hand"),
    "exe": (b"MZ\x90\0\3\0" + _END, "program", "IT service"),
    "elf": (b"\x7fELF\2\1" + _END, "program", "IT service"),
    "shortcut": (bytes.fromhex("4c0000000114020000000000") + _END, "shortcut", "IT service"),
    "java": (packed("META-INF/MANIFEST.MF", "a.class"), "program", "IT service"),
    "pages": (packed("Index/Document.iwa"), "Pages", "Export"),
    "numbers": (packed("Index.zip", "preview.jpg"), "Numbers", "Export"),
    "onenote": (bytes.fromhex("e4525c7b8cd8a74d") + _END, "OneNote", "in OneNote"),
    "publisher": (_office("Quill", "Contents"), "Publisher", "PDF"),
    "visio": (_office("VisioDocument"), "Visio", "PDF"),
    "visio (new)": (packed("[Content_Types].xml", "visio/document.xml"), "drawing", "PDF"),
    "powerpoint (old)": (_office("PowerPoint Document"), "presentation", "PDF"),
    "powerpoint": (packed("[Content_Types].xml", "ppt/presentation.xml"), "presentation", "PDF"),
    "xlsb": (packed("[Content_Types].xml", "xl/workbook.bin"), "xlsb", ".xlsx"),
    "odp": (packed(kind=f"{_OASIS}.presentation"), "presentation", "PDF"),
    "odg": (packed(kind=f"{_OASIS}.graphics"), "drawing", "PDF"),
    "xps": (packed("[Content_Types].xml", "FixedDocSeq.fdseq"), "XPS", "PDF"),
    "epub": (packed(kind="application/epub+zip"), "electronic book", "PDF"),
    "mobi": (b"Quarrender".ljust(60, b"\0") + b"BOOKMOBI" + _END, "electronic book", "PDF"),
    "mbox": (
        b"From a@example.org Fri Oct  2 09:12:00 2026\nFrom: a@example.org\n\nQuarrender",
        "mailbox",
        "one message",
    ),
    "pst": (b"!BDN" + _END, "mailbox", "one message"),
    "p7m": (_SIGNED + _END, "sealed or encrypted", "not encrypted"),
    "pgp": (b"-----BEGIN PGP MESSAGE-----\n\nQuarrender", "PGP", "not encrypted"),
    "certificate": (b"-----BEGIN CERTIFICATE-----\nQuarrender", "certificate", "right file"),
    "7z": (bytes.fromhex("377abcaf271c") + _END, "packed folder", "Unpack"),
    "rar": (b"Rar!\x1a\7\1\0" + _END, "packed folder", "Unpack"),
    "gz": (b"\x1f\x8b\x08\0" + _END, "packed folder", "Unpack"),
    "tar": (b"Quarrender".ljust(257, b"\0") + b"ustar" + _END, "packed folder", "Unpack"),
    "zip": (packed("Quarrender.txt"), ".zip", "Unpack"),
    "ics": (b"BEGIN:VCALENDAR\r\nSUMMARY:Quarrender\r\n", "calendar", "e-mail"),
    "vcf": (b"BEGIN:VCARD\r\nFN:Quarrender\r\n", "contact card", "e-mail"),
    "json": (b'{"name": "Quarrender"}', "JSON", ".docx or .pdf"),
    "json list": (b'[\n {"name": "Quarrender"}]', "JSON", ".docx or .pdf"),
    "xml": (b'<?xml version="1.0"?><case><name>Quarrender</name></case>', "XML", ".docx or .pdf"),
    "wide xml": (_wide('<?xml version="1.0"?><case><name>Quarrender</name></case>'), "XML", ".docx or .pdf"),
    "database": (b"SQLite format 3\0" + _END, "database", "as a document"),
    "access": (b"\0\1\0\0Standard ACE DB\0" + _END, "database", "as a document"),
    "wordperfect": (b"\xffWPC" + _END, "WordPerfect", "LibreOffice"),
    "works": (_office("MatOST"), "Works", "LibreOffice"),
    "postscript": (b"%!PS-Adobe-3.0\n(Quarrender) show", "printer", "PDF"),
    "font": (b"\0\1\0\0\0\x0f" + _END, "font", "right file"),
    "other office file": (_office("Something"), "Office file", ".docx or .pdf"),
}

# Typed words that begin as one of these kinds does stay words.
WORDS: dict[str, bytes] = {
    "a name": b"MZ Khan rang.\nHe has a bruise.",
    "an advert": b"BM Trust wrote to us.",
    "a word in braces": b"{sic} he said.\nHe has a bruise.",
    "a list in brackets": b"[Mum] said that he fell.",
    "a sender": b"From Kelly, Friday 2 October\nHe has a bruise.",
    "a medium": b"FLV footage was seen by us.",
}
