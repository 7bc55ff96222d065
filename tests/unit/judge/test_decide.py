from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minimise.model import (
    Action,
    Belonging,
    Decision,
    Document,
    Identification,
    Kind,
    Mark,
    Mention,
    Nature,
    Part,
    Passage,
    Person,
    Place,
    Relevance,
    Role,
    RoleFinding,
    Span,
    Status,
    Surface,
    Unit,
    Unread,
)
from minimise.policies import Facts, Policy, Rule, banners, load_policy
from minimise.policies.rule import Do
from minimise.policies.when import When
from minimise.stages.judge import Case, judge

TEXT = "Priya Nair rang on 07700 900461. He has a bruise. Mum had an operation in 2011."
DOCUMENT = Document(
    "case",
    "docx",
    (
        Part(Place("document", Unit.PARAGRAPH, 0), TEXT),
        Part(Place("comments", Unit.PARAGRAPH, 0), "Is this Priya Nair? He was hit.", Surface.COMMENT),
        Part(Place("properties", Unit.NONE, 0), "Priya Nair", Surface.PROPERTY),
        Part(Place("properties", Unit.NONE, 1), "Larchfield", Surface.PROPERTY),
        Part(Place("file-name", Unit.NONE, 0), "Nair", Surface.FILE_NAME),
    ),
    (Unread(Place("document", Unit.PARAGRAPH, 0), "image"),),
)
NAME = Mention("m0001", Span(0, 0, 10), Kind.PERSON, 0.9, ("names.form",))
PHONE = Mention("m0002", Span(0, 19, 31), Kind.PHONE, 0.95, ("uk.phone",))
IN_COMMENT = Mention("m0003", Span(1, 8, 18), Kind.PERSON, 0.9, ("names.form",))
IN_FILE_NAME = Mention("m0004", Span(4, 0, 4), Kind.PERSON, 0.8, ("names.file-name",))
BRUISE = Passage("p0001", (Span(0, 33, 49),), ("S02",), Relevance.SAFETY, "SAF-LOCK")
OPERATION = Passage("p0002", (Span(0, 50, 79),), (), Relevance.IRRELEVANT, "IRR-HEALTH")
HIT = Passage("p0003", (Span(1, 20, 31),), ("S01",), Relevance.SAFETY, "SAF-LOCK")


def person(*roles: Role, ids: tuple[str, ...] = ("m0001", "m0004"), **more: bool) -> Person:
    findings = tuple(RoleFinding(role, "test", (), 0.8) for role in roles)
    return Person("who001", findings, ids, "Neighbour 1", 0.8, **more)


def rule(do: Do, when: When | None = None, **more: object) -> Rule:
    given_ = {
        "id": "test.rule",
        "version": 3,
        "group": "g",
        "about": "x",
        "when": when or When(),
        "do": do,
        "meanwhile": None,
        "reason_code": "3P-ADULT",
        "because": "It is not needed.",
        "golden_rule": 5,
        "legal_refs": ("ISA24-R5",),
        "harm_if_kept": "S3",
        "harm_if_removed": "S1",
    }
    return Rule(**(given_ | more))  # type: ignore[arg-type]


def policy(*rules: Rule, id_: str = "school") -> Policy:
    return Policy(id_, "t", "1", {}, "England", {}, rules)


def case(
    *rules: Rule,
    mentions: tuple[Mention, ...] = (NAME,),
    passages: tuple[Passage, ...] = (),
    who: Person | None = None,
    belongings: dict[str, Belonging] | None = None,
    id_: str = "school",
    danger: bool = False,
    emergency: bool = False,
    document: Document = DOCUMENT,
) -> Case:
    people = (who,) if who else ()
    identification = Identification(people, belongings or {}, danger_at_home=danger)
    return Case(document, mentions, identification, passages, policy(*rules, id_=id_), None, emergency)


def decision(found: Case, target: str) -> Decision:
    (one,) = [d for d in judge(found) if d.target == target]
    return one


def about(found: Case, target: str) -> list[Decision]:
    return [d for d in judge(found) if d.target == target]


def test_a_decision_says_what_the_rule_says_and_what_the_find_knows() -> None:
    found = decision(case(rule(Do.PSEUDONYMISE), who=person(Role.NEIGHBOUR)), "m0001")

    assert (found.action, found.status, found.rule) == (Action.PSEUDONYMISE, Status.DECIDED, "test.rule@3")
    assert (found.reason, found.reason_code, found.category) == ("It is not needed.", "3P-ADULT", "C01")
    assert (found.golden_rule, found.legal_refs, found.person_id) == (5, ("ISA24-R5",), "who001")
    assert (found.harm_if_kept, found.harm_if_removed) == ("S3", "S1")
    assert (found.found_by, found.spans) == (("names.form",), (NAME.span,))
    assert found.confidence == 0.8


@pytest.mark.parametrize(
    ("do", "meanwhile", "action", "status", "locked"),
    [
        (Do.KEEP, None, Action.KEEP, Status.DECIDED, False),
        (Do.KEEP_LOCKED, None, Action.KEEP, Status.DECIDED, True),
        (Do.REDACT, None, Action.REDACT, Status.DECIDED, False),
        (Do.REDACT_LOCKED, None, Action.REDACT, Status.DECIDED, True),
        (Do.GENERALISE, None, Action.GENERALISE, Status.DECIDED, False),
        (Do.FLAG, None, Action.FLAG, Status.NEEDS_REVIEW, False),
        (Do.FLAG, Action.KEEP, Action.FLAG, Status.NEEDS_REVIEW, False),
        (Do.FLAG, Action.REDACT, Action.REDACT, Status.NEEDS_REVIEW, False),
        (Do.FLAG, Action.PSEUDONYMISE, Action.PSEUDONYMISE, Status.NEEDS_REVIEW, False),
    ],
)
def test_each_order_becomes_its_action_and_status(
    do: Do, meanwhile: Action | None, action: Action, status: Status, locked: bool
) -> None:
    found = decision(case(rule(do, meanwhile=meanwhile), who=person(Role.NEIGHBOUR)), "m0001")

    assert (found.action, found.status, found.locked) == (action, status, locked)


def test_the_first_rule_that_fits_decides() -> None:
    first = rule(Do.KEEP, When(role=frozenset({Role.PARENT})), id="test.first")
    second = rule(Do.REDACT, id="test.second")

    assert decision(case(first, second, who=person(Role.PARENT)), "m0001").rule == "test.first@3"
    assert decision(case(first, second, who=person(Role.NEIGHBOUR)), "m0001").rule == "test.second@3"


def test_what_no_rule_foresaw_is_withheld_until_a_person_decides() -> None:
    found = decision(case(who=person(Role.NEIGHBOUR)), "m0001")

    assert found.withholds
    assert found.status is Status.NEEDS_REVIEW


def test_a_detail_is_judged_by_its_owner_and_its_nature() -> None:
    safe = rule(Do.REDACT_LOCKED, When(kind=frozenset({Kind.PHONE}), nature=frozenset({Nature.SAFE})), id="test.safe")
    other = rule(Do.KEEP, When(role=frozenset({Role.PARENT})), id="test.other")
    mine = {"m0002": Belonging("who001", Nature.SAFE)}
    plain = {"m0002": Belonging("who001", Nature.ORDINARY)}

    for belongings, expected in ((mine, "test.safe@3"), (plain, "test.other@3")):
        found = case(safe, other, mentions=(PHONE,), who=person(Role.PARENT, ids=()), belongings=belongings)
        assert decision(found, "m0002").rule == expected


def test_a_safe_place_has_the_category_of_a_safe_address_and_a_safe_number_has_not() -> None:
    address = Mention("m0002", Span(0, 19, 31), Kind.ADDRESS, 0.9, ("uk.address",))
    safe = {"m0002": Belonging(None, Nature.SAFE)}

    assert decision(case(rule(Do.REDACT), mentions=(address,), belongings=safe), "m0002").category == "C12"
    assert decision(case(rule(Do.REDACT), mentions=(PHONE,), belongings=safe), "m0002").category == "C18"


def test_a_private_number_is_a_professionals_whoever_it_stands_beside() -> None:
    private = rule(Do.REDACT, When(role=frozenset({Role.PROFESSIONAL})), id="test.private")
    belongings = {"m0002": Belonging(None, Nature.PRIVATE)}

    found = decision(case(private, rule(Do.KEEP), mentions=(PHONE,), belongings=belongings), "m0002")

    assert found.rule == "test.private@3"


@pytest.mark.parametrize(("id_", "source"), [("school", False), ("social-care", False), ("family", True)])
def test_a_professional_who_must_not_be_known_at_home_is_a_source_only_for_the_family(id_: str, source: bool) -> None:
    protect = rule(Do.REDACT, When(role=frozenset({Role.SOURCE})), id="test.source")
    keep = rule(Do.KEEP, id="test.keep")
    who = person(Role.SOURCE, Role.PROFESSIONAL)

    assert (decision(case(protect, keep, who=who, id_=id_), "m0001").rule == "test.source@3") is source


def test_a_find_that_is_hardly_sure_is_judged_as_one() -> None:
    unsure = rule(Do.FLAG, When(confident=False), meanwhile=Action.KEEP, id="test.unsure")
    weak = replace(NAME, score=0.4)

    assert decision(case(unsure, rule(Do.REDACT), mentions=(weak,)), "m0001").rule == "test.unsure@3"
    assert decision(case(unsure, rule(Do.REDACT)), "m0001").rule == "test.rule@3"


def test_danger_at_home_risk_and_ambiguity_reach_the_policy() -> None:
    for switch in ("danger", "at_risk", "ambiguous"):
        fits = rule(Do.FLAG, When(**{switch: True}), id="test.switch")  # type: ignore[arg-type]
        who = person(Role.OTHER_CHILD, at_risk=switch == "at_risk", ambiguous=switch == "ambiguous")
        assert decision(case(fits, rule(Do.KEEP), who=who, danger=switch == "danger"), "m0001").rule == "test.switch@3"


def test_a_person_without_a_settled_role_is_unsettled() -> None:
    unsettled = rule(Do.PSEUDONYMISE, When(role=frozenset({Role.UNSETTLED})), id="test.unsettled")

    assert decision(case(unsettled, rule(Do.KEEP), who=person()), "m0001").rule == "test.unsettled@3"


def test_words_the_author_withdrew_need_no_decision_but_the_file_name_does() -> None:
    found = case(rule(Do.REDACT), mentions=(NAME, IN_COMMENT, IN_FILE_NAME))

    assert {d.target for d in judge(found)} >= {"m0001", "m0004"}
    assert about(found, "m0003") == []


def test_a_safety_passage_stays_whatever_the_policy_orders() -> None:
    for do in (Do.REDACT, Do.REDACT_LOCKED, Do.PSEUDONYMISE):
        found = decision(case(rule(do, When("passage")), passages=(BRUISE,)), "p0001")
        assert (found.action, found.status, found.locked) == (Action.FLAG, Status.NEEDS_REVIEW, False)
        assert (found.topics, found.risk_critical, found.category) == (("S02",), True, "safety")
        assert found.reason_code == "SAF-LOCK"


def test_a_kept_safety_passage_stays_locked() -> None:
    found = decision(case(rule(Do.KEEP_LOCKED, When("passage")), passages=(BRUISE,)), "p0001")

    assert (found.action, found.status, found.locked) == (Action.KEEP, Status.DECIDED, True)


def test_a_family_copy_may_leave_out_a_safety_passage() -> None:
    found = decision(case(rule(Do.REDACT, When("passage")), passages=(BRUISE,), id_="family"), "p0001")

    assert found.action is Action.REDACT
    assert not found.risk_critical


def test_an_irrelevant_passage_is_asked_about() -> None:
    found = decision(case(rule(Do.FLAG, When("passage")), passages=(OPERATION,)), "p0002")

    assert (found.action, found.category, found.reason_code) == (Action.FLAG, "irrelevant", "IRR-HEALTH")


def test_a_safety_passage_is_never_flagged_as_irrelevant() -> None:
    both = replace(BRUISE, relevance=Relevance.IRRELEVANT)

    assert [d.category for d in about(case(rule(Do.KEEP, When("passage")), passages=(both,)), "p0001")] == ["safety"]


def test_a_plain_passage_needs_no_decision() -> None:
    plain = Passage("p0009", (Span(0, 0, 10),), (), Relevance.CONTEXT, "")

    assert about(case(rule(Do.REDACT, When("passage")), passages=(plain,)), "p0009") == []


@pytest.mark.parametrize(
    ("mark", "category"),
    [
        (Mark.SAFE_CONTACT, "C19"),
        (Mark.CHILD_WORDS, "C56"),
        (Mark.INTELLIGENCE, "C52"),
        (Mark.CONVICTIONS, "C42"),
        (Mark.LEGAL_ADVICE, "C48"),
        (Mark.STAFF_MATTER, "C51"),
    ],
)
def test_a_marked_passage_is_decided_for_its_mark(mark: Mark, category: str) -> None:
    marked = Passage("p0005", (Span(0, 0, 10),), (), Relevance.CONTEXT, "", (mark,))
    fits = rule(Do.REDACT, When("passage", mark=frozenset({mark})), id="test.mark")

    found = decision(case(fits, rule(Do.KEEP, When("passage")), passages=(marked,)), "p0005")

    assert (found.rule, found.category, found.action) == ("test.mark@3", category, Action.REDACT)


def test_a_marked_passage_that_is_safety_critical_is_not_hidden_for_its_mark() -> None:
    marked = replace(BRUISE, marks=(Mark.INTELLIGENCE,))

    found = about(case(rule(Do.REDACT, When("passage")), passages=(marked,)), "p0001")

    assert {d.category for d in found} == {"safety", "C52"}
    assert not any(d.withholds for d in found)


def test_a_passage_in_withdrawn_words_is_decided_with_them_and_asked_about() -> None:
    found = case(rule(Do.KEEP, When("passage")), mentions=(), passages=(HIT,))
    comment, author = decision(found, "w0001"), decision(found, "w0002")

    assert about(found, "p0003") == []
    assert (comment.action, comment.status) == (Action.REDACT, Status.NEEDS_REVIEW)
    assert (author.action, author.status) == (Action.REDACT, Status.DECIDED)
    assert {comment.category, author.category} == {"C54"}


def test_properties_of_one_place_are_one_decision() -> None:
    targets = [d.target for d in judge(case(mentions=())) if d.target.startswith("w")]

    assert targets == ["w0001", "w0002"]


def test_what_could_not_be_read_is_withheld_and_a_person_looks() -> None:
    found = decision(case(mentions=()), "u0001")

    assert (found.action, found.status, found.category) == (Action.REDACT, Status.NEEDS_REVIEW, "C55")


def test_an_unread_thing_without_words_beside_it_is_still_decided() -> None:
    document = replace(DOCUMENT, unread=(Unread(Place("document", Unit.PARAGRAPH, 77), "chart"),))

    assert decision(case(mentions=(), document=document), "u0001").spans == ()


def test_in_an_emergency_only_hard_protections_are_withheld() -> None:
    trivial, grave = rule(Do.REDACT), rule(Do.REDACT, harm_if_kept="S4")
    locked, keeps = rule(Do.REDACT_LOCKED), rule(Do.KEEP)

    actions = [decision(case(r, emergency=True), "m0001").action for r in (trivial, grave, locked, keeps)]

    assert actions == [Action.FLAG, Action.REDACT, Action.REDACT, Action.KEEP]
    assert decision(case(trivial, emergency=True), "m0001").status is Status.NEEDS_REVIEW


def test_in_an_emergency_nothing_is_asked_about_relevance() -> None:
    assert about(case(rule(Do.FLAG, When("passage")), passages=(OPERATION,), emergency=True), "p0002") == []


def test_a_rules_banner_is_given_in_words() -> None:
    name, words = next(iter(banners().items()))

    assert decision(case(rule(Do.KEEP, banner=name)), "m0001").banner == words
    assert decision(case(rule(Do.KEEP)), "m0001").banner is None


ORDERS = st.sampled_from(list(Do))
PASSAGES = st.builds(
    Passage,
    st.just("p0001"),
    st.just((Span(0, 33, 49),)),
    st.lists(st.sampled_from(["S01", "S02", "S25"]), min_size=1, max_size=2).map(tuple),
    st.sampled_from(list(Relevance)),
    st.just("SAF-LOCK"),
    st.lists(st.sampled_from(list(Mark)), max_size=3, unique=True).map(tuple),
)


@given(
    do=ORDERS, passage=PASSAGES, emergency=st.booleans(), meanwhile=st.sampled_from([None, Action.REDACT, Action.KEEP])
)
def test_no_policy_lets_the_machine_hide_a_risk_fact(
    do: Do, passage: Passage, emergency: bool, meanwhile: Action | None
) -> None:
    found = case(rule(do, When("passage"), meanwhile=meanwhile), mentions=(), passages=(passage,), emergency=emergency)

    assert not any(d.withholds for d in about(found, "p0001"))


@pytest.mark.parametrize("recipient", ["social-care", "police", "health", "school", "voluntary", "housing"])
def test_shipped_policies_keep_a_safety_passage_locked(recipient: str) -> None:
    shipped, _ = load_policy(recipient)
    facts = Facts("passage", relevance=Relevance.SAFETY, risk_critical=True)

    assert shipped.first_fit(facts).action is Action.KEEP
