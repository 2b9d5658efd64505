"""Codes that prove control of an address that was known before the request.

Whoever asks for a code is told the same whether one was sent. A code lasts ten
minutes and bears five tries; a letter's (``identity_letters``) three weeks. The
code is in the message only, its fingerprint in the row.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from seloste.domain import identity as rules
from seloste.domain.audit import Action
from seloste.domain.customer import Identifier
from seloste.domain.identity import CODE_DIGITS, IdentityRefused, Method
from seloste.domain.notice import Language
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import IdentityCode, Mailbox, RightsRequest
from seloste.services import (
    identities,
    identity_known,
    identity_texts,
    jobs,
    mailboxes,
    outgoing_mail,
    rights_events,
)
from seloste.services.identifiers import IdentifierField
from seloste.services.identity_known import Channel
from seloste.services.jobs import Job
from seloste.services.outgoing_mail import Reply

PORTAL = Actor(id="system:portal")
DAY = timedelta(days=1)


@transaction.atomic
def ask(request_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Ask for codes to be sent; what is known is found out by a job.

    The answer is the same, and as fast, whether a code will be sent or not.
    Raises IdentityRefused where the request awaits no proof, or it is asked too often.
    """
    request = identities.provable(request_id, actor=actor, now=now)
    rules.check_ask(len(_lately(request, "code-asked", now)))
    rights_events.note(request, "code-asked", actor=actor, now=now)
    jobs.enqueue(Job.IDENTITY_CODES, object_id=request.pk, priority=5)


def _lately(request: RightsRequest, what: str, now: datetime) -> list[datetime]:
    """Return when something happened to a request within a day."""
    rows = request.events.filter(what=what, at__gt=now - DAY)
    return list(rows.values_list("at", flat=True))


@transaction.atomic
def send(request_id: UUID, *, desk: Desk, now: datetime) -> int:
    """Send a code to every mail address known before; return how many were sent.

    Addresses that have a standing code of the request, or had three of it in a
    day, get none.
    """
    try:
        request = identities.provable(request_id, actor=PORTAL, now=now)
    except IdentityRefused:
        return 0
    mailbox = mailboxes.of_register(request.register_id)
    if mailbox is None or desk.mail is None:
        return 0
    known = identity_known.known_before(
        request, desk=desk, field=IdentifierField.MAILTO
    )
    due = [one for one in known if _may_send(request, one, desk, now)]
    for one in due:
        _send_one(request, one, mailbox, desk=desk, now=now)
    return len(due)


def _may_send(
    request: RightsRequest, one: Identifier, desk: Desk, now: datetime
) -> bool:
    key = identity_known.channel_key(request, one, desk)
    lately = IdentityCode.objects.filter(channel_key=key, sent_at__gt=now - DAY)
    own = lately.filter(request=request)
    return not _standing(own, now) and rules.may_send(
        own=own.count(),
        all_of_address=lately.count(),
        confirmed=request.confirmed_at is not None,
    )


def _send_one(
    request: RightsRequest,
    one: Identifier,
    mailbox: Mailbox,
    *,
    desk: Desk,
    now: datetime,
) -> None:
    code = make(request, one, Method.CODE, rules.CODE_LASTS, desk=desk, now=now)
    language = Language(request.language)
    reply = Reply(
        text=identity_texts.code(language, reference=request.reference, code=code),
        subject=identity_texts.subject(language, reference=request.reference),
        to=(one.value,),
        language=language.value,
    )
    outgoing_mail.send_mail(mailbox, reply, desk=desk, actor=PORTAL, now=now)
    tell(request, Method.CODE, actor=PORTAL, now=now)


def make(
    request: RightsRequest,
    one: Identifier,
    method: Method,
    lasts: timedelta,
    *,
    desk: Desk,
    now: datetime,
) -> str:
    """Write the row of a new code and return the code; call in the transaction."""
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    IdentityCode.objects.create(
        request=request,
        method=method,
        field=one.field,
        channel_key=identity_known.channel_key(request, one, desk),
        code_key=_code_key(request, code, desk),
        sent_at=now,
        expires_at=now + lasts,
    )
    return code


def _code_key(request: RightsRequest, code: str, desk: Desk) -> str:
    return desk.vault.fingerprint(
        tenant=request.register_id, value=f"identity-code\x1f{request.pk}\x1f{code}"
    )


def tell(
    request: RightsRequest, method: Method, *, actor: Actor, now: datetime
) -> None:
    """Note that a code is on its way, and write its leaf; call last."""
    rights_events.note(request, "code-sent", actor=actor, now=now, detail=method.value)
    rights_events.tell(
        request,
        Action.IDENTITY_CODE_SENT,
        actor=actor,
        now=now,
        details={"method": method.value},
    )


def try_code(
    request_id: UUID, code: str, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Take a code; the proof it gives may let the request move on.

    A wrong code counts against every standing one that was mailed; a letter is not
    used up by somebody else's guesses, which are slowed down all the same. Raises
    IdentityRefused, the same for a wrong, an expired and a never-sent code.
    """
    with transaction.atomic():
        request = identities.provable(request_id, actor=actor, now=now)
        rules.check_try(_lately(request, "code-wrong", now), now)
        right = _standing_code(request, code, desk=desk, now=now)
        if right is not None:
            right.ended_at = now
            right.save(update_fields=["ended_at"])
            identities.proven(
                request,
                Method(right.method),
                channel=Channel(right.field, right.channel_key),
                desk=desk,
                actor=actor,
                now=now,
            )
            return
        _count_wrong(request, actor=actor, now=now)
    raise IdentityRefused("wrong-code")


def _standing_code(
    request: RightsRequest, code: str, *, desk: Desk, now: datetime
) -> IdentityCode | None:
    given = "".join(sign for sign in code if sign.isdigit())
    expected = _code_key(request, given, desk)
    standing = _standing(request.codes.select_for_update(), now)
    return next(
        (one for one in standing if hmac.compare_digest(one.code_key, expected)), None
    )


def _standing(codes: QuerySet[IdentityCode], now: datetime) -> list[IdentityCode]:
    """Return the codes that can still be entered."""
    return [one for one in codes.filter(ended_at=None) if _stands(one, now)]


def _stands(one: IdentityCode, now: datetime) -> bool:
    return rules.stands(expires_at=one.expires_at, tries=one.tries, now=now)


def _count_wrong(request: RightsRequest, *, actor: Actor, now: datetime) -> None:
    for one in _standing(request.codes.filter(method=Method.CODE), now):
        one.tries += 1
        one.ended_at = None if _stands(one, now) else now
        one.save(update_fields=["tries", "ended_at"])
    rights_events.note(request, "code-wrong", actor=actor, now=now)
    rights_events.tell(request, Action.IDENTITY_FAILED, actor=actor, now=now)
