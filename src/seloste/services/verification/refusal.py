"""A caller who refuses the recording: nothing of it is kept (promise S-18)."""

from collections.abc import Iterator

from seloste.domain.capture import Announced
from seloste.domain.contact import Kind
from seloste.domain.notice import Promise
from seloste.domain.verification import Evidence
from seloste.records.models import Contact, SealedObject
from seloste.services.verification import log
from seloste.services.verification.announcement import alternatives
from seloste.services.verification.findings import all_or_broken
from seloste.services.verification.gather import Gathered

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
    yield log.notice_unchanged(facts)
    yield from alternatives(promise, facts)
