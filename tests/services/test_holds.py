"""Holds: placed under a promise, looked at, released; all audited, none half-done."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Hold, HoldItem, SealedObject
from seloste.services import derivations, holds, sweeps
from seloste.services.capture import capture
from seloste.services.holds import HoldRefused, HoldRequest
from tests.services.conftest import NOW
from tests.services.deliveries import announced_call, call, mail

pytestmark = pytest.mark.usefixtures("registers")
AINO = Actor(id="staff:aino")
IN_30_DAYS = NOW + timedelta(days=30)


@pytest.fixture
def contact(desk: Desk) -> UUID:
    """Maija's call, with its recording and its waveform."""
    receipt = capture(call(), desk=desk, now=NOW)
    assert receipt.id
    recording = SealedObject.objects.get(kind=Kind.RECORDING)
    derivations.make_waveform(recording.id, desk=desk, now=NOW)
    return receipt.id


def place(
    desk: Desk,
    *contacts: UUID,
    register: str = "retta",
    kind: HoldKind = HoldKind.COMPLAINT,
    reason: str = "Maija kiistää laskun",
    review_by: datetime = IN_30_DAYS,
    item_ids: tuple[UUID, ...] = (),
) -> UUID:
    request = HoldRequest(
        register=register,
        kind=kind,
        reason=reason,
        review_by=review_by,
        contact_ids=contacts,
        item_ids=item_ids,
    )
    return holds.place_hold(request, desk=desk, actor=AINO, now=NOW)


def held_kinds() -> set[str]:
    items = HoldItem.objects.values_list("item_id", flat=True)
    return set(SealedObject.objects.filter(pk__in=items).values_list("kind", flat=True))


def leaves(action: str) -> list[tuple[str, str]]:
    rows = AuditLeaf.objects.filter(action=action).order_by("seq")
    return [(leaf.object_id, leaf.body) for leaf in rows]


def refused(desk: Desk, *contacts: UUID, **changes: object) -> str:
    with pytest.raises(HoldRefused) as refusal:
        place(desk, *contacts, **changes)  # type: ignore[arg-type]  # the names are place's
    return refusal.value.reason


def nothing_is_placed(desk: Desk) -> bool:
    """Whether there is neither a hold nor a sealed reason, in rows or keys."""
    sealed = {object_id for object_id, _, _ in desk.vault.objects()}
    rows = set(SealedObject.objects.values_list("pk", flat=True))
    reasons = SealedObject.objects.filter(kind=Kind.HOLD_REASON)
    held = Hold.objects.exists() or HoldItem.objects.exists()
    return sealed == rows and not held and not reasons.exists()


def break_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("seloste.services.audit.record", broken)


def test_a_contact_is_held_with_everything_it_has(desk: Desk, contact: UUID) -> None:
    place(desk, contact)

    assert held_kinds() == {"meta", "recording", "waveform"}


def test_an_item_is_held_with_what_it_cannot_do_without(
    desk: Desk, contact: UUID
) -> None:
    waveform = SealedObject.objects.get(kind=Kind.WAVEFORM)

    place(desk, item_ids=(waveform.pk,))

    assert held_kinds() == {"meta", "recording", "waveform"}


def test_the_promise_and_the_day_to_look_again_stand_with_the_hold(
    desk: Desk, contact: UUID
) -> None:
    hold = Hold.objects.get(pk=place(desk, contact))

    assert (hold.promise, hold.placed_by) == ("R-20", "staff:aino")
    assert hold.review_by == IN_30_DAYS


def test_the_reason_is_sealed(desk: Desk, contact: UUID) -> None:
    hold = Hold.objects.select_related("reason").get(pk=place(desk, contact))

    assert hold.reason
    opened = desk.vault.open(hold.reason.ref(), inline=hold.reason.inline())
    assert opened.decode() == "Maija kiistää laskun"
    assert not any("Maija" in leaf.body for leaf in AuditLeaf.objects.all())


def test_placing_is_audited_on_the_hold_and_on_its_contacts(
    desk: Desk, contact: UUID
) -> None:
    hold = place(desk, contact)

    assert [about for about, _ in leaves("hold.placed")] == [str(hold), str(contact)]


def test_without_a_mandate_in_the_notice_nothing_is_held(desk: Desk) -> None:
    receipt = capture(announced_call(), desk=desk, now=NOW)
    assert receipt.id

    why = refused(desk, receipt.id, register="sok-mara", kind=HoldKind.TASK)

    assert why == "no-mandate"
    assert nothing_is_placed(desk)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"reason": "  "}, "no-reason"),
        ({"review_by": NOW}, "review-in-the-past"),
        ({"review_by": NOW + timedelta(days=92)}, "review-too-late"),
        ({"item_ids": (uuid4(),)}, "unknown-item"),
    ],
)
def test_a_hold_that_may_not_be_is_refused(
    desk: Desk, contact: UUID, changes: dict[str, object], reason: str
) -> None:
    assert refused(desk, contact, **changes) == reason
    assert nothing_is_placed(desk)


def test_a_contact_that_is_gone_is_not_held_in_silence(
    desk: Desk, contact: UUID
) -> None:
    assert refused(desk, contact, uuid4()) == "unknown-item"
    assert nothing_is_placed(desk)


def test_nothing_to_hold_is_refused(desk: Desk) -> None:
    assert refused(desk) == "nothing-to-hold"
    assert refused(desk, uuid4()) == "nothing-to-hold"


def test_a_contact_of_another_register_is_not_there_to_hold(desk: Desk) -> None:
    receipt = capture(announced_call(), desk=desk, now=NOW)
    assert receipt.id

    assert refused(desk, receipt.id) == "nothing-to-hold"


def test_a_hold_that_cannot_be_audited_leaves_nothing(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        place(desk, contact)

    assert nothing_is_placed(desk)


def test_releasing_names_what_it_kept_and_is_audited(desk: Desk, contact: UUID) -> None:
    hold = place(desk, contact)
    items = set(HoldItem.objects.values_list("item_id", flat=True))

    released = holds.release_hold(hold_id=hold, actor=AINO, now=NOW)

    assert set(released) == items
    assert Hold.objects.get().released_by == "staff:aino"
    assert [about for about, _ in leaves("hold.released")] == [str(hold), str(contact)]


def test_what_is_released_is_destroyed_in_its_time(desk: Desk, contact: UUID) -> None:
    hold = place(desk, contact)
    later = NOW + timedelta(days=200)
    sweeps.sweep(desk=desk, actor=AINO, now=later)
    assert SealedObject.objects.filter(contact=contact).count() == 3

    holds.release_hold(hold_id=hold, actor=AINO, now=later)
    sweeps.sweep(desk=desk, actor=AINO, now=later)

    assert not SealedObject.objects.exists()


def test_a_second_hold_goes_on_keeping_what_the_first_let_go(
    desk: Desk, contact: UUID
) -> None:
    first, later = place(desk, contact), NOW + timedelta(days=200)
    place(desk, contact, kind=HoldKind.LEGAL_CLAIM, reason="riita")

    holds.release_hold(hold_id=first, actor=AINO, now=later)
    sweeps.sweep(desk=desk, actor=AINO, now=later)

    assert SealedObject.objects.filter(contact=contact).count() == 3


def test_a_hold_is_released_once(desk: Desk, contact: UUID) -> None:
    hold = place(desk, contact)
    holds.release_hold(hold_id=hold, actor=AINO, now=NOW)

    with pytest.raises(HoldRefused, match="already-released"):
        holds.release_hold(hold_id=hold, actor=AINO, now=NOW)


def test_a_hold_that_is_not_there_is_refused() -> None:
    with pytest.raises(HoldRefused, match="unknown-hold"):
        holds.release_hold(hold_id=uuid4(), actor=AINO, now=NOW)
    with pytest.raises(HoldRefused, match="unknown-hold"):
        holds.review_hold(hold_id=uuid4(), review_by=IN_30_DAYS, actor=AINO, now=NOW)


def test_a_release_that_cannot_be_audited_does_not_happen(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = place(desk, contact)
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        holds.release_hold(hold_id=hold, actor=AINO, now=NOW)

    assert Hold.objects.get().released_at is None


def test_a_hold_that_is_still_needed_gets_a_new_day_and_a_leaf(
    desk: Desk, contact: UUID
) -> None:
    hold, then = place(desk, contact), NOW + timedelta(days=60)

    holds.review_hold(hold_id=hold, review_by=then, actor=AINO, now=NOW)

    assert Hold.objects.get().review_by == then
    assert [about for about, _ in leaves("hold.reviewed")] == [str(hold)]


def test_a_review_does_not_reach_beyond_what_the_notice_gives(
    desk: Desk, contact: UUID
) -> None:
    hold = place(desk, contact)

    with pytest.raises(HoldRefused, match="review-too-late"):
        holds.review_hold(
            hold_id=hold, review_by=NOW + timedelta(days=92), actor=AINO, now=NOW
        )

    assert Hold.objects.get().review_by == IN_30_DAYS


def test_a_review_that_cannot_be_audited_does_not_happen(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = place(desk, contact)
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        holds.review_hold(
            hold_id=hold, review_by=NOW + timedelta(days=60), actor=AINO, now=NOW
        )

    assert Hold.objects.get().review_by == IN_30_DAYS


def test_one_hold_may_keep_many_contacts(desk: Desk, contact: UUID) -> None:
    other = capture(mail(), desk=desk, now=NOW).id
    assert other

    hold = place(desk, contact, other)

    items = HoldItem.objects.filter(hold=hold)
    assert set(items.values_list("contact_id", flat=True)) == {contact, other}
    assert [about for about, _ in leaves("hold.placed")] == [
        str(hold),
        *sorted([str(contact), str(other)]),
    ]
