"""Who calls as a person: the key, its scope, its register, and the person's roles.

An operation names the scope that opens it and the roles whose pages show the
same. What of a register may be shown is then asked of the services, exactly as
for the pages.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, TypedDict

from django.http import HttpRequest
from ninja import Router
from ninja.security import HttpBearer

from seloste import wiring
from seloste.domain.api_key import ApiKeyRefused, Scope
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.services import api_keys, repeats, staff
from seloste.services.api_keys import Caller
from seloste.services.sources import TokenRefused
from seloste.web import clock
from seloste.web.api import budget, description
from seloste.web.api.errors import Problem, RequestInvalid

READING = (401, 403, 404, 409, 422, 429, 503)
WRITING = (400, 401, 403, 404, 409, 411, 413, 415, 422, 429, 503)
TOKEN_LIMIT = 128


class StaffKey(HttpBearer):
    """``Authorization: Bearer slk_…``; every refusal of a key looks the same."""

    def __init__(self, scope: Scope, roles: Iterable[Role]) -> None:
        super().__init__()
        self.scope = scope
        self.roles = frozenset(roles)

    def authenticate(self, request: HttpRequest, token: str) -> Caller:  # noqa: ARG002 - the framework's signature
        """Return who calls, if they may ask this. Raises the refusals."""
        now = clock.now()
        caller = api_keys.caller_of(token, now=now)
        budget.BUDGET.spend(f"key:{caller.key_id}")
        if self.scope not in caller.scopes:
            raise ApiKeyRefused("scope")
        with staff.narrowed_to(caller.register):
            if not staff.all_roles_of(caller.staff_id, now) & self.roles:
                raise ApiKeyRefused("role")
        return caller


class AnyKey(HttpBearer):
    """The same without a scope: whoever has a key may read the description."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:  # noqa: ARG002 - the framework's signature
        """Return who calls, or nobody."""
        try:
            caller = api_keys.caller_of(token, now=clock.now())
        except TokenRefused:
            return None
        budget.BUDGET.spend(f"key:{caller.key_id}")
        return caller


def is_key(request: HttpRequest) -> bool:
    """Tell whether a request carries a good key."""
    return bool(AnyKey()(request))


def caller_of(request: HttpRequest) -> Caller:
    """Return the caller that ``StaffKey`` found."""
    caller = request.auth  # type: ignore[attr-defined] # set by the framework
    assert isinstance(caller, Caller)  # noqa: S101 - the framework let nobody else in
    return caller


class Reading(TypedDict):
    """Who asks a service, and when."""

    staff_id: Any
    desk: Desk
    now: datetime


class Acting(TypedDict):
    """Who changes something, and when."""

    desk: Desk
    actor: Actor
    now: datetime


def reading(request: HttpRequest) -> Reading:
    """Return what a service that reads asks for."""
    return {
        "staff_id": caller_of(request).staff_id,
        "desk": wiring.desk(),
        "now": clock.now(),
    }


def acting(request: HttpRequest) -> Acting:
    """Return what a service that changes something asks for."""
    return {
        "desk": wiring.desk(),
        "actor": caller_of(request).actor,
        "now": clock.now(),
    }


def by(request: HttpRequest) -> dict[str, Any]:
    """Return the same for a service that needs no vault."""
    return {"actor": caller_of(request).actor, "now": clock.now()}


def once(request: HttpRequest, sent: Any, make: Callable[[], Any]) -> Any:
    """Make something once for one ``Idempotency-Key``; return its id."""
    token = request.headers.get("Idempotency-Key", "")
    if len(token) > TOKEN_LIMIT:
        raise RequestInvalid(Problem("Idempotency-Key", "is too long"))
    asked = f"{request.method} {request.path} {sent.model_dump_json()}"
    return repeats.once(
        token,
        asked.encode(),
        make,
        key_id=caller_of(request).key_id,
        now=clock.now(),
    )


def version_asked(request: HttpRequest) -> int | None:
    """Return the version that ``If-Match`` names; none where it is not sent."""
    asked = request.headers.get("If-Match")
    if asked is None:
        return None
    told = asked.removeprefix('"').removesuffix('"')
    if not (told.isascii() and told.isdecimal() and len(told) < 10):  # noqa: PLR2004 - digits of a version
        raise RequestInvalid(Problem("If-Match", "is no version that was told"))
    return int(told)


type View[**P, T] = Callable[Concatenate[HttpRequest, P], T]


def as_person[**P, T](view: View[P, T]) -> View[P, T]:
    """Answer within the one register that the key is limited to."""

    @wraps(view)
    def within(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with staff.narrowed_to(caller_of(request).register):
            return view(request, *args, **kwargs)

    return within


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    name: str,
    scope: Scope,
    roles: Iterable[Role],
    answers: dict[int, Any],
    sent: type | None = None,
    versioned: bool = False,
    repeatable: bool = False,
    extra: dict[str, Any] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Offer a view as an operation; its first line of prose is its summary."""
    refused = (READING if method in {"GET", "HEAD"} else WRITING) + (
        (412,) if versioned else ()
    )
    bodiless = description.bare_refusals if method == "HEAD" else description.refusals
    told = description.of_person(
        scope, sent=sent, versioned=versioned, repeatable=repeatable, extra=extra
    )

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        summary = (view.__doc__ or "").partition("\n")[0].rstrip(".")
        offered: Callable[..., Any] = router.api_operation(
            [method],
            path,
            operation_id=name,
            summary=summary,
            auth=StaffKey(scope, roles),
            response={**answers, **bodiless(*refused)},
            openapi_extra=told,
            by_alias=True,
        )(as_person(view))
        return offered

    return decorate
