"""Rights requests: each control proved by history, and broken when it is sabotaged."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.redaction import Mark, Reason
from seloste.domain.rights import ExtensionReason, RequestChannel, RequestKind
from seloste.domain.staff import Actor, Role
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Heartbeat,
    Hold,
    RightsEvent,
    RightsRequest,
    SealedObject,
)
from seloste.services import redactions, rights_moves, rights_reminders
from tests.services import answers
from tests.services.conftest import NOW
from tests.services.requests import letter_taken, received, released
from tests.services.verification.conftest import Ask, broken, found
from tests.services.works import mail, staff

DAY = timedelta(days=1)


@pytest.fixture
def aino(kept: dict[str, UUID]) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(kept: dict[str, UUID]) -> Actor:
    return staff("onni", Role.DPO)


def edited(old: str, new: str, action: str = "rights.moved") -> None:
    """Rewrite leaves behind the log's back."""
    for leaf in AuditLeaf.objects.filter(action=action):
        leaf.body = leaf.body.replace(old, new)
        leaf.save()


@pytest.mark.parametrize(
    "promise",
    ["R-27", "R-28", "R-29", "R-30", "R-31", "R-32", "R-33", "R-34", "R-37"],
)
def test_without_requests_nothing_is_late(ask: Ask, promise: str) -> None:
    assert found(ask(promise), "rights-in-time").count == 0
    assert not broken(ask(promise))


def test_an_answer_in_time_is_proved(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor
) -> None:
    released(desk, aino, onni)

    result = ask("R-28")

    assert found(result, "rights-in-time").count == 1
    assert found(result, "releases-preceded").count == 1
    assert not broken(result)


def test_a_request_nobody_answered_in_time_is_broken(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    given = received(desk, aino, received_at=NOW - 30 * DAY)
    assert "rights-late" not in broken(ask("R-28"))

    RightsRequest.objects.update(received_at=NOW - 40 * DAY)

    assert found(ask("R-28"), "rights-late").ids == (str(given.id),)
    assert "rights-late" in broken(ask("R-37"))
    assert "rights-late" not in broken(ask("R-32"))


def test_a_late_request_that_was_extended_is_in_time(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    given = received(desk, aino)
    at = NOW + 20 * DAY
    rights_moves.extend(given.id, reason=ExtensionReason.COMPLEXITY, actor=aino, now=at)
    assert not broken(ask("R-37"))

    RightsRequest.objects.update(extension_reason="lomat")

    assert "extension-unlawful" in broken(ask("R-37"))


def test_an_extension_the_log_does_not_know_is_broken(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    received(desk, aino)
    RightsRequest.objects.update(extended_at=NOW, extension_reason="number")

    assert "extension-unlawful" in broken(ask("R-37"))


def test_a_request_of_the_portal_is_no_work_and_not_late(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    received(desk, Actor(id="system:portal"), confirmed=False)
    RightsRequest.objects.update(received_at=NOW - 60 * DAY)

    assert not broken(ask("R-37"))


def test_an_unconfirmed_request_that_stays_is_broken(ask: Ask, desk: Desk) -> None:
    received(
        desk,
        Actor(id="system:portal"),
        confirmed=False,
        channel=RequestChannel.PORTAL,
    )
    RightsRequest.objects.update(expires_at=NOW - 2 * DAY)

    assert "unconfirmed-left" in broken(ask("R-37"))


def test_a_row_the_log_does_not_know_is_broken(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    received(desk, aino)
    AuditLeaf.objects.filter(action="rights.received").update(action="rights.read")

    assert "request-unrecorded" in broken(ask("R-28"))


def test_a_request_that_vanished_is_broken(ask: Ask, desk: Desk, aino: Actor) -> None:
    given = received(desk, aino)
    assert not broken(ask("R-37"))

    RightsRequest.objects.all().delete()

    assert found(ask("R-37"), "request-vanished").ids == (str(given.id),)


def test_a_request_removed_on_its_day_has_not_vanished(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = released(desk, aino, onni)
    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)
    rights_reminders.tend(desk=desk, now=NOW + 800 * DAY)
    assert not RightsRequest.objects.exists()

    assert "request-vanished" not in broken(ask("R-37"))


@pytest.mark.parametrize("move", ["identify", "review", "approve"])
def test_a_release_without_what_comes_before_is_broken(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor, move: str
) -> None:
    released(desk, aino, onni)
    assert not broken(ask("R-37"))

    edited(f'"move":"{move}"', '"move":"extend"')

    assert "release-not-preceded" in broken(ask("R-37"))


def test_a_release_approved_by_its_handler_is_broken(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor
) -> None:
    released(desk, aino, onni)

    edited(onni.id, aino.id)

    assert "release-not-preceded" in broken(ask("R-37"))


def test_a_release_approved_by_who_did_anything_of_it_is_broken(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = released(desk, aino, onni)
    matched = RightsEvent.objects.filter(request=request_id, by=aino.id)
    assert not broken(ask("R-37"))

    matched.filter(what="decide").update(what="match-confirmed", by=onni.id)

    assert "release-not-preceded" in broken(ask("R-37"))


def test_a_release_the_log_does_not_know_is_broken(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = released(desk, aino, onni)

    edited(str(request_id), str(UUID(int=0)))

    assert "release-not-preceded" in broken(ask("R-37"))


def test_a_hold_let_go_before_the_answer_is_broken(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    mail(desk, 7)
    received(desk, aino)
    assert not broken(ask("R-28"))

    Hold.objects.filter(kind="access_request").update(released_at=NOW)

    assert "request-hold-released" in broken(ask("R-28"))


def test_an_extension_nobody_was_told_of_is_a_gap(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    request_id = received(desk, aino).id
    rights_moves.extend(
        request_id, reason=ExtensionReason.COMPLEXITY, actor=aino, now=NOW
    )
    later = NOW + 8 * DAY
    assert found(ask("R-28", at=later), "extension-untold").count == 1

    letter_taken(request_id, aino, "extension")

    told = {one.code for one in ask("R-28", at=later).evidence}
    assert "extension-untold" not in told


def test_words_of_a_closed_request_that_stay_are_broken(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = released(desk, aino, onni)
    item = SealedObject.objects.get(record_id=request_id, kind="request")
    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)
    assert not broken(ask("R-37"))

    item.save(force_insert=True)

    at = NOW + 2 * DAY
    Heartbeat.objects.filter(name="sweep").update(at=at)
    assert "request-words-left" in broken(ask("R-37", at=at))


def test_a_copy_of_a_call_that_outlives_its_request_is_broken(
    ask: Ask, kept: dict[str, UUID], desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = released(desk, aino, onni)
    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)
    at = NOW + 2 * DAY
    Heartbeat.objects.filter(name="sweep").update(at=at)
    assert not broken(ask("R-37", at=at))

    redactions.separate(
        answers.recording_of(kept["sok"]).pk,
        [Mark(0.1, 0.2, Reason.OTHERS, 0, by_person=True)],
        for_id=request_id,
        actor=aino,
        desk=desk,
        now=NOW,
    )

    assert found(ask("R-37", at=at), "request-words-left").ids == (str(request_id),)


def test_requests_of_a_right_are_not_asked_of_another(
    ask: Ask, desk: Desk, aino: Actor
) -> None:
    received(desk, aino, kind=RequestKind.ERASURE)

    assert found(ask("R-32"), "rights-in-time").count == 1
    assert found(ask("R-28"), "rights-in-time").count == 0


def test_messages_are_looked_through_for_requests(ask: Ask, desk: Desk) -> None:
    assert found(ask("R-36"), "suggesting-not-begun").verdict is Verdict.GAP

    rights_reminders.tend(desk=desk, now=NOW)
    assert found(ask("R-36"), "suggesting-runs").verdict is Verdict.PROVED

    later = NOW + 2 * DAY
    assert "suggesting-stopped" in broken(ask("R-36", at=later))
