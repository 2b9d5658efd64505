"""Disclosures: prepared, approved by a second person, handed over, kept in a register.

Only recipients of the notice receive anything, for its purposes. The register
says which sealed bytes went out, to whom, on which basis and who allowed it; the
recipient's name is sealed. What was handed over leaves no copy here.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from seloste.domain import disclosure as rules
from seloste.domain import retention
from seloste.domain.audit import Action, Details
from seloste.domain.contact import Kind
from seloste.domain.disclosure import (
    Allowed,
    DisclosureRefused,
    DisclosureState,
    Form,
    Step,
    TellState,
)
from seloste.domain.notice import Capacity, Notice, Recipient
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    DisclosedItem,
    Disclosure,
    HoldItem,
    RecipientNotice,
    Register,
    SealedObject,
    WorkItem,
)
from seloste.services import access, audit, claims, limits, sealed_words
from seloste.services.access import NotFound
from seloste.services.notices import store
from seloste.services.vcon_export import WRITTEN

__all__ = ["Details", "DisclosureRefused", "New", "approve", "prepare", "refuse"]

LARGEST_DOCUMENT = 20 * 2**20
KEPT_AFTER = timedelta(days=365)
"""How long it is known by name who received something that is gone."""
GIVEN = (*WRITTEN, Kind.META)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives it, by name, and where they are told of changes (Art. 19).

    Every text is sealed. ``mailto`` may be empty: they are then told by letter.
    """

    name: str
    mailto: str = ""
    address: str = ""
    reason: str = ""

    def to_json(self) -> bytes:
        """Return the bytes that are sealed."""
        return json.dumps(
            {
                "v": 1,
                "name": self.name,
                "mailto": self.mailto,
                "address": self.address,
                "reason": self.reason,
            },
            ensure_ascii=False,
            sort_keys=True,
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Receiver":
        """Return what ``to_json`` wrote; nothing of words that are gone."""
        value = json.loads(data or b'{"v": 1, "name": ""}')
        value.pop("v")
        return cls(**value)


@dataclass(frozen=True, slots=True)
class New:
    """What somebody prepares to disclose.

    ``claim`` is the complaint whose standing claim needs it; ``document`` an
    authority's written request; ``contact_ids`` are whose items go out.
    """

    register: str
    recipient: str
    purpose: str
    receiver: Receiver
    contact_ids: Collection[UUID] = ()
    form: Form = Form.CONTENT
    statute: str = ""
    document: bytes = b""
    claim: UUID | None = None


def prepare(new: New, *, desk: Desk, actor: Actor, now: datetime) -> UUID:
    """Prepare a disclosure and return its id; nothing goes out yet.

    Raises DisclosureRefused for what the notice, the law or a person's own
    restriction or objection does not allow.
    """
    check_overseer(actor, new.register, now)
    notice = store.in_force(new.register, retention.local_day(now)).notice
    with transaction.atomic():
        work = _claim(new)
        allowed = rules.allow(notice, _wanted(new, work))
        items = _items(new, work, now)
        row = _write(new, allowed, work, items, desk=desk, actor=actor, now=now)
    return row.pk


def check_overseer(actor: Actor, register: str, now: datetime) -> None:
    """Refuse whoever does not answer for the register's records.

    For somebody without any role there the register does not exist: NotFound.
    """
    if actor.staff_id is not None:
        access.reader(actor.staff_id, register, now)
    if not limits.oversees(actor, register, now):
        raise DisclosureRefused("not-allowed")


def _wanted(new: New, work: WorkItem | None) -> rules.Wanted:
    return rules.Wanted(
        recipient=new.recipient,
        purpose=new.purpose,
        name=new.receiver.name,
        form=new.form,
        statute=new.statute,
        claim=work is not None,
        document=bool(new.document) and len(new.document) <= LARGEST_DOCUMENT,
    )


def _claim(new: New) -> WorkItem | None:
    """Return the complaint whose claim stands. Raises DisclosureRefused."""
    if new.claim is None:
        return None
    work = (
        WorkItem.objects.select_for_update(of=("self",))
        .filter(pk=new.claim, register=new.register)
        .first()
    )
    if work is None or claims.standing(work) is None:
        raise DisclosureRefused("no-claim")
    return work


def _items(new: New, work: WorkItem | None, now: datetime) -> list[SealedObject]:
    """Return what goes out, locked: all of it may, or nothing is prepared."""
    if new.form is Form.FIGURES:
        if new.contact_ids:
            raise DisclosureRefused("only-figures")
        return []
    rows = SealedObject.objects.filter(
        register=new.register,
        contact__in=new.contact_ids,
        kind__in=[kind.value for kind in GIVEN],
        state=SealedObject.State.KEPT,
    )
    _check_contacts(new, rows.values_list("contact_id", flat=True))
    if work is not None:
        of_claim = HoldItem.objects.filter(hold=work.claim_hold)
        rows = rows.filter(pk__in=of_claim.values("item_id"))
        if set(new.contact_ids) - set(rows.values_list("contact_id", flat=True)):
            raise DisclosureRefused("not-of-claim")
    items = list(rows.select_for_update(of=("self",)).order_by("pk"))
    check_usable([one.pk for one in items], new.purpose, now)
    return items


def _check_contacts(new: New, there: Collection[UUID | None]) -> None:
    if not new.contact_ids:
        raise DisclosureRefused("nothing-to-disclose")
    if set(new.contact_ids) - set(there):
        raise DisclosureRefused("other-register")
    theirs = Contact.objects.filter(pk__in=new.contact_ids, capacity=Capacity.PROCESSOR)
    if theirs.exists():
        raise DisclosureRefused("kept-for-another")


def check_usable(item_ids: Collection[UUID], purpose: str, now: datetime) -> None:
    """Refuse what a restriction or an objection keeps from this purpose."""
    rows = SealedObject.objects.filter(pk__in=item_ids)
    if rows.filter(limits.objected(purpose)).exists():
        raise DisclosureRefused("objected")
    usable = limits.usable(rows, purpose_id=purpose, now=now)
    if usable.count() != len(set(item_ids)):
        raise DisclosureRefused("restricted")


def _write(
    new: New,
    allowed: Allowed,
    work: WorkItem | None,
    items: list[SealedObject],
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> Disclosure:
    Register.objects.select_for_update(no_key=True).get(pk=new.register)
    last = Disclosure.objects.filter(register=new.register).aggregate(
        last=Max("number")
    )
    row = Disclosure(
        register_id=new.register,
        number=(last["last"] or 0) + 1,
        recipient=allowed.recipient.id,
        purpose=allowed.purpose.id,
        basis=allowed.basis,
        form=new.form,
        statute=new.statute.strip(),
        claim=work,
        claim_hold=work.claim_hold_id if work else None,
        state=DisclosureState.PREPARED,
        prepared_at=now,
        prepared_by=actor.id,
    )
    row.details = _seal(new.receiver.to_json(), row, desk, now)
    row.document = _seal(new.document, row, desk, now) if new.document else None
    row.save(force_insert=True)
    DisclosedItem.objects.bulk_create(
        DisclosedItem(
            disclosure=row,
            item_id=one.pk,
            contact_id=one.contact_id,
            kind=one.kind,
            sha256=one.sha256,
        )
        for one in items
        if one.contact_id is not None
    )
    record(Action.DISCLOSURE_PREPARED, row, actor, now)
    return row


def _seal(data: bytes, row: Disclosure, desk: Desk, now: datetime) -> SealedObject:
    return sealed_words.seal(
        data,
        register=row.register_id,
        record=row.pk,
        desk=desk,
        now=now,
        kind=Kind.DISCLOSURE,
    )


@transaction.atomic
def approve(disclosure_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a prepared disclosure go out; another person than who prepared it does.

    Raises DisclosureRefused.
    """
    row = locked(disclosure_id, actor, now)
    rules.check_second(row.prepared_by, actor.id)
    row.state = rules.move(DisclosureState(row.state), Step.APPROVE)
    row.decided_at, row.decided_by = now, actor.id
    row.save(update_fields=["state", "decided_at", "decided_by"])
    record(Action.DISCLOSURE_APPROVED, row, actor, now)


@transaction.atomic
def refuse(disclosure_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a disclosure not happen; whoever answers for the records may.

    Raises DisclosureRefused.
    """
    row = locked(disclosure_id, actor, now)
    row.state = rules.move(DisclosureState(row.state), Step.REFUSE)
    row.decided_at, row.decided_by = now, actor.id
    row.save(update_fields=["state", "decided_at", "decided_by"])
    sealed_words.end(row.document, now=now)
    record(Action.DISCLOSURE_REFUSED, row, actor, now)


def locked(disclosure_id: UUID, actor: Actor, now: datetime) -> Disclosure:
    """Return a disclosure, locked, to whoever answers for the records.

    Raises NotFound: for everybody else there is none.
    """
    row = (
        Disclosure.objects.select_for_update(of=("self",))
        .select_related("details", "document")
        .filter(pk=disclosure_id)
        .first()
    )
    if row is None or not limits.oversees(actor, row.register_id, now):
        raise NotFound("no such record")
    return row


def record(action: Action, row: Disclosure, actor: Actor, now: datetime) -> None:
    """Write a leaf of the disclosure, and one of each contact it is about."""
    details: Details = {
        "recipient": row.recipient,
        "basis": article_code(row.basis),
        "kind": row.form,
        "items": row.items.count(),
        **({"sha256": row.package_sha256} if row.package_sha256 else {}),
    }
    contacts = sorted(set(row.items.values_list("contact_id", flat=True)))
    audit.record_many(
        [
            audit.Entry(action, row.pk, purpose=row.purpose, details=details),
            *(
                audit.Entry(
                    action,
                    one,
                    purpose=row.purpose,
                    details={"reference": str(row.pk), "recipient": row.recipient},
                )
                for one in contacts
            ),
        ],
        actor=actor,
        now=now,
    )


def article_code(article: str) -> str:
    """Return an article as the log may say it: ``6(1)(f)`` is ``6-1-f``."""
    return article.replace(")", "").replace("(", "-")


def tidy(now: datetime) -> None:
    """Give the words of a disclosure a last day once nothing it gave is left.

    Until then a person may ask who received their data, and is told by name; a
    recipient who is to be told of a change keeps them too.
    """
    kept = SealedObject.objects.values("pk")
    waiting = RecipientNotice.objects.filter(state=TellState.WAITING)
    over = (
        Disclosure.objects.exclude(details=None)
        .exclude(state__in=(DisclosureState.PREPARED, DisclosureState.APPROVED))
        .exclude(pk__in=waiting.values("disclosure"))
        .exclude(
            pk__in=DisclosedItem.objects.filter(item_id__in=kept).values("disclosure")
        )
    )
    words = (
        Q(disclosure_of__in=over)
        | Q(disclosure_asked_by__in=over)
        | Q(untold_because__disclosure__in=over)
    )
    ends = now + KEPT_AFTER
    SealedObject.objects.filter(words, act_at=sealed_words.UNTIL_ENDED).update(
        act_at=ends, destroy_by=ends
    )


def recipients_for(notice: Notice) -> tuple[Recipient, ...]:
    """Return to whom a notice lets something be disclosed, in its order."""
    return tuple(one for one in notice.recipients if one.kind != rules.PROCESSOR)


def receiver(row: Disclosure, desk: Desk) -> Receiver:
    """Return who received it; empty where the words are gone."""
    return Receiver.from_json(sealed_words.opened(row.details, desk))


def name_of(row: Disclosure, *, desk: Desk) -> str:
    """Return the recipient by name (C-154/21); empty where the words are gone."""
    return receiver(row, desk).name
