"""Whose a phone, address or number is, and whether it is a safe one, a work one or a private one."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from minimise.lexicons import label_of, safe_place
from minimise.model import Belonging, Field, Kind, Mention, Nature, Reading, Role
from minimise.stages.identify.kin import gender_beside, gender_of_kin, standing_of_kin
from minimise.stages.identify.surroundings import Surroundings

_SAFE_CONTACT = re.compile(
    r"\bsafe(?:ly)?\b[^.\n|]{0,40}\b(?:number|no\.?|phone|mobile|tel|contact|to (?:ring|"
    r"call|text|contact|phone)|e-?mail|time)|"
    r"\b(?:new|secret|second|spare) (?:number|phone|mobile|sim)\b|\bonly (?:ring|"
    r"call|text|use|contact)\b|\b(?:ring|call|text|phone|contact|message) (?:\w+ "
    r"){0,3}only (?:on|by|at)\b|number (?:he|she) does ?n[o']t know",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\bmy (?:\w+'s) (?:mobile|phone|number|e-?mail)|\b(?:private|personal|own|home)\s*(?:mobile|"
    r"mob|phone|number|no\.?|tel\w*|e-?mail|cell|line|address)\b|"
    r"\b(?:mobile|mob|phone|number|e-?mail)\s*\((?:private|personal|home)\)|\bat "
    r"home\b|\bprivately\b|\b(?:private|personal)\s*[:)]|"
    r"\b(?:not|never|n'?t) (?:to be )?(?:for (?:file|the file|sharing|circulation)|"
    r"(?:be )?(?:passed on|shared?|copied|given out|pass(?: it)? on|copy|give it|"
    r"give out))",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\bmine\b|\bmy (?:own |private |personal |home |\w+'s )+(?:\w+ )?(?:mobile|mob|"
    r"phone|number|line|landline|e-?mail)\b",
    re.IGNORECASE,
)
_REACH_ME = re.compile(
    r"\b(?:reach|get|get hold of|ring|call|contact|text|phone|e-?mail|speak to|message) me\b|"
    r"\bI(?:'m| am| can be)\b[^.;]{0,30}\b(?:on|at|had|reached|contacted)\b|"
    r"\bmy (?:direct |work |office |school |desk |surgery )?"
    r"(?:number|no|mobile|phone|line|dial|extension|e-?mail|tel)\b",
    re.IGNORECASE,
)
_LEAD = 60
"""Characters before a number in which its writer claims it."""
_PLACES = frozenset({Kind.ADDRESS, Kind.POSTCODE, Kind.LOCATION, Kind.ORG_PLACE})
_CONTACTS = frozenset({Kind.PHONE, Kind.EMAIL, Kind.HANDLE, Kind.URL})
_WORKING = frozenset({Role.PROFESSIONAL, Role.REFERRER, Role.LEAD_PRACTITIONER})
_FAMILY = frozenset(
    {Role.SUBJECT, Role.PARENT, Role.SIBLING, Role.HOUSEHOLD_ADULT, Role.EXTENDED_FAMILY, Role.PERSON_OF_CONCERN}
)
# Numbers that children have and people at work do not.
_OF_CHILDREN = frozenset({Kind.UPN, Kind.ULN, Kind.NHS, Kind.CHI, Kind.HCN, Kind.HEALTH_REF})
_EXPECTED = re.compile(r"\b(?:EDD|due(?: date)?|expected(?: date)?)\W{0,3}(?:on |is |of delivery )?$", re.IGNORECASE)
# Where a document speaks of these, an address that is current or new is one to keep from somebody.
_GUARDED = re.compile(
    r"\b(?:refuge|safe house|women'?s aid|fled|in hiding|MARAC|IDVA|non-molestation|NMO)\b", re.IGNORECASE
)
_PLACED = re.compile(r"\bplacement\b|\b(?:foster|adoptive|kinship) |\bcarers?'? address\b", re.IGNORECASE)
_CURRENT = re.compile(
    r"\b(?:currently|now (?:at|in|staying|living)|at present|at the moment|temporar\w+|"
    r"staying (?:at|with|in)|settled (?:at|in))\b",
    re.IGNORECASE,
)
_NEAR = 220
"""Characters: a contact detail further from a name than this is not taken to be theirs."""


class Owners:
    """Finds the owner of each find from its row, its sentence, and the block of the form it stands in."""

    def __init__(
        self,
        reading: Reading,
        fields: Sequence[Field],
        around: Surroundings,
        people_at: Mapping[tuple[int, int], str],
        roles: Mapping[str, frozenset[Role]],
        subject: str | None,
    ) -> None:
        """Take where people are named (`people_at`: stretch of the reading to person id) and their roles."""
        self.reading, self.around, self.roles, self.subject = reading, around, roles, subject
        self.names = sorted((start, end, person) for (start, end), person in people_at.items())
        self.starts = [start for start, _, _ in self.names]
        self.fields = sorted(fields, key=lambda f: f.value)
        self.field_starts = [f.value[0] for f in self.fields]
        self.rows: dict[int, list[Field]] = {}
        for field in fields:
            self.rows.setdefault(field.row, []).append(field)
        self.heads = sorted(self._heads())
        self.head_starts = [at for at, _ in self.heads]
        self.author = next((person for *_, person in self.names if Role.REFERRER in roles[person]), None)
        self.guarded = _GUARDED.search(reading.text) is not None

    def _heads(self) -> Iterator[tuple[int, str]]:
        """Yield where the form turns to a person: a name at the head of a field that asks for one."""
        for field in self.fields:
            label = label_of(self.reading.text, field)
            if label is None or label.negative or label.kind not in (None, Kind.PERSON) or field.headed:
                continue
            named = [n for n in self._names_in(*field.value) if n[0] - field.value[0] < 6]
            if named:
                yield field.value[0], named[0][2]

    def of(self, mention: Mention) -> Belonging:
        """Give the owner (or None) and the nature of one find."""
        start, end = self.reading.offset(mention.span)
        near = self._person_near(mention, start, end)
        person = near or self._person_before(mention, start)
        return Belonging(person, self._nature(mention, start, end, person, said=near is not None))

    def _person_near(self, mention: Mention, start: int, end: int) -> str | None:
        """The owner whom the form field or the sentence itself names."""
        if _EXPECTED.search(self.reading.text[max(0, start - 24) : start]):
            return self.subject
        field = self._field_at(start, end)
        if field is not None:
            owner = self._by_row(field, start) or self._by_label(field)
            if owner is not None:
                return self._fitting(mention, owner)
        sentence = self.around.sentence_of(start)
        if self.author is not None and mention.kind in _CONTACTS and self._is_authors(sentence[0], start):
            return self._fitting(mention, self.author)
        kin = self._kin_before(start, sentence[0])
        if kin is not None:
            return self._fitting(mention, kin)
        owner = self._named_before(start, sentence[0]) or self._named_after(end, sentence[1])
        return self._fitting(mention, owner) if owner is not None else None

    def _person_before(self, mention: Mention, start: int) -> str | None:
        """The owner whom the form or the text turned to last; somebody at work owns nothing by that alone."""
        block = self._block(start)
        return self.subject if block is not None and self.roles[block] & _WORKING else self._fitting(mention, block)

    def _is_authors(self, low: int, at: int) -> bool:
        """Say whether whoever writes gives a number as their own: `you can get me on …`."""
        n = bisect_right(self.starts, at) - 1
        begin = max(low, self.names[n][1] if n >= 0 else low, at - _LEAD)
        return _REACH_ME.search(self.reading.text, begin, at) is not None

    def _fitting(self, mention: Mention, owner: str | None) -> str | None:
        """Give the child's own numbers to the child where they follow the name of somebody at work."""
        if mention.kind in _OF_CHILDREN and (owner is None or self.roles[owner] & _WORKING):
            return self.subject
        return owner

    def _field_at(self, start: int, end: int) -> Field | None:
        at = bisect_right(self.field_starts, start) - 1
        for field in reversed(self.fields[max(at - 3, 0) : at + 1]):
            if field.value[0] <= start and end <= field.value[1]:
                return field
        return None

    def _by_row(self, field: Field, at: int) -> str | None:
        """The name nearest before it in the same value owns it; else one in another column of its row."""
        before = [n for n in self._names_in(*field.value) if n[1] <= at]
        if before:
            return before[-1][2]
        others = [f for f in self.rows[field.row] if f.headed and f is not field]
        return next((n[2] for f in others for n in self._names_in(*f.value)), None)

    def _by_label(self, field: Field) -> str | None:
        """The label says whose it is: `Mother's address`, `Referrer's phone`."""
        label = label_of(self.reading.text, field)
        if label is None or label.role is None:
            return self._block(field.label[0])
        return next((p for _, _, p in self.names if label.role in self.roles[p]), self._block(field.label[0]))

    def _names_in(self, start: int, end: int) -> Sequence[tuple[int, int, str]]:
        return [n for n in self.names if start <= n[0] and n[1] <= end]

    def _kin_before(self, at: int, low: int) -> str | None:
        """Give whom a kin word means that stands nearer before a find than any name: `Mum 07700 …`."""
        n = bisect_right(self.starts, at) - 1
        begin = max(low, self.names[n][1] if n >= 0 else low, at - 60)
        words = [w for w in re.findall(r"[\w-]+", self.reading.text[begin:at]) if standing_of_kin(w) == "parent"]
        if not words:
            return None
        gender = gender_of_kin(words[-1])
        parents = list(dict.fromkeys(p for _, _, p in self.names if Role.PARENT in self.roles[p]))
        fitting = [p for p in parents if self._gender_of(p) in ("", gender)]
        exact = [p for p in fitting if self._gender_of(p) == gender]
        return next(iter(exact if len(exact) == 1 else fitting), self.subject)

    def _gender_of(self, person: str) -> str:
        text = self.reading.text
        beside = {
            gender_beside(text[max(start - 40, 0) : start], text[start:end], text[end : end + 40])
            for start, end, p in self.names
            if p == person
        } - {""}
        return beside.pop() if len(beside) == 1 else ""

    def _named_before(self, at: int, low: int) -> str | None:
        n = bisect_right(self.starts, at) - 1
        if n >= 0 and self.names[n][0] >= low:
            return self.names[n][2]
        return None

    def _named_after(self, at: int, high: int) -> str | None:
        n = bisect_right(self.starts, at - 1)
        return (
            self.names[n][2]
            if n < len(self.names) and self.names[n][1] <= high and self.names[n][0] - at < 40
            else None
        )

    def _block(self, at: int) -> str | None:
        """The person to whom the form turned last; in prose the last one named before, if that is near."""
        head = bisect_right(self.head_starts, at) - 1
        n = bisect_right(self.starts, at) - 1
        if self._field_at(at, at + 1) is not None or any(f.label[0] <= at < f.label[1] for f in self.fields):
            return self.heads[head][1] if head >= 0 else self.subject
        return self.names[n][2] if n >= 0 and at - self.names[n][1] <= _NEAR else None

    def _nature(self, mention: Mention, start: int, end: int, person: str | None, *, said: bool) -> Nature:
        field = self._field_at(start, end)
        label = self.reading.text[slice(*field.label)] if field else ""
        low, high = self.around.sentence_of(start)
        near = self.reading.text[max(low, start - 90) : min(high, end + 60)]
        if mention.kind in _CONTACTS:
            working = person is None or not said or not self.roles[person] & _FAMILY
            clause = re.split(r"\d{5,}|[;|/\n]", self.reading.text[max(low, start - 60) : start])[-1]
            close = f"{clause} {re.split(r'[.;|/]', self.reading.text[end : end + 45])[0]}"
            if _MINE.search(close):
                return Nature.PRIVATE
            if working and (
                _PRIVATE.search(close) or re.search(r"\b(?:private|personal) ", f"{label} ", re.IGNORECASE)
            ):
                return Nature.PRIVATE
            if _SAFE_CONTACT.search(label) or _SAFE_CONTACT.search(near):
                return Nature.SAFE
            if person is not None and self.roles[person] & _WORKING:
                return Nature.WORK
        elif mention.kind in _PLACES and self._is_safe_place(label, start, end, low, high, mention):
            return Nature.SAFE
        return Nature.ORDINARY

    def _others_cut(self, field: Field, end: int) -> str:
        """The field's words around a place, up to the next place of the same value, which has its own."""
        low, high = field.value
        words = self.reading.text[low:high]
        cut = re.search(r"\b(?:last|previous|former|old|shared|other) (?:\w+ ){0,2}address\b", words)
        stop = low + cut.start() if cut else high
        return self.reading.text[low:stop] if end <= stop else ""

    def _is_safe_place(self, label: str, start: int, end: int, low: int, high: int, mention: Mention) -> bool:
        """Whether the words around a place make it a refuge, safe address or confidential placement."""
        pattern = safe_place()
        if pattern.search(label) or _PLACED.search(label):
            return True
        before = self.reading.text[max(low, start - 90) : start]
        field = self._field_at(start, end)
        if field is not None and field.value[1] - field.value[0] <= 300:
            beside = self._others_cut(field, end)
            if pattern.search(beside):
                return True
        if self.guarded and _CURRENT.search(before[-45:]) and mention.kind in (Kind.ADDRESS, Kind.POSTCODE):
            return True
        inside = self.reading.text[start:end] if mention.kind is Kind.ORG_PLACE else ""
        after = self.reading.text[end : min(high, end + 60)]
        return bool(
            pattern.search(before)
            or pattern.search(inside)
            or re.match(r"^[\s,(]*(?:\w+ ){0,3}(?:refuge|safe (?:house|address)|placement)\b", after, re.IGNORECASE)
        )
