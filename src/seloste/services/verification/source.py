"""Where data come from: registered sources, and only those."""

from collections.abc import Iterator

from seloste.domain.audit import Action
from seloste.domain.contact import Direction
from seloste.domain.notice import Origin, Promise
from seloste.domain.verification import Evidence
from seloste.records.models import CallList, Contact, Source
from seloste.services import call_lists
from seloste.services.verification import log
from seloste.services.verification.findings import all_or_broken, any_broken, gap
from seloste.services.verification.gather import Gathered, leaves


def check(_promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield where contacts came from, and what is not kept of it."""
    yield _registered(facts)
    yield from log.base(facts)
    origins = {source.origin for source in facts.notice.sources}
    outbound = Contact.objects.filter(
        register_id=facts.register, direction=Direction.OUTBOUND, call_entries=None
    ).count()
    if outbound and Origin.EARLIER_CONTACT not in origins:
        yield gap("outbound-origin-not-kept", outbound)
    elsewhere = [one.id for one in facts.notice.sources if not one.origin.direct]
    if elsewhere:
        yield from _call_lists(facts, elsewhere)


def _call_lists(facts: Gathered, elsewhere: list[str]) -> Iterator[Evidence]:
    """Say on what calls to people stand, and whether they are told (Art. 14).

    A source that is neither the person nor a register (whoever books for a
    group) leaves no trace here: only people can know that those named were told.
    """
    lists = list(CallList.objects.filter(register_id=facts.register))
    named = {one.id for one in facts.notice.sources}
    yield all_or_broken(
        [one.pk for one in lists if one.source not in named],
        right="call-lists-founded",
        count=len(lists),
        otherwise="call-list-unfounded",
    )
    untold = [one.pk for one in lists if call_lists.counts(one, facts.now).untold]
    yield from any_broken(untold, "callees-untold")
    others = [
        one.id for one in facts.notice.sources if one.origin is Origin.OTHER_PERSON
    ]
    if others and set(others) <= set(elsewhere):
        yield gap("article-14-of-others", len(others), others)


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
