"""What a find can be, and which category of the taxonomy (`domain.md` B.2) it falls under."""

from enum import StrEnum


class Kind(StrEnum):
    """The kind of a find; the value is the `type` that `detect --json` prints."""

    PERSON = "PERSON"
    INITIALS = "INITIALS"
    DOB = "DOB"
    AGE = "AGE"
    ADDRESS = "ADDRESS"
    POSTCODE = "POSTCODE"
    LOCATION = "LOCATION"
    ORG_PLACE = "ORG_PLACE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    HANDLE = "HANDLE"
    URL = "URL"
    DEVICE = "DEVICE"
    VEHICLE = "VEHICLE"
    NHS = "NHS"
    CHI = "CHI"
    HCN = "HCN"
    UPN = "UPN"
    ULN = "ULN"
    NINO = "NINO"
    UTR = "UTR"
    CASE_REF = "CASE_REF"
    POLICE_REF = "POLICE_REF"
    COURT_REF = "COURT_REF"
    HEALTH_REF = "HEALTH_REF"
    IMMIGRATION_REF = "IMMIGRATION_REF"
    PASSPORT = "PASSPORT"
    DRIVING_LICENCE = "DRIVING_LICENCE"
    DBS = "DBS"
    PROF_REG = "PROF_REG"
    BANK = "BANK"
    OPERATION = "OPERATION"
    SOURCE_CLUE = "SOURCE_CLUE"
    PRIVATE_DETAIL = "PRIVATE_DETAIL"
    PROTECTED = "PROTECTED"

    @property
    def category(self) -> str:
        """The category id of `domain.md` B.2."""
        return _CATEGORY[self]


_CATEGORY = {
    Kind.PERSON: "C01",
    Kind.INITIALS: "C04",
    Kind.DOB: "C07",
    Kind.AGE: "C08",
    Kind.ADDRESS: "C10",
    Kind.POSTCODE: "C11",
    Kind.LOCATION: "C11",
    Kind.ORG_PLACE: "C13",
    Kind.PHONE: "C18",
    Kind.EMAIL: "C20",
    Kind.HANDLE: "C21",
    Kind.URL: "C21",
    Kind.DEVICE: "C22",
    Kind.VEHICLE: "C23",
    Kind.NHS: "C24",
    Kind.CHI: "C24",
    Kind.HCN: "C24",
    Kind.UPN: "C25",
    Kind.ULN: "C25",
    Kind.NINO: "C26",
    Kind.UTR: "C26",
    Kind.CASE_REF: "C27",
    Kind.POLICE_REF: "C28",
    Kind.COURT_REF: "C29",
    Kind.HEALTH_REF: "C30",
    Kind.IMMIGRATION_REF: "C31",
    Kind.PASSPORT: "C32",
    Kind.DRIVING_LICENCE: "C32",
    Kind.DBS: "C32",
    Kind.PROF_REG: "C33",
    Kind.BANK: "C34",
    Kind.OPERATION: "C52",
    Kind.SOURCE_CLUE: "C57",
    Kind.PRIVATE_DETAIL: "C53",
    Kind.PROTECTED: "C12",
}

CATEGORY_NAMES = {
    "C01": "person name",
    "C02": "first name or nickname",
    "C04": "initials",
    "C07": "date of birth",
    "C08": "age",
    "C10": "home address",
    "C11": "postcode or place",
    "C12": "safe or confidential address",
    "C13": "school, surgery or other setting",
    "C16": "routine or whereabouts",
    "C18": "telephone number",
    "C19": "safe-contact instruction",
    "C20": "e-mail address",
    "C21": "online handle or link",
    "C22": "device or network address",
    "C23": "vehicle",
    "C24": "NHS or health identifier",
    "C25": "pupil or learner number",
    "C26": "National Insurance or tax number",
    "C27": "case-system reference",
    "C28": "police reference",
    "C29": "court or legal reference",
    "C30": "hospital or clinic reference",
    "C31": "immigration reference",
    "C32": "identity document",
    "C33": "professional registration or staff number",
    "C34": "bank or payment detail",
    "C35": "child's health",
    "C36": "adult's health",
    "C37": "ethnicity, language or religion",
    "C39": "sexual orientation",
    "C40": "gender history",
    "C42": "criminal record",
    "C44": "abuse or harm",
    "C45": "complainant of a sexual offence",
    "C47": "family-court content",
    "C48": "legal advice",
    "C49": "money or housing",
    "C51": "staff matter",
    "C52": "police-sensitive material",
    "C53": "another family's material",
    "C54": "document metadata",
    "C55": "image or object",
    "C56": "child's words",
    "C57": "detail that gives a person away",
    "C58": "handling mark",
    "irrelevant": "not relevant to this recipient",
    "safety": "safety-critical fact",
}
