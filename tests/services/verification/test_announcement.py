"""Who was told, of the notice and of the recording, before it began."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import F

from seloste.domain.contact import Announcement
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Contact, NoticeVersion, SealedObject
from seloste.services import sources
from seloste.services.capture import capture
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import announced_call, call
from tests.services.verification.conftest import Ask, broken, found
from tests.services.verification.test_retention import publish


def test_a_shown_announcement_is_machine_evidence(ask: Ask) -> None:
    result = ask("S-07")

    assert found(result, "announcement-shown").verdict is Verdict.PROVED
    assert result.verdict is Verdict.GAP  # nobody says the other channels work


def test_a_recording_without_evidence_is_broken(
    ask: Ask, kept: dict[str, UUID]
) -> None:
    assert ask("S-07").verdict is not Verdict.BROKEN
    Contact.objects.filter(pk=kept["sok"]).update(announced="not-needed")

    result = ask("S-07")

    assert found(result, "announcement-missing").ids == (str(kept["sok"]),)


@pytest.fixture
def attested(desk: Desk, kept: dict[str, UUID]) -> UUID:
    """A call that rests on a statement about its source."""
    sources.attest_announcement(
        slug="sok-calls", until=NOW + timedelta(days=90), actor=SETUP, now=NOW
    )
    delivery = call("sok-calls", source_id="other")
    receipt = capture(delivery, desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


@pytest.mark.parametrize("promise", ["S-07", "S-18"])
def test_a_rule_dropped_behind_the_notice_is_broken(ask: Ask, promise: str) -> None:
    row = NoticeVersion.objects.get(register_id="sok-mara")
    row.document = row.document.replace("    announced: true\n", "")
    row.save()

    assert "notice-changed" in broken(ask(promise))


def test_a_statement_about_the_source_attests_its_calls(
    ask: Ask, attested: UUID
) -> None:
    result = ask("S-07")

    assert found(result, "announcement-attested").verdict is Verdict.ATTESTED
    assert found(result, "announcement-shown").count == 1


def test_a_deleted_statement_breaks_the_calls_that_rest_on_it(
    ask: Ask, attested: UUID
) -> None:
    assert ask("S-07").verdict is not Verdict.BROKEN
    AuditLeaf.objects.filter(action="source.attested").delete()

    assert broken(ask("S-07")) == {"announcement-unfounded", "log-changed"}


def test_a_statement_made_afterwards_does_not_count(ask: Ask, attested: UUID) -> None:
    Contact.objects.filter(pk=attested).update(
        received_at=F("received_at") - timedelta(minutes=1)
    )

    assert "announcement-unfounded" in broken(ask("S-07"))


@pytest.fixture
def refused(desk: Desk, kept: dict[str, UUID]) -> UUID:
    """A caller to SOK who did not want to be recorded."""
    delivery = announced_call(
        source_id="refused", announcement=Announcement(refused=True)
    )
    receipt = capture(delivery, desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


def test_a_refused_call_without_recording_is_evidence(ask: Ask, refused: UUID) -> None:
    result = ask("S-18")

    assert found(result, "refused-not-recorded").count == 1
    assert result.verdict is Verdict.GAP


def test_a_recording_of_a_refused_call_is_broken(ask: Ask, refused: UUID) -> None:
    assert ask("S-18").verdict is not Verdict.BROKEN
    recording = SealedObject.objects.get(register_id="sok-mara", kind="recording")
    SealedObject.objects.filter(pk=recording.pk).update(contact=refused)

    result = ask("S-18")

    assert found(result, "refused-recorded").ids == (str(recording.pk),)


def test_contacts_have_the_version_of_their_time(ask: Ask) -> None:
    publish(days=90)

    result = ask("R-02")

    assert found(result, "notice-in-force").count == 2
    assert result.verdict is Verdict.GAP  # receipts are not kept


def test_a_contact_under_another_version_is_broken(ask: Ask) -> None:
    publish(days=90)
    later = NoticeVersion.objects.get(register_id="retta", number=2)
    Contact.objects.filter(register_id="retta").update(
        notice_version=later, received_at=F("received_at") - timedelta(minutes=1)
    )

    assert found(ask("R-02"), "notice-other-version").count == 2


def test_a_contact_that_came_later_is_broken_under_the_first_version(
    ask: Ask,
) -> None:
    publish(days=90)
    Contact.objects.filter(register_id="retta").update(
        received_at=F("received_at") + timedelta(minutes=1)
    )

    assert found(ask("R-02"), "notice-other-version").count == 2


def test_a_contact_under_a_foreign_notice_is_broken(ask: Ask) -> None:
    foreign = NoticeVersion.objects.get(register_id="sok-mara")
    Contact.objects.filter(register_id="retta").update(notice_version=foreign)

    assert "notice-other-version" in broken(ask("R-02"))


@pytest.mark.parametrize(
    "change",
    [
        {"document": "edited"},
        {"sha256": "0" * 64},
        {"effective": date(2025, 1, 1)},
        {"number": 7},
    ],
)
def test_a_text_changed_without_a_version_is_broken(
    ask: Ask, change: dict[str, object]
) -> None:
    assert ask("R-38").verdict is Verdict.PROVED
    publish(days=170)
    NoticeVersion.objects.filter(register_id="retta", number=1).update(**change)

    assert "notice-changed" in broken(ask("R-38"))
