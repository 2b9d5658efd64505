"""Webhooks: which systems are told of what, and how that goes.

No message names a person. The secret a message is signed with is read on the
page of webhooks only.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.staff import Actor, Role
from seloste.domain.webhook import DeliveryState, Event
from seloste.services import staff, webhooks
from seloste.services.access import NotFound
from seloste.services.webhooks import NewWebhook, WebhookLine
from seloste.web import clock
from seloste.web.api.bodies import read_json
from seloste.web.api.person import caller_of, once, operation
from seloste.web.api.schemas import Sent, text
from seloste.web.api.shapes import ASKED, MadeOut, MaybeSlug, Pages, Slug

router = Router(tags=["webhooks"])
ONE = "/webhooks/{webhook_id}"
ADMINS = (Role.ADMIN,)


class WebhookOut(BaseModel):
    """A system that is told, and how its messages stand."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    url: str
    recipient: str
    events: list[Event]
    paused: bool
    waiting: int
    failed: int
    last_sent: datetime | None


class WebhooksOut(BaseModel):
    """Every webhook of the registers that the key reaches."""

    webhooks: list[WebhookOut]


class WebhookIn(Sent):
    """A system to be told, and of what; `recipient` is its id in the notice."""

    register_: Annotated[Slug, Field(alias="register")]
    url: Annotated[str, text(500)]
    recipient: MaybeSlug = ""
    events: Annotated[tuple[Event, ...], Field(min_length=1, max_length=20)]


class PauseIn(Sent):
    """Whether a system is told nothing for a while."""

    paused: bool


class MessageOut(BaseModel):
    """A message to a system."""

    id: UUID
    event: str
    state: DeliveryState
    attempts: int
    status: str
    asked_at: datetime
    next_at: datetime | None


class MessagesOut(BaseModel):
    """A page of messages, newest first."""

    messages: list[MessageOut]
    page: int
    more: bool


@operation(
    router,
    "GET",
    "/webhooks",
    name="listWebhooks",
    scope=Scope.WEBHOOKS_READ,
    roles=ADMINS,
    answers={200: WebhooksOut},
)
def list_webhooks(request: HttpRequest) -> WebhooksOut:
    """List the systems that are told."""
    return WebhooksOut(webhooks=[_out(one) for one in _lines(request)])


@operation(
    router,
    "POST",
    "/webhooks",
    name="addWebhook",
    scope=Scope.WEBHOOKS_WRITE,
    roles=ADMINS,
    answers={201: MadeOut},
    sent=WebhookIn,
    repeatable=True,
)
def add(request: HttpRequest) -> Status[MadeOut]:
    """Let a system be told of events from now on."""
    sent = read_json(request, WebhookIn)
    if sent.register_ not in _registers(request):
        raise NotFound("no such record")
    wanted = NewWebhook(
        register=sent.register_,
        url=sent.url.strip(),
        recipient=sent.recipient,
        events=sent.events,
    )
    made = once(
        request,
        sent,
        lambda: webhooks.add(wanted, actor=_admin(request), now=clock.now()),
    )
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "POST",
    f"{ONE}/pause",
    name="pauseWebhook",
    scope=Scope.WEBHOOKS_WRITE,
    roles=ADMINS,
    answers={204: None},
    sent=PauseIn,
)
def pause(request: HttpRequest, webhook_id: UUID) -> Status[None]:
    """Stop telling a system for a while, or go on."""
    sent = read_json(request, PauseIn)
    _line(request, webhook_id)
    webhooks.pause(
        webhook_id, paused=sent.paused, actor=_admin(request), now=clock.now()
    )
    return Status(204, None)


@operation(
    router,
    "GET",
    f"{ONE}/messages",
    name="listMessages",
    scope=Scope.WEBHOOKS_READ,
    roles=ADMINS,
    answers={200: MessagesOut},
)
def list_messages(
    request: HttpRequest, webhook_id: UUID, asked: Pages = ASKED
) -> MessagesOut:
    """List the messages to a system, newest first."""
    _line(request, webhook_id)
    found, more = webhooks.deliveries(webhook_id, page=asked.page)
    return MessagesOut(
        messages=[
            MessageOut(
                id=one.pk,
                event=one.event,
                state=DeliveryState(one.state),
                attempts=one.attempts,
                status=one.status,
                asked_at=one.asked_at,
                next_at=one.next_at,
            )
            for one in found
        ],
        page=asked.page,
        more=more,
    )


@operation(
    router,
    "POST",
    f"{ONE}/messages/{{message_id}}/retry",
    name="retryMessage",
    scope=Scope.WEBHOOKS_WRITE,
    roles=ADMINS,
    answers={204: None},
)
def retry(request: HttpRequest, webhook_id: UUID, message_id: UUID) -> Status[None]:
    """Try a message once more that was given up."""
    _line(request, webhook_id)
    webhooks.of_webhook(message_id, webhook_id)
    webhooks.retry(message_id, now=clock.now())
    return Status(204, None)


def _registers(request: HttpRequest) -> tuple[str, ...]:
    return staff.registers_of(caller_of(request).staff_id, clock.now())


def _lines(request: HttpRequest) -> list[WebhookLine]:
    reached = _registers(request)
    return [one for one in webhooks.lines() if one.webhook.register_id in reached]


def _line(request: HttpRequest, webhook_id: UUID) -> WebhookLine:
    for line in _lines(request):
        if line.webhook.pk == webhook_id:
            return line
    raise NotFound("no such record")


def _admin(request: HttpRequest) -> Actor:
    actor = caller_of(request).actor
    return Actor(id=actor.id, role=Role.ADMIN, staff_id=actor.staff_id)


def _out(line: WebhookLine) -> WebhookOut:
    row = line.webhook
    return WebhookOut(
        id=row.pk,
        register_=row.register_id,
        url=row.url,
        recipient=row.recipient,
        events=[Event(one) for one in row.events],
        paused=row.paused,
        waiting=line.waiting,
        failed=line.failed,
        last_sent=line.last_sent,
    )
