"""One-time links: used once, for a day, and known to nobody but their holder."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain.staff import Role, system
from seloste.records.models.audit import AuditLeaf
from seloste.records.models.staff import Invitation, StaffUser
from seloste.services import invitations, passwords, staff

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
PASSWORD = "kolme vihreää omenaa"
SETUP = system("setup")

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited() -> invitations.Invited:
    """Aino is invited to administer."""
    return invitations.create_admin(
        username=" Aino ", display_name="Aino", language="fi", actor=SETUP, now=NOW
    )


def actions() -> list[str]:
    return list(AuditLeaf.objects.order_by("seq").values_list("action", flat=True))


def test_fresh_system_has_nobody() -> None:
    assert StaffUser.objects.count() == 0


def test_invited_administrator_cannot_sign_in_yet(invited: invitations.Invited) -> None:
    user = StaffUser.objects.get(username="aino")

    assert user.id == invited.staff_id
    assert not user.is_active
    assert not user.has_usable_password()
    assert staff.all_roles_of(user.id, NOW) == {Role.ADMIN}
    assert actions() == ["staff.invited", "staff.role-granted"]


def test_link_has_256_bits_and_is_stored_as_a_hash(
    invited: invitations.Invited,
) -> None:
    row = Invitation.objects.get()

    assert len(invited.token) >= 43
    assert invited.token not in str(vars(row))
    assert row.expires_at == NOW + timedelta(hours=24)


def test_link_sets_the_password_its_holder_chose(invited: invitations.Invited) -> None:
    invitations.activate(token=invited.token, password=PASSWORD, now=NOW)

    user = StaffUser.objects.get(username="aino")
    assert user.is_active
    assert user.check_password(PASSWORD)
    assert actions()[-1] == "staff.activated"


def test_link_works_once(invited: invitations.Invited) -> None:
    assert invitations.invitee(invited.token, NOW) == "aino"
    invitations.activate(token=invited.token, password=PASSWORD, now=NOW)

    with pytest.raises(invitations.InvitationRefused):
        invitations.activate(token=invited.token, password="toinen " * 3, now=NOW)

    assert StaffUser.objects.get(username="aino").check_password(PASSWORD)


def test_link_dies_after_a_day(invited: invitations.Invited) -> None:
    with pytest.raises(invitations.InvitationRefused):
        invitations.invitee(invited.token, NOW + timedelta(hours=24))


@pytest.mark.parametrize("token", ["", " ", "x" * 43, "\x00"])
def test_link_that_was_never_made_is_refused(
    invited: invitations.Invited, token: str
) -> None:
    assert token != invited.token

    with pytest.raises(invitations.InvitationRefused):
        invitations.invitee(token, NOW)


def test_new_link_ends_the_old_one(invited: invitations.Invited) -> None:
    again = invitations.invite_again(staff_id=invited.staff_id, actor=SETUP, now=NOW)

    assert invitations.invitee(again.token, NOW) == "aino"
    with pytest.raises(invitations.InvitationRefused):
        invitations.invitee(invited.token, NOW)


@pytest.mark.parametrize(
    "weak", ["short", "password123", "aino", "1q2w3e4r5t6y7u8i", ""]
)
def test_weak_password_is_refused_and_the_link_stays_good(
    invited: invitations.Invited, weak: str
) -> None:
    with pytest.raises(passwords.PasswordRefused) as refused:
        invitations.activate(token=invited.token, password=weak, now=NOW)

    assert refused.value.reasons
    assert invitations.invitee(invited.token, NOW) == "aino"


def test_password_typed_with_other_code_points_is_the_same() -> None:
    composed, decomposed = (
        "\u00e4iti ja is\u00e4 kotona",
        "a\u0308iti ja isa\u0308 kotona",
    )

    assert passwords.normal(decomposed) == composed


def test_long_password_is_welcome(invited: invitations.Invited) -> None:
    long = "seitsemän veljestä ja yksi pitkä salasana " * 3

    invitations.activate(token=invited.token, password=long, now=NOW)

    assert StaffUser.objects.get(username="aino").check_password(long)


def test_taken_user_name_is_refused(invited: invitations.Invited) -> None:
    with pytest.raises(invitations.StaffExists):
        invitations.invite(
            username="AINO", display_name="x", language="fi", actor=SETUP, now=NOW
        )

    assert invitations.staff_id_of("Aino") == invited.staff_id


def test_nobody_is_found_under_an_unknown_name() -> None:
    with pytest.raises(staff.StaffUnknown):
        invitations.staff_id_of("nobody")


def test_link_for_somebody_who_is_not_here_is_refused() -> None:
    with pytest.raises(staff.StaffUnknown):
        invitations.invite_again(staff_id=UUID(int=0), actor=SETUP, now=NOW)
