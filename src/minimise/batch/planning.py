"""What a batch has to do: the jobs of a folder or a manifest, what their results depend on, what is done already."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath

from minimise import __version__
from minimise.batch.far import FarPath
from minimise.batch.jobs import Job, Options, State
from minimise.batch.ledger import Entry, Ledger, forgotten
from minimise.batch.listing import Listing, list_far, list_folder
from minimise.batch.manifest import read_manifest
from minimise.batch.stores import Source, looks_of, shown
from minimise.batch.worker import digest_of, fetched, models_here, record_of
from minimise.copies import folder_of
from minimise.errors import Exit, MinimiseError, UsageProblem

_CRASHES = ("SIG", "Exit", "KilledWorker")
"""How a worker dies of what is in a file; it would again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the sender asked for."""

    source: Source = field(repr=False)
    out: Source = field(repr=False)
    recipients: tuple[str, ...] = ()
    subjects: tuple[str, ...] = field(default=(), repr=False)
    options: Options = field(default=Options(), repr=False)
    manifest: Path | None = field(default=None, repr=False)
    resume: bool = False
    retry_failed: bool = False
    force: bool = False
    show_names: bool = False
    deadline: float = 120.0
    most_failures: float | None = None
    """A count, or below 1 a share of all files."""
    ledger: Path | None = field(default=None, repr=False)
    """Where the ledger lies if the output folder is not on this machine."""

    @property
    def home(self) -> Path:
        """The folder of this machine beside which the ledger lies.

        Raises:
            UsageProblem: it is not clear which.
        """
        if isinstance(self.out, FarPath) and self.ledger is not None:
            return self.ledger
        if isinstance(self.out, FarPath):
            raise UsageProblem(
                "a ledger cannot lie in an object store", "Say with --ledger in which folder of this machine it shall."
            )
        if self.ledger is not None:
            raise UsageProblem("--ledger is for an OUT in an object store", "Leave it out: the ledger lies in OUT.")
        return self.out


def jobs_of(plan: Plan) -> tuple[Listing, list[Job]]:
    """Give every job of a plan, in an order that depends on the names alone.

    Raises:
        UsageProblem: the plan asks for something that cannot be.
    """
    if len(set(plan.recipients)) < len(plan.recipients):
        raise UsageProblem("the same --recipient is given twice", "Name each recipient once.")
    if plan.force and isinstance(plan.out, FarPath):
        # What a person decided stands in the review files there; a new run would have to fetch them all.
        raise UsageProblem("--force needs an OUT on this machine", "Choose another address for the new copies.")
    if plan.manifest is not None:
        if not isinstance(plan.source, FarPath) and not plan.source.is_dir():
            raise UsageProblem("the folder to be read does not exist", "Name a folder that holds the documents.")
        rows = read_manifest(plan.manifest, plan.source, plan.recipients, plan.subjects)
        return Listing((), 0), together(rows)
    if not plan.recipients:
        raise UsageProblem("--recipient is missing", "See `minimise batch --help`.")
    if isinstance(plan.source, FarPath):
        listing = list_far(plan.source, plan.out)
    else:
        listing = list_folder(plan.source, plan.out)
    jobs = [
        Job("", path, _folder(path, plan, recipient), recipient, plan.subjects)
        for path in listing.files
        for recipient in plan.recipients
    ]
    return listing, together(jobs)


def _folder(path: Source, plan: Plan, recipient: str) -> str:
    """Give the folder of a copy: as in IN, and where there are several recipients below a folder for each."""
    there = PurePosixPath(shown(path, plan.source)).parent
    return (PurePosixPath(folder_of(recipient)) / there if len(plan.recipients) > 1 else there).as_posix()


def together(jobs: Sequence[Job]) -> list[Job]:
    """Tell every job which other copies of the same document there will be; they are judged in sight of each other."""
    copies: dict[tuple[object, ...], list[Job]] = defaultdict(list)
    for job in jobs:
        copies[job.source, job.subjects, job.case].append(job)
    return [
        replace(job, together=tuple((each.recipient, each.folder) for each in all_))
        if len(all_ := copies[job.source, job.subjects, job.case]) > 1
        else job
        for job in jobs
    ]


def settings_of(plan: Plan, jobs: Sequence[Job]) -> dict[str, object]:
    """Give all that results depend on besides the files: policies, models, options.

    Raises:
        PolicyInvalid: a recipient has no policy.
        UsageProblem: an option cannot be for a recipient.
    """
    from minimise.pipeline import Order, check_order

    options = plan.options
    policy_file = Path(options.policy_file) if options.policy_file else None
    order = Order("", plan.home, policy_file=policy_file, emergency=options.emergency, record=record_of(options.record))
    prints = {
        recipient: check_order(replace(order, recipient=recipient)).fingerprint
        for recipient in sorted({job.recipient for job in jobs})
    }
    return {
        "version": __version__,
        "policies": prints,
        "models": models_here(),
        "options": asdict(replace(options, policy_file=None)),
    }


def entries_of(plan: Plan, ledger: Ledger, jobs: Sequence[Job], settings: dict[str, object]) -> list[Entry]:
    """Give what the ledger knows, once it is clear that this batch goes on with it."""
    stamp = ledger.digest(hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest())
    if not plan.resume and not ledger.is_empty():
        if not plan.force:
            raise UsageProblem(
                "the output folder holds an earlier batch",
                "Use --resume to go on with it, --force to begin anew, or another output folder.",
            )
        ledger.clear()
    if ledger.fact("settings") not in (None, stamp) and not ledger.is_empty():
        raise UsageProblem(
            "the earlier batch in the output folder ran with other settings or another version",
            "Choose another output folder, or use --force without --resume to begin anew.",
        )
    ledger.set_fact("settings", stamp)
    names = [json.dumps([shown(j.source, plan.source), j.recipient, *j.subjects, j.case]) for j in jobs]
    known = ledger.enter(names)
    return [_current(plan, ledger, entry, job) for entry, job in zip(known, jobs, strict=True)]


def _current(plan: Plan, ledger: Ledger, entry: Entry, job: Job) -> Entry:
    """Give an entry as it holds now: a file that changed since, or was not read at all, is to be done again."""
    if entry.state is None or entry.state is State.READY:
        return entry
    bad = entry.state is not State.WRITTEN
    if bad and (plan.retry_failed or (not entry.result.digest and not entry.result.kind.startswith(_CRASHES))):
        return forgotten(entry)
    if entry.looks and entry.looks == looks_of(job.source):
        return entry
    try:
        same = digest_of(fetched(job.source), bytes.fromhex(ledger.key)) == entry.result.digest
    except MinimiseError:
        same = not bad  # gone after its copy was written: the copy stands
    if same:
        return entry
    if bad or plan.force:
        return forgotten(entry)
    changed = replace(entry.result, code=int(Exit.USAGE), kind="ChangedSince")
    return replace(entry, state=State.FAILED, result=changed)
