"""A caller who refuses the recording: nothing of it is kept (promise S-18)."""

from collections.abc import Iterator

from seloste.domain.audit import Action
from seloste.domain.capture import Announced
from seloste.domain.contact import Kind
from seloste.domain.notice import Promise
from seloste.domain.verification import Evidence
from seloste.records.models import Call, Contact, SealedObject
from seloste.services.verification import log
from seloste.services.verification.announcement import alternatives
from seloste.services.verification.findings import all_or_broken
from seloste.services.verification.gather import Gathered, recorded_at

_RECORDED = (Kind.RECORDING, Kind.WAVEFORM, Kind.TRANSCRIPT)


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield that refused calls have no recording, and where else to turn."""
    refused = Contact.objects.filter(
        register_id=facts.register, announced=Announced.REFUSED
    )
    kept = SealedObject.objects.filter(
        contact__in=refused, kind__in=_RECORDED, state=SealedObject.State.KEPT
    )
    yield all_or_broken(
        list(kept.values_list("pk", flat=True)),
        right="refused-not-recorded",
        count=refused.count(),
        otherwise="refused-recorded",
    )
    yield from _answered(facts)
    yield log.notice_unchanged(facts)
    yield from alternatives(promise, facts)


def _answered(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether every refusal an exchange reported was answered with a text.

    Calls in progress are a day old at most; the log has the answers of all.
    """
    refused = Call.objects.filter(source__register_id=facts.register, refused=True)
    ids = list(refused.values_list("pk", flat=True))
    if not ids:
        return
    answered = recorded_at(Action.CALL_REFUSED, ids)
    yield all_or_broken(
        [one for one in ids if str(one) not in answered],
        right="refusals-answered",
        count=len(ids),
        otherwise="refusal-unanswered",
    )
