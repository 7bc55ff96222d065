import pytest
from tests.unit.identify.made import case

from minimise.model import Role
from minimise.stages.identify.roles import _consistent

CHILD = "Child: <Tyler Ward>"


def roles(line: str, name: str, *more: str) -> list[Role]:
    return case(CHILD, "", line, *more, subjects=("Tyler Ward",)).roles(name)


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Mum (<Kelly>) rang.", "Kelly", Role.PARENT),
        ("His mother, <Kelly>, rang.", "Kelly", Role.PARENT),
        ("<Kelly> (Mum) rang.", "Kelly", Role.PARENT),
        ("<Kelly>, Tyler's mother, rang.", "Kelly", Role.PARENT),
        ("Dad, <Lee>, is in Hull.", "Lee", Role.PARENT),
        ("Mum's partner <Craig> is there.", "Craig", Role.HOUSEHOLD_ADULT),
        ("His sister <Mia> is three.", "Mia", Role.SIBLING),
        ("Half-sister <Mia> is three.", "Mia", Role.SIBLING),
        ("Nan <Joan> is well.", "Joan", Role.EXTENDED_FAMILY),
        ("<Joan>, his grandmother, is well.", "Joan", Role.EXTENDED_FAMILY),
        ("Foster carer <Ann Bell> is well.", "Ann Bell", Role.CARER),
        ("The lodger, <Wayne>, is there.", "Wayne", Role.HOUSEHOLD_ADULT),
    ],
)
def test_a_kin_word_beside_the_name_gives_the_role(line: str, name: str, role: Role) -> None:
    assert roles(line, name)[0] is role


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Mum's friend <Jo> came.", "Jo"),
        ("<Priya>'s mum, <Asha>, came. <Priya>, another pupil, was there.", "Asha"),
        ("The neighbour's son, <Leon>, came.", "Leon"),
        ("My husband <Peter> drove me.", "Peter"),
        ("Landlord <Joe Bloom> came.", "Joe Bloom"),
    ],
)
def test_kin_of_others_are_outsiders(line: str, name: str) -> None:
    outside = {Role.THIRD_PARTY, Role.OTHER_CHILD, Role.NEIGHBOUR}

    assert set(roles(line, name)) <= outside


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("A pupil, <Jayden R>, was there.", "Jayden R", Role.OTHER_CHILD),
        ("Another pupil, <Jayden R>, was there.", "Jayden R", Role.OTHER_CHILD),
        ("<Jayden R>, another pupil, was there.", "Jayden R", Role.OTHER_CHILD),
        ("<Jayden> in Year 4 was there.", "Jayden", Role.OTHER_CHILD),
        ("<Priya>, a neighbour, was there.", "Priya", Role.NEIGHBOUR),
        ("Neighbour <Priya> was there.", "Priya", Role.NEIGHBOUR),
        ("<Amy> from number 12 was there.", "Amy", Role.NEIGHBOUR),
        ("The late <Rose Ward> was kind.", "Rose Ward", Role.DECEASED),
        ("Interpreter: <Ana Silva>", "Ana Silva", Role.INTERPRETER),
        ("Witness: <Ann Bell>", "Ann Bell", Role.WITNESS),
    ],
)
def test_a_plain_noun_or_phrase_gives_the_role(line: str, name: str, role: Role) -> None:
    assert role in roles(line, name)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<Sara Khan>, health visitor, came.", "Sara Khan"),
        ("Social worker <Tom Ellis> came.", "Tom Ellis"),
        ("<Tom Ellis> (social worker) came.", "Tom Ellis"),
        ("<PC Ahmed> came.", "PC Ahmed"),
        ("<DS Ahmed> came.", "DS Ahmed"),
        ("<Dr Shah> came.", "Dr Shah"),
        ("Midwife: <Sara Khan>", "Sara Khan"),
        ("Seen by <Sara Khan>.", "Sara Khan"),
        ("<Mrs Price> is off on capability.", "Mrs Price"),
        ("<Mrs Price>, class teacher, came.", "Mrs Price"),
    ],
)
def test_a_job_or_a_professional_title_makes_a_professional(line: str, name: str) -> None:
    assert roles(line, name)[0] in (Role.PROFESSIONAL, Role.REFERRER, Role.LEAD_PRACTITIONER)


@pytest.mark.parametrize(
    "line",
    [
        "<Darren> hit him with a belt.",
        "<Darren> has threatened to kill her.",
        "She is scared of <Darren>.",
        "He was hurt by <Darren>.",
        "<Darren> is on bail.",
        "<Darren> must not have contact with the children.",
        "<Darren> was arrested on Friday.",
        "Alleged perpetrator: <Darren>",
        "There is an injunction against <Darren>.",
        "She owes money to <Darren>.",
        "<Darren> strangled her until she passed out.",
        "<Darren>, who often slapped her, was out.",
    ],
)
def test_the_doer_of_harm_is_the_person_of_concern(line: str) -> None:
    assert Role.PERSON_OF_CONCERN in roles(line, "Darren")


@pytest.mark.parametrize(
    "line",
    [
        "The dog bit <Leon> in the park.",
        "Mum says that <Leon> is a kind boy.",
        "<Leon> drives a red car.",
        "<Leon> told the teacher that it hurt.",
        "<Leon> was hit by a man.",
        "<Leon> was punched.",
        "<Leon> has been strangled.",
        "<Leon>, who was raped, is safe.",
        "<Leon> did not hit anybody.",
    ],
)
def test_nobody_else_becomes_the_person_of_concern(line: str) -> None:
    assert Role.PERSON_OF_CONCERN not in roles(line, "Leon")


def test_somebody_who_harms_and_is_kin_has_both_roles() -> None:
    found = roles("Mum's partner <Craig> hit him with a belt.", "Craig")

    assert Role.PERSON_OF_CONCERN in found
    assert Role.HOUSEHOLD_ADULT in found


def test_the_weightier_role_stands_first() -> None:
    assert roles("Mum's partner <Craig> hit him with a belt.", "Craig")[0] is Role.PERSON_OF_CONCERN


def test_a_child_who_harms_is_a_child_first() -> None:
    found = roles("<Leon>, aged 12, hit him.", "Leon", "<Leon>, another boy, was sorry.")

    assert Role.PERSON_OF_CONCERN not in found


def test_the_subject_is_never_the_person_of_concern() -> None:
    assert roles("<Tyler> hit another boy.", "Tyler") == [Role.SUBJECT]


def test_a_professional_who_lives_nearby_stays_a_professional() -> None:
    found = roles("<Sara Khan>, health visitor, came.", "Sara Khan", "<Sara Khan> from number 12 came again.")

    assert Role.NEIGHBOUR not in found or found[0] is Role.PROFESSIONAL


def test_whoever_is_not_described_stays_unsettled() -> None:
    assert roles("<Wayne> was there.", "Wayne") == [Role.UNSETTLED]


def test_a_form_says_whose_name_it_holds() -> None:
    found = case(
        "Name of child: <Tyler Ward>",
        "Mother: <Kelly Ward>",
        "Alleged perpetrator: <Darren Pike>",
        "Health visitor: <Sara Khan>",
        "Referrer: <Karen Ahmed>",
    )

    first = [person.roles[0].role for person in found.people]
    assert first == [Role.SUBJECT, Role.PARENT, Role.PERSON_OF_CONCERN, Role.PROFESSIONAL, Role.REFERRER]


def test_a_section_says_whom_a_bare_name_field_means() -> None:
    found = case(
        "1. Child",
        "",
        "Name: <Tyler Ward>",
        "",
        "2. Alleged perpetrator",
        "",
        "Name: <Darren Pike>",
        subjects=("Tyler Ward",),
    )

    assert found.roles("Darren Pike")[0] is Role.PERSON_OF_CONCERN


def test_a_row_says_it_in_another_column() -> None:
    found = case(
        "Name\tRelationship\tDate of birth",
        "<Kelly Ward>\tMother\tx",
        "<Mia Ward>\tSibling\tx",
        "<Joan Ward>\tMaternal grandmother\tx",
    )

    assert [person.roles[0].role for person in found.people] == [Role.PARENT, Role.SIBLING, Role.EXTENDED_FAMILY]


def test_a_job_column_makes_professionals() -> None:
    found = case("Name\tAgency\tTelephone", "<Sara Khan>\tHealth\tx", "<Tom Ellis>\tPolice\tx")

    assert {person.roles[0].role for person in found.people} == {Role.PROFESSIONAL}


@pytest.mark.parametrize("closing", ["Kind regards", "Yours sincerely,", "Many thanks", "Signed"])
def test_whoever_signs_with_a_job_refers(closing: str) -> None:
    found = case(CHILD, "", "He is well.", closing, "<Karen Ahmed>", "Designated Safeguarding Lead")

    assert found.roles("Karen Ahmed")[0] is Role.REFERRER


def test_the_people_of_a_mail_header_are_at_work() -> None:
    found = case(
        "From: <Karen Ahmed>",
        "To: <Tom Ellis>",
        "Cc: <Sara Khan>",
        "",
        "<Tyler Ward> is well.",
        subjects=("Tyler Ward",),
    )
    working = {Role.PROFESSIONAL, Role.REFERRER, Role.LEAD_PRACTITIONER}

    assert all(set(found.roles(name)) <= working for name in ("Karen Ahmed", "Tom Ellis", "Sara Khan"))


def test_with_a_named_subject_further_children_of_the_form_are_siblings() -> None:
    found = case("Name of child: <Tyler Ward>", "Name of child: <Mia Ward>", subjects=("Tyler Ward",))

    assert found.roles("Mia Ward") == [Role.SIBLING]


def test_evidence_says_where_it_stands_and_how_sure_it_is() -> None:
    found = case(CHILD, "Mum (<Kelly>) rang.", subjects=("Tyler Ward",))
    (finding,) = found.person("Kelly").roles

    assert [found.reading.document.words(span) for span in finding.evidence] == ["Kelly"]
    assert 0.55 <= finding.confidence < 1
    assert finding.rule.startswith("roles.")


def test_labels_are_a_role_word_and_a_number_in_order() -> None:
    found = case(CHILD, "Mum (<Kelly>) and dad (<Lee>) came.", "<Wayne> left.", subjects=("Tyler Ward",))

    assert [person.label for person in found.people] == ["Child 1", "Parent 1", "Parent 2", "Person 1"]


def test_a_label_that_the_document_has_already_is_skipped() -> None:
    found = case("[Person 1] and [person 2] came. <Wayne> left.")

    assert found.person("Wayne").label == "Person 3"


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("<Tyler> was quiet. His sister <Mia> cried.", "Mia", Role.SIBLING),
        ("Mum said her sister, <Tracy Bowden>, helps.", "Tracy Bowden", Role.EXTENDED_FAMILY),
        ("Mum (<Kelly>) came. <Kelly> said her mother, <Jean Holt>, helps.", "Jean Holt", Role.EXTENDED_FAMILY),
        ("<Priya>, another pupil, was there. <Priya> came with her mum, <Asha>.", "Asha", Role.THIRD_PARTY),
        ("His mam is <Bridget> and his daddy is <John Joe>.", "John Joe", Role.PARENT),
        ("<Mr Dean>, class teacher, rang. His mum, <Kelly>, came.", "Kelly", Role.PARENT),
    ],
)
def test_his_and_her_mean_whoever_the_sentence_is_about(line: str, name: str, role: Role) -> None:
    assert roles(line, name)[0] is role


@pytest.mark.parametrize(
    "line", ["Present: <Ann Bell> SW (chair)", "Minutes by: <Ann Bell>", "<Ann Bell> (BSO) wrote."]
)
def test_the_short_form_of_a_post_makes_a_professional(line: str) -> None:
    assert roles(line, "Ann Bell")[0] is Role.PROFESSIONAL


def test_an_order_after_the_name_makes_the_person_of_concern() -> None:
    assert Role.PERSON_OF_CONCERN in roles("Dad: <Lee Ward> (PR). Restraining order to 2028.", "Lee Ward")
    assert Role.PERSON_OF_CONCERN not in roles("Dad: <Lee Ward>. <Craig Pike> has an NMO against him.", "Lee Ward")
    assert Role.PERSON_OF_CONCERN not in roles("Mum: <Kelly> has a restraining order to protect her.", "Kelly")


def test_somebody_the_child_must_not_go_with_is_of_concern() -> None:
    assert Role.PERSON_OF_CONCERN in roles("Not to be collected by his uncle <Johnjo>.", "Johnjo")


def test_a_column_of_children_with_what_ties_them_to_the_subject_holds_no_siblings() -> None:
    found = case(
        "YP\tAge\tLink to AB",
        "<AB>\t15\t-",
        "<Kit Tran>\t15\tbest friend",
        "<Mo Musa>\t14\tgoes where Kit goes",
        subjects=("AB",),
    )

    assert found.roles("Kit Tran") == [Role.OTHER_CHILD]
    assert Role.SIBLING not in found.roles("Mo Musa")


@pytest.mark.parametrize("line", ["Other child: <Marcus Dee> (also Y3)", "Second child - <Marcus Dee> was with him."])
def test_another_child_of_the_case_is_no_sibling(line: str) -> None:
    assert case("Child: <Tyler Ward>", "", line, subjects=("Tyler Ward",)).roles("Marcus Dee") == [Role.OTHER_CHILD]


def test_other_children_of_the_household_are_siblings() -> None:
    found = case("Child: <Tyler Ward>", "Other children in the household: <Mia Ward>", subjects=("Tyler Ward",))

    assert found.roles("Mia Ward") == [Role.SIBLING]


@pytest.mark.parametrize("link", ["mum is", "mother was", "mum,", "mum"])
def test_the_kin_word_that_names_somebody_is_not_whose_kin_they_are(link: str) -> None:
    found = case(f"About <Tyler Ward> and his sister <Mia Ward>. Their {link} <Kelly Ward>.", subjects=("Tyler Ward",))

    assert found.roles("Kelly Ward") == [Role.PARENT]


@pytest.mark.parametrize(("sibling", "concern", "suspect"), [(0.95, 0.6, False), (0.95, 0.84, True), (0.6, 0.6, True)])
def test_a_brother_of_the_form_is_no_suspect_by_one_word_of_doing(
    sibling: float, concern: float, suspect: bool
) -> None:
    settled = _consistent({Role.SIBLING: sibling, Role.PERSON_OF_CONCERN: concern})

    assert (Role.CHILD_SUSPECT in settled) is suspect
    assert Role.PERSON_OF_CONCERN not in settled
