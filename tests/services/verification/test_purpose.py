"""Every reading is held against the notice; widened ones show."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from seloste.domain import merkle
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor, Role
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Certificate,
    Hold,
    NoticeVersion,
    PlaylistEntry,
    SealedObject,
)
from seloste.services import audit, contacts, holds, openings, samples
from seloste.services.contacts import Lookup
from seloste.services.holds import HoldRequest
from seloste.services.identifiers import IdentifierField
from seloste.services.samples import Wanted
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import MAIJA
from tests.services.verification.conftest import Ask, broken, employ, found, sweep

DAY_181 = NOW + timedelta(days=181)


@pytest.fixture
def readings(desk: Desk, kept: dict[str, UUID]) -> int:
    """Eino reads a mail, sees whose it is and looks Maija up; how many readings."""
    eino = employ("eino", Role.AGENT)
    message = SealedObject.objects.get(contact=kept["mail"], kind=Kind.MESSAGE)
    openings.open_item(message.pk, staff_id=eino, purpose_id="service", now=NOW)
    openings.unmask(
        kept["mail"], staff_id=eino, purpose_id="identification", desk=desk, now=NOW
    )
    wanted = Lookup(
        register="retta",
        field=IdentifierField.TEL,
        value=MAIJA.tel,
        purpose="identification",
    )
    contacts.lookup(wanted, staff_id=eino, desk=desk, now=NOW)
    return 3


def test_readings_for_a_purpose_are_proved(ask: Ask, readings: int) -> None:
    result = ask("R-06")

    assert result.verdict is Verdict.PROVED
    assert found(result, "reads-in-purpose").count == readings


def test_readings_of_one_register_are_not_those_of_another(
    ask: Ask, readings: int
) -> None:
    assert found(ask("S-05"), "reads-in-purpose").count == 0


@pytest.mark.parametrize("promise", ["R-06", "R-07", "R-23"])
@pytest.mark.parametrize(
    ("key", "wider"), [("purpose", "marketing"), ("role", "trainer"), ("role", "")]
)
def test_a_widened_reading_is_broken(
    ask: Ask, readings: int, promise: str, key: str, wider: str
) -> None:
    assert ask(promise).verdict is not Verdict.BROKEN
    leaf = AuditLeaf.objects.get(action="content.opened")
    body = json.loads(leaf.body)
    leaf.body = json.dumps({**body, key: wider}, separators=(",", ":"))
    leaf.leaf_hash = merkle.leaf_hash(leaf.body.encode())
    leaf.save()

    assert {"reads-foreign", "log-changed"} == broken(ask(promise))


def record(action: Action, object_id: object, *, purpose: str, kind: str) -> None:
    """Write a leaf as the program would, whatever it says."""
    audit.record(
        action=action,
        actor=Actor(id="staff:eino", role=Role.AGENT),
        object_id=str(object_id),
        now=NOW,
        purpose=purpose,
        details={"kind": kind},
    )


def test_a_reading_for_a_foreign_purpose_is_broken_in_a_sound_log(
    ask: Ask, kept: dict[str, UUID]
) -> None:
    record(Action.CONTENT_OPENED, kept["mail"], purpose="marketing", kind="message")

    assert broken(ask("R-06")) == {"reads-foreign"}


def test_a_reading_of_an_unknown_kind_is_broken(
    ask: Ask, kept: dict[str, UUID]
) -> None:
    record(Action.CONTENT_OPENED, kept["mail"], purpose="service", kind="diary")

    assert broken(ask("R-06")) == {"reads-foreign"}


def test_a_reading_of_what_never_was_is_broken(ask: Ask, kept: dict[str, UUID]) -> None:
    record(Action.CONTENT_OPENED, UUID(int=7), purpose="service", kind="message")

    assert broken(ask("R-06")) == {"reads-unknown"}


def test_a_reading_of_something_unnamed_is_broken(
    ask: Ask, kept: dict[str, UUID]
) -> None:
    record(Action.CONTENT_OPENED, "diary", purpose="service", kind="message")

    assert broken(ask("R-06")) == {"reads-unknown"}


def test_readings_of_what_was_destroyed_are_still_checked(
    ask: Ask, desk: Desk, kept: dict[str, UUID], readings: int
) -> None:
    sweep(desk, DAY_181)
    assert Certificate.objects.filter(record_id=kept["mail"]).exists()

    result = ask("R-06", at=DAY_181)

    assert found(result, "reads-in-purpose").count == readings
    assert result.verdict is Verdict.PROVED


def test_reading_what_a_hold_keeps_for_something_else_is_broken(
    ask: Ask, desk: Desk, kept: dict[str, UUID]
) -> None:
    request = HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason="reklamaatio",
        review_by=NOW + timedelta(days=30),
        contact_ids=[kept["mail"]],
    )
    holds.place_hold(request, desk=desk, actor=SETUP, now=NOW)
    Hold.objects.update(review_by=DAY_181 + timedelta(days=9))
    sweep(desk, DAY_181)
    item = SealedObject.objects.get(contact=kept["mail"], kind=Kind.MESSAGE)
    aino = employ("aino", Role.RECORDS_MANAGER, at=DAY_181)
    openings.open_item(item.pk, staff_id=aino, purpose_id="complaints", now=DAY_181)
    assert ask("R-06", at=DAY_181).verdict is Verdict.PROVED

    audit.record(
        action=Action.CONTENT_OPENED,
        actor=Actor(id=f"staff:{aino}", role=Role.AGENT),
        object_id=kept["mail"],
        now=DAY_181,
        purpose="service",
        details={"item": str(item.pk), "kind": "message"},
    )

    assert broken(ask("R-06", at=DAY_181)) == {"held-read-outside"}


def test_an_interest_nobody_named_is_a_gap(ask: Ask) -> None:
    row = NoticeVersion.objects.get(register_id="retta")
    row.document = row.document.replace("interest:", "reason:")
    row.save()

    assert found(ask("R-09"), "interest-not-named").count == 8


def test_a_contract_alone_needs_no_objection(ask: Ask) -> None:
    assert "objections-kept" in {one.code for one in ask("S-06").evidence}
    row = NoticeVersion.objects.get(register_id="sok-mara")
    row.document = row.document.replace("article: 6(1)(f)", "article: 6(1)(b)")
    row.save()

    assert "objections-kept" not in {one.code for one in ask("S-06").evidence}


def test_what_is_built_later_is_a_gap_with_its_reason(ask: Ask) -> None:
    assert found(ask("R-08"), "basis-per-contact-not-kept").verdict is Verdict.GAP
    assert ask("R-08").verdict is Verdict.GAP


@pytest.fixture
def playlist(kept: dict[str, UUID]) -> PlaylistEntry:
    """A place of a playlist of SOK's that points at its call."""
    tuula = employ("tuula", Role.TRAINER, register="sok-mara")
    wanted = Wanted("sok-mara", "training", since=NOW.date(), until=NOW.date())
    drawn = samples.draw(wanted, staff_id=tuula, seed="0" * 32, now=NOW)
    return PlaylistEntry.objects.get(playlist=drawn)


def test_playlist_that_refers_is_proved(ask: Ask, playlist: PlaylistEntry) -> None:
    assert found(ask("S-05"), "playlists-refer").count == 1


def test_copied_recording_in_a_playlist_breaks_the_promise(
    ask: Ask, playlist: PlaylistEntry
) -> None:
    copy = SealedObject.objects.get(pk=playlist.item_id)
    copy.pk = uuid4()
    copy.save(force_insert=True)
    PlaylistEntry.objects.filter(pk=playlist.pk).update(item_id=copy.pk)

    assert "playlist-copy" in broken(ask("S-05"))


def test_playlist_entry_that_outlives_its_call_without_a_certificate_is_broken(
    ask: Ask, playlist: PlaylistEntry
) -> None:
    PlaylistEntry.objects.filter(pk=playlist.pk).update(item_id=uuid4())

    assert "playlist-entry-lost" in broken(ask("S-05"))


def test_destroyed_call_leaves_a_place_that_its_certificate_explains(
    desk: Desk, ask: Ask, playlist: PlaylistEntry
) -> None:
    later = NOW + timedelta(days=100)
    sweep(desk, later)
    assert not SealedObject.objects.filter(pk=playlist.item_id).exists()

    codes = broken(ask("S-05", at=later))

    assert not codes & {"playlist-copy", "playlist-entry-lost"}
