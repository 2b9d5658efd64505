"""Where data come from: registered sources, and only those."""

from collections.abc import Iterator

from seloste.domain.audit import Action
from seloste.domain.contact import Direction
from seloste.domain.notice import Origin, Promise
from seloste.domain.verification import Evidence
from seloste.records.models import Contact, Source
from seloste.services.verification import log
from seloste.services.verification.findings import all_or_broken, gap
from seloste.services.verification.gather import Gathered, leaves


def check(_promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield where contacts came from, and what is not kept of it."""
    yield _registered(facts)
    yield from log.base(facts)
    origins = {source.origin for source in facts.notice.sources}
    outbound = Contact.objects.filter(
        register_id=facts.register, direction=Direction.OUTBOUND
    ).count()
    if outbound and Origin.EARLIER_CONTACT not in origins:
        yield gap("outbound-origin-not-kept", outbound)
    elsewhere = [one.id for one in facts.notice.sources if not one.origin.direct]
    if elsewhere:
        yield gap("article-14-not-built", len(elsewhere), elsewhere)


def _registered(facts: Gathered) -> Evidence:
    """Say whether each contact's source was registered for this register."""
    logged = {leaf.object_id for leaf in leaves(Action.SOURCE_REGISTERED)}
    sources = Source.objects.filter(register_id=facts.register)
    known = [s.slug for s in sources if f"source:{s.slug}" in logged]
    contacts = Contact.objects.filter(register_id=facts.register)
    return all_or_broken(
        list(contacts.exclude(source_id__in=known).values_list("pk", flat=True)),
        right="sources-registered",
        count=contacts.count(),
        otherwise="source-unregistered",
    )
