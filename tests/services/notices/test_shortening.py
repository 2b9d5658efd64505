from datetime import timedelta

import pytest

from seloste.domain.retention import local_day
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Contact, NoticeVersion, SealedObject
from seloste.services import sweeps
from seloste.services.capture import capture
from seloste.services.notices import store
from seloste.services.notices.store import NoticeImmutable
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import mail
from tests.services.desks import EXAMPLES

pytestmark = pytest.mark.usefixtures("registers")
RETTA = (EXAMPLES / "retta.yaml").read_text("utf-8")
TODAY = local_day(NOW)


def edited(days: int, *, effective: object = TODAY, name: str = "service") -> str:
    """Return Retta's notice with another period, in force from another day."""
    return (
        RETTA.replace("days: 180", f"days: {days}")
        .replace("effective: 2024-07-01", f"effective: {effective}")
        .replace("retention:\n  - id: service\n", f"retention:\n  - id: {name}\n")
        .replace("retention.service", f"retention.{name}")
    )


def publish(text: str) -> store.Published:
    return store.publish(text=text, actor=SETUP, now=NOW, key_backup_days=7)


@pytest.fixture
def contact(desk: Desk) -> Contact:
    """A mail of Maija's, kept for 180 days."""
    capture(mail(), desk=desk, now=NOW)
    return Contact.objects.get()


def test_a_shorter_period_applies_at_once(contact: Contact) -> None:
    before = contact.act_at

    published = publish(edited(90))

    contact.refresh_from_db()
    assert published.shortened == 2
    assert contact.act_at == before - timedelta(days=90)
    assert set(SealedObject.objects.values_list("act_at", flat=True)) == {
        contact.act_at
    }


def test_a_longer_period_never_reaches_back(contact: Contact) -> None:
    before = contact.act_at

    published = publish(edited(365))

    contact.refresh_from_db()
    assert published.shortened == 0
    assert contact.act_at == before


def test_a_contact_keeps_the_version_it_was_captured_under(
    desk: Desk, contact: Contact
) -> None:
    publish(edited(90))
    capture(mail(source_id="<2@example.fi>"), desk=desk, now=NOW)

    numbers = Contact.objects.order_by("notice_version__number").values_list(
        "notice_version__number", flat=True
    )

    assert list(numbers) == [1, 2]


def test_a_later_version_shortens_when_its_day_comes(
    desk: Desk, contact: Contact
) -> None:
    before = contact.act_at
    published = publish(edited(90, effective=TODAY + timedelta(days=10)))
    assert published.shortened == 0

    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + timedelta(days=11))

    contact.refresh_from_db()
    assert contact.act_at == before - timedelta(days=90)


def test_a_renamed_class_cannot_keep_longer(contact: Contact) -> None:
    before = contact.act_at

    publish(edited(90, name="contacts"))

    contact.refresh_from_db()
    assert contact.act_at == before - timedelta(days=90)


def test_the_same_text_again_is_no_new_version(contact: Contact) -> None:
    publish(RETTA)

    assert NoticeVersion.objects.filter(register_id="retta").count() == 1


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_version_does_not_change_what_was_promised(days: int) -> None:
    effective = TODAY + timedelta(days=days)
    publish(edited(90, effective=TODAY))

    with pytest.raises(NoticeImmutable):
        publish(edited(91, effective=effective))

    assert NoticeVersion.objects.filter(register_id="retta").count() == 2


def test_publishing_is_audited(contact: Contact) -> None:
    publish(edited(90))

    leaf = AuditLeaf.objects.filter(action="notice.published").latest("seq")
    assert '"count":2' in leaf.body


def test_a_preview_says_what_would_fall_due_and_changes_nothing(
    contact: Contact,
) -> None:
    before = contact.act_at

    later = NOW + timedelta(days=5)
    seen = store.preview(
        text=edited(1, effective=local_day(later)), now=later, key_backup_days=7
    )

    contact.refresh_from_db()
    assert (seen.foreseen.sooner, seen.foreseen.at_once) == (2, 2)
    assert contact.act_at == before
