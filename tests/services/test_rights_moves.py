"""Moving a rights request on: each step audited, four eyes, nothing half done."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError

from seloste.domain.rights import (
    ExtensionReason,
    RefusalReason,
    RequestChannel,
)
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role, system
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, RightsRequest, SealedObject
from seloste.services import rights_holds, rights_moves, rights_reminders
from seloste.services.access import NotFound
from seloste.services.rights_moves import RequestRefused
from tests.services import requests
from tests.services.conftest import NOW
from tests.services.requests import (
    history,
    identified,
    nothing_given,
    received,
    released,
    reviewed,
    row,
)
from tests.services.works import held, items_of, mail, staff

pytestmark = pytest.mark.usefixtures("registers")
DAY = timedelta(days=1)
PORTAL = Actor(id="system:portal")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def state(request_id: UUID) -> str:
    return row(request_id).state


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(RequestRefused) as refusal:
        act()
    return refusal.value.reason


def moves_told(request_id: UUID) -> list[str]:
    leaves = AuditLeaf.objects.filter(action="rights.moved", object_id=request_id)
    bodies = [json.loads(one.body)["details"] for one in leaves.order_by("seq")]
    return [one["move"] for one in bodies]


def test_a_request_goes_from_receipt_to_its_end(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = released(desk, aino, onni)
    assert state(request_id) == "released"

    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    assert state(request_id) == "closed"
    assert row(request_id).ended_as == "released"
    assert moves_told(request_id) == [
        "identify",
        "decide",
        "review",
        "approve",
        "release",
        "close",
    ]


def test_a_step_is_undone_when_it_cannot_be_logged(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError

    request_id = received(desk, aino).id
    monkeypatch.setattr("seloste.services.rights_events.audit.record", broken)

    with pytest.raises(RuntimeError):
        rights_moves.identify(
            request_id, assurance=3, method="in-person", actor=aino, now=NOW
        )

    assert state(request_id) == "received"
    assert row(request_id).identified_at is None
    assert history(request_id) == ["received"]


def test_nobody_decides_before_the_identity_is_known(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id

    reason = refused(
        lambda: rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)
    )

    assert reason == "no-such-move"


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("identified_at", "not-identified"),
        ("reviewed_at", "not-reviewed"),
        ("approved_at", "not-approved"),
    ],
)
def test_a_release_asks_every_gate_again(
    desk: Desk, aino: Actor, onni: Actor, field: str, reason: str
) -> None:
    request_id = reviewed(desk, aino)
    rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)
    RightsRequest.objects.filter(pk=request_id).update(**{field: None})

    found = refused(
        lambda: rights_moves.release(request_id, desk=desk, actor=aino, now=NOW)
    )

    assert found == reason
    assert state(request_id) == "approved"


def test_the_database_keeps_a_release_without_approval_out(
    desk: Desk, aino: Actor
) -> None:
    request_id = reviewed(desk, aino)

    with pytest.raises(IntegrityError):
        RightsRequest.objects.filter(pk=request_id).update(released_at=NOW)


def test_who_handled_a_request_does_not_approve_it(desk: Desk, aino: Actor) -> None:
    request_id = reviewed(desk, aino)

    reason = refused(
        lambda: rights_moves.approve(request_id, desk=desk, actor=aino, now=NOW)
    )

    assert reason == "same-person"
    assert state(request_id) == "reviewed"


def test_who_took_a_request_down_does_not_approve_it(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = received(desk, onni).id
    rights_moves.identify(
        request_id, assurance=3, method="in-person", actor=aino, now=NOW
    )
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)
    nothing_given(request_id, aino)
    rights_moves.review(request_id, actor=aino, now=NOW)

    reason = refused(
        lambda: rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)
    )

    assert reason == "same-person"


def protected_request(desk: Desk, aino: Actor, act: str) -> UUID:
    words = RequestWords(name="Maija", email="maija@example.fi", protected=True)
    if act == "approve":
        return reviewed(desk, aino, words=words)
    request_id = received(desk, aino, words=words).id
    rights_moves.propose_refusal(
        request_id, reason=RefusalReason.EXCESSIVE, actor=aino, now=NOW
    )
    return request_id


@pytest.mark.parametrize("act", ["approve", "approve_refusal"])
def test_only_the_protection_officer_approves_for_a_protected_person(
    desk: Desk, aino: Actor, onni: Actor, act: str
) -> None:
    request_id = protected_request(desk, aino, act)
    before = state(request_id)
    another = staff("liisa", Role.RECORDS_MANAGER)
    approve = getattr(rights_moves, act)

    reason = refused(lambda: approve(request_id, desk=desk, actor=another, now=NOW))

    assert reason == "dpo-only"
    assert state(request_id) == before
    assert row(request_id).approved_by == ""
    approve(request_id, desk=desk, actor=onni, now=NOW)
    assert row(request_id).approved_by == onni.id


def test_another_records_manager_approves_for_everybody_else(
    desk: Desk, aino: Actor
) -> None:
    request_id = reviewed(desk, aino)
    another = staff("liisa", Role.RECORDS_MANAGER)

    rights_moves.approve(request_id, desk=desk, actor=another, now=NOW)

    assert state(request_id) == "approved"


def test_the_program_approves_nothing(desk: Desk, aino: Actor) -> None:
    request_id = reviewed(desk, aino)
    program = system("rights")

    reason = refused(
        lambda: rights_moves.approve(request_id, desk=desk, actor=program, now=NOW)
    )

    assert reason == "not-handled"


def test_a_later_change_of_approver_stops_the_release(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = reviewed(desk, aino)
    rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)
    RightsRequest.objects.filter(pk=request_id).update(handler=onni.staff_id)

    reason = refused(
        lambda: rights_moves.release(request_id, desk=desk, actor=aino, now=NOW)
    )

    assert reason == "same-person"


def test_an_agent_handles_no_requests(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id
    eino = staff("eino", Role.AGENT)

    with pytest.raises(NotFound):
        rights_moves.withdraw(request_id, actor=eino, now=NOW)


def test_a_request_is_given_to_somebody_who_handles_requests(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = received(desk, aino).id
    assert onni.staff_id is not None

    rights_moves.take(
        request_id, handler_id=onni.staff_id, desk=desk, actor=aino, now=NOW
    )

    assert row(request_id).handler_id == onni.staff_id
    assert AuditLeaf.objects.filter(action="rights.assigned").count() == 1


def test_a_request_is_not_given_to_an_agent(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id
    eino = staff("eino", Role.AGENT).staff_id
    assert eino is not None

    reason = refused(
        lambda: rights_moves.take(
            request_id, handler_id=eino, desk=desk, actor=aino, now=NOW
        )
    )

    assert reason == "not-handled"


@pytest.mark.parametrize(
    "words",
    [
        RequestWords(name="Aino", email="joku@example.fi"),
        RequestWords(email="joku@example.fi", subject_name=" aino "),
    ],
)
def test_nobody_handles_what_they_ask_for_themselves(
    desk: Desk, aino: Actor, words: RequestWords
) -> None:
    request_id = received(desk, PORTAL, words=words).id
    assert aino.staff_id is not None
    mine = aino.staff_id

    reason = refused(
        lambda: rights_moves.take(
            request_id, handler_id=mine, desk=desk, actor=aino, now=NOW
        )
    )

    assert reason == "own-request"


def test_identity_asked_at_once_stops_the_clock(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id
    rights_moves.ask_identity(request_id, actor=aino, now=NOW + DAY)

    rights_moves.identify(
        request_id, assurance=2, method="call-back", actor=aino, now=NOW + 6 * DAY
    )

    one = row(request_id)
    assert (one.paused_days, one.awaiting_since) == (5, None)
    assert one.law_on == date(2026, 6, 9)


def test_identity_asked_late_stops_no_clock(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id
    rights_moves.ask_identity(request_id, actor=aino, now=NOW + 10 * DAY)

    rights_moves.identify(
        request_id, assurance=2, method="call-back", actor=aino, now=NOW + 20 * DAY
    )

    assert (row(request_id).paused_days, row(request_id).law_on) == (
        0,
        date(2026, 6, 4),
    )


def test_an_answer_that_is_not_enough_lets_the_clock_run(
    desk: Desk, aino: Actor
) -> None:
    request_id = received(desk, aino).id
    rights_moves.ask_identity(request_id, actor=aino, now=NOW)

    rights_moves.resume_clock(request_id, actor=aino, now=NOW + 2 * DAY)

    assert (row(request_id).paused_days, state(request_id)) == (2, "identifying")
    again = refused(
        lambda: rights_moves.resume_clock(request_id, actor=aino, now=NOW + 3 * DAY)
    )
    assert again == "not-awaited"


def test_a_level_that_was_reached_does_not_sink(desk: Desk, aino: Actor) -> None:
    request_id = identified(desk, aino)
    rights_moves.ask_identity(request_id, actor=aino, now=NOW)

    rights_moves.identify(request_id, assurance=1, method="code", actor=aino, now=NOW)

    assert row(request_id).assurance == 3


def test_a_month_is_extended_with_a_reason(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id

    rights_moves.extend(
        request_id, reason=ExtensionReason.COMPLEXITY, actor=aino, now=NOW + 30 * DAY
    )

    one = row(request_id)
    assert (one.law_on, one.extension_reason, one.state) == (
        date(2026, 8, 4),
        "complexity",
        "received",
    )


def test_extending_looks_at_the_hold_again(desk: Desk, aino: Actor) -> None:
    mail(desk)
    request_id = received(desk, aino).id
    hold = row(request_id).hold
    assert hold is not None
    assert hold.review_by == NOW + 30 * DAY

    rights_moves.extend(
        request_id, reason=ExtensionReason.NUMBER, actor=aino, now=NOW + 20 * DAY
    )

    hold.refresh_from_db()
    assert hold.review_by == NOW + 50 * DAY


def test_no_month_is_extended_twice_or_when_it_is_over(desk: Desk, aino: Actor) -> None:
    first, second = received(desk, aino).id, received(desk, aino).id
    number = ExtensionReason.NUMBER
    rights_moves.extend(first, reason=number, actor=aino, now=NOW)

    assert (
        refused(lambda: rights_moves.extend(first, reason=number, actor=aino, now=NOW))
        == "extended-already"
    )
    assert (
        refused(
            lambda: rights_moves.extend(
                second, reason=number, actor=aino, now=NOW + 32 * DAY
            )
        )
        == "too-late-to-extend"
    )


def test_a_refusal_takes_two_people_and_lets_go(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    contact = mail(desk)
    request_id = received(desk, aino).id
    rights_moves.propose_refusal(
        request_id, reason=RefusalReason.DECEASED, actor=aino, now=NOW
    )
    assert (
        refused(
            lambda: rights_moves.approve_refusal(
                request_id, desk=desk, actor=aino, now=NOW
            )
        )
        == "same-person"
    )

    rights_moves.approve_refusal(request_id, desk=desk, actor=onni, now=NOW)
    requests.letter_taken(request_id, aino, "refusal")
    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    one = row(request_id)
    assert (one.state, one.ended_as, one.refusal) == ("closed", "refused", "deceased")
    assert items_of(contact)
    assert not items_of(contact) & held()


def test_a_refusal_that_is_sent_back_needs_no_second_identity(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = identified(desk, aino)
    rights_moves.propose_refusal(
        request_id, reason=RefusalReason.EXCESSIVE, actor=aino, now=NOW
    )

    rights_moves.send_back(request_id, actor=onni, now=NOW)

    assert (state(request_id), row(request_id).refusal) == ("identified", "")


def test_a_refusal_of_somebody_unknown_goes_back_to_the_beginning(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = received(desk, aino).id
    rights_moves.propose_refusal(
        request_id, reason=RefusalReason.NOT_IDENTIFIED, actor=aino, now=NOW
    )

    rights_moves.send_back(request_id, actor=onni, now=NOW)

    assert state(request_id) == "received"


def test_an_answer_that_is_sent_back_is_reviewed_again(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = reviewed(desk, aino)

    rights_moves.send_back(request_id, actor=onni, now=NOW)

    assert (state(request_id), row(request_id).reviewed_at) == ("deciding", None)


def test_closing_leaves_only_the_minimum(desk: Desk, aino: Actor, onni: Actor) -> None:
    mail(desk)
    request_id = released(desk, aino, onni)
    one = row(request_id)
    assert one.words is not None
    words = one.words.ref()
    assert one.token_hash

    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    one = row(request_id)
    assert (one.words, one.origin, one.token_hash) == (None, None, "")
    assert not SealedObject.objects.filter(record_id=request_id).exists()
    assert desk.vault.absent([words]) == ()
    assert (one.kind, one.assurance, one.count, one.closed_at) == (
        "access",
        3,
        2,
        NOW,
    )


def test_a_close_that_was_cut_short_leaves_the_words_due(
    desk: Desk, aino: Actor, onni: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ConnectionError

    request_id = released(desk, aino, onni)
    monkeypatch.setattr("seloste.services.rights_remains.disposal.dispose", broken)

    with pytest.raises(ConnectionError):
        rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    assert state(request_id) == "closed"
    assert SealedObject.objects.get(record_id=request_id).act_at == NOW


def test_a_withdrawn_request_is_over(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id

    rights_moves.withdraw(request_id, actor=aino, now=NOW)

    assert (state(request_id), row(request_id).answered_at) == ("withdrawn", NOW)


def test_a_request_of_the_portal_becomes_work_when_it_is_confirmed(
    desk: Desk,
) -> None:
    given = received(desk, PORTAL, channel=RequestChannel.PORTAL, confirmed=False)

    rights_moves.confirm(given.id, actor=PORTAL, now=NOW + DAY)

    one = row(given.id)
    assert (one.state, one.expires_at) == ("received", None)
    assert one.law_on == date(2026, 6, 4)


def test_what_nobody_confirms_ends_after_a_week(desk: Desk) -> None:
    contact = mail(desk)
    given = received(desk, PORTAL, channel=RequestChannel.PORTAL, confirmed=False)
    rights_holds.place_for(given.id, desk=desk, actor=PORTAL, now=NOW)
    assert items_of(contact) <= held()

    rights_reminders.tend(desk=desk, now=NOW + 6 * DAY)
    assert state(given.id) == "unconfirmed"
    rights_reminders.tend(desk=desk, now=NOW + 7 * DAY)

    assert state(given.id) == "expired"
    assert not items_of(contact) & held()
    assert not SealedObject.objects.filter(record_id=given.id).exists()


def test_what_expired_is_gone_after_a_month(desk: Desk) -> None:
    given = received(desk, PORTAL, channel=RequestChannel.PORTAL, confirmed=False)
    rights_reminders.tend(desk=desk, now=NOW + 7 * DAY)
    assert RightsRequest.objects.filter(pk=given.id).exists()

    rights_reminders.tend(desk=desk, now=NOW + 37 * DAY)

    assert not RightsRequest.objects.filter(pk=given.id).exists()
    assert AuditLeaf.objects.filter(action="rights.removed").count() == 1


def test_a_closed_request_goes_on_the_day_of_its_class(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = released(desk, aino, onni)
    rights_moves.close(request_id, desk=desk, actor=aino, now=NOW)

    rights_reminders.tend(desk=desk, now=NOW + 722 * DAY)
    assert RightsRequest.objects.filter(pk=request_id).exists()
    rights_reminders.tend(desk=desk, now=NOW + 723 * DAY)

    assert not RightsRequest.objects.filter(pk=request_id).exists()


def test_what_is_due_within_a_week_is_said_once_a_day(desk: Desk, aino: Actor) -> None:
    request_id = received(desk, aino).id
    rights_reminders.tend(desk=desk, now=NOW + 20 * DAY)
    assert "due-soon" not in history(request_id)

    for _ in range(2):
        rights_reminders.tend(desk=desk, now=NOW + 24 * DAY)
    rights_reminders.tend(desk=desk, now=NOW + 33 * DAY)

    assert history(request_id) == ["due-soon", "late", "received"]


def test_the_days_of_a_request_that_waits_move_with_the_calendar(
    desk: Desk, aino: Actor
) -> None:
    request_id = received(desk, aino).id
    rights_moves.ask_identity(request_id, actor=aino, now=NOW)

    rights_reminders.tend(desk=desk, now=NOW + 10 * DAY)

    assert row(request_id).law_on == date(2026, 6, 15)


def test_a_request_that_does_not_exist_is_not_found(desk: Desk, aino: Actor) -> None:
    nobody = UUID(int=0)

    with pytest.raises(NotFound):
        rights_moves.withdraw(nobody, actor=aino, now=NOW)
