"""Disclosures, restrictions, objections, decisions: proved, broken by sabotage."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from seloste.domain.disclosure import DisclosureState
from seloste.domain.identity import MatchState
from seloste.domain.objection import Cause, ObjectionState
from seloste.domain.restriction import Ground
from seloste.domain.rights import RequestKind
from seloste.domain.staff import Actor, Role
from seloste.domain.verification import Verdict
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import (
    AnswerItem,
    Contact,
    Correction,
    Disclosure,
    Forwarding,
    Hold,
    IdentityMatch,
    Objection,
    Playlist,
    PlaylistEntry,
    RecipientNotice,
    RememberedErasure,
    Restriction,
    RightsDecision,
    SealedObject,
)
from seloste.services import (
    claims,
    disclosure_packages,
    disclosures,
    objections,
    openings,
    rectifications,
    restrictions,
    rights_decisions,
    rights_moves,
)
from seloste.services.disclosures import New, Receiver
from seloste.services.objections import Objecting
from seloste.services.restrictions import Restricting
from seloste.services.rights_decisions import Deciding
from tests.services import requests
from tests.services.conftest import NOW
from tests.services.verification.conftest import Ask, broken, found
from tests.services.works import opened, staff

DAY = timedelta(days=1)


@pytest.fixture
def aino(kept: dict[str, UUID]) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(kept: dict[str, UUID]) -> Actor:
    return staff("onni", Role.DPO)


def me(actor: Actor) -> UUID:
    assert actor.staff_id is not None
    return actor.staff_id


@pytest.fixture
def to_insurer(
    desk: Desk, aino: Actor, onni: Actor, kept: dict[str, UUID]
) -> Disclosure:
    """A lawful disclosure of Retta's mail to an insurer."""
    work = opened(desk, aino, kept["mail"], kind=WorkKind.COMPLAINT)
    claims.raise_claim(
        work,
        reason="korvaus",
        review_by=NOW + 60 * DAY,
        desk=desk,
        actor=aino,
        now=NOW,
    )
    new = New(
        register="retta",
        recipient="insurer",
        purpose="legal-defence",
        receiver=Receiver("Vakuutus Esimerkki"),
        contact_ids=[kept["mail"]],
        claim=work,
    )
    one = disclosures.prepare(new, desk=desk, actor=aino, now=NOW)
    disclosures.approve(one, actor=onni, now=NOW)
    disclosure_packages.hand_over(one, desk=desk, actor=aino, now=NOW)
    return Disclosure.objects.get(pk=one)


@pytest.mark.parametrize(
    ("promise", "code"),
    [
        ("R-12", "disclosures-allowed"),
        ("R-14", "disclosures-allowed"),
        ("R-15", "disclosures-allowed"),
        ("S-11", "disclosures-allowed"),
        ("R-29", "corrections-stand"),
        ("R-31", "restrictions-kept"),
        ("R-32", "erasures-done"),
        ("R-33", "withdrawals-kept"),
        ("R-34", "objections-kept"),
        ("R-09", "objections-kept"),
        ("R-03", "parts-forwarded"),
        ("S-16", "erasures-done"),
        ("S-16", "restrictions-kept"),
    ],
)
def test_where_nothing_was_done_nothing_is_wrong(
    ask: Ask, promise: str, code: str
) -> None:
    result = ask(promise)

    assert found(result, code).verdict is Verdict.PROVED
    assert not broken(result)


def test_a_lawful_disclosure_is_proved(ask: Ask, to_insurer: Disclosure) -> None:
    assert found(ask("R-14"), "disclosures-allowed").count == 1
    assert not broken(ask("R-14")) | broken(ask("R-12")) | broken(ask("R-15"))


def _unlisted(row: Disclosure) -> None:
    row.recipient = "advertiser"


def _other_purpose(row: Disclosure) -> None:
    row.purpose = "quality"


def _claimless(row: Disclosure) -> None:
    row.claim_hold = uuid4()


def _other_bytes(row: Disclosure) -> None:
    row.package_sha256 = "0" * 64


def _to_police(row: Disclosure) -> None:
    row.recipient = "authorities"


@pytest.mark.parametrize(
    ("promise", "sabotage", "code"),
    [
        ("R-14", _unlisted, "disclosure-outside-notice"),
        ("R-12", _unlisted, "disclosure-outside-notice"),
        ("R-14", _other_purpose, "disclosure-outside-notice"),
        ("R-14", _claimless, "disclosure-without-claim"),
        ("R-14", _other_bytes, "disclosure-unrecorded"),
        ("R-15", _to_police, "disclosure-without-request"),
    ],
)
def test_a_disclosure_that_was_not_allowed_is_broken(
    ask: Ask,
    to_insurer: Disclosure,
    promise: str,
    sabotage: Callable[[Disclosure], None],
    code: str,
) -> None:
    assert code not in broken(ask(promise))

    sabotage(to_insurer)
    to_insurer.save()

    assert code in broken(ask(promise))


def test_a_disclosure_that_vanished_is_broken(ask: Ask, to_insurer: Disclosure) -> None:
    to_insurer.items.all().delete()
    to_insurer.delete()

    assert "disclosure-unrecorded" in broken(ask("R-14"))


def test_a_disclosure_to_an_insurer_breaks_the_promise_of_sok(
    ask: Ask, to_insurer: Disclosure
) -> None:
    assert not broken(ask("S-11"))

    Disclosure.objects.update(register_id="sok-mara")

    assert "disclosure-outside-notice" in broken(ask("S-11"))


@pytest.fixture
def restricted(desk: Desk, aino: Actor, kept: dict[str, UUID]) -> Restriction:
    wanted = Restricting("retta", Ground.CLAIMS, contact_ids=[kept["mail"]])
    one = restrictions.place(wanted, actor=aino, now=NOW)
    return Restriction.objects.get(pk=one)


def test_a_restricted_item_that_was_read_is_broken(
    ask: Ask,
    aino: Actor,
    kept: dict[str, UUID],
    restricted: Restriction,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not broken(ask("R-31"))
    item = SealedObject.objects.get(contact=kept["mail"], kind="message")
    monkeypatch.setattr("seloste.services.limits.check", lambda *_: None)

    openings.open_item(
        item.pk, staff_id=me(aino), purpose_id="complaints", now=NOW + DAY
    )

    assert "restricted-read" in broken(ask("R-31", at=NOW + DAY))


def _lifted_at_once(row: Restriction) -> None:
    row.told_at = row.lift_from = row.lifted_at = NOW


def _hold_gone(row: Restriction) -> None:
    assert row.hold is not None
    Hold.objects.filter(pk=row.hold.pk).update(released_at=NOW)


def _backdated(row: Restriction) -> None:
    row.placed_at = NOW - DAY


@pytest.mark.parametrize(
    ("sabotage", "code"),
    [
        (_lifted_at_once, "restriction-lifted-untold"),
        (_hold_gone, "restriction-hold-released"),
        (_backdated, "restriction-unrecorded"),
    ],
)
def test_a_restriction_that_is_not_kept_is_broken(
    ask: Ask,
    restricted: Restriction,
    sabotage: Callable[[Restriction], None],
    code: str,
) -> None:
    assert code not in broken(ask("R-31"))

    sabotage(restricted)
    restricted.save()

    assert code in broken(ask("R-31"))


@pytest.fixture
def objected(desk: Desk, aino: Actor, kept: dict[str, UUID]) -> Objection:
    wanted = Objecting("retta", "quality", contact_ids=[kept["mail"]])
    one = objections.receive(wanted, desk=desk, actor=aino, now=NOW)
    return Objection.objects.get(pk=one)


@pytest.mark.parametrize("promise", ["R-09", "R-34", "R-08"])
def test_a_sample_of_whoever_objected_is_broken(
    ask: Ask, aino: Actor, kept: dict[str, UUID], objected: Objection, promise: str
) -> None:
    assert found(ask(promise), "objections-kept").count == 1
    item = SealedObject.objects.get(contact=kept["mail"], kind="message")
    playlist = Playlist.objects.create(
        register_id="retta",
        purpose="quality",
        drawn_by_id=me(aino),
        drawn_at=NOW + timedelta(hours=1),
        seed="0" * 32,
        pool=1,
        since=NOW.date(),
        until=NOW.date(),
    )

    PlaylistEntry.objects.create(
        playlist=playlist, position=1, item_id=item.pk, record_id=kept["mail"]
    )

    assert "objected-used" in broken(ask(promise))


def test_an_objection_undone_behind_the_log_is_broken(
    ask: Ask, objected: Objection
) -> None:
    assert not broken(ask("R-34"))

    Objection.objects.update(state=ObjectionState.TAKEN_BACK, decided_at=NOW)

    assert "objection-unrecorded" in broken(ask("R-34"))


def test_consent_that_was_withdrawn_and_vanished_is_broken(
    ask: Ask, objected: Objection
) -> None:
    assert not broken(ask("R-33"))

    Objection.objects.update(cause=Cause.WITHDRAWAL)

    assert "objection-unrecorded" in broken(ask("R-33"))


def asked(desk: Desk, actor: Actor, kind: RequestKind, contact: UUID) -> UUID:
    request = requests.identified(desk, actor, kind=kind)
    IdentityMatch.objects.create(
        request_id=request, contact_id=contact, state=MatchState.CONFIRMED
    )
    rights_moves.decide(request, desk=desk, actor=actor, now=NOW)
    return request


def erased(desk: Desk, aino: Actor, onni: Actor, contact: UUID) -> RightsDecision:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(
        Deciding(request, ground="17(1)(a)"), desk=desk, actor=aino, now=NOW
    )
    if RightsDecision.objects.get(pk=one).two_people:
        rights_decisions.approve(one, desk=desk, actor=onni, now=NOW)
    rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)
    return RightsDecision.objects.get(pk=one)


def test_an_erasure_that_was_not_done_is_broken(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor, kept: dict[str, UUID]
) -> None:
    decision = erased(desk, aino, onni, kept["mail"])
    later = NOW + 2 * DAY
    assert found(ask("R-32", at=later), "erasures-done").count == 2
    there = SealedObject.objects.get(contact=kept["call"], kind="recording")

    decision.lines.filter(kind="message").update(item_id=there.pk)

    assert found(ask("R-32", at=later), "erasure-undone").ids == (str(there.pk),)


def test_a_remembered_erasure_that_is_left_is_broken(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor, kept: dict[str, UUID]
) -> None:
    opened(desk, aino, kept["mail"], kind=WorkKind.COMPLAINT)
    erased(desk, aino, onni, kept["mail"])
    assert RememberedErasure.objects.exists()
    assert not broken(ask("R-32"))

    Hold.objects.filter(kind="complaint").update(released_at=NOW)

    assert "erasure-left" in broken(ask("R-32", at=NOW + 2 * DAY))


def test_a_decision_of_one_person_where_two_must_agree_is_broken(
    ask: Ask, desk: Desk, aino: Actor, onni: Actor, kept: dict[str, UUID]
) -> None:
    opened(desk, aino, kept["mail"], kind=WorkKind.COMPLAINT)
    decision = erased(desk, aino, onni, kept["mail"])
    assert "decision-alone" not in broken(ask("R-32"))

    RightsDecision.objects.filter(pk=decision.pk).update(approved_by="")

    assert "decision-alone" in broken(ask("R-32"))


def test_a_correction_whose_statement_is_lost_is_broken(
    ask: Ask, desk: Desk, aino: Actor, kept: dict[str, UUID]
) -> None:
    request = asked(desk, aino, RequestKind.RECTIFICATION, kept["mail"])
    item = SealedObject.objects.get(contact=kept["mail"], kind="message")
    rectifications.add_statement(
        request, item.pk, "Päivä on väärin", desk=desk, actor=aino, now=NOW
    )
    assert found(ask("R-29"), "corrections-stand").count == 1

    Correction.objects.update(new_item=uuid4())

    assert "correction-undone" in broken(ask("R-29"))


def test_a_recipient_who_waits_is_a_gap_and_one_untold_in_the_log_broken(
    ask: Ask, aino: Actor, to_insurer: Disclosure, kept: dict[str, UUID]
) -> None:
    wanted = Restricting("retta", Ground.CONTESTED, contact_ids=[kept["mail"]])
    restrictions.place(wanted, actor=aino, now=NOW)
    assert found(ask("R-29"), "recipient-waiting").verdict is Verdict.GAP

    RecipientNotice.objects.update(state="told", ended_at=NOW)

    assert "recipient-told-unrecorded" in broken(ask("R-29"))


@pytest.fixture
def of_client(desk: Desk, aino: Actor, kept: dict[str, UUID]) -> Forwarding:
    """A call that Retta keeps for a client, in a request."""
    Contact.objects.filter(pk=kept["call"]).update(capacity="processor")
    request = asked(desk, aino, RequestKind.ACCESS, kept["call"])
    one = rights_decisions.decide(Deciding(request), desk=desk, actor=aino, now=NOW)
    rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)
    return Forwarding.objects.get()


def test_a_clients_part_that_was_not_forwarded_in_time_is_broken(
    ask: Ask, of_client: Forwarding
) -> None:
    assert not broken(ask("R-03"))

    assert "part-not-forwarded" in broken(ask("R-03", at=NOW + 40 * DAY))


def test_client_data_in_an_answer_of_our_own_are_broken(
    ask: Ask, of_client: Forwarding, kept: dict[str, UUID]
) -> None:
    item = SealedObject.objects.get(contact=kept["call"], kind="recording")

    AnswerItem.objects.create(
        request_id=of_client.request_id,
        contact_id=kept["call"],
        item=item,
        kind="recording",
        segments_total=1,
    )

    assert "client-data-given" in broken(ask("R-03"))


def test_a_part_said_to_be_forwarded_without_a_leaf_is_broken(
    ask: Ask, of_client: Forwarding
) -> None:
    Forwarding.objects.update(forwarded_at=NOW, package_sha256="0" * 64)

    assert "forwarding-unrecorded" in broken(ask("R-03"))


def test_only_what_went_out_counts(ask: Ask, to_insurer: Disclosure) -> None:
    Disclosure.objects.update(state=DisclosureState.REFUSED, recipient="nobody")

    assert "disclosure-outside-notice" not in broken(ask("R-14"))
