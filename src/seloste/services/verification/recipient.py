"""Who receives data: nothing leaves unrecorded, because nothing leaves yet."""

from collections.abc import Iterator

from seloste.domain.notice import Notice, Promise, Recipient
from seloste.domain.verification import Evidence
from seloste.services.verification import log
from seloste.services.verification.attestation import statement
from seloste.services.verification.findings import gap, proved
from seloste.services.verification.gather import Gathered

PROCESSOR = "processor"
_RECIPIENTS = "recipients"


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield what keeps data with the recipients the notice names."""
    yield sending(facts)
    yield log.notice_unchanged(facts)
    kinds = {recipient.kind for recipient in _named(promise, facts.notice)}
    if PROCESSOR in kinds:
        yield gap("processors-not-built")
        yield statement(promise, facts)
    if kinds - {PROCESSOR}:
        yield gap("disclosures-not-built")


def _named(promise: Promise, notice: Notice) -> list[Recipient]:
    """Return the recipients a promise speaks of; all where it names none."""
    ids = {
        fact.partition(".")[2]
        for fact in promise.facts
        if fact.startswith(f"{_RECIPIENTS}.")
    }
    return [one for one in notice.recipients if not ids or one.id in ids]


def sending(facts: Gathered) -> Evidence:
    """Say whether the program is set up to give data to another machine."""
    if facts.installation is None:
        return gap("installation-unknown")
    hosts = facts.installation.remote_hosts
    return gap("sends-out", len(hosts), hosts) if hosts else proved("nothing-sent")
