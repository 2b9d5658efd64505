"""Who answers for a contact, and in which capacity (GDPR Art. 4(7) and 4(8))."""

from collections.abc import Iterator
from uuid import UUID

from seloste.domain.notice import Capacity, ControllerUnknown, Promise
from seloste.domain.verification import Evidence
from seloste.records.models import Contact, Source
from seloste.services.verification import decisions, log
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    gap,
    proved,
)
from seloste.services.verification.gather import Gathered

PROCESSOR_ARTICLE = "4(8)"


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield for whom contacts are kept, and how that is known."""
    yield _each_has_one(facts)
    yield _addresses(facts)
    yield from _sources_lead_somewhere(facts)
    if promise.article.startswith(PROCESSOR_ARTICLE):
        yield from _processor_slice(facts)
    yield log.notice_unchanged(facts)


def _each_has_one(facts: Gathered) -> Evidence:
    """Say whether each contact has a controller that its own version names."""
    contacts = Contact.objects.filter(register_id=facts.register)
    wrong: list[UUID] = list(
        contacts.filter(controller__isnull=True).values_list("pk", flat=True)
    )
    wrong += contacts.exclude(controller__register_id=facts.register).values_list(
        "pk", flat=True
    )
    for known in facts.versions:
        named = [c.id for c in known.notice.controllers] if known.notice else []
        others = contacts.filter(
            notice_version=known.row, controller__register_id=facts.register
        ).exclude(controller__key__in=named)
        wrong += others.values_list("pk", flat=True)
    return all_or_broken(
        wrong,
        right="controllers-known",
        count=contacts.count(),
        otherwise="controller-missing",
    )


def _addresses(facts: Gathered) -> Evidence:
    """Count the lines and mailboxes; no notice is read that has one of them twice."""
    return proved(
        "addresses-mapped",
        sum(
            len(controller.receives) + len(controller.processor_receives)
            for controller in facts.notice.controllers
        ),
    )


def _sources_lead_somewhere(facts: Gathered) -> Iterator[Evidence]:
    """Yield the sources whose own address the notice maps to nobody."""
    lost = []
    sources = Source.objects.filter(register_id=facts.register, active=True)
    for source in sources.exclude(address=""):
        try:
            facts.notice.controller_for(source.address)
        except ControllerUnknown:
            lost.append(source.slug)
    if lost:
        yield gap("source-unmapped", len(lost), lost)


def _processor_slice(facts: Gathered) -> Iterator[Evidence]:
    """Yield what is kept for others, told apart from what is one's own."""
    kept = Contact.objects.filter(
        register_id=facts.register, capacity=Capacity.PROCESSOR
    )
    acting = [c.id for c in facts.notice.controllers if c.processor_for is not None]
    outside = kept.exclude(controller__key__in=acting)
    yield from any_broken(
        list(outside.values_list("pk", flat=True)), "processor-outside"
    )
    yield proved("processor-slice", kept.count())
    yield from decisions.forwarded(facts)
