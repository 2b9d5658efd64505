"""Holds as people work with them: who may place which, and what one keeps.

The notice says which purposes a kind of hold serves. Whoever works for one of
them may place, review and release it; for everybody else it does not exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.hold import HoldRefused
from seloste.domain.notice import HoldKind, HoldRule, Notice, Purpose, PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Hold,
    HoldItem,
    Restriction,
    SealedObject,
    WorkItem,
)
from seloste.services import access, audit, calendar, holds, work_access
from seloste.services.access import NotFound, Reader
from seloste.services.notices import store

ALWAYS = frozenset({Role.RECORDS_MANAGER, Role.DPO})


@dataclass(frozen=True, slots=True)
class HoldPage:
    """One hold: the contacts it keeps, of which how many items are still there.

    ``rule`` is what the notice says of its kind today; None where it has fallen
    away. ``purposes`` are those for which the reader may read the reason.
    """

    hold: Hold
    contacts: tuple[Contact, ...]
    items: int
    rule: HoldRule | None
    purposes: tuple[Purpose, ...]


def rules_for(notice: Notice, roles: Iterable[Role]) -> tuple[HoldRule, ...]:
    """Return the holds that somebody with these roles may place."""
    return tuple(rule for rule in notice.holds if _role(notice, rule, roles))


def rules_for_register(
    register: str, who: Reader, now: datetime
) -> tuple[HoldRule, ...]:
    """Return the holds that the reader may place in a register today."""
    return rules_for(_notice(register, now), who.roles)


def placing(
    contact_id: UUID, *, kind: HoldKind, staff_id: UUID, now: datetime
) -> tuple[Contact, Actor]:
    """Return the contact and in which role the person may hold it.

    Raises NotFound, and HoldRefused where the notice gives them no such hold.
    """
    contact, who = access.contact_for(contact_id, staff_id, now)
    notice = _notice(contact.register_id, now)
    rule = notice.hold_rule(kind)
    role = _role(notice, rule, who.roles) if rule else None
    if role is None:
        raise HoldRefused("no-mandate")
    return contact, who.actor(role)


def handling(hold_id: UUID, *, staff_id: UUID, now: datetime) -> tuple[Hold, Actor]:
    """Return a hold and in which role the person handles it. Raises NotFound.

    The hold of a work item exists for those for whom the work exists.
    """
    hold, who = _hold(hold_id, staff_id, now)
    if not access.serving_holds([hold.to_domain()], who):
        raise NotFound("no such record")
    notice = _notice(hold.register_id, now)
    rule = notice.hold_rule(HoldKind(hold.kind))
    role = _role(notice, rule, who.roles) if rule else None
    role = role or min(who.roles & ALWAYS, default=None)
    if role is None:
        raise NotFound("no such record")
    return hold, who.actor(role)


def hold_page(hold_id: UUID, *, staff_id: UUID, now: datetime) -> HoldPage:
    """Return what the page of a hold shows. Raises NotFound."""
    hold, _ = handling(hold_id, staff_id=staff_id, now=now)
    notice = _notice(hold.register_id, now)
    rule = notice.hold_rule(HoldKind(hold.kind))
    links = list(
        HoldItem.objects.filter(hold=hold).values_list("item_id", "contact_id")
    )
    contacts = Contact.objects.filter(pk__in={contact for _, contact in links})
    who = access.reader(staff_id, hold.register_id, now)
    return HoldPage(
        hold=hold,
        contacts=tuple(contacts.select_related("controller").order_by("started_at")),
        items=SealedObject.objects.filter(pk__in=[item for item, _ in links]).count(),
        rule=rule,
        purposes=_reason_purposes(notice, rule, who),
    )


def holds_for(
    *, staff_id: UUID, now: datetime, released: bool, page: int = 1
) -> tuple[list[Hold], bool]:
    """Return a page of the holds a person handles, and whether more follow.

    Those that stand come by the day they must be looked at, those released
    newest first.
    """
    handled = []
    for register in calendar.registers_for(staff_id, now):
        who = access.reader(staff_id, register, now)
        kinds = _kinds(_notice(register, now), who)
        found = Hold.objects.filter(
            register_id=register, released_at__isnull=not released
        )
        wanted = found if kinds is None else found.filter(kind__in=kinds)
        handled += _existing(wanted, who)
    handled.sort(key=lambda hold: hold.released_at or hold.review_by, reverse=released)
    start = (page - 1) * calendar.PAGE
    return handled[start : start + calendar.PAGE], len(handled) > start + calendar.PAGE


def standing_for(
    registers: Iterable[str], *, staff_id: UUID, now: datetime
) -> QuerySet[Hold]:
    """Return the standing holds of some registers that exist for somebody.

    The same rule as ``holds_for``, as one query: for figures.
    """
    condition = Q(pk__in=[])
    for register in registers:
        who = access.reader(staff_id, register, now)
        condition |= Q(register=register) & _handled(register, who, now)
    return Hold.objects.filter(condition, released_at=None)


def _handled(register: str, who: Reader, now: datetime) -> Q:
    notice = _notice(register, now)
    kinds = _kinds(notice, who)
    if kinds is None:
        return Q()
    every = WorkItem.objects.filter(register=register)
    theirs = every.filter(
        work_access.visible(staff_id=who.staff_id, roles=who.roles, notice=notice)
    )
    by_hand = ~_kept_by(every) & ~Q(kind=HoldKind.COMPLAINT)
    return Q(kind__in=kinds) & (_kept_by(theirs) | by_hand)


def _kept_by(works: QuerySet[WorkItem]) -> Q:
    """Return the condition that a hold is that of some work, or of its claim."""
    return Q(pk__in=works.exclude(hold=None).values("hold")) | Q(
        pk__in=works.exclude(claim_hold=None).values("claim_hold")
    )


def _existing(found: Iterable[Hold], who: Reader) -> list[Hold]:
    """Return the holds that exist for the reader: those of work only with the work."""
    rows = list(found)
    seen = access.serving_holds([one.to_domain() for one in rows], who)
    ids = {one.id for one in seen}
    return [one for one in rows if one.pk in ids]


def release_by_hand(hold_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Release a hold from its own page; one of open work goes with the work.

    One of a restriction goes when that is lifted, which the person is told of
    before (Art. 18(3)). Raises HoldRefused.
    """
    if work_access.keepers([hold_id]):
        raise HoldRefused("of-work")
    if Restriction.objects.filter(hold=hold_id, lifted_at=None).exists():
        raise HoldRefused("of-restriction")
    holds.release_hold(hold_id=hold_id, actor=actor, now=now)


def open_reason(
    hold_id: UUID, *, staff_id: UUID, purpose_id: str, desk: Desk, now: datetime
) -> str:
    """Return why a hold was placed, in the words of who placed it; audited first.

    Raises NotFound, and PurposeRefused for a purpose the hold does not serve.
    """
    page = hold_page(hold_id, staff_id=staff_id, now=now)
    purpose = next((one for one in page.purposes if one.id == purpose_id), None)
    reason = page.hold.reason
    if reason is None or reason.state != SealedObject.State.KEPT:
        raise NotFound("no such record")
    if purpose is None:
        raise PurposeRefused("the hold does not serve this purpose")
    who = access.reader(staff_id, page.hold.register_id, now)
    with transaction.atomic():
        audit.record(
            action=Action.CONTENT_OPENED,
            actor=who.actor(min(purpose.roles & who.roles)),
            object_id=hold_id,
            now=now,
            purpose=purpose_id,
            details={"item": str(reason.id), "kind": Kind.HOLD_REASON},
        )
    return desk.vault.open(reason.ref(), inline=reason.inline()).decode()


def _kinds(notice: Notice, who: Reader) -> set[HoldKind] | None:
    """Return the kinds the reader handles; None for every kind."""
    if who.roles & ALWAYS:
        return None
    return {rule.kind for rule in rules_for(notice, who.roles)}


def _reason_purposes(
    notice: Notice, rule: HoldRule | None, who: Reader
) -> tuple[Purpose, ...]:
    served = rule.purposes if rule else ()
    return tuple(
        purpose
        for purpose in notice.purposes
        if purpose.id in served and purpose.roles & who.roles
    )


def _role(notice: Notice, rule: HoldRule, roles: Iterable[Role]) -> Role | None:
    """Return the role in which somebody works for what the hold serves.

    A complaint is for its handlers: by hand only overseers hold for one, others
    open the complaint.
    """
    serving = {
        role
        for purpose in notice.purposes
        if purpose.id in rule.purposes
        for role in purpose.roles
    }
    if rule.kind is HoldKind.COMPLAINT:
        serving &= work_access.OVERSEERS
    return min(serving & set(roles), default=None)


def _hold(hold_id: UUID, staff_id: UUID, now: datetime) -> tuple[Hold, Reader]:
    hold = Hold.objects.select_related("reason").filter(pk=hold_id).first()
    if hold is None:
        raise NotFound("no such record")
    return hold, access.reader(staff_id, hold.register_id, now)


def _notice(register: str, now: datetime) -> Notice:
    return store.in_force(register, retention.local_day(now)).notice
