"""The demo begins with requests at every step, and one that waits for approval."""

import pytest

from seloste import wiring
from seloste.cli.demo import requests
from seloste.domain.staff import Actor, Role
from seloste.records.models import RightsRequest, StaffRole, StaffUser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]


def test_the_demo_has_requests_at_every_step() -> None:
    user = StaffUser.objects.create(username="aino", is_active=True)
    desk = wiring.desk()
    now = desk.clock.now()
    StaffRole.objects.create(
        staff=user, role=Role.RECORDS_MANAGER, granted_at=now, granted_by="setup"
    )
    aino = Actor(id=f"staff:{user.id}", staff_id=user.id)

    requests.make(desk=desk, handler=aino, now=now)

    states = RightsRequest.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == [
        "identifying",
        "deciding",
        "received",
        "refusing",
        "unconfirmed",
    ]
