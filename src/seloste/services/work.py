"""What each job does. Every one may be done twice without harm."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.ports.jobs import SPEECH, Handlers, Job
from seloste.ports.search_index import SearchUnavailable
from seloste.records.models import Heartbeat
from seloste.services import (
    audit,
    calls,
    completeness,
    counting,
    derivations,
    fetches,
    identity_codes,
    indexing,
    jobs,
    letter_mails,
    mail_polls,
    mail_sending,
    mailboxes,
    missed,
    package_building,
    recipients,
    redactions,
    remembered,
    reminders,
    rights_letters,
    rights_portal,
    rights_reminders,
    scans,
    search_rows,
    sweeps,
    transcript_asking,
    transcript_making,
    trusted_time,
    webhook_sending,
)
from seloste.services.sweeps import BrakeTripped
from seloste.services.trusted_time import ClockDistrusted

SWEEP_EVERY = timedelta(minutes=10)
CHECKPOINT_EVERY = timedelta(minutes=1)
COUNT_EVERY = timedelta(minutes=5)
REMIND_EVERY = timedelta(minutes=5)
POLL_EVERY = timedelta(minutes=1)
WEBHOOK_EVERY = timedelta(seconds=10)
SCAN_EVERY = timedelta(minutes=1)
TRANSCRIBE_EVERY = timedelta(minutes=10)
ASK_AGAIN_EVERY = timedelta(minutes=10)
UNANSWERED = timedelta(minutes=5)
"""How long a text waits for an index that does not answer."""

WORKER = "worker"


def handlers(desk: Desk) -> Handlers:
    """Return what each job does at this desk."""
    return {
        Job.WAVEFORM: _waveform(desk),
        Job.HIDE: _hide(desk),
        Job.INDEX: _index(desk),
        Job.ASK_AGAIN: _ask_again(desk),
        Job.TRANSCRIBE: _transcribe(desk),
        Job.SWEEP: _sweep(desk),
        Job.CHECKPOINT: _checkpoint(desk),
        Job.COUNT: _count(desk),
        Job.RECONCILE: _reconcile(desk),
        Job.FETCH_RECORDING: _fetch(desk),
        Job.REMIND: _remind(desk),
        Job.SCAN: _scan(desk),
        Job.SEND_MAIL: _send_mail(desk),
        Job.POLL_MAIL: _poll_mail(desk),
        Job.WEBHOOK: _webhook(desk),
        Job.PACKAGE: _package(desk),
        Job.TELL_RECIPIENT: _tell_recipient(desk),
        Job.TELL_ERASED: _tell_erased(desk),
        Job.RIGHTS: _rights(desk),
        Job.RIGHTS_HOLD: _rights_hold(desk),
        Job.IDENTITY_CODES: _identity_codes(desk),
    }


type _Handler = Callable[[UUID | None], None]


def _waveform(desk: Desk) -> _Handler:
    def run(object_id: UUID | None) -> None:
        if object_id is not None:
            derivations.make_waveform(object_id, desk=desk, now=desk.clock.now())

    return run


def _hide(desk: Desk) -> _Handler:
    def run(object_id: UUID | None) -> None:
        if object_id is not None:
            redactions.hide(object_id, desk=desk, now=desk.clock.now())

    return run


def _index(desk: Desk) -> _Handler:
    """Index an item. Old words may stand there: an outage is waited for to its end."""

    def run(object_id: UUID | None) -> None:
        if object_id is None:
            return
        try:
            indexing.index_item(object_id, desk=desk)
        except SearchUnavailable:
            search_rows.ask(object_id, run_at=desk.clock.now() + UNANSWERED)

    return run


def _ask_again(desk: Desk) -> _Handler:
    def run(_: UUID | None) -> None:
        missed.ask_again(desk=desk)

    return run


def _transcribe(desk: Desk) -> _Handler:
    """Work on one transcript; without one, ask for those that were missed."""

    def run(item_id: UUID | None) -> None:
        if item_id is None:
            transcript_asking.catch_up(now=desk.clock.now())
        else:
            transcript_making.transcribe(item_id, desk=desk, now=desk.clock.now())

    return run


def _tell_recipient(desk: Desk) -> _Handler:
    """Tell a recipient of an earlier disclosure; without an address a person does."""

    def run(notice_id: UUID | None) -> None:
        if notice_id is not None:
            recipients.deliver(notice_id, desk=desk, now=desk.clock.now())

    return run


def _tell_erased(desk: Desk) -> _Handler:
    """Tell a person that what had to wait is erased too."""

    def run(request: UUID | None) -> None:
        if request is not None:
            remembered.tell(request, desk=desk, now=desk.clock.now())

    return run


def _sweep(desk: Desk) -> _Handler:
    """Sweep at trusted time.

    A doubted clock or a tripped brake waits for people: both are shown and
    audited, and the next sweep asks again.
    """

    def run(_: UUID | None) -> None:
        try:
            now = trusted_time.trusted_now(desk.clock)
            sweeps.sweep(desk=desk, actor=system("sweep"), now=now)
        except (ClockDistrusted, BrakeTripped):
            return
        audit.checkpoint(signer=desk.signer, witness=desk.witness, now=now)

    return run


def _count(desk: Desk) -> _Handler:
    def run(_: UUID | None) -> None:
        counting.count(staff_days=desk.staff_figures_days, now=desk.clock.now())

    return run


def _fetch(desk: Desk) -> _Handler:
    def run(object_id: UUID | None) -> None:
        if object_id is not None:
            fetches.fetch(object_id, desk=desk, now=desk.clock.now())

    return run


def _package(desk: Desk) -> _Handler:
    def run(package_id: UUID | None) -> None:
        if package_id is not None:
            package_building.work_on(package_id, desk=desk, now=desk.clock.now())

    return run


def _reconcile(desk: Desk) -> _Handler:
    """Let go of calls that are over, and of lists that are no longer compared."""

    def run(_: UUID | None) -> None:
        now = desk.clock.now()
        calls.forget(desk=desk, now=now)
        completeness.forget(now)

    return run


def _checkpoint(desk: Desk) -> _Handler:
    def run(_: UUID | None) -> None:
        audit.checkpoint(signer=desk.signer, witness=desk.witness, now=desk.clock.now())

    return run


def _scan(desk: Desk) -> _Handler:
    """Look through one item; without one, ask for those that were missed."""

    def run(item_id: UUID | None) -> None:
        if item_id is None:
            scans.catch_up(desk=desk, now=desk.clock.now())
        else:
            scans.look_through(item_id, desk=desk, now=desk.clock.now())

    return run


def _send_mail(desk: Desk) -> _Handler:
    def run(outgoing_id: UUID | None) -> None:
        if outgoing_id is not None:
            mail_sending.send(outgoing_id, desk=desk, now=desk.clock.now())

    return run


def _poll_mail(desk: Desk) -> _Handler:
    """Look into one mailbox; without one, into every mailbox that is read."""

    def run(mailbox_id: UUID | None) -> None:
        servers = desk.mail_servers
        if servers is None:
            return
        for one in (mailbox_id,) if mailbox_id else mailboxes.polled():
            mail_polls.poll(one, servers=servers, desk=desk, now=desk.clock.now())

    return run


def _remind(desk: Desk) -> _Handler:
    def run(_: UUID | None) -> None:
        reminders.remind(now=desk.clock.now())

    return run


def _webhook(desk: Desk) -> _Handler:
    def run(_: UUID | None) -> None:
        webhook_sending.send(desk=desk, now=desk.clock.now())

    return run


def _rights(desk: Desk) -> _Handler:
    """Remind of requests, write the letters that are due, and mail that they are."""

    def run(_: UUID | None) -> None:
        rights_reminders.tend(desk=desk, now=desk.clock.now())
        rights_letters.write_due(desk=desk, now=desk.clock.now())
        letter_mails.announce(desk=desk, now=desk.clock.now())

    return run


def _rights_hold(desk: Desk) -> _Handler:
    def run(request_id: UUID | None) -> None:
        if request_id is not None:
            rights_portal.follow_up(request_id, desk=desk, now=desk.clock.now())

    return run


def _identity_codes(desk: Desk) -> _Handler:
    """Send codes to the addresses of a request that were known before it."""

    def run(request_id: UUID | None) -> None:
        if request_id is not None:
            identity_codes.send(request_id, desk=desk, now=desk.clock.now())

    return run


def work(desk: Desk, *, worker: str) -> int:
    """Do one round: ask for what is regular, do what is due, beat the heart.

    First of all room is made where a disk is full: every round writes.
    """
    now = desk.clock.now()
    desk.reserve.tend()
    _ask_regular(now)
    if desk.scanner is not None:
        _ask(Job.SCAN, every=SCAN_EVERY, priority=1, now=now)
    if desk.transcriber is not None:
        _ask(Job.TRANSCRIBE, every=TRANSCRIBE_EVERY, priority=1, now=now)
    done = jobs.queue().work_off(_short(desk), now=now, worker=worker)
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": now})
    return done


def _short(desk: Desk) -> Handlers:
    """Return everything but what takes minutes; all of it where nothing does."""
    every = handlers(desk)
    if desk.transcriber is None:
        return every
    return {job: handler for job, handler in every.items() if job not in SPEECH}


def listen(desk: Desk, *, worker: str) -> int:
    """Work on one recording for a few minutes, the most urgent first.

    Returns how many it worked on: one, or none where nothing waits.
    """
    if desk.transcriber is None:
        return 0
    return jobs.queue().work_off(
        {Job.TRANSCRIBE: _transcribe(desk)},
        now=desk.clock.now(),
        worker=worker,
        most=1,
    )


def _ask_regular(now: datetime) -> None:
    """Ask for what is regular where it was not asked for lately."""
    _ask(Job.SWEEP, every=SWEEP_EVERY, priority=10, now=now)
    _ask(Job.CHECKPOINT, every=CHECKPOINT_EVERY, priority=5, now=now)
    _ask(Job.COUNT, every=COUNT_EVERY, priority=4, now=now)
    _ask(Job.RECONCILE, every=SWEEP_EVERY, priority=2, now=now)
    _ask(Job.REMIND, every=REMIND_EVERY, priority=3, now=now)
    _ask(Job.RIGHTS, every=REMIND_EVERY, priority=3, now=now)
    _ask(Job.ASK_AGAIN, every=ASK_AGAIN_EVERY, priority=1, now=now)
    if mailboxes.polled():
        _ask(Job.POLL_MAIL, every=POLL_EVERY, priority=4, now=now)
    if webhook_sending.anything():
        _ask(Job.WEBHOOK, every=WEBHOOK_EVERY, priority=3, now=now)


@transaction.atomic
def _ask(job: Job, *, every: timedelta, priority: int, now: datetime) -> None:
    name = f"asked-{job}"
    asked = Heartbeat.objects.filter(name=name).first()
    if asked is not None and abs(now - asked.at) < every:
        return
    if not jobs.queue().waiting(job):
        jobs.enqueue(job, priority=priority)
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})
