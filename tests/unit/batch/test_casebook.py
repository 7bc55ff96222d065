"""Labels of a case: one person keeps one label over its documents, and no two people share one."""

from minimise.batch.casebook import CaseBook
from minimise.model import Document, Kind, Mention, Part, Person, Place, Role, RoleFinding, Span, Unit

KEY = bytes(32)


def document(*names: str) -> tuple[Document, list[Mention], list[Person]]:
    """A document of one line a name; every name is a neighbour's."""
    parts = tuple(Part(Place("line", Unit.LINE, n), name) for n, name in enumerate(names, start=1))
    mentions = [Mention(f"m{n}", Span(n, 0, len(name)), Kind.PERSON, 1.0, ("x",)) for n, name in enumerate(names)]
    role = (RoleFinding(Role.NEIGHBOUR, "r", (), 1.0),)
    people = [Person(f"p{n}", role, (f"m{n}",), f"Neighbour {n + 1}", 1.0) for n in range(len(names))]
    return Document("case", "txt", parts), mentions, people


def labels(book: CaseBook, *names: str) -> list[str]:
    return [person.label for person in book.relabelled(*document(*names))]


def test_a_full_name_keeps_its_label_in_the_next_document_whatever_its_place_there() -> None:
    book = CaseBook(KEY)
    assert labels(book, "Priya Nair", "Owen Pike") == ["Neighbour 1", "Neighbour 2"]

    later = CaseBook.of(KEY, book.labels)
    assert labels(later, "Mr Owen Pike", "Zofia Lis", "PRIYA NAIR") == ["Neighbour 2", "Neighbour 3", "Neighbour 1"]


def test_a_surname_or_first_name_alone_never_says_that_two_people_are_one() -> None:
    book = CaseBook(KEY)
    labels(book, "Priya Nair")

    assert labels(book, "Mrs Nair", "Priya") == ["Neighbour 2", "Neighbour 3"]


def test_a_number_that_was_given_to_somebody_without_a_full_name_is_not_given_again() -> None:
    book = CaseBook(KEY)
    labels(book, "Priya")

    assert labels(CaseBook.of(KEY, book.added), "Owen Pike") == ["Neighbour 2"]


def test_a_label_that_stands_in_the_document_itself_is_passed_over() -> None:
    book = CaseBook(KEY)

    assert labels(book, "[Neighbour 1] said so") == ["Neighbour 2"]


def test_the_book_holds_no_name() -> None:
    book = CaseBook(KEY)
    labels(book, "Priya Nair")

    assert not any("priya" in f"{who}{label}".casefold() for who, label in book.labels.items())
