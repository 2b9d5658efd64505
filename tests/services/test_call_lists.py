"""Lists of calls: imported on a mandate, worked off, objected to, and destroyed."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from seloste.domain.call_list import CallListRefused, CallResult
from seloste.domain.contact import Announcement, Direction, Kind, Party, PartyRole
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, CallEntry, CallList, SealedObject
from seloste.services import call_lists, call_work, sweeps
from seloste.services.access import NotFound
from seloste.services.call_lists import NewList
from seloste.services.call_work import Outcome
from seloste.services.capture import capture
from seloste.services.verification import verify
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import call as call_of
from tests.services.desks import HandClock
from tests.services.people import person

CSV = (
    "Nimi;Puhelin;Yritys\n"
    "Kaisa Kokous;040 555 0111;Kokous Oy\n"
    "Pekka Pöytä;040 555 0112;Pöytä Oy\n"
    "Toinen Kaisa;+358 40 5550111;Kokous Oy\n"
    "Ilman;ei numeroa;Tyhjä Oy\n"
).encode()
WANTED = NewList(
    register="sok-mara",
    controller="sok",
    source="business-register",
    purpose="correctness",
    basis="6(1)(f)",
    ends_on=date(2026, 6, 1),
)


def staff(name: str, role: Role, register: str = "sok-mara") -> Actor:
    staff_id = person(name, role, register=register)
    return Actor(id=f"staff:{staff_id}", role=role, staff_id=staff_id)


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def imported(registers: None, desk: Desk) -> UUID:
    return call_lists.import_list(WANTED, CSV, desk=desk, actor=SETUP, now=NOW)


def test_a_file_is_looked_at_before_anything_is_kept(
    registers: None, desk: Desk
) -> None:
    looked = call_lists.look(CSV, register="sok-mara", desk=desk)

    assert [callee.name for _, callee in looked.callees] == [
        "Kaisa Kokous",
        "Pekka Pöytä",
    ]
    assert (looked.doubled, looked.left_out, looked.rejected) == (1, 0, (5,))
    assert not SealedObject.objects.exists()


def test_whom_to_call_is_sealed_until_the_lists_own_day(
    imported: UUID, desk: Desk
) -> None:
    row = CallList.objects.get(pk=imported)

    assert (row.imported, row.left_out, row.rejected) == (2, 0, 1)
    items = SealedObject.objects.filter(kind=Kind.CALL_LIST)
    assert items.count() == 2
    # 1 June ends at 21:00 UTC in Helsinki's summer time.
    assert {item.act_at.isoformat() for item in items} == {"2026-06-01T21:00:00+00:00"}
    assert AuditLeaf.objects.filter(action="call-list.imported").count() == 1


def test_the_next_call_is_opened_for_the_purpose_and_audited(
    imported: UUID, eino: Actor, desk: Desk
) -> None:
    call = call_work.take(imported, desk=desk, actor=eino, now=NOW)

    assert call.callee.name == "Kaisa Kokous"
    assert call.callee.tel == "+358405550111"
    assert call.must_tell
    assert call.source.id == "business-register"
    again = call_work.take(imported, desk=desk, actor=eino, now=NOW)
    assert again.entry.pk == call.entry.pk
    assert AuditLeaf.objects.filter(action="content.opened").count() == 2


def test_two_agents_never_get_the_same_call(
    imported: UUID, eino: Actor, desk: Desk
) -> None:
    other = staff("elli", Role.AGENT)

    first = call_work.take(imported, desk=desk, actor=eino, now=NOW)
    second = call_work.take(imported, desk=desk, actor=other, now=NOW)

    assert first.entry.pk != second.entry.pk
    with pytest.raises(CallListRefused) as refused:
        call_work.record_result(
            second.entry.pk,
            Outcome(CallResult.NO_ANSWER),
            desk=desk,
            actor=eino,
            now=NOW,
        )
    assert refused.value.reason == "taken-by-another"


def outgoing(desk: Desk, tel: str, *, after: int, **changes: object) -> UUID:
    """Capture the recording of a call to ``tel``, made so many minutes after NOW."""
    at = NOW + timedelta(minutes=after)
    shown: dict[str, object] = {
        "source_id": f"out-{tel}-{after}",
        "direction": Direction.OUTBOUND,
        "started_at": at,
        "ended_at": at + timedelta(minutes=3),
        "announcement": Announcement(ended_at=at + timedelta(seconds=8)),
        "recording_started_at": at + timedelta(seconds=9),
        "parties": (Party(PartyRole.CUSTOMER, tel=tel),),
    }
    delivery = call_of("sok-calls", **{**shown, **changes})
    receipt = capture(delivery, desk=desk, now=at + timedelta(minutes=5))
    assert receipt.id is not None
    return receipt.id


@pytest.mark.parametrize(
    ("tel", "after", "changes", "tied"),
    [
        ("+358405550111", 3, {}, True),
        ("+358405550119", 3, {}, False),
        ("+358405550111", 90, {}, False),
        ("+358405550111", 3, {"direction": Direction.INBOUND}, False),
    ],
    ids=["the call", "another number", "much later", "a call that came in"],
)
def test_a_recorded_call_meets_its_entry_by_number_and_time(  # noqa: PLR0917 - fixtures
    imported: UUID,
    eino: Actor,
    desk: Desk,
    tel: str,
    after: int,
    changes: dict[str, object],
    tied: bool,
) -> None:
    entry = call_work.take(imported, desk=desk, actor=eino, now=NOW).entry

    contact = outgoing(desk, tel, after=after, **changes)

    entry.refresh_from_db()
    assert entry.contact_id == (contact if tied else None)


def test_verify_knows_from_which_register_a_recorded_call_came(
    imported: UUID, eino: Actor, desk: Desk
) -> None:
    call_work.take(imported, desk=desk, actor=eino, now=NOW)
    outgoing(desk, "+358405550111", after=3)
    assert "outbound-origin-not-kept" not in codes(desk)

    outgoing(desk, "+358405550119", after=4)

    assert "outbound-origin-not-kept" in codes(desk)


def test_a_result_names_a_call_of_its_register_or_none(
    imported: UUID, eino: Actor, desk: Desk
) -> None:
    entry = call_work.take(imported, desk=desk, actor=eino, now=NOW).entry
    came_in = outgoing(desk, "+358405550119", after=3, direction=Direction.INBOUND)
    made = outgoing(desk, "+358405550119", after=4)

    with pytest.raises(NotFound):
        answered(entry.pk, came_in, desk=desk, actor=eino)
    answered(entry.pk, made, desk=desk, actor=eino)

    entry.refresh_from_db()
    assert entry.contact_id == made
    assert entry.attempts == 1


def answered(entry: UUID, contact: UUID, *, desk: Desk, actor: Actor) -> None:
    outcome = Outcome(CallResult.REACHED, informed=True, contact_id=contact)
    call_work.record_result(entry, outcome, desk=desk, actor=actor, now=NOW)


def test_whoever_answers_must_have_been_told(
    imported: UUID, eino: Actor, desk: Desk
) -> None:
    call = call_work.take(imported, desk=desk, actor=eino, now=NOW)
    outcome = Outcome(CallResult.REACHED)

    with pytest.raises(CallListRefused) as refused:
        call_work.record_result(call.entry.pk, outcome, desk=desk, actor=eino, now=NOW)

    assert refused.value.reason == "not-informed"
    told = Outcome(CallResult.REACHED, informed=True)
    state = call_work.record_result(call.entry.pk, told, desk=desk, actor=eino, now=NOW)
    assert state == "done"
    assert CallEntry.objects.get(pk=call.entry.pk).informed_at == NOW


def test_nobody_who_objected_is_called_again(
    imported: UUID, eino: Actor, desk: Desk
) -> None:
    call = call_work.take(imported, desk=desk, actor=eino, now=NOW)
    outcome = Outcome(CallResult.OBJECTED, informed=True)

    call_work.record_result(call.entry.pk, outcome, desk=desk, actor=eino, now=NOW)

    assert not CallEntry.objects.filter(pk=call.entry.pk).exists()
    assert call_lists.objected("sok-mara", "0405550111", desk=desk)
    looked = call_lists.look(CSV, register="sok-mara", desk=desk)
    assert [callee.name for _, callee in looked.callees] == ["Pekka Pöytä"]
    assert looked.left_out == 2


def test_an_objection_takes_somebody_out_of_every_list(
    imported: UUID, desk: Desk
) -> None:
    call_lists.import_list(WANTED, CSV, desk=desk, actor=SETUP, now=NOW)

    gone = call_work.object_to_calls(
        "sok-mara", "040 555 0112", desk=desk, actor=SETUP, now=NOW
    )

    assert gone == 2
    assert CallEntry.objects.count() == 2


def test_an_unanswered_call_comes_back_later_and_is_given_up_in_the_end(
    imported: UUID, eino: Actor, desk: Desk
) -> None:
    now = NOW
    states = []
    for _ in range(5):
        while True:
            call = call_work.take(imported, desk=desk, actor=eino, now=now)
            if call.callee.name == "Kaisa Kokous":
                break
            told = Outcome(CallResult.REACHED, informed=True)
            call_work.record_result(call.entry.pk, told, desk=desk, actor=eino, now=now)
        outcome = Outcome(CallResult.NO_ANSWER)
        states.append(
            call_work.record_result(
                call.entry.pk, outcome, desk=desk, actor=eino, now=now
            )
        )
        now += timedelta(hours=5)

    assert states == ["again"] * 4 + ["done"]


def test_a_list_is_destroyed_on_its_day(
    imported: UUID, desk: Desk, clock: HandClock
) -> None:
    clock.at = NOW + timedelta(days=29)

    sweeps.sweep(desk=desk, actor=SETUP, now=clock.at)

    assert not CallEntry.objects.exists()
    assert not SealedObject.objects.filter(kind=Kind.CALL_LIST).exists()
    assert CallList.objects.filter(pk=imported).exists()


def test_ending_a_list_early_destroys_whom_it_names(imported: UUID, desk: Desk) -> None:
    call_lists.end(imported, desk=desk, actor=SETUP, now=NOW)

    assert not SealedObject.objects.filter(kind=Kind.CALL_LIST).exists()
    with pytest.raises(CallListRefused):
        call_lists.end(imported, desk=desk, actor=SETUP, now=NOW)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-a-table"),
        (b"Nimi;Yritys\nKaisa;Oy\n", "no-phone-column"),
        (b"Nimi;Puhelin\nKaisa;ei\n", "nothing-to-call"),
    ],
)
def test_a_file_that_is_no_use_is_refused_whole(
    registers: None, desk: Desk, data: bytes, reason: str
) -> None:
    with pytest.raises(CallListRefused) as refused:
        call_lists.import_list(WANTED, data, desk=desk, actor=SETUP, now=NOW)

    assert refused.value.reason == reason
    assert not CallList.objects.exists()


def test_a_list_of_another_register_does_not_exist(imported: UUID, desk: Desk) -> None:
    outsider = staff("outsider", Role.AGENT, register="retta")

    with pytest.raises(NotFound):
        call_work.take(imported, desk=desk, actor=outsider, now=NOW)


def test_a_trainer_calls_nobody(imported: UUID, desk: Desk) -> None:
    tuula = staff("tuula", Role.TRAINER)

    with pytest.raises(PurposeRefused):
        call_work.take(imported, desk=desk, actor=tuula, now=NOW)


def codes(desk: Desk, at: object = NOW) -> set[str]:
    [result] = verify("sok-mara", desk=desk, now=NOW, promises=["S-10"]).results
    return {one.code for one in result.evidence}


def test_verify_knows_on_what_lists_stand(imported: UUID, desk: Desk) -> None:
    assert "call-lists-founded" in codes(desk)

    CallList.objects.update(source="bought-somewhere")

    assert "call-list-unfounded" in codes(desk)


def test_verify_finds_whoever_was_reached_and_not_told(
    imported: UUID, desk: Desk
) -> None:
    assert "callees-untold" not in codes(desk)

    CallEntry.objects.filter(position=1).update(result="reached", state="done")

    assert "callees-untold" in codes(desk)


def test_only_those_who_call_for_a_register_import_end_and_take_out(
    imported: UUID, desk: Desk
) -> None:
    outsider = staff("outsider", Role.AGENT, register="retta")
    trainer = staff("tuula", Role.TRAINER)
    before = CallList.objects.count()

    for other in (outsider, trainer):
        with pytest.raises(NotFound):
            call_lists.import_list(WANTED, CSV, desk=desk, actor=other, now=NOW)
        with pytest.raises(NotFound):
            call_lists.end(imported, desk=desk, actor=other, now=NOW)
        with pytest.raises(NotFound):
            call_work.object_to_calls(
                "sok-mara", "040 555 0111", desk=desk, actor=other, now=NOW
            )

    assert CallList.objects.count() == before
    assert CallEntry.objects.count() == 2
