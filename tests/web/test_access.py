"""Who acts, and with which role for which register."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import RequestFactory

from seloste.domain.staff import Actor, Role
from seloste.records.models.staff import StaffUser
from seloste.web import access
from seloste.web.access import Kind, Policy


def request_of(person: Actor | None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    if person and person.staff_id:
        request.user = StaffUser.objects.get(id=person.staff_id)
    return request


def test_role_is_required_for_the_register(aino: Actor) -> None:
    role = access.require(
        request_of(aino), "retta", Role.DPO, Role.RECORDS_MANAGER, Role.AGENT
    )

    assert role is Role.RECORDS_MANAGER


@pytest.mark.parametrize(
    ("register", "role"),
    [("sok-mara", Role.RECORDS_MANAGER), ("retta", Role.DPO)],
)
def test_role_for_another_register_does_not_count(
    aino: Actor, register: str, role: Role
) -> None:
    with pytest.raises(PermissionDenied):
        access.require(request_of(aino), register, role)


def test_actor_is_the_one_who_is_signed_in(aino: Actor) -> None:
    request = request_of(aino)

    acts = access.actor(request, Role.RECORDS_MANAGER)

    assert acts == Actor(aino.id, Role.RECORDS_MANAGER, aino.staff_id)
    assert access.staff_id(request) == aino.staff_id


def test_nobody_acts_unseen(db: None) -> None:
    outsider = request_of(None)

    assert access.roles(outsider) == frozenset()
    for ask in (access.actor, access.staff_id):
        with pytest.raises(PermissionDenied):
            ask(outsider)


def test_policy_of_roles_admits_only_them() -> None:
    policy = Policy(Kind.ROLES, frozenset({Role.DPO}))

    assert policy.admits(frozenset({Role.AGENT, Role.DPO}))
    assert not policy.admits(frozenset({Role.AGENT}))
    assert Policy(Kind.SIGNED_IN).admits(frozenset())
