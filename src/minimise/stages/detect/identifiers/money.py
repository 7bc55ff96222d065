"""Sort codes, accounts, cards and IBANs."""

from collections.abc import Iterator
from typing import ClassVar

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.checks import iban_holds, luhn_holds
from minimise.stages.detect.identifiers.evidence import (
    CHECKED,
    LABELLED,
    SHAPE,
    Label,
    Labelled,
    Shape,
    digits_of,
    graded,
)


class BankAccount:
    """A sort code and an account number, side by side or each behind its label; a lone `12-03-24` is a date."""

    id: ClassVar[str] = "uk.bank_account"
    _pair: ClassVar[Shape] = Shape(r"\d(?<![\w/-]\d)\d[- ]\d{2}[- ]\d{2}[ ,/|]{1,3}(?:an[:. ]{1,3})?\d{8}(?![\w/-])")
    _sort_code: ClassVar[Labelled] = Labelled(
        r"sort(?:ing)?(?:[ -]?code)?|s/c|sc(?=:)", r"[\dOIl]{2}[ \-–.]?[\dOIl]{2}[ \-–.]?[\dOIl]{2}(?![^\W_])"
    )
    _account: ClassVar[Labelled] = Labelled(
        r"accounts?\b|acct\b|acc\b|a/c\b|bank[ ](?:account|details|acct|acc|a/c)",
        r"(?=[OIl]{0,2}\d)(?:[\dOIl][ -]?){5,15}[\dOIl](?![\w/:.-]*\d)",
    )
    _ending: ClassVar[Labelled] = Labelled(
        r"card[ ](?:number[ ])?end(?:s|ing)(?:[ ](?:in|with))?|account[ ](?:number[ ])?end(?:s|ing)(?:[ ](?:in|with))?",
        r"\d{3,4}\b",
    )
    _masked: ClassVar[Shape] = Shape(r"[*xX•](?<![\w*•].)[*xX•]{3}[ -]?(?:[*xX•]{4}[ -]?){0,3}\d{4}(?!\w)")
    _bank_code: ClassVar[Labelled] = Labelled(
        r"swift|bic", r"(?-i:[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![^\W_])"
    )
    _secret: ClassVar[Labelled] = Labelled(
        r"cvv|cvc|cv2|security[ ]code|pin(?=[ :.]{1,3}(?:no|num|code)?)", r"\d{3,6}(?![\w/:.-]*\d|\w)"
    )
    _ends: ClassVar[Labelled] = Labelled(r"ending(?:[ ]in)?", r"\d{4}(?=[ ](?:visa|mastercard|debit|credit|card)\b)")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield pairs, labelled codes and accounts, and last digits that a card is known by."""
        for match in self._pair.finditer(text):
            yield Hit(match.start(), match.end(), Kind.BANK, CHECKED, self.id)
        for match in self._masked.finditer(text):
            yield Hit(match.start(), match.end(), Kind.BANK, CHECKED, self.id)
        for shape in (self._sort_code, self._account, self._ending, self._ends, self._bank_code, self._secret):
            for match in shape.finditer(text):
                yield Hit(*match.span("value"), Kind.BANK, LABELLED, self.id)


class PaymentCard:
    """Thirteen to nineteen digits that pass Luhn's check, or that a label calls a card."""

    id: ClassVar[str] = "uk.payment_card"
    _shape: ClassVar[Shape] = Shape(
        r"\d(?<![\w+/.-]\d)\d{3}[ -]?(?:(?:\d{4}[ -]?){2}(?:\d{1,4}[ -]?){0,2}(?<=\d)(?![\w/]|-\d)"
        r"|\d{6}[ -]?\d{5}(?!\w))"
    )
    _label: ClassVar[Label] = Label(
        r"(?:debit|credit|bank|payment|visa|mastercard|long)[ ]?card|card|card[ ](?:no|account)|pan|visa"
        r"|mastercard|amex"
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield numbers that can be cards."""
        for match in self._shape.finditer(text):
            digits = digits_of(match.group())
            named = self._label.before(text, match.start()) is not None
            if 13 <= len(digits) <= 19 and (named or (luhn_holds(digits) and int(digits) > 0)):
                score = graded(named=named, holds=luhn_holds(digits), unnamed_failed=SHAPE)
                yield Hit(match.start(), match.end(), Kind.BANK, score, self.id)


class Iban:
    """An international account number."""

    id: ClassVar[str] = "iban"
    _shape: ClassVar[Shape] = Shape(
        r"\d(?<=[A-Za-z]{2}\d)(?<![\w/-][A-Za-z]{2}\d)\d(?:[ ]?[A-Za-z0-9]{4}){2,7}(?:[ ]?[A-Za-z0-9]{1,3})?(?![\w/])"
    )
    _label: ClassVar[Label] = Label(r"iban|bank|account|a/c")

    def find(self, text: str) -> Iterator[Hit]:
        """Yield numbers whose check holds, or that a label names."""
        for match in self._shape.finditer(text):
            start, end = match.start() - 2, match.end()
            iban = text[start:end].replace(" ", "").upper()
            named = self._label.before(text, start) is not None
            holds = 15 <= len(iban) <= 34 and iban_holds(iban)
            if holds or (named and sum(c.isdigit() for c in iban) >= 10):
                yield Hit(start, end, Kind.BANK, graded(named=named, holds=holds, unnamed_failed=SHAPE), self.id)
