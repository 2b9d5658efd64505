"""Building the answer to an access request, beside reading and decrypting the same bytes.

A thousand contacts of one person, fifty of them calls, given with their sound.
``BENCH_ANSWER_CONTACTS`` scales it down; one contact in twenty is a call.
"""

import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.figures import Figure
from benchmarks.scratch import folder, install

CONTACTS = int(os.environ.get("BENCH_ANSWER_CONTACTS", "1000"))
ONE_CALL_IN, SECONDS = 20, 60


def measure() -> Iterator[Figure]:
    """Yield how long an answer takes to build, and how long its bytes take to read."""
    with folder() as home:
        install(home)
        package_id = _asked()
        began = time.perf_counter()
        row = _built(package_id)
        took = time.perf_counter() - began
        read, size = _read(row)
        name = f"{CONTACTS:,} contacts with {CONTACTS // ONE_CALL_IN} calls"
        yield Figure(
            "answer",
            f"answer of {name} built",
            took,
            "s",
            "reading and decrypting the same bytes",
            read,
        )
        yield Figure("answer", f"answer of {name}", size / 2**20, "MiB")


def _asked() -> uuid.UUID:
    """Keep the contacts, decide and mark all of them, and ask for the answer."""
    from seloste import wiring
    from seloste.domain.staff import Actor, Role
    from seloste.records.models import RightsRequest, StaffRole, StaffUser
    from seloste.services import (
        package_reviews,
        packages,
        rights,
        rights_events,
        rights_moves,
    )

    desk, now = wiring.desk(), datetime.now(UTC)
    user = StaffUser.objects.create(username="aino", display_name="A", is_active=True)
    StaffRole.objects.create(
        staff=user,
        register_id="retta",
        role=Role.RECORDS_MANAGER,
        granted_at=now,
        granted_by="bench",
    )
    actor = Actor(id=f"staff:{user.pk}", role=Role.RECORDS_MANAGER, staff_id=user.pk)
    contacts = list(_captured(actor, now))
    request_id = rights.receive(_request(), desk=desk, actor=actor, now=now).id
    rights_moves.identify(
        request_id, assurance=3, method="in-person", actor=actor, now=now
    )
    rights_moves.decide(request_id, desk=desk, actor=actor, now=now)
    request = RightsRequest.objects.get(pk=request_id)
    rights_events.note(request, "matched", actor=actor, now=now)
    _decide(request_id, contacts, actor, now)
    package_reviews.begin(request_id, desk=desk, actor=actor, now=now)
    _mark(request_id, actor, now)
    rights_moves.review(request_id, actor=actor, now=now)
    return packages.ask(request_id, with_audio=True, desk=desk, actor=actor, now=now)


def _captured(actor: object, now: datetime) -> Iterator[uuid.UUID]:
    from benchmarks.capturing import call_audio, delivery_of
    from seloste import wiring
    from seloste.services.capture import capture

    sound = call_audio(SECONDS)
    for number in range(CONTACTS):
        call = number % ONE_CALL_IN == 0
        delivery = delivery_of(sound if call else b"")
        party = replace(delivery.parties[0], name="Maija", mailto="maija@example.fi")
        receipt = capture(
            replace(delivery, parties=(party,)), desk=wiring.desk(), now=now
        )
        if receipt.id is None:
            raise SystemExit("a contact was not kept")
        if call:
            _transcribed(receipt.id, actor, now)
        yield receipt.id


def _transcribed(contact: uuid.UUID, actor: object, now: datetime) -> None:
    """Write out a minute of a call, and let two people stand up for it."""
    from seloste import wiring
    from seloste.domain import transcript_json
    from seloste.domain.contact import Kind
    from seloste.domain.transcript import (
        Making,
        Speaker,
        State,
        Transcript,
        Turn,
        Word,
    )
    from seloste.records.models import Dialog, StaffUser
    from seloste.records.models import Transcript as Row
    from seloste.services import redactions, transcript_rows

    desk = wiring.desk()
    dialog = Dialog.objects.select_related("object").get(contact=contact)
    turns = tuple(
        Turn(
            at % 2,
            (Speaker.AGENT, Speaker.CUSTOMER)[at % 2],
            tuple(
                Word(f"sana{n}", at + n / 20, at + n / 20 + 0.04, 1) for n in range(12)
            ),
        )
        for at in range(SECONDS - 1)
    )
    words = Transcript(
        recording=dialog.object_id,
        sha256=dialog.object.sha256,
        seconds=dialog.seconds,
        channels=2,
        language="fi",
        turns=turns,
        speech=(),
        gaps=(),
        engine="bench",
        model="none",
    )
    sealed = transcript_rows.seal(
        dialog.object, transcript_json.to_json(words), Kind.TRANSCRIPT, desk=desk
    )
    other, _ = StaffUser.objects.get_or_create(username="onni", display_name="O")
    row = Row.objects.create(
        dialog=dialog, contact_id=contact, asked_at=now, language="fi", engine="bench"
    )
    transcript_rows.replace_words(row, dialog.object, sealed)
    row.making, row.state, row.made_at = Making.MADE, State.CERTIFIED, now
    row.checked_by_id, row.certified_by = actor.staff_id, other
    row.save()
    redactions.hide(dialog.object_id, desk=desk, now=now)


def _request() -> object:
    from seloste.domain.rights import RequestChannel, RequestKind
    from seloste.domain.rights_words import RequestWords
    from seloste.services.rights import NewRequest

    return NewRequest(
        register="retta",
        kind=RequestKind.ACCESS,
        channel=RequestChannel.PAPER,
        words=RequestWords(message="Kaikki", name="Maija", email="maija@example.fi"),
    )


def _decide(
    request_id: uuid.UUID, contacts: list[uuid.UUID], actor: object, now: datetime
) -> None:
    """Write that everything is given, as the records manager would decide."""
    from seloste.domain.rights_decision import Outcome
    from seloste.records.models import (
        RightsDecision,
        RightsDecisionLine,
        SealedObject,
    )

    decision = RightsDecision.objects.create(
        register_id="retta",
        request_id=request_id,
        asked="access",
        ground="15",
        two_people=False,
        decided_at=now,
        decided_by=actor.id,
    )
    items = SealedObject.objects.filter(contact__in=contacts, parent=None)
    RightsDecisionLine.objects.bulk_create(
        RightsDecisionLine(
            decision=decision,
            item_id=one.pk,
            contact_id=one.contact_id,
            kind=one.kind,
            outcome=Outcome.GIVE,
            proposed=Outcome.GIVE,
            ground="15(3)",
        )
        for one in items.defer("sealed")
    )


def _mark(request_id: uuid.UUID, actor: object, now: datetime) -> None:
    """Mark every part as given: what people do is not measured."""
    from seloste.domain.package_review import Mark, MarkReason
    from seloste.records.models import AnswerSegment

    AnswerSegment.objects.filter(answer_item__request=request_id).update(
        mark=Mark.GIVE,
        reason=MarkReason.OWN,
        marked_at=now,
        marked_by=actor.id,
    )


def _built(package_id: uuid.UUID) -> object:
    from seloste import wiring
    from seloste.records.models import Package
    from seloste.services import package_building

    while True:
        package_building.work_on(package_id, desk=wiring.desk(), now=datetime.now(UTC))
        row = Package.objects.get(pk=package_id)
        if row.failure:
            raise SystemExit(f"the answer was not built: {row.failure}")
        if row.ready_at is not None:
            return row


def _read(row: object) -> tuple[float, int]:
    """Return how long reading and decrypting the files takes (s), and their bytes."""
    from seloste import wiring
    from seloste.services import package_files

    desk, size = wiring.desk(), 0
    began = time.perf_counter()
    for one in package_files.leaving(row):
        for piece in package_files.opened(one, desk=desk):
            size += len(piece)
    return time.perf_counter() - began, size
