"""Check digits of UK identifiers (`domain.md` B.1): they score a find, they never decide it."""

import re

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"

# HMRC never allocates these; QQ is its own dummy and is taken as valid, so that fixtures and typing slips are found.
_NINO_NEVER = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "OO", "CR", "FY", "MW", "NC", "PP", "PY", "PZ"})


def nhs_holds(digits: str) -> bool:
    """Check ten digits as NHS, CHI and H&C numbers do: weights 10 to 2, modulus 11."""
    if len(digits) != 10:
        return False
    check = 11 - _weighted(digits) % 11
    return check != 10 and check % 11 == int(digits[9])


def uln_holds(digits: str) -> bool:
    """Check a unique learner number; built so that no NHS number passes."""
    if len(digits) != 10 or digits[0] == "0":
        return False
    rest = _weighted(digits) % 11
    return rest != 0 and 10 - rest == int(digits[9])


def _weighted(digits: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))


def chi_has_date(digits: str) -> bool:
    """Say whether the first six digits of a CHI number can be a date of birth."""
    return len(digits) == 10 and 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12


def upn_letter(body: str) -> str:
    """Give the check letter for the twelve characters after it; a temporary number's last letter counts by the table.

    Raises:
        ValueError: a character has no value.
    """
    values = (int(char) if char.isdigit() else UPN_LETTERS.index(char) for char in body)
    return UPN_LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def upn_holds(upn: str) -> bool:
    """Check a unique pupil number in capitals without spaces."""
    if not re.fullmatch(rf"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]", upn):
        return False
    return upn_letter(upn[1:]) == upn[0]


def pnc_letter(year: str, serial: str) -> str:
    """Give the check letter of a Police National Computer id: two-digit year and seven-digit serial, modulus 23."""
    return PNC_LETTERS[int(year[-2:] + serial.zfill(7)) % 23]


def nino_holds(nino: str) -> bool:
    """Say whether a National Insurance number's prefix can be issued, or is HMRC's dummy `QQ`."""
    prefix = nino[:2].upper()
    if prefix == "QQ":
        return True
    return prefix not in _NINO_NEVER and not set(prefix) & set("DFIQUV") and prefix[1] != "O"


def luhn_holds(digits: str) -> bool:
    """Check a card or handset number."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return len(digits) > 1 and (sum(int(digit) for digit in digits[::-2]) + sum(doubled)) % 10 == 0


def iban_holds(iban: str) -> bool:
    """Check an IBAN in capitals without spaces, modulus 97."""
    turned = iban[4:] + iban[:4]
    return turned.isascii() and turned.isalnum() and int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def licence_holds(licence: str) -> bool:
    """Say whether a driving licence number's month and day can be; women's months have 50 added."""
    month, day = int(licence[6:8]) % 50, int(licence[8:10])
    return 1 <= month <= 12 and 1 <= day <= 31
