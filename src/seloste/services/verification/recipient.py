"""Who receives data: which machines are given any, and whether each is somebody's.

A machine that may be reached is shown with what for: ``webhooks:crm.example``.
Any other is blocked; whom a webhook tells must be named by the notice in force.
"""

from collections.abc import Iterator

from seloste.domain.notice import Notice, Promise, Recipient
from seloste.domain.processor import KIND
from seloste.domain.verification import Evidence
from seloste.domain.webhook import WebhookRefused, recipient
from seloste.records.models import Webhook
from seloste.services.verification import disclosures, log, processors, transcripts
from seloste.services.verification.findings import all_or_broken
from seloste.services.verification.gather import Gathered

_RECIPIENTS = "recipients"


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield what keeps data with the recipients the notice names."""
    yield processors.sending(facts)
    yield from webhooks(facts)
    yield from transcripts.hearing(facts)
    yield log.notice_unchanged(facts)
    named = _named(promise, facts.notice)
    kinds = {recipient.kind for recipient in named}
    if KIND in kinds:
        yield from processors.check(facts, named)
    if kinds - {KIND}:
        yield from disclosures.check(facts, kinds)


def _named(promise: Promise, notice: Notice) -> list[Recipient]:
    """Return the recipients a promise speaks of; all where it names none."""
    ids = {
        fact.partition(".")[2]
        for fact in promise.facts
        if fact.startswith(f"{_RECIPIENTS}.")
    }
    return [one for one in notice.recipients if not ids or one.id in ids]


def webhooks(facts: Gathered) -> Iterator[Evidence]:
    """Say whether every system that is told of events is named by the notice."""
    told = list(Webhook.objects.filter(register_id=facts.register, paused=False))
    wrong = [one.pk for one in told if not _is_named(one.recipient, facts.notice)]
    if told:
        yield all_or_broken(
            wrong,
            right="webhooks-named",
            count=len(told),
            otherwise="webhook-recipient-unnamed",
        )


def _is_named(recipient_id: str, notice: Notice) -> bool:
    """Tell whether a webhook's reader is the notice's own, or the organisation's."""
    try:
        recipient(notice, recipient_id)
    except WebhookRefused:
        return False
    return True
