"""Addresses of devices and networks: IP, MAC, IMEI."""

import ipaddress
from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.checks import luhn_holds
from minimise.stages.detect.identifiers.evidence import (
    CLEAR_SHAPE,
    LABELLED,
    WEAK,
    Label,
    Labelled,
    Shape,
    digits_of,
    graded,
)


class NetworkAddress:
    """An IP or MAC address; numbered headings and versions have the same dots and are left alone."""

    id: ClassVar[str] = "device.network"
    _v4: ClassVar[Shape] = Shape(r"\d(?<![\w.]\d)\d{0,2}(?:\.\d{1,3}){3}(?:\:\d{2,5})?(?![\w]|\.\d)")
    _two_colons: ClassVar[Shape] = Shape(r":[0-9A-Fa-f]{0,4}:|-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-")
    _v6: ClassVar[Shape] = Shape(r"[0-9A-Fa-f:](?<![\w:].)[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(?![\w:])")
    _mac: ClassVar[Shape] = Shape(
        r"[0-9A-Fa-f](?<![\w:-].)[0-9A-Fa-f]([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])"
    )
    _bare_mac: ClassVar[Labelled] = Labelled(
        r"mac(?:[ ]addr(?:ess)?)?", r"(?:[0-9A-F]{12}|(?:[0-9A-F]{4}\.){2}[0-9A-F]{4})(?![^\W_])"
    )
    _label: ClassVar[Label] = Label(r"ip(?:v[46])?(?:[ ]address)?|address|log-?in[ ]from|server|router")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield addresses that can be."""
        for match in self._bare_mac.finditer(text):
            yield Hit(*match.span("value"), Kind.DEVICE, LABELLED, self.id)
        for match in self._v4.finditer(text):
            octets = [int(octet) for octet in match.group().partition(":")[0].split(".")]
            named = self._label.before(text, match.start()) is not None
            if max(octets) <= 255 and (named or max(octets) >= 64):
                yield Hit(match.start(), match.end(), Kind.DEVICE, LABELLED if named else CLEAR_SHAPE, self.id)
        if self._two_colons.regex.search(text) is None:
            return
        for match in self._v6.finditer(text):
            if match.group().count(":") > 1 and sum(c.isalnum() for c in match.group()) >= 4 and _is_v6(match.group()):
                yield Hit(match.start(), match.end(), Kind.DEVICE, CLEAR_SHAPE, self.id)
        for match in self._mac.finditer(text):
            yield Hit(match.start(), match.end(), Kind.DEVICE, CLEAR_SHAPE, self.id)


def _is_v6(words: str) -> bool:
    try:
        ipaddress.IPv6Address(words)
    except ValueError:
        return False
    return True


class HandsetNumber:
    """A phone's IMEI, fifteen digits that pass Luhn's check, or any serial number behind its label."""

    id: ClassVar[str] = "device.handset"
    _shape: ClassVar[Shape] = Shape(r"\d(?<![\w/.-]\d)\d[ -]?\d{6}[ -]?\d{6}[ -]?\d(?![\w/-])")
    _label: ClassVar[Label] = Label(r"imei(?:[ ]?[12](?=[ ]?[:.]))?|imsi|handset")
    _named: ClassVar[Labelled] = Labelled(
        r"imei(?:[ ]?[12](?=[ ]?[:.]))?|imsi|iccid|device(?=[ ](?:no|num|id|serial))|serial(?=[ ](?:no|num))"
        r"|handset(?=[ ](?:no|num|id))|sim[ ]serial|asset[ ]tag|tag(?=[ ](?:no|num|id))|tag[ ]serial",
        r"(?=[A-Z]{0,4}\d)[A-Z0-9](?:[ -]?[A-Z0-9]){5,21}(?![^\W_])",
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield labelled serials, then bare numbers whose check digit holds."""
        for match in self._named.finditer(text):
            if len(digits_of(match["value"])) >= (3 if len(match["value"]) >= 10 else 5):
                yield Hit(*match.span("value"), Kind.DEVICE, LABELLED, self.id)
        for match in self._shape.finditer(text):
            holds = luhn_holds(digits_of(match.group()))
            named = self._label.before(text, match.start()) is not None
            if named or holds:
                yield Hit(
                    match.start(),
                    match.end(),
                    Kind.DEVICE,
                    graded(named=named, holds=holds, unnamed_failed=WEAK),
                    self.id,
                )
