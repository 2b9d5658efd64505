"""Sealing and opening the words of rights requests.

Words are written once: a change seals them anew and destroys what was there.
They go when the request is closed, at the latest on the day of their class.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.customer import Identifier
from seloste.domain.rights import RequestRefused
from seloste.domain.rights_keeping import class_for, purpose_for
from seloste.domain.rights_words import RequestWords, masked
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed, Vault
from seloste.records.models import NoticeVersion, RightsRequest, SealedObject
from seloste.services import audit, sealed_rows
from seloste.services.identifiers import IdentifierField, normalise
from seloste.services.notices import store
from seloste.services.sealed_rows import Keeping


def keeping(version: NoticeVersion, *, received_at: datetime, desk: Desk) -> Keeping:
    """Return how the words of a request received at a moment are kept."""
    one = class_for(store.parsed(version))
    if one.period is None:
        raise AssertionError("the class of rights requests has a period")
    plan = retention.schedule(
        anchored_at=received_at,
        mode=one.mode,
        period=one.period,
        key_backup_days=desk.key_backup_days,
    )
    return sealed_rows.keeping(
        one,
        plan,
        notice_version_id=version.pk,
        captured_at=received_at,
        key_day=retention.local_day(plan.act_at),
    )


def prepared(words: RequestWords) -> RequestWords:
    """Return words without identity codes, their identifiers in the one form.

    The address and number that somebody gives to be answered at are identifiers
    too: what they may be known by.
    """
    given = [
        *words.identifiers,
        Identifier(IdentifierField.MAILTO.value, words.email),
        Identifier(IdentifierField.TEL.value, words.tel),
    ]
    return replace(
        words,
        message=masked(words.message.replace("\r\n", "\n").strip()),
        name=masked(words.name.strip()),
        email=words.email.strip(),
        tel=words.tel.strip(),
        address=masked(words.address.strip()),
        authority=masked(words.authority.strip()),
        subject_name=masked(words.subject_name.strip()),
        identifiers=tuple(_normal(given)),
    )


def known_by(text: str) -> tuple[Identifier, ...]:
    """Return the identifiers somebody wrote, one a line: told apart by their look."""
    found = []
    for line in text.splitlines():
        value = line.strip()
        if not value:
            continue
        field = IdentifierField.CUSTOMER_NO
        if "@" in value:
            field = IdentifierField.MAILTO
        elif value.lstrip("+0123456789 ()-") == "":
            field = IdentifierField.TEL
        found.append(Identifier(field.value, value))
    return tuple(found)


def _normal(given: Iterable[Identifier]) -> list[Identifier]:
    found: dict[Identifier, None] = {}
    for one in given:
        value = normalise(IdentifierField(one.field), one.value)
        if value:
            found[Identifier(one.field, value)] = None
    return list(found)


def seal(
    words: RequestWords, *, request_id: UUID, register: str, kept: Keeping, desk: Desk
) -> Sealed:
    """Seal the words of a request; durable on return."""
    with desk.vault.sealing(
        tenant=register, record=request_id, due=kept.key_day
    ) as sealing:
        return sealing.inline(
            object_id=uuid.uuid4(), kind=Kind.REQUEST, data=words.to_json()
        )


def opened(request: RightsRequest, desk: Desk) -> RequestWords:
    """Return the words; the caller has asked for leave and written the leaf.

    Raises RequestRefused (no-words) once they are destroyed.
    """
    item = _item(request)
    return RequestWords.from_json(desk.vault.open(item.ref(), inline=item.inline()))


def _item(request: RightsRequest) -> SealedObject:
    item = request.words
    if item is None or item.state != SealedObject.State.KEPT:
        raise RequestRefused("no-words")
    return item


def read(
    request: RightsRequest, *, desk: Desk, actor: Actor, now: datetime
) -> RequestWords:
    """Return the words for the purpose of answering; the reading is audited."""
    notice = store.parsed(request.notice_version)
    with transaction.atomic():
        audit.record(
            action=Action.RIGHTS_READ,
            actor=actor,
            object_id=request.pk,
            now=now,
            purpose=purpose_for(notice).id,
        )
    return opened(request, desk)


def replace_words(
    request: RightsRequest,
    words: RequestWords,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Write new words in place of the old, which are destroyed.

    Call outside a transaction, after asking for leave. Raises RequestRefused.
    """
    old = _item(request)
    kept = sealed_rows.as_item(old)
    sealed = seal(
        words,
        request_id=request.pk,
        register=request.register_id,
        kept=kept,
        desk=desk,
    )
    try:
        with transaction.atomic():
            row = sealed_rows.row(sealed, kept)
            row.save(force_insert=True)
            RightsRequest.objects.filter(pk=request.pk).update(words=row)
            gone = old.ref()
            old.delete()
            audit.record(
                action=Action.RIGHTS_CHANGED, actor=actor, object_id=request.pk, now=now
            )
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    request.words = row
    desk.vault.destroy([gone])


def token_hash(token: str) -> str:
    """Return what is kept of the token of a status page: its hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def repeat_key(words: RequestWords, *, register: str, vault: Vault) -> str:
    """Return the keyed hash by which the same person's next request is seen."""
    if not words.identifiers:
        return ""
    first = sorted(words.identifiers)[0]
    value = f"rights-repeat\x1f{first.field}\x1f{first.value}"
    return vault.fingerprint(tenant=register, value=value)
