"""Posts written out beside a name in words no list of titles holds whole: `refugee health nurse`, `family support`."""

import re
from collections.abc import Iterator

from minimise.model import Role
from minimise.stages.identify.evidence import Evidence
from minimise.stages.identify.surroundings import Sight

_HEADS = (
    "nurse|nurses|worker|lead|officer|teacher|practitioner|manager|advis[eo]r|dentist|hygienist|midwife|visitor|doctor|"
    "tutor|chaplain|escort|handler|clerk|mentor|psychologist|psychiatrist|paediatrician|therapist|counsellor|"
    "co-?ordinator|consultant|registrar|specialist|advocate|solicitor|inspector|constable|sergeant|warden|technician|"
    "assistant|administrator|receptionist|supervisor|navigator|facilitator|educator|clinician|pharmacist|secretary|"
    "(?:family|parenting|pastoral|inclusion|pupil|tenancy|business|learning) support|(?:leaving|social) care|"
    "children's services|(?:youth|school) (?:nursing|work)|fostering duty|duty desk|front desk"
)
# What joins a modifier to no post: a verb or a preposition in between is a sentence and not a title.
_MODIFIER = (
    r"(?!(?:is|was|has|had|have|said|says|told|and|or|but|to|of|at|in|on|by|with|for|from|the|a|an|his|her|their|my|our|"
    r"who|that|asked|rang|saw|met|no|not|another|other|mum|dad|mother|father|former|ex)\b)[\w&'-]+"
)
_AFTER = re.compile(
    rf"^\s*(?:[,(–-]\s*)?(?:{_MODIFIER}[ ]){{0,4}}?(?:{_HEADS})(?=\s*(?:[.,;:)(/\n|]|$|\d|\+|tel\b|on \d|based\b|\())",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"^\s*,?\s*(?:(?:RN|RGN|RSCN|RMN|RHV|SCPHN|RM|BDS|MBBS|MRCGP|FRCPCH|MRCPCH|FRCS|DClinPsy|QSW|PGCE|QTS|MCSP|HCPC|"
    r"BSc|BA|MA|MSc|PhD)\b[ ,]*)+(?=\s*(?:[.,;:)(/\n|]|$|\d))"
)
_GREETED = re.compile(
    r"(?:^|\n)[ \t>]*(?:hi|hello|hiya|dear|morning|good morning|afternoon|evening)[ ,]+$", re.IGNORECASE
)


def by_written_post(sight: Sight) -> Iterator[Evidence]:
    """Yield what a post or letters behind a name say, and whom a message greets: colleagues write to each other."""
    checks = (
        (_AFTER.match(sight.after), 0.7),
        (_LETTERS.match(sight.after), 0.75),
        (_GREETED.search(sight.before) and re.match(r"\s*[,\n–-]", sight.after), 0.56),
    )
    for hit, weight in checks:
        if hit:
            yield Evidence(Role.PROFESSIONAL, "roles.post", weight, sight.start, sight.end)
