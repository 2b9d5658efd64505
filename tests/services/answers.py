"""Answers for tests: what Maija asks for, decided, marked and built."""

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.domain.package_review import Mark, MarkReason
from seloste.domain.rights import RequestKind
from seloste.domain.rights_decision import Outcome
from seloste.domain.staff import Actor
from seloste.domain.transcript import State
from seloste.ports.desk import Desk
from seloste.records.models import (
    AnswerItem,
    Package,
    RightsDecision,
    RightsDecisionLine,
    SealedObject,
    StaffUser,
)
from seloste.records.models import Transcript as Row
from seloste.services import (
    package_building,
    package_delivery,
    package_files,
    package_marks,
    package_reviews,
    packages,
    redactions,
    rights_moves,
)
from seloste.services.capture import capture
from seloste.services.package_delivery import Offer
from seloste.services.package_marks import Marking
from tests.services import deliveries, hand_transcripts, requests
from tests.services.conftest import NOW

GIVE = Marking(Mark.GIVE, MarkReason.OWN)
SAID = "hei vesi tulee katosta naapurin Pekka Virtasen luota"


def call(desk: Desk, *, seconds: float = 12.0, **changes: object) -> UUID:
    """Keep a call of Maija's; return the id of the contact."""
    sound = deliveries.recording(deliveries.wav(seconds))
    delivery = replace(deliveries.call(parts=(sound,)), **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
    receipt = capture(delivery, desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def mail(desk: Desk, **changes: object) -> UUID:
    """Keep a mail of Maija's; return the id of the contact."""
    receipt = capture(deliveries.mail(**changes), desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def recording_of(contact: UUID) -> SealedObject:
    return SealedObject.objects.get(contact=contact, kind=Kind.RECORDING)


def transcribed(contact: UUID, *, desk: Desk, said: str = SAID) -> Row:
    """Write the words of a call; nobody has checked them yet."""
    recording = recording_of(contact)
    words = hand_transcripts.transcript(
        recording,
        hand_transcripts.turn(0, 0.5, "Retta Eino huomenta"),
        hand_transcripts.turn(1, 3.0, said),
        hand_transcripts.turn(0, 8.0, "kiitos ilmoituksesta"),
        seconds=12.0,
    )
    row = hand_transcripts.write(words, desk=desk, now=NOW)
    redactions.hide(recording.pk, desk=desk, now=NOW)
    return row


def certified(
    contact: UUID, checker: Actor, reader: Actor, *, desk: Desk, said: str = SAID
) -> Row:
    """Write the words of a call as two people stand up for them."""
    row = transcribed(contact, desk=desk, said=said)
    row.state = State.CERTIFIED
    row.checked_by, row.certified_by = _person(checker), _person(reader)
    row.audio_sha256 = recording_of(contact).sha256
    row.save()
    return row


def _person(actor: Actor) -> StaffUser:
    assert actor.staff_id is not None
    return StaffUser.objects.get(pk=actor.staff_id)


def deciding(
    desk: Desk, actor: Actor, *contacts: UUID, now: datetime = NOW, **changes: object
) -> UUID:
    """Return a request of which everything of these contacts is to be given."""
    request_id = requests.identified(desk, actor, now=now, **changes)
    rights_moves.decide(request_id, desk=desk, actor=actor, now=now)
    decided(request_id, contacts, actor, now)
    return request_id


def decided(
    request_id: UUID, contacts: Iterable[UUID], actor: Actor, now: datetime = NOW
) -> None:
    """Write the decision: everything of these contacts is given."""
    requests.nothing_given(request_id, actor, now)
    decision = RightsDecision.objects.get(request=request_id)
    items = SealedObject.objects.filter(contact__in=list(contacts))
    RightsDecisionLine.objects.bulk_create(
        RightsDecisionLine(
            decision=decision,
            item_id=one.pk,
            contact_id=one.contact_id or one.record_id,
            kind=one.kind,
            outcome=Outcome.GIVE,
            proposed=Outcome.GIVE,
            ground="15(3)",
        )
        for one in items
    )


def marked(
    request_id: UUID,
    *,
    desk: Desk,
    actor: Actor,
    second: Actor | None = None,
    marking: Marking = GIVE,
    now: datetime = NOW,
) -> None:
    """List what is given and mark all of it alike; a second person confirms."""
    package_reviews.begin(request_id, desk=desk, actor=actor, now=now)
    for item in AnswerItem.objects.filter(request=request_id):
        package_marks.mark(item.pk, marking, desk=desk, actor=actor, now=now)
        if second is not None and item.several:
            package_marks.confirm(item.pk, desk=desk, actor=second, now=now)


def item_of(request_id: UUID, kind: Kind) -> AnswerItem:
    return AnswerItem.objects.get(request=request_id, kind=kind)


def asked(
    request_id: UUID,
    *,
    desk: Desk,
    actor: Actor,
    with_audio: bool = False,
    now: datetime = NOW,
) -> UUID:
    """Review the request and ask for its package; return its id."""
    rights_moves.review(request_id, actor=actor, now=now)
    return packages.ask(
        request_id, with_audio=with_audio, desk=desk, actor=actor, now=now
    )


def built(package_id: UUID, *, desk: Desk, now: datetime = NOW) -> Package:
    """Do what the job of a package does until it is ready."""
    for _ in range(100):
        package_building.work_on(package_id, desk=desk, now=now)
        row = Package.objects.get(pk=package_id)
        if row.ready_at is not None or row.failure:
            return row
    raise AssertionError("a package that never ends")


def ready(
    desk: Desk,
    handler: Actor,
    approver: Actor,
    *contacts: UUID,
    with_audio: bool = False,
    now: datetime = NOW,
    **changes: object,
) -> Package:
    """Return a package that was approved and only needs to be handed over."""
    request_id = deciding(desk, handler, *contacts, now=now, **changes)
    marked(request_id, desk=desk, actor=handler, second=approver, now=now)
    package_id = asked(
        request_id, desk=desk, actor=handler, with_audio=with_audio, now=now
    )
    row = built(package_id, desk=desk, now=now)
    rights_moves.approve(request_id, desk=desk, actor=approver, now=now)
    return row


def offered(row: Package, *, desk: Desk, actor: Actor, now: datetime = NOW) -> Offer:
    return package_delivery.offer(row.pk, desk=desk, actor=actor, now=now)


def token_of(offer: Offer) -> str:
    return offer.path.removeprefix("/fetch/").strip("/")


def files(row: Package, *, desk: Desk) -> dict[str, bytes]:
    """Return the files of a package by their path, as they would leave."""
    data = b"".join(package_files.zipped(package_files.leaving(row), desk=desk))
    return unzipped(data)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def data_of(row: Package, *, desk: Desk) -> dict[str, Any]:
    found = json.loads(files(row, desk=desk)["data.json"])
    assert isinstance(found, dict)
    return found


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


PORTABILITY: dict[str, Any] = {"kind": RequestKind.PORTABILITY}
TRANSCRIPT: dict[str, Any] = {"kind": RequestKind.TRANSCRIPT}
CONFIRMATION: dict[str, Any] = {"kind": RequestKind.CONFIRMATION}
