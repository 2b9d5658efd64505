"""Roles: granted by somebody else, for a register, until they end."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain.staff import Actor, Role, system
from seloste.records.models.audit import AuditLeaf
from seloste.records.models.register import Register
from seloste.records.models.staff import StaffUser
from seloste.services import audit, invitations, staff

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
SETUP = system("setup")

pytestmark = pytest.mark.django_db


@pytest.fixture
def aino() -> Actor:
    """Aino administers; her account is active."""
    return active("aino", "Aino", admin=True)


@pytest.fixture
def eino() -> Actor:
    """Eino is an agent to be."""
    return active("eino", "Eino")


@pytest.fixture(autouse=True)
def retta() -> None:
    Register.objects.create(slug="retta")
    Register.objects.create(slug="sok-mara")


def active(username: str, name: str, *, admin: bool = False) -> Actor:
    make = invitations.create_admin if admin else invitations.invite
    invited = make(
        username=username, display_name=name, language="fi", actor=SETUP, now=NOW
    )
    user = invitations.activate(
        token=invited.token, password="kolme vihreää omenaa", now=NOW
    )
    return staff.actor_for(user)


def id_of(actor: Actor) -> UUID:
    assert actor.staff_id
    return actor.staff_id


def grant(
    to: Actor,
    role: Role,
    register: str,
    by: Actor,
    *,
    ends_at: datetime | None = None,
) -> UUID:
    return staff.grant_role(
        staff_id=id_of(to),
        role=role,
        register=register,
        ends_at=ends_at,
        actor=by,
        now=NOW,
    )


def actions() -> list[str]:
    return list(AuditLeaf.objects.order_by("seq").values_list("action", flat=True))


def test_role_holds_for_its_register_only(aino: Actor, eino: Actor) -> None:
    grant(eino, Role.AGENT, "retta", aino)

    assert staff.roles_of(id_of(eino), "retta", NOW) == {Role.AGENT}
    assert staff.roles_of(id_of(eino), "sok-mara", NOW) == frozenset()
    assert staff.registers_of(id_of(eino), NOW) == ("retta",)


def test_role_for_every_register_reaches_all_of_them(aino: Actor, eino: Actor) -> None:
    grant(eino, Role.DPO, "", aino)

    assert staff.roles_of(id_of(eino), "sok-mara", NOW) == {Role.DPO}
    assert staff.registers_of(id_of(eino), NOW) == ("retta", "sok-mara")


def test_role_ends_when_it_was_said_to_end(aino: Actor, eino: Actor) -> None:
    end = NOW + timedelta(days=30)
    grant(eino, Role.AGENT, "retta", aino, ends_at=end)

    before = staff.all_roles_of(id_of(eino), end - timedelta(seconds=1))
    after = staff.all_roles_of(id_of(eino), end)

    assert before == {Role.AGENT}
    assert after == frozenset()


def test_last_day_is_the_one_before_the_end(aino: Actor, eino: Actor) -> None:
    midnight = datetime(2026, 7, 31, 21, 0, tzinfo=UTC)  # 1 August in Helsinki
    grant(eino, Role.AGENT, "retta", aino, ends_at=midnight)

    given = staff.member(id_of(eino), NOW).grants[0]
    ended = staff.member(id_of(eino), midnight).grants[0]

    assert given.last_day == date(2026, 7, 31)
    assert (given.in_force, ended.in_force) == (True, False)
    assert staff.member(id_of(aino), NOW).grants[0].last_day is None


def test_granting_again_moves_the_end(aino: Actor, eino: Actor) -> None:
    first = grant(eino, Role.AGENT, "retta", aino, ends_at=NOW + timedelta(days=1))

    again = grant(eino, Role.AGENT, "retta", aino)

    assert again == first
    assert staff.member(id_of(eino), NOW).grants[0].ends_at is None


def test_grant_is_audited(aino: Actor, eino: Actor) -> None:
    grant(eino, Role.AGENT, "retta", aino, ends_at=NOW + timedelta(days=1))

    leaf = audit.latest(limit=1)[0]

    assert (leaf.action, leaf.actor) == ("staff.role-granted", aino.id)
    assert dict(leaf.details) == {
        "role": "agent",
        "register": "retta",
        "ends_at": "2026-07-02",
    }


def test_grant_that_cannot_be_audited_does_not_happen(
    aino: Actor, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> int:
        raise OSError("the log is full")

    monkeypatch.setattr(audit, "record", broken)

    with pytest.raises(OSError, match="full"):
        grant(eino, Role.AGENT, "retta", aino)

    assert staff.all_roles_of(id_of(eino), NOW) == frozenset()


def test_nobody_grants_a_role_to_themselves(aino: Actor) -> None:
    with pytest.raises(staff.RoleRefused, match="themselves"):
        grant(aino, Role.AGENT, "retta", aino)

    assert staff.all_roles_of(id_of(aino), NOW) == {Role.ADMIN}


def test_role_is_refused_for_a_register_that_is_not_there(
    aino: Actor, eino: Actor
) -> None:
    with pytest.raises(staff.RoleRefused, match="no such register"):
        grant(eino, Role.AGENT, "nowhere", aino)


def test_role_is_refused_when_it_ends_before_it_begins(
    aino: Actor, eino: Actor
) -> None:
    with pytest.raises(staff.RoleRefused, match="end before"):
        grant(eino, Role.AGENT, "retta", aino, ends_at=NOW)


def test_administrator_of_one_register_is_refused(aino: Actor, eino: Actor) -> None:
    with pytest.raises(staff.RoleRefused, match="every register"):
        grant(eino, Role.ADMIN, "retta", aino)


def test_withdrawn_role_is_gone_at_once(aino: Actor, eino: Actor) -> None:
    given = grant(eino, Role.AGENT, "retta", aino)
    assert staff.all_roles_of(id_of(eino), NOW) == {Role.AGENT}

    staff.withdraw_role(grant_id=given, actor=aino, now=NOW)

    assert staff.all_roles_of(id_of(eino), NOW) == frozenset()
    assert actions()[-1] == "staff.role-removed"


def test_last_administrator_keeps_the_role(aino: Actor) -> None:
    own = staff.member(id_of(aino), NOW).grants[0].id

    with pytest.raises(staff.LastAdminRefused):
        staff.withdraw_role(grant_id=own, actor=aino, now=NOW)

    assert staff.all_roles_of(id_of(aino), NOW) == {Role.ADMIN}


def test_second_administrator_lets_the_first_go(aino: Actor, eino: Actor) -> None:
    grant(eino, Role.ADMIN, "", aino)

    staff.disable(staff_id=id_of(aino), actor=eino, now=NOW)

    assert not staff.member(id_of(aino), NOW).is_active


def test_disabled_person_has_no_password_and_no_link(aino: Actor, eino: Actor) -> None:
    invitations.invite_again(staff_id=id_of(eino), actor=aino, now=NOW)
    assert staff.member(id_of(eino), NOW).invited_until

    staff.disable(staff_id=id_of(eino), actor=aino, now=NOW)

    user = StaffUser.objects.get(id=id_of(eino))
    assert not user.is_active
    assert not user.has_usable_password()
    assert staff.member(id_of(eino), NOW).invited_until is None
    assert actions()[-1] == "staff.disabled"


def test_last_administrator_cannot_be_disabled(aino: Actor, eino: Actor) -> None:
    with pytest.raises(staff.LastAdminRefused):
        staff.disable(staff_id=id_of(aino), actor=eino, now=NOW)

    assert staff.member(id_of(aino), NOW).is_active


def test_unknown_person_is_refused(aino: Actor) -> None:
    with pytest.raises(staff.StaffUnknown):
        staff.disable(staff_id=UUID(int=0), actor=aino, now=NOW)
    with pytest.raises(staff.RoleRefused):
        staff.withdraw_role(grant_id=UUID(int=0), actor=aino, now=NOW)


def test_members_are_listed_by_name(aino: Actor, eino: Actor) -> None:
    assert aino.id != eino.id

    assert [person.display_name for person in staff.members(NOW)] == ["Aino", "Eino"]


def test_language_is_remembered(aino: Actor) -> None:
    staff.choose_language(staff_id=id_of(aino), language="sv")

    assert StaffUser.objects.get(id=id_of(aino)).language == "sv"


def test_actor_names_nobody(aino: Actor) -> None:
    user = StaffUser.objects.get(id=id_of(aino))

    actor = staff.actor_for(user, Role.DPO)

    assert actor == Actor(f"staff:{user.id}", Role.DPO, user.id)
