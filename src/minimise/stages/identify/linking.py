"""Links mentions to people: full names first, then what is said to be an alias, then single words, then initials."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from minimise.lexicons import professional_titles
from minimise.model import Kind, Mention, Reading
from minimise.stages.identify.kin import gender_beside
from minimise.stages.identify.naming import NameForm, answers_to, called_by_given, one_person, parse, surname_first

_ALIAS = re.compile(
    r"^[\s,(]*(?:also |otherwise |usually |now |previously |formerly |sometimes )*"
    r"(?:known as|called|aka|a\.k\.a\.?|née|nee|formerly|alias|goes by|preferred "
    r"name:?|prefers|likes to be called|(?:who is |but |everyone |everybody |friends |family |mum |they |"
    r"people )*calls? (?:me|him|her|them|herself|himself)|=)(?: the name)?[\s:'\"=]*$",
    re.IGNORECASE,
)
# `Tyrese Campbell "TJ" / "Junior"`, `Bernadine Connors ("Bean" to everyone)`: a name in quotation marks behind a name.
_QUOTED = re.compile(r"^\s*(?:\(|[\"']\s*[/,]\s*|[-–,(]\s*)?\s*[\"']$")
_ELDER = re.compile(
    r"(?:\b(?:father|mother|dad|mum|mam|grandfather|grandmother|grandad|nan|gran|mgm|mgf|pgm|pgf|senior|snr|tad)"
    r"(?:'s)?(?: name)?)\s*[:|(–-]+\s*$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^\s*(?:family|household|children|siblings|home|brothers|sisters|kids)\b", re.IGNORECASE)


@dataclass(slots=True)
class Cluster:
    """Mentions taken for one person so far, with every form of the name."""

    mentions: list[Mention] = field(default_factory=list)
    forms: list[NameForm] = field(default_factory=list, repr=False)
    subject: bool = False
    ambiguous: bool = False

    def add(self, mention: Mention, form: NameForm) -> None:
        """Take one more mention in."""
        self.mentions.append(mention)
        if form not in self.forms:
            self.forms.append(form)

    @property
    def first(self) -> tuple[int, int]:
        """Where the person first appears; clusters are numbered in this order."""
        span = min(mention.span for mention in self.mentions)
        return span.part, span.start


class Linker:
    """Builds clusters over one reading; each pass uses only what the passes before it settled."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention], subjects: Sequence[str]) -> None:
        """Take the name mentions of a reading and the subject names that the sender gave."""
        self.reading = reading
        self.names = [m for m in mentions if m.kind in (Kind.PERSON, Kind.INITIALS)]
        self.at = {m.id: reading.offset(m.span) for m in self.names}
        self.form = {m.id: self._form(m) for m in self.names}
        self.clusters: list[Cluster] = []
        self.owner: dict[str, Cluster] = {}
        self.subjects = [parse(name) for name in subjects]

    def _form(self, mention: Mention) -> NameForm:
        text = self.reading.text[slice(*self.at[mention.id])]
        if mention.kind is Kind.INITIALS:
            return NameForm(initials=re.sub(r"[^A-Z]", "", text))
        return parse(text)

    def run(self) -> list[Cluster]:
        """Give the clusters in order of first appearance."""
        for form in self.subjects:
            turned = surname_first(form)
            self.clusters.append(Cluster(forms=[form, turned] if turned else [form], subject=True))
        for mention in self.names:
            if self.form[mention.id].full:
                self._place_full(mention)
        self._aliases()
        for want in (self._place_family, self._place_lone, self._place_initials):
            for mention in self.names:
                if mention.id not in self.owner:
                    want(mention)
        self._merge_aliases()
        return sorted((c for c in self.clusters if c.mentions), key=lambda c: c.first)

    def _put(self, mention: Mention, cluster: Cluster) -> None:
        cluster.add(mention, self.form[mention.id])
        self.owner[mention.id] = cluster

    def _new(self, mention: Mention, *, ambiguous: bool = False) -> None:
        cluster = Cluster(ambiguous=ambiguous)
        self.clusters.append(cluster)
        self._put(mention, cluster)

    def _place_full(self, mention: Mention) -> None:
        form = self.form[mention.id]
        fits = [c for c in self.clusters if any(_may_be(other, form) for other in c.forms)]
        fits = [c for c in fits if not c.subject] if self._is_elder(mention) else fits or self._mononym(form)
        exact = [c for c in fits if any(other == form for other in c.forms)]
        fits = exact or fits
        if len(fits) >= 1:
            self._put(mention, fits[0])
        else:
            self._new(mention)

    def _mononym(self, form: NameForm) -> list[Cluster]:
        """Give the child whom the sender named with one word, where that word is part of this name."""
        words = {*form.given, form.family}
        return [c for c in self.clusters if c.subject and any(o.lone in words for o in c.forms)]

    def _aliases(self) -> None:
        """Join two neighbouring mentions where the text says they are one: `Daz (Darren Pike`, `aka`."""
        for left, right in zip(self.names, self.names[1:], strict=False):
            placed = left.id in self.owner or right.id in self.owner
            if placed and self._says_alias(left, right):
                self._join(left, right)

    def _merge_aliases(self) -> None:
        for left, right in zip(self.names, self.names[1:], strict=False):
            if self._says_alias(left, right) and self.owner[left.id] is not self.owner[right.id]:
                self._join(left, right)

    def _says_alias(self, left: Mention, right: Mention) -> bool:
        if left.kind is Kind.INITIALS and right.kind is Kind.INITIALS:
            return False
        between = self.reading.text[self.at[left.id][1] : self.at[right.id][0]]
        if len(between) > 40 or "\n" in between:
            return False
        if _ALIAS.match(between.lstrip("\"')")):
            return True
        following = self.reading.text[self.at[right.id][1] : self.at[right.id][1] + 1]
        short = bool(self.form[right.id].lone) or right.kind is Kind.INITIALS
        if short and following in ("'", '"') and _QUOTED.match(between):
            return True
        if between.strip(" '\"") != "(":
            return False
        after = self.reading.text[self.at[right.id][1] : self.at[right.id][1] + 2]
        one_word = bool(self.form[left.id].lone) != bool(self.form[right.id].lone)
        initials = Kind.INITIALS in (left.kind, right.kind)
        return after[:1] in (")", ",", "'", '"', " ") and (one_word or initials or self._alike(left, right))

    def _alike(self, left: Mention, right: Mention) -> bool:
        a, b = self.form[left.id], self.form[right.id]
        return bool(a.lone and b.lone and called_by_given(a, b.lone))

    def _join(self, left: Mention, right: Mention) -> None:
        a, b = self.owner.get(left.id), self.owner.get(right.id)
        if a is None and b is None:
            self._new(left)
            self._put(right, self.owner[left.id])
        elif a is None and b is not None:
            self._put(left, b)
        elif b is None and a is not None:
            self._put(right, a)
        elif a is not None and b is not None and a is not b:
            for mention in b.mentions:
                a.add(mention, self.form[mention.id])
                self.owner[mention.id] = a
            a.forms += [form for form in b.forms if form not in a.forms]
            a.subject = a.subject or b.subject
            self.clusters.remove(b)

    def _place_family(self, mention: Mention) -> None:
        """Place `Mrs Ward`, `K Ward`, `Jayden R`: a form with a family name or initial but no full name."""
        form = self.form[mention.id]
        if not form.family:
            return
        fits = [c for c in self.clusters if any(other.family and _may_be(other, form) for other in c.forms)]
        if form.title and not form.given:
            family = {o.family for c in self.clusters if c.subject for o in c.forms}
            fits = [c for c in fits if not c.subject and _titles_agree(c, form, family)]
            fits = [c for c in fits if any(o.title == form.title for o in c.forms)] or fits
            fits = [c for c in fits if any(o.family == form.family for o in c.forms)] or fits
            fits = [c for c in fits if self._gender_of(c) == _gender(form.title)] or fits
        elif form.given and len(form.family) == 1 and not fits:
            fits = [c for c in self.clusters if any(o.lone and called_by_given(o, form.given[0]) for o in c.forms)]
        self._choose(mention, fits)

    def _place_lone(self, mention: Mention) -> None:
        word = self.form[mention.id].lone
        if not word:
            return
        fits = [c for c in self.clusters if any(called_by_given(other, word) for other in c.forms)]
        fits = [c for c in fits if c.subject and any(o.lone == word for o in c.forms)] or fits
        fits = fits or [c for c in self.clusters if any(answers_to(other, word) for other in c.forms)]
        if len(fits) > 1:
            fits = [c for c in fits if any(word in (*o.given, o.lone, o.family) for o in c.forms)] or fits
        family_word = [c for c in fits if c.subject and any(o.family == word for o in c.forms)]
        if len(fits) > 1 and (family_word or self._is_group(mention)):
            fits = (family_word or fits)[:1]
        self._choose(mention, fits)

    def _is_elder(self, mention: Mention) -> bool:
        """Whether a label makes this the child's parent or grandparent, who may bear the child's own name."""
        return _ELDER.search(self.reading.text, max(self.at[mention.id][0] - 24, 0), self.at[mention.id][0]) is not None

    def _gender_of(self, cluster: Cluster) -> str:
        """Give what titles and kin words beside the names of a cluster say: `m`, `f` or nothing."""
        text = self.reading.text
        votes = {
            gender_beside(text[max(start - 40, 0) : start], text[start:end], text[end : end + 40])
            for start, end in (self.at[m.id] for m in cluster.mentions)
        } - {""}
        return votes.pop() if len(votes) == 1 else ""

    def _is_group(self, mention: Mention) -> bool:
        end = self.at[mention.id][1]
        return _GROUP.match(self.reading.text[end : end + 12]) is not None

    def _place_initials(self, mention: Mention) -> None:
        letters = self.form[mention.id].initials
        if letters:
            self._choose(mention, [c for c in self.clusters if any(letters in form.letters for form in c.forms)])

    def _choose(self, mention: Mention, fits: Sequence[Cluster]) -> None:
        """Take the only fit; of several, none: who is meant is then a question for a person."""
        fits = [c for c in fits if not c.ambiguous] or list(fits)
        if len(fits) == 1:
            self._put(mention, fits[0])
        elif not fits:
            self._new(mention)
        else:
            twin = next((c for c in self.clusters if c.ambiguous and self.form[mention.id] in c.forms), None)
            near = self._nearest(mention, fits)
            if near is not None:
                self._put(mention, near)
            elif twin is not None:
                self._put(mention, twin)
            else:
                self._new(mention, ambiguous=True)

    def _nearest(self, mention: Mention, fits: Iterable[Cluster]) -> Cluster | None:
        """Give the one fit that was named in full earlier in the same paragraph."""
        start = self.at[mention.id][0]
        begin = self.reading.text.rfind("\n\n", 0, start) + 1
        named = [c for c in fits if any(begin <= self.at[m.id][0] < start for m in c.mentions)]
        return named[0] if len(named) == 1 else None


def _may_be(left: NameForm, right: NameForm) -> bool:
    return bool(left.family and right.family) and one_person(left, right)


def _titles_agree(cluster: Cluster, form: NameForm, family: set[str]) -> bool:
    """Whether `Mrs Ward` can be this cluster; `PC Ward` is never taken for one of the Wards."""
    held = {other.title for other in cluster.forms if other.title}
    if form.title in held:
        return True
    if form.title in professional_titles():
        return not held and form.family not in family
    genders = {_gender(title) for title in held} - {""}
    return not genders or not _gender(form.title) or _gender(form.title) in genders


def _gender(title: str) -> str:
    return {"mr": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f"}.get(title, "")
