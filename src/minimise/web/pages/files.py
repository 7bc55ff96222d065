"""*Files*: drop one or many, see how far each is; who reviews; and the answers before sharing."""

from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from minimise.errors import MinimiseError, UsageProblem
from minimise.model import Action
from minimise.policies import load_policy, policy_names, reason_codes
from minimise.stages.intake import LARGEST
from minimise.stages.review import PersonVerdict
from minimise.web.house import House, Row, house_of, lines, posted, text, texts
from minimise.web.pages.unlock import stuck
from minimise.web.paint import painted
from minimise.web.session import Item
from minimise.web.sharing import answers_of, groups, rows
from minimise.web.words import recipient_words

QUESTIONS = (
    ("harm", "Could somebody be hurt if the wrong person learned of this referral or of what it says?"),
    ("address", "Is there an address, a phone number or a school that one of the people must not learn?"),
)
_ASKED = ("recipient", "subjects", "emergency", "strict", "record")
_MOST_FILES = 100
ANSWERS = (("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"))


@cache
def recipients() -> tuple[tuple[str, str], ...]:
    """Give every recipient there is a policy for, with its purposes, in words."""
    names = []
    for name in policy_names():
        policy, _ = load_policy(name)
        names += [name, *(f"{name}:{purpose}" for purpose in policy.purposes)]
    return tuple((name, recipient_words(name)) for name in names)


async def front(request: Request) -> Response:
    """Show the queue."""
    return _front(request)


def _front(request: Request, problem: MinimiseError | None = None) -> Response:
    house = house_of(request)
    items = list(house.session.items.values())
    last = next((i.state.recipient for i in reversed(items) if i.state.recipient), "")
    return painted(
        request,
        "files.html",
        status=400 if problem else 200,
        items=[(item, item.state) for item in items],
        recipients=recipients(),
        last=last,
        problem=problem,
    )


async def upload(request: Request) -> Response:
    """Take documents in; a single one for a known recipient opens at once."""
    house, form = house_of(request), await posted(request, files=_MOST_FILES)
    try:
        _note_staff(house, text(form, "staff"))
        added = await _taken_in(house, form)
    except UsageProblem as problem:
        return _front(request, problem)
    finally:
        await form.close()
    recipient = text(form, "recipient")
    if recipient in dict(recipients()):
        for item in added:
            item.record(
                "answers",
                {
                    "recipient": recipient,
                    "subjects": [],
                    "emergency": False,
                    "strict": False,
                    "record": {"author_id": house.session.staff_id},
                },
            )
    if len(added) == 1:
        step = "review" if added[0].state.recipient else "before"
        return RedirectResponse(f"/files/{added[0].id}/{step}", status_code=303)
    return RedirectResponse("/", status_code=303)


async def _taken_in(house: House, form: FormData) -> list[Item]:
    """Copy the documents of a form into the session.

    Raises:
        UsageProblem: there are none.
    """
    files = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise UsageProblem("no file was chosen", "Choose a document, such as a Word file or a PDF.")
    return [house.session.add(one.filename or "document", await one.read()) for one in files]


def _note_staff(house: House, staff_id: str) -> None:
    """Write down who reviews.

    Raises:
        UsageProblem: it is a name, or nothing was ever given.
    """
    if not staff_id and house.session.staff_id:
        return
    check_staff(staff_id)
    if staff_id != house.session.staff_id:
        house.session.set_staff(staff_id)


def check_staff(staff_id: str) -> None:
    """Refuse what is not a staff id.

    Raises:
        UsageProblem: it has no digit, or looks like a name.
    """
    PersonVerdict("check", Action.KEEP, staff_id, reason_code=next(iter(reason_codes())))


async def remove(request: Request) -> Response:
    """Delete the session's copy of a document."""
    house = house_of(request)
    await posted(request)
    item = house.item(request)
    house.passwords.pop(item.id, None)
    house.session.remove(item)
    return RedirectResponse("/", status_code=303)


async def preferences(request: Request) -> Response:
    """Switch single-key shortcuts on or off."""
    house, form = house_of(request), await posted(request)
    house.session.set_keys(on=text(form, "keys") == "on")
    return RedirectResponse(_back(form_path=text(form, "back")), status_code=303)


def _back(form_path: str) -> str:
    """Give a path of ours to go back to; never another site."""
    return form_path if form_path.startswith("/") and not form_path.startswith(("//", "/\\")) else "/"


async def before(request: Request) -> Response:
    """Show the questions before sharing; a locked document first needs its password."""
    house = house_of(request)
    item = house.item(request)
    try:
        await run_in_threadpool(house.worker.ask, "look", house.question(item))
    except MinimiseError as problem:
        return stuck(request, item, problem)
    return _before(request, item)


def _before(request: Request, item: Item, problem: MinimiseError | None = None) -> Response:
    return painted(
        request,
        "before.html",
        status=400 if problem else 200,
        item=item,
        state=item.state,
        recipients=recipients(),
        questions=QUESTIONS,
        options=ANSWERS,
        groups=groups(),
        rows=rows(),
        problem=problem,
    )


async def answer(request: Request) -> Response:
    """Take the answers; a subject who is not in the document is said at once."""
    house, form = house_of(request), await posted(request)
    item = house.item(request)
    state = item.state
    try:
        _note_staff(house, text(form, "staff"))
        answers = _answers(form, house.session.staff_id)
        protect = [word for word in lines(form, "protect") if word not in state.protect]
        question = house.question(item, **{k: answers[k] for k in _ASKED})
        await run_in_threadpool(house.worker.ask, "record", question)
        await run_in_threadpool(house.worker.ask, "judge", question | {"protect": [*state.protect, *protect]})
    except MinimiseError as problem:
        return _before(request, item, problem)
    item.record("answers", answers)
    if protect:
        item.record("protect", {"words": protect})
    return RedirectResponse(f"/files/{item.id}/people", status_code=303)


def _answers(form: FormData, staff_id: str) -> Row:
    recipient = text(form, "recipient")
    if recipient not in dict(recipients()):
        raise UsageProblem("no recipient was chosen", "Say who will get the copy.")
    emergency = "emergency" in texts(form, "flags")
    if emergency and recipient.partition(":")[0] in ("family", "learning"):
        raise UsageProblem("sharing at once is for agencies that protect the child", "Leave it out for this copy.")
    return {
        "recipient": recipient,
        "subjects": lines(form, "subjects"),
        "emergency": emergency,
        "strict": "strict" in texts(form, "flags"),
        "record": {"author_id": staff_id} | answers_of(form),
        "safety": {key: text(form, key) for key, _ in QUESTIONS if text(form, key) in dict(ANSWERS)},
    }


def load(house: House, path: Path) -> Item:
    """Take in a document named on the command line; one that is there already is carried on with.

    Raises:
        UsageProblem: it cannot be read.
    """
    try:
        data: bytes | None = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        data = None
    if data is None:
        raise UsageProblem("a file could not be opened, or is larger than 25 MB", "Check its name and its size.")
    known = (i for i in house.session.items.values() if i.name == path.name and i.source.read_bytes() == data)
    return next(known, None) or house.session.add(path.name, data, origin=str(path.resolve().parent))
