"""Telling by mail that a letter can be read on the status page (Art. 12(3)).

Only whoever confirmed a request from the mail about it is told so: nobody else's
address was shown to be theirs. The mail has a receipt number and a link, no word
of a letter. Once a letter; what could not be sent is left to a person.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.notice import Language
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.rights import RequestMove
from seloste.ports.desk import Desk
from seloste.records.models import Mailbox, RightsEvent, RightsRequest
from seloste.services import (
    ending_gates,
    outgoing_mail,
    portal_letters,
    rights_events,
    rights_moves,
    rights_portal,
    rights_texts,
    rights_words,
)
from seloste.services.outgoing_mail import Reply
from seloste.services.rights_letters import WRITER

REFUSED = "mail-refused"


def announce(*, desk: Desk, now: datetime) -> int:
    """Mail about every letter that can be read and was not told of; return how many."""
    confirmed = RightsEvent.objects.filter(
        what=RequestMove.CONFIRM, by=rights_portal.PORTAL.id
    ).values("request")
    rows = RightsRequest.objects.filter(pk__in=confirmed, words__isnull=False)
    ids = rows.exclude(token_hash="").order_by("received_at", "pk")  # no token
    return sum(
        _announce(one, desk=desk, now=now) for one in ids.values_list("pk", flat=True)
    )


def _announce(request_id: UUID, *, desk: Desk, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _mail(request_id, desk=desk, now=now)
    except OutgoingRefused:
        with transaction.atomic():
            _note(request_id, REFUSED, now)
        return False


def _mail(request_id: UUID, *, desk: Desk, now: datetime) -> bool:
    request = rights_moves.locked(request_id, actor=WRITER, now=now)
    mailbox = Mailbox.objects.filter(register=request.register_id, paused=False).first()
    if mailbox is None or not _untold(request, now):
        return False
    words = rights_words.opened(request, desk)
    if not words.email:
        return False
    language = Language(request.language)
    link = rights_portal.status_address(request, vault=desk.vault)
    reply = Reply(
        text=rights_texts.letter(language, reference=request.reference, link=link),
        subject=rights_texts.letter_subject(language, request.reference),
        to=(words.email,),
        language=language.value,
    )
    outgoing_mail.send_mail(mailbox, reply, desk=desk, actor=WRITER, now=now)
    _note(request_id, ending_gates.MAILED, now)
    return True


def _untold(request: RightsRequest, now: datetime) -> list[UUID]:
    """Return the letters that can be read now and that nothing was mailed about."""
    told = RightsEvent.objects.filter(
        request=request, what__in=(ending_gates.MAILED, REFUSED)
    )
    known = set(told.values_list("detail", flat=True))
    listed = portal_letters.listed(request, now)
    return [one.id for one in listed if str(one.id) not in known]


def _note(request_id: UUID, what: str, now: datetime) -> None:
    request = rights_moves.locked(request_id, actor=WRITER, now=now)
    for letter in _untold(request, now):
        rights_events.note(request, what, actor=WRITER, now=now, detail=str(letter))
