"""What an answer tells of a person beside their contacts: merges and lists of calls.

Only what the decision gives, in lines of plain text; who decided a merge is not
told. Also in which searches of the last month words of theirs were shown, which
no leaf says, because a leaf names no item.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.call_list import Callee
from seloste.domain.contact import Kind
from seloste.domain.customer import Customer, What
from seloste.domain.notice import Language, Notice
from seloste.domain.notice_text.voice import Voice
from seloste.domain.package_report import phrases
from seloste.domain.rights_decision import Outcome
from seloste.ports.desk import Desk
from seloste.records.models import (
    RightsDecisionLine,
    RightsRequest,
    SealedObject,
    Search,
)
from seloste.services import package_gates


def known(
    request: RightsRequest, notice: Notice, language: Language, *, desk: Desk
) -> tuple[str, ...]:
    """Return what is kept of the person beside contacts and is given, in lines."""
    given = RightsDecisionLine.objects.filter(
        decision__request=request,
        decision__asked=request.kind,
        outcome=Outcome.GIVE,
        kind__in=package_gates.APART,
    )
    rows = SealedObject.objects.filter(
        pk__in=given.values("item_id"), state=SealedObject.State.KEPT
    ).select_related("call_entry__call_list")
    voice = Voice(language)
    return tuple(
        line
        for row in rows.order_by("captured_at", "pk")
        for line in _lines(row, notice, voice, desk)
    )


def _lines(
    row: SealedObject, notice: Notice, voice: Voice, desk: Desk
) -> Iterator[str]:
    data = desk.vault.open(row.ref(), inline=row.inline())
    if row.kind == Kind.CALL_LIST:
        yield _callee(row, Callee.from_json(data), notice, voice)
        return
    customer = Customer.from_json(data)
    values = sorted(one.value for one in customer.identifiers)
    yield voice.say(phrases.ONE_CUSTOMER, {"identifiers": ", ".join(values)})
    for step in customer.steps:
        if step.what is What.MERGE and not step.undone and step.reason:
            day = voice.day(retention.local_day(step.at))
            told = {"day": day, "reason": step.reason}
            yield voice.say(phrases.ONE_CUSTOMER_WHY, told)


def _callee(row: SealedObject, one: Callee, notice: Notice, voice: Voice) -> str:
    source = row.call_entry.call_list.source
    names = (
        found.in_(voice.language) for found in notice.sources if found.id == source
    )
    fields = (one.name, one.organisation, one.tel, one.customer_no, one.note)
    told = {
        "source": next(names, source),
        "known": ", ".join(value for value in fields if value),
    }
    return voice.say(phrases.TO_BE_CALLED, told)


def found_in_searches(
    contact_ids: Collection[UUID], register: str, *, desk: Desk
) -> Iterable[tuple[datetime, str]]:
    """Yield when, and for which purpose, a search showed words of these contacts.

    As far as searches are kept, which is a month.
    """
    rows = SealedObject.objects.filter(contact__in=list(contact_ids))
    theirs = set(rows.values_list("pk", flat=True))
    searches = Search.objects.filter(
        register=register, object__state=SealedObject.State.KEPT
    ).select_related("object")
    for one in searches.order_by("searched_at", "pk").iterator():
        data = desk.vault.open(one.object.ref(), inline=one.object.inline())
        shown = {UUID(item) for item in json.loads(data)["shown"]}
        if theirs & shown:
            yield one.searched_at, one.purpose
