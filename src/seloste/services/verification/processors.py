"""The register of processors, against the notice, the log and the machines in use.

What an entry says of a contract somebody entered, and the log says that they
did. A processor the notice names and the register does not is a GAP; a machine
that is in use and nobody answers for breaks the promise.
"""

from collections.abc import Collection, Iterator
from functools import partial

from seloste.domain import processor as rules
from seloste.domain.audit import Action
from seloste.domain.notice import Recipient
from seloste.domain.processor import Processor
from seloste.domain.verification import Evidence, Verdict
from seloste.records.models import ProcessorEntry
from seloste.services import own_hosts, processor_hosts, processors
from seloste.services.processor_hosts import Line, Whose
from seloste.services.verification import log
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    attested,
    broken,
    gap,
    proved,
)
from seloste.services.verification.gather import Gathered, leaves


def check(facts: Gathered, named: Collection[Recipient]) -> Iterator[Evidence]:
    """Yield whether each processor that a promise speaks of has its entry."""
    standing = processors.standing(facts.today, facts.register)
    wanted = [one for one in named if one.kind == rules.KIND]
    about = [row for row in standing if row.recipient in {one.id for one in wanted}]
    lacking = list(_unregistered(wanted, about))
    if lacking:
        yield gap("processor-unregistered", len(lacking), lacking)
    incomplete = list(_incomplete(about))
    if incomplete:
        yield gap("processor-incomplete", len(incomplete), incomplete)
    late = [row.pk for row in about if row.review_on and row.review_on < facts.today]
    if late:
        yield gap("processor-review-overdue", len(late), late)
    if about and not lacking and not incomplete:
        yield attested("processors-registered", len(about))  # a contract is paper
    yield from _log_agrees(facts)
    yield from any_broken(_unnamed(facts, standing), "processor-not-in-notice")
    yield log.log_holds(facts)


def _unregistered(
    wanted: Collection[Recipient], rows: Collection[ProcessorEntry]
) -> Iterator[str]:
    """Yield the recipients without an entry, and those named one by one."""
    for recipient in wanted:
        names = {row.name.casefold() for row in rows if row.recipient == recipient.id}
        if not recipient.members and not names:
            yield recipient.id
        for member in recipient.members:
            if member.casefold() not in names:
                yield f"{recipient.id}:{member}"


def _incomplete(rows: Collection[ProcessorEntry]) -> Iterator[str]:
    for row in rows:
        for what in processors.facts(row).missing:
            yield f"{row.pk}:{what}"


def _unnamed(facts: Gathered, rows: Collection[ProcessorEntry]) -> list[object]:
    named = {one.id for one in rules.recipients(facts.notice)}
    return [row.pk for row in rows if row.recipient not in named]


def _log_agrees(facts: Gathered) -> Iterator[Evidence]:
    """Yield entries and own machines that the log does not have as they are."""
    said = {
        leaf.object_id: leaf.details.get("sha256")
        for leaf in leaves(Action.PROCESSOR_CHANGED)
        if leaf.details.get("register") == facts.register
    }
    rows = {
        str(row.pk): processors.facts(row).digest
        for row in processors.entries(facts.register)
    }
    wrong = sorted(
        one for one in {*said, *rows} if said.get(one) != rows.get(one, "gone")
    )
    yield from any_broken(wrong, "processor-unrecorded")
    outcome = {
        leaf.object_id: leaf.outcome
        for leaf in leaves(Action.EGRESS_ALLOWED)
        if leaf.details.get("kind") == own_hosts.KIND
    }
    unsaid = [
        host
        for host in own_hosts.listed()
        if outcome.get(f"host:{host}"[:128]) != "allowed"
    ]
    yield from any_broken(unsaid, "own-host-unrecorded")


def sending(facts: Gathered) -> Evidence:
    """Say whether every machine that data go to is somebody's who is registered."""
    if facts.installation is None:
        return gap("installation-unknown")
    lines = _lines(facts)
    nobody = _labels(lines, Whose.NOBODY)
    if nobody:
        return broken("host-unregistered", len(nobody), nobody)
    reached = _labels(lines, Whose.OWN, Whose.PROCESSOR, Whose.PROVIDER)
    if not reached:
        return proved("nothing-sent")
    return proved("hosts-registered", len(reached), reached)


def elsewhere(facts: Gathered) -> Evidence:
    """Say whether others than the organisation have data: what they do is unseen."""
    sent = sending(facts)
    if sent.verdict is not Verdict.PROVED:
        return sent
    others = _labels(_lines(facts), Whose.PROCESSOR)
    return gap("sends-out", len(others), others) if others else sent


def _lines(facts: Gathered) -> tuple[Line, ...]:
    set_up = facts.installation.remote_hosts if facts.installation else ()
    return processor_hosts.lines(facts.register, set_up=set_up, now=facts.now)


def _labels(lines: Collection[Line], *whose: Whose) -> list[str]:
    return sorted({line.use.label for line in lines if line.whose in whose})


def transfers(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether what goes outside the EEA has a ground, and is promised."""
    promised = facts.notice.transfers
    standing = processors.standing(facts.today, facts.register)
    outside = [row for row in standing if processors.facts(row).outside]
    wrong = list(filter(None, map(partial(_fault, facts), outside)))
    if standing:
        yield all_or_broken(
            wrong,
            right="transfers-founded" if outside else "processors-inside",
            count=len(outside or standing),
            otherwise="transfer-unfounded",
        )
    mechanisms = set(promised.mechanisms) - {"none"}
    if outside and promised.allowed == "limited" and not mechanisms:
        yield broken("safeguards-missing")


def _fault(facts: Gathered, row: ProcessorEntry) -> str:
    entry: Processor = processors.facts(row)
    fault = rules.transfer_fault(entry, facts.notice.transfers)
    return f"{row.pk}:{fault}" if fault else ""
