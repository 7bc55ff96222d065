"""What a mark says: in words, the same width for everybody, and nothing about the words it stands for."""

import re
from datetime import date

from minimise.model import Kind

WITHHELD = {
    Kind.DOB: "date of birth",
    Kind.AGE: "age",
    Kind.ADDRESS: "address",
    Kind.POSTCODE: "address",
    Kind.LOCATION: "place",
    Kind.ORG_PLACE: "place",
    Kind.PHONE: "phone number",
    Kind.EMAIL: "e-mail address",
    Kind.HANDLE: "online name",
    Kind.URL: "link",
    Kind.DEVICE: "device number",
    Kind.VEHICLE: "vehicle",
    Kind.NHS: "NHS number",
    Kind.CHI: "health number",
    Kind.HCN: "health number",
    Kind.UPN: "pupil number",
    Kind.ULN: "learner number",
    Kind.NINO: "National Insurance number",
    Kind.UTR: "tax reference",
    Kind.CASE_REF: "case reference",
    Kind.POLICE_REF: "police reference",
    Kind.COURT_REF: "court reference",
    Kind.HEALTH_REF: "hospital reference",
    Kind.IMMIGRATION_REF: "immigration reference",
    Kind.PASSPORT: "passport number",
    Kind.DRIVING_LICENCE: "driving licence number",
    Kind.DBS: "certificate number",
    Kind.PROF_REG: "registration number",
    Kind.BANK: "bank details",
    Kind.OPERATION: "operation name",
    Kind.PRIVATE_DETAIL: "private matter",
    Kind.PERSON: "name",
    Kind.INITIALS: "name",
}
PASSAGES = {
    "C19": "contact arrangements",
    "C42": "criminal record details",
    "C48": "legal advice",
    "C51": "staff matter",
    "C52": "police-sensitive information",
    "C56": "information given in confidence",
    "C16": "day and time",
    "C35": "health detail",
    "C36": "health detail",
    "C37": "ethnicity or religion",
    "C39": "personal detail",
    "C40": "personal detail",
    "C45": "personal detail",
    "C47": "court matter",
    "C49": "sum of money",
    "C57": "detail",
    "C58": "confidential section",
}


def mark(words: str) -> str:
    """Give a mark such as `[phone number withheld]`."""
    return f"[{words} withheld]"


_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_NUMERIC = re.compile(r"\b(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})\b")
_WORDED = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([A-Za-z]{3})[a-z]*[ ,-]+(\d{4}|\d{2})\b")


def dates_in(text: str) -> list[date]:
    """Give the UK dates (day first) that stand in a text; impossible ones are left out."""
    found = []
    for day, month, year in _NUMERIC.findall(text):
        found.append((int(day), int(month), int(year)))
    for day, month, year in _WORDED.findall(text):
        found.append((int(day), _MONTHS.get(month.casefold(), 0), int(year)))
    dates = []
    for day_number, month_number, year_number in found:
        full = year_number if year_number > 99 else 2000 + year_number - (100 if year_number > 40 else 0)
        if 1 <= month_number <= 12 and 1 <= day_number <= 31 and 1900 <= full <= 2100:
            dates.append(date(full, month_number, min(day_number, 28)))
    return dates


def age_for(birth: str, document: str) -> str:
    """Give `age 8` for a date of birth, counted to the document's own latest date, or a plain mark.

    The clock is not asked, so that the same document gives the same words next year.
    """
    born = dates_in(birth)
    later = [day for day in dates_in(document) if born and day > born[0]]
    if not later:
        return mark("date of birth")
    last = max(later)
    years = last.year - born[0].year - ((last.month, last.day) < (born[0].month, born[0].day))
    return f"[age {years}]"


_OUTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d[A-Z]{2}\b", re.IGNORECASE)


def area_for(address: str) -> str:
    """Give the postcode district of an address as its area, or a plain mark."""
    match = _OUTCODE.search(address)
    return f"[address in {match[1].upper()}]" if match else mark("address")
