"""Changing one's own password."""

from datetime import UTC, datetime

import pytest

from seloste.domain.staff import system
from seloste.records.models.staff import StaffUser
from seloste.services import audit, invitations, passwords

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
OLD, NEW = "kolme vihreää omenaa", "neljä punaista päärynää"

pytestmark = pytest.mark.django_db


@pytest.fixture
def eino() -> StaffUser:
    """Eino has a password."""
    invited = invitations.invite(
        username="eino",
        display_name="Eino",
        language="fi",
        actor=system("setup"),
        now=NOW,
    )
    return invitations.activate(token=invited.token, password=OLD, now=NOW)


def test_changed_password_replaces_the_old_one(eino: StaffUser) -> None:
    assert eino.check_password(OLD)

    changed = passwords.change(staff_id=eino.id, password=NEW, now=NOW)

    assert changed.check_password(NEW)
    assert not changed.check_password(OLD)
    assert audit.latest(limit=1)[0].action == "staff.password-changed"


def test_weak_password_changes_nothing(eino: StaffUser) -> None:
    with pytest.raises(passwords.PasswordRefused) as refused:
        passwords.change(staff_id=eino.id, password="short", now=NOW)

    assert refused.value.reasons
    assert StaffUser.objects.get().check_password(OLD)


def test_change_that_cannot_be_audited_does_not_happen(
    eino: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> int:
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", broken)

    with pytest.raises(OSError, match="full"):
        passwords.change(staff_id=eino.id, password=NEW, now=NOW)

    assert StaffUser.objects.get(id=eino.id).check_password(OLD)
