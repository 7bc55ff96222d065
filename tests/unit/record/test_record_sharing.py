"""The sharing record: what is asked, what may be answered, which basis is suggested, what must not be stored."""

from itertools import product

import pytest
from tests.unit.record.record_samples import ANSWERS, COMPLETE

from minimise.errors import UsageProblem
from minimise.policies import legal_codes
from minimise.stages.record import SharingRecord, questions, sharing_record
from minimise.stages.record.basis import CONSENT, suggested_basis

THRESHOLDS = (*next(q for q in questions() if q.key == "threshold").values, "not_asked")
ORG_TYPES = next(q for q in questions() if q.key == "org_type").values


def quiet(_: str) -> tuple[str, ...]:
    return ()


def test_silence_is_written_down_as_silence() -> None:
    said = SharingRecord().to_json()

    assert said["child_informed"] == "not_asked"
    assert said["pr_holders_informed"] == []
    assert {q.key for q in questions()} <= said.keys() | set(said["lawful_basis"])  # type: ignore[arg-type]


def test_a_complete_record_misses_nothing_and_an_empty_one_says_what() -> None:
    assert COMPLETE.completed("police").missing("police") == ("threshold",)
    assert COMPLETE.completed("social-care:s47").missing("social-care:s47") == ()
    assert "child_informed" in SharingRecord().missing("school")


def test_a_family_copy_asks_nothing_about_informing_the_family() -> None:
    assert {"child_informed", "pr_holders_informed", "threshold"}.isdisjoint(SharingRecord().missing("family:child"))


def test_a_decision_not_to_share_asks_for_its_consequences_and_not_for_a_channel() -> None:
    missing = SharingRecord().missing("school", "do_not_share")

    assert {"detriment_considered", "consequence_of_not_sharing"} <= set(missing)
    assert "channel" not in missing


def test_not_informing_asks_for_a_reason() -> None:
    record = COMPLETE.with_answers({"child_informed": "not_safe"}).completed("social-care:s47")

    assert record.missing("social-care:s47") == ("not_informed_reason_code",)


@pytest.mark.parametrize(
    ("org_type", "recipient", "threshold", "basis", "gateway"),
    [
        ("local_authority", "social-care:s47", "s47", "UKGDPR-6.1.e", "CA89-47"),
        ("public_school", "social-care:s17", "s17", "UKGDPR-6.1.e", "CA89-17"),
        ("charity", "social-care:s47", "s47", "UKGDPR-6.1.ea", "CA89-47"),
        ("independent_school", "voluntary", "early_help", "UKGDPR-6.1.f", "none"),
        ("nhs", "police", "not_asked", "UKGDPR-6.1.e", "CDA-115"),
        ("charity", "family", "not_asked", "UKGDPR-6.1.c", "UKGDPR-15"),
    ],
)
def test_basis_follows_from_who_shares_with_whom(
    org_type: str, recipient: str, threshold: str, basis: str, gateway: str
) -> None:
    found = suggested_basis(org_type, recipient, threshold)

    assert (found["article_6"], found["statutory_gateway"]) == (basis, gateway)


@pytest.mark.parametrize("recipient", ["social-care", "police", "health", "school", "family", "voluntary", "court"])
def test_consent_is_never_suggested_and_every_suggestion_is_an_answer(recipient: str) -> None:
    for org_type, threshold in product(ORG_TYPES, THRESHOLDS):
        found = suggested_basis(org_type, recipient, threshold)

        assert CONSENT not in found.values()
        assert sharing_record(dict(found), quiet).answers == found


@pytest.mark.parametrize("recipient", ["police", "social-care:s47"])
def test_consent_is_refused_for_the_police_and_for_significant_harm(recipient: str) -> None:
    with pytest.raises(UsageProblem, match="consent cannot"):
        sharing_record({"article_6": CONSENT}, quiet).completed(recipient)


@pytest.mark.parametrize(("more", "emergency"), [({}, True), ({"threshold": "s47"}, False)])
def test_consent_is_refused_in_an_emergency_and_by_threshold(more: dict[str, str], emergency: bool) -> None:
    with pytest.raises(UsageProblem):
        SharingRecord({"article_6": CONSENT, **more}).completed("voluntary", emergency=emergency)


def test_consent_is_allowed_but_unusual_outside_voluntary_services() -> None:
    record = sharing_record({"article_6": CONSENT}, quiet)

    assert record.unusual("school")
    assert not record.completed("family-help").unusual("family-help")


def test_who_chose_the_basis_is_recorded() -> None:
    assert SharingRecord().completed("police").chosen == "not_asked"
    assert COMPLETE.completed("police").chosen == "default"
    assert COMPLETE.with_answers({"article_6": "UKGDPR-6.1.d"}).completed("police").chosen == "changed"


def test_service_agreement_courtesy_and_basis_are_three_questions() -> None:
    keys = {q.key for q in questions()}

    assert {"service_agreement", "courtesy", "article_6"} <= keys


@pytest.mark.parametrize(
    "answers",
    [
        {"favourite_colour": "blue"},
        {"child_informed": "maybe"},
        {"author_id": "Jane Roe"},
        {"time_on_review": -1},
        {"time_on_review": True},
        {"reviewed_on": "yesterday"},
        {"decision_reason_codes": "protect_child"},
        {"decision_reason_codes": ["data_protection"]},
        {"pr_holders_informed": [{"state": "yes"}]},
        {"pr_holders_informed": [{"role": "mother", "name": "Jane"}]},
        {"advice_sought": [{"role": "friend"}]},
        {"purpose_text": "x" * 201},
        {"purpose_text": ["x"]},
    ],
)
def test_what_is_no_answer_is_refused_without_repeating_it(answers: dict[str, object]) -> None:
    with pytest.raises(UsageProblem) as caught:
        sharing_record(answers, quiet)

    told = f"{caught.value.summary} {caught.value.advice}"
    assert not [word for word in ("favourite", "maybe", "Jane", "friend", "yesterday", "xxx") if word in told]
    assert caught.value.__context__ is None


def test_free_text_that_says_who_somebody_is_is_refused() -> None:
    with pytest.raises(UsageProblem, match="purpose_text"):
        sharing_record({"purpose_text": "To protect somebody."}, lambda _: {"PERSON"})


def test_an_organisation_may_be_named_but_no_person_in_it() -> None:
    assert sharing_record({"organisation": "Northshire"}, lambda _: {"LOCATION"}).answer("organisation") == "Northshire"
    with pytest.raises(UsageProblem):
        sharing_record({"organisation": "Northshire"}, lambda _: {"LOCATION", "PERSON"})


def test_record_comes_back_from_a_header() -> None:
    record = COMPLETE.completed("social-care:s47")

    assert SharingRecord.of_header(record.to_json()) == record


def test_every_law_that_is_named_exists_in_the_shared_list() -> None:
    codes = {code for q in questions() if q.group == "basis" for code in q.values if "-" in code}

    assert codes - set(legal_codes()) == {"UKGDPR-6.1.a", "UKGDPR-9.2.f"}
    assert ANSWERS.keys() <= {q.key for q in questions()}
