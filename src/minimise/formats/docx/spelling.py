"""Letters that nobody sees and letters set backwards: what a text says to the eye."""

import re
import unicodedata

_TAGS = range(0xE0020, 0xE007F)
# Characters without a shape that no text needs: tags, selectors of variants of signs that are none, marks of old times.
_UNSEEN = re.compile("[\U000e0000-\U000e007f\U000e0100-\U000e01ef\u206a-\u206f\u2061-\u2064\ufff9-\ufffb]+")
# One of these parts a word where a line may end; many of them in a row are a message.
_JOINERS = re.compile("[\u200b-\u200f\u2060\ufeff\u180e]{3,}")
_BACKWARDS = re.compile("\u202e([^\u202a-\u202e\u2066-\u2069]*)\u202c?")


def seen(text: str) -> tuple[str, str]:
    """Give what a text shows, and what it says in characters that show nothing."""
    if text.isascii():
        return text, ""
    hidden = "".join(chr(ord(char) - 0xE0000) for char in text if ord(char) in _TAGS)
    shown = _JOINERS.sub("", _UNSEEN.sub("", text))
    return _BACKWARDS.sub(lambda match: turned(match[1]), shown), hidden


def turned(text: str) -> str:
    """Give a text that is set from right to left as it is read; scripts that run that way stay."""
    runs_left = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    return text if runs_left else text[::-1]
