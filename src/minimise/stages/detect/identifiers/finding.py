"""All recognisers in a fixed order, and the one pass that runs them over a reading and over its tables."""

from collections.abc import Iterator

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers.addresses import Address
from minimise.stages.detect.identifiers.ages import Age, SchoolYear
from minimise.stages.detect.identifiers.authorities import (
    CourtNumber,
    CroNumber,
    CrownCourtNumber,
    PncId,
    PoliceReference,
)
from minimise.stages.detect.identifiers.births import BirthDate
from minimise.stages.detect.identifiers.columns import headed_cells
from minimise.stages.detect.identifiers.devices import HandsetNumber, NetworkAddress
from minimise.stages.detect.identifiers.documents import DrivingLicence, ImmigrationNumber
from minimise.stages.detect.identifiers.evidence import Identifier, word_starts
from minimise.stages.detect.identifiers.handles import Handle
from minimise.stages.detect.identifiers.health import ChiNumber, HealthAndCareNumber, LearnerNumber, NhsNumber
from minimise.stages.detect.identifiers.money import BankAccount, Iban, PaymentCard
from minimise.stages.detect.identifiers.online import EmailAddress, WebAddress
from minimise.stages.detect.identifiers.operations import OperationName
from minimise.stages.detect.identifiers.phones import PhoneNumber
from minimise.stages.detect.identifiers.postcodes import OutwardCode, Postcode
from minimise.stages.detect.identifiers.professionals import CollarNumber, RegistrationNumber
from minimise.stages.detect.identifiers.pupils import InsuranceNumber, PupilNumber, TaxReference
from minimise.stages.detect.identifiers.references import LabelledReference
from minimise.stages.detect.identifiers.unnamed import AnyNumber, BareNumber
from minimise.stages.detect.identifiers.vehicles import VehiclePlate
from minimise.stages.detect.identifiers.whereabouts import HouseNumber, PlaceCode

IDENTIFIERS: tuple[Identifier, ...] = (
    NhsNumber(),
    ChiNumber(),
    HealthAndCareNumber(),
    LearnerNumber(),
    PupilNumber(),
    InsuranceNumber(),
    TaxReference(),
    DrivingLicence(),
    ImmigrationNumber(),
    VehiclePlate(),
    Postcode(),
    OutwardCode(),
    Address(),
    HouseNumber(),
    PlaceCode(),
    PhoneNumber(),
    EmailAddress(),
    WebAddress(),
    Handle(),
    NetworkAddress(),
    HandsetNumber(),
    PoliceReference(),
    PncId(),
    CroNumber(),
    CourtNumber(),
    CrownCourtNumber(),
    RegistrationNumber(),
    CollarNumber(),
    BankAccount(),
    PaymentCard(),
    Iban(),
    OperationName(),
    BirthDate(),
    Age(),
    SchoolYear(),
    LabelledReference("uk.case_ref", Kind.CASE_REF),
    LabelledReference("uk.case_system", Kind.CASE_REF),
    LabelledReference("uk.household_ref", Kind.CASE_REF),
    LabelledReference("uk.police_ref", Kind.POLICE_REF),
    LabelledReference("uk.court_ref", Kind.COURT_REF),
    LabelledReference("uk.health_ref", Kind.HEALTH_REF),
    LabelledReference("uk.passport", Kind.PASSPORT),
    LabelledReference("uk.immigration", Kind.IMMIGRATION_REF),
    LabelledReference("uk.dbs", Kind.DBS),
    LabelledReference("uk.professional", Kind.PROF_REG),
    LabelledReference("uk.account", Kind.BANK),
    AnyNumber(),
    BareNumber(),
)


def find_identifiers(text: str) -> tuple[Hit, ...]:
    """Give every find of every recogniser, sorted; overlaps are kept for `resolve`."""
    try:
        hits = {hit for identifier in IDENTIFIERS for hit in identifier.find(text)}
        hits.update(_in_columns(text))
    finally:
        word_starts.cache_clear()
    return tuple(sorted(hits, key=lambda h: (h.start, h.end, h.kind, h.score, h.found_by)))


def _in_columns(text: str) -> Iterator[Hit]:
    """Yield finds in table cells, each read with the heading of its column."""
    cells = headed_cells(text)
    if not cells.cells:
        return
    for identifier in IDENTIFIERS:
        for hit in identifier.find(cells.text):
            stretch = cells.original(hit.start, hit.end)
            if stretch is not None:
                yield Hit(*stretch, hit.kind, hit.score, hit.found_by)
