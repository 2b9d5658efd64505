"""Queues of the registers that a person works for."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.contact import Channel
from seloste.domain.staff import Role
from seloste.services import queues, staff
from seloste.web import clock
from seloste.web.api.person import caller_of, operation
from seloste.web.api.shapes import ASKED, Filters

router = Router(tags=["queues"])


class QueueOut(BaseModel):
    """A queue: what comes to it, and its targets in minutes of opening hours."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    slug: str
    name_fi: str
    name_sv: str
    name_en: str
    channels: list[Channel]
    complaints: bool
    respond_minutes: int
    solve_minutes: int


class QueuesOut(BaseModel):
    """The active queues."""

    queues: list[QueueOut]


@operation(
    router,
    "GET",
    "/queues",
    name="listQueues",
    scope=Scope.QUEUES_READ,
    roles=tuple(Role),
    answers={200: QueuesOut},
)
def list_queues(request: HttpRequest, wanted: Filters = ASKED) -> QueuesOut:
    """List the active queues of the person's registers."""
    reached = staff.registers_of(caller_of(request).staff_id, clock.now())
    slugs = [one for one in reached if wanted.register_ in {"", one}]
    return QueuesOut(
        queues=[
            QueueOut(
                id=one.pk,
                register_=slug,
                slug=one.slug,
                name_fi=one.name_fi,
                name_sv=one.name_sv,
                name_en=one.name_en,
                channels=[Channel(channel) for channel in one.channels],
                complaints=one.complaints,
                respond_minutes=one.respond_minutes,
                solve_minutes=one.solve_minutes,
            )
            for slug in slugs
            for one in queues.queues(slug)
        ]
    )
