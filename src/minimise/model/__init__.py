"""The nouns of the house: frozen, and only `Document` (with `Reading`, its view, and `Edit`) holds words."""

from minimise.model.comparison import Comparison, Crossing, Difference
from minimise.model.decision import Action, Author, Decision, Edit, Lock, Status, Verdict
from minimise.model.detail import Detail, DetailKind
from minimise.model.document import Cell, Document, Part, Place, Surface, Unit, Unread
from minimise.model.insight import Insight, ReadWord
from minimise.model.kinds import CATEGORY_NAMES, Kind
from minimise.model.mention import Hit, Mention, Nature
from minimise.model.passage import Mark, Passage, Relevance
from minimise.model.people import Belonging, Identification, Person, Role, RoleFinding
from minimise.model.reading import Field, Reading
from minimise.model.span import Span

__all__ = [
    "CATEGORY_NAMES",
    "Action",
    "Author",
    "Belonging",
    "Cell",
    "Comparison",
    "Crossing",
    "Decision",
    "Detail",
    "DetailKind",
    "Difference",
    "Document",
    "Edit",
    "Field",
    "Hit",
    "Identification",
    "Insight",
    "Kind",
    "Lock",
    "Mark",
    "Mention",
    "Nature",
    "Part",
    "Passage",
    "Person",
    "Place",
    "ReadWord",
    "Reading",
    "Relevance",
    "Role",
    "RoleFinding",
    "Span",
    "Status",
    "Surface",
    "Unit",
    "Unread",
    "Verdict",
]
