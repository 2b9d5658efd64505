"""Calls while they happen: what an exchange reports, and what it is told back.

A call's row has times and a state; the number is sealed apart and goes when
the call was captured, everything else within a day. A refusal is final: what
is recorded of that call, now or later, is not kept.
"""

import hashlib
import json
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action, Detail
from seloste.domain.call import CallEvent, CallState, Picture
from seloste.domain.capture import Announced
from seloste.domain.contact import (
    Announcement,
    Channel,
    Delivery,
    Kind,
    Party,
    PartyRole,
)
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Language, Mode
from seloste.domain.notice_text.sections import recording
from seloste.domain.notice_text.voice import Voice
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed, VaultUnavailable
from seloste.records.models import (
    Call,
    CallReport,
    Contact,
    Disposal,
    Extension,
    SealedObject,
    Source,
    StaffUser,
)
from seloste.services import (
    audit,
    call_evidence,
    disposal,
    identifiers,
    sealed_rows,
    sources,
)
from seloste.services.capture import Receipt, capture
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store
from seloste.services.sealed_rows import Keeping

LASTS = timedelta(hours=24)
SKEW = timedelta(minutes=5)
CLASS = "call-in-progress"
REPORTS_LIMIT = 500
EVENTS_LEG = "events"


class CallReportRefused(SelosteError):
    """The report cannot be of a call in progress; ``reason`` is a stable word.

    Reasons: too-old (more than a day), in-the-future (more than five minutes:
    set the exchange's clock), too-many (500 reports of one call).
    """

    code = "call-report-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"report of a call refused: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CallNews:
    """One report as it came. ``number`` and ``line`` are sealed, never a column.

    ``event_id`` tells a report sent again from a new one; without it the same
    event at the same time on the same telephone is the same report.
    """

    call_id: str
    event: CallEvent
    at: datetime
    event_id: str = ""
    extension: str = ""
    number: str = ""
    line: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """What the exchange is told: may it record, and what does a caller hear.

    ``text`` is only there for a caller who refused, in ``language``.
    """

    state: CallState
    known: bool
    may_record: bool
    refused: bool
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sealing:
    """The sealed id, number and line of a call, and how they are kept."""

    sealed: Sealed
    kept: Keeping


def report(news: CallNews, *, source: str, desk: Desk, now: datetime) -> CallAnswer:
    """Take a report of an exchange; the same one again changes nothing.

    Raises SourceInvalid, CallReportRefused, NoticeNotInForce and the refusals
    of the vault.
    """
    _check_time(news.at, now)
    origin = sources.active_source(source)
    key = call_key(origin, news.call_id, desk)
    sealing = _sealing(news, origin, key, desk, now)
    try:
        with transaction.atomic():
            call, known = _take(news, origin, key, sealing, desk=desk, now=now)
    except Exception:
        if sealing:
            desk.vault.destroy([sealing.sealed.ref])
        raise
    if sealing and call.caller_id != sealing.sealed.ref.object:
        desk.vault.destroy([sealing.sealed.ref])
    seen = call_evidence.picture_of(call)
    if seen.refused and not _refusal_kept(call):
        _keep_refusal(news, call, desk=desk, now=now)
    return _answer(call, seen, known=known, now=now)


def call_key(source: Source, call_id: str, desk: Desk) -> str:
    """Return the fingerprint that the contact of a call has."""
    return desk.vault.fingerprint(
        tenant=source.register_id, value=f"{source.slug}\x1f{call_id}"
    )


def _check_time(at: datetime, now: datetime) -> None:
    if at > now + SKEW:
        raise CallReportRefused("in-the-future")
    if at < now - LASTS:
        raise CallReportRefused("too-old")


def _sealing(
    news: CallNews, source: Source, key: str, desk: Desk, now: datetime
) -> Sealing | None:
    """Seal the call's id, number and line where they are not there yet."""
    call = Call.objects.filter(source=source, key=key).first()
    if call is not None and not _adds_number(call, news):
        return None
    record = call.id if call else uuid.uuid5(uuid.NAMESPACE_OID, key)
    until = now + LASTS
    day = retention.local_day(until)
    data = {"call": news.call_id, "number": news.number, "line": news.line}
    with desk.vault.sealing(
        tenant=source.register_id, record=record, due=day
    ) as sealing:
        sealed = sealing.inline(
            object_id=uuid.uuid4(),
            kind=Kind.PAYLOAD,
            data=json.dumps(data, ensure_ascii=False).encode(),
        )
    return Sealing(
        sealed, Keeping(None, CLASS, "", Mode.AT_MOST, now, until, until, day)
    )


def _adds_number(call: Call, news: CallNews) -> bool:
    return call.caller_id is None or bool(news.number and not call.number_key)


def _take(
    news: CallNews,
    source: Source,
    key: str,
    sealing: Sealing | None,
    *,
    desk: Desk,
    now: datetime,
) -> tuple[Call, bool]:
    """Write the report and what now follows for the call; tell whether it was known."""
    call, _ = Call.objects.select_for_update(of=("self",)).get_or_create(
        source=source,
        key=key,
        defaults={
            "id": uuid.uuid5(uuid.NAMESPACE_OID, key),
            "state": CallState.EXPECTED,
            "began_at": news.at,
            "received_at": now,
            "expires_at": now + LASTS,
        },
    )
    if sealing and _adds_number(call, news):
        call.caller = sealed_rows.row(sealing.sealed, sealing.kept)
        call.caller.save(force_insert=True)
    number = identifiers.normalise(IdentifierField.TEL, news.number)
    if number and not call.number_key:
        call.number_key = desk.vault.fingerprint(
            tenant=source.register_id, value=f"number\x1f{number}"
        )
    call.language = call.language or news.language[:2].lower()
    known = not _write_report(call, news, desk)
    _fold(call, source)
    if not known:
        _audit(call, news, source, now)
    return call, known


def _write_report(call: Call, news: CallNews, desk: Desk) -> bool:
    """Write the report; False where it was here before."""
    same = news.event_id or f"{news.event}\x1f{news.at.isoformat()}\x1f{news.extension}"
    key = desk.vault.fingerprint(tenant=call.source.register_id, value=same)
    if call.reports.filter(key=key).exists():
        return False
    if call.reports.count() >= REPORTS_LIMIT:
        raise CallReportRefused("too-many")
    CallReport.objects.create(
        call=call, key=key, event=news.event, at=news.at, extension=news.extension
    )
    return True


def _fold(call: Call, source: Source) -> None:
    """Save what follows from all reports, in whatever order they came."""
    seen = call_evidence.picture_of(call)
    call.state = seen.state
    call.began_at = seen.began_at or call.began_at
    call.answered_at = seen.answered_at
    call.announced_at = seen.announced_at
    call.recording_at = seen.recording_at
    call.ended_at = seen.ended_at
    call.refused = seen.refused
    call.agent = _agent(seen.extension, source)
    call.save()


def _agent(extension: str, source: Source) -> StaffUser | None:
    row = Extension.objects.filter(register=source.register_id, number=extension)
    found = row.select_related("staff").first()
    return found.staff if found and found.staff.is_active else None


def _audit(call: Call, news: CallNews, source: Source, now: datetime) -> None:
    audit.record(
        action=Action.CALL_EVENT,
        actor=Actor(id=f"source:{source.slug}"),
        object_id=call.id,
        now=now,
        details={"kind": news.event, "state": call.state},
    )


def _refusal_kept(call: Call) -> bool:
    contact = contact_of(call)
    return contact is not None and contact.announced == Announced.REFUSED


def _keep_refusal(news: CallNews, call: Call, *, desk: Desk, now: datetime) -> None:
    """Let nothing recorded of the call be kept, and log what the caller was told.

    The contact that stays has no party and no content: it is there so that a
    recording which is delivered all the same is not taken.
    """
    delivery = Delivery(
        source=call.source_id,
        source_id=news.call_id,
        leg=EVENTS_LEG,
        channel=Channel.CALL,
        started_at=call.began_at,
        address=news.line or _caller(call, desk).get("line", ""),
        language=call.language,
        announcement=Announcement(refused=True),
    )
    receipt = capture(delivery, desk=desk, now=now)
    language, text = refusal_text(call.source.register_id, call.language, now)
    details: dict[Detail, str | int] = {
        "language": language,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "notice": _version(call.source.register_id, now),
    }
    if receipt.id is not None:
        details["contact"] = str(receipt.id)
    with transaction.atomic():
        audit.record(
            action=Action.CALL_REFUSED,
            actor=Actor(id=f"source:{call.source_id}"),
            object_id=call.id,
            now=now,
            outcome=receipt.result,
            details=details,
        )


def _version(register: str, now: datetime) -> int:
    return store.version_row(register, retention.local_day(now)).number


def refusal_text(register: str, language: str, now: datetime) -> tuple[str, str]:
    """Return the language and the words for a caller who refused the recording.

    A language the notice does not speak becomes Finnish. Raises NoticeNotInForce.
    """
    notice = store.in_force(register, retention.local_day(now)).notice
    spoken = Language(language) if language in set(Language) else Language.FI
    return spoken.value, recording.refused(notice, Voice(spoken))


def _answer(call: Call, seen: Picture, *, known: bool, now: datetime) -> CallAnswer:
    language, text = "", ""
    if seen.refused:
        language, text = refusal_text(call.source.register_id, call.language, now)
    return CallAnswer(
        state=seen.state,
        known=known,
        may_record=seen.may_record,
        refused=seen.refused,
        text=text,
        language=language,
    )


def _caller(call: Call, desk: Desk) -> dict[str, str]:
    """Return the opened id, number and line of a call; empty where they are gone."""
    item = call.caller
    if item is None or item.state != SealedObject.State.KEPT:
        return {}
    opened: dict[str, str] = json.loads(
        desk.vault.open(item.ref(), inline=item.inline())
    )
    return opened


def reported(call_id: str, *, source: Source, desk: Desk) -> dict[str, str]:
    """Return the number and line an exchange reported of a call, to capture with it.

    Empty where nothing was reported or it is gone again.
    """
    key = call_key(source, call_id, desk)
    call = Call.objects.select_related("caller").filter(source=source, key=key).first()
    return _caller(call, desk) if call else {}


def number_of(call: Call, desk: Desk) -> str:
    """Return the caller's number, for services that asked for leave to show it."""
    return _caller(call, desk).get("number", "")


def keep_contact(call: Call, *, desk: Desk, now: datetime) -> Receipt | None:
    """Make the contact of a call at once, so that work can be linked to it.

    Its recording joins it when it is delivered, and every hold with it. None
    where the call's id is gone already.
    """
    caller = _caller(call, desk)
    if not caller:
        return None
    number = caller["number"]
    return capture(
        Delivery(
            source=call.source_id,
            source_id=caller["call"],
            leg=EVENTS_LEG,
            channel=Channel.CALL,
            started_at=call.began_at,
            ended_at=call.ended_at,
            address=caller["line"],
            language=call.language,
            parties=(Party(PartyRole.CUSTOMER, tel=number),) if number else (),
        ),
        desk=desk,
        now=now,
    )


def contact_of(call: Call) -> Contact | None:
    """Return the contact of a call, if it was captured."""
    return Contact.objects.filter(source=call.source_id, key=call.key).first()


def forget(*, desk: Desk, now: datetime) -> int:
    """Let go of numbers of captured calls, and of calls that are a day old.

    Returns how many numbers were destroyed; may be done at any time and again.
    """
    held = Call.objects.filter(caller__state=SealedObject.State.KEPT)
    over = [
        call.caller_id
        for call in held.select_related("caller")
        if call.expires_at <= now or (call.ended_at and _has_recording(call))
    ]
    with suppress(disposal.DisposalIncomplete, VaultUnavailable):
        # What cannot be destroyed now stays intended; the sweep finishes it.
        disposal.dispose(
            [one for one in over if one is not None],
            cause=Disposal.Cause.DISCARDED,
            desk=desk,
            actor=system("calls"),
            now=now,
        )
    Call.objects.filter(expires_at__lte=now, caller=None).delete()
    return len(over)


def _has_recording(call: Call) -> bool:
    contact = contact_of(call)
    return contact is not None and (call.refused or contact.dialogs.exists())


def call_for(call_id: UUID) -> Call | None:
    """Return a call in progress, for services that ask who may see it."""
    return (
        Call.objects.select_related("source", "agent", "caller")
        .filter(pk=call_id)
        .first()
    )
