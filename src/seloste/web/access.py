"""Who may open which page: every view says so, and is held to it here.

A view is ``public``, ``signed_in`` or ``for_roles``; a view that authenticates
its caller by an API token says ``by_token``. tests/web/test_routes.py refuses a
route that says nothing. A role here opens the page; what of a register the page
may show is asked again of the services, by the register's notice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from seloste.domain.staff import Actor, Role
from seloste.services import staff
from seloste.web import clock


class Kind(StrEnum):
    """Whom a route is open to."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    ROLES = "roles"
    TOKEN = "token"  # noqa: S105 - a kind of policy, not a secret


@dataclass(frozen=True, slots=True)
class Policy:
    """What a route declares."""

    kind: Kind
    roles: frozenset[Role] = frozenset()

    def admits(self, roles: frozenset[Role]) -> bool:
        """Return whether somebody signed in with ``roles`` may come in."""
        return self.kind is not Kind.ROLES or bool(self.roles & roles)


type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def public[**P](view: View[P]) -> View[P]:
    """Open the view to everybody."""
    return _declared(view, Policy(Kind.PUBLIC))


def by_token[**P](view: View[P]) -> View[P]:
    """Say that the view itself asks for an API token."""
    return _declared(view, Policy(Kind.TOKEN))


def signed_in[**P](view: View[P]) -> View[P]:
    """Open the view to everybody who has signed in, whatever their roles."""
    return _guarded(view, Policy(Kind.SIGNED_IN))


def for_roles[**P](*roles: Role) -> Callable[[View[P]], View[P]]:
    """Open the view to those who have one of ``roles`` for some register."""

    def decorate(view: View[P]) -> View[P]:
        return _guarded(view, Policy(Kind.ROLES, frozenset(roles)))

    return decorate


def framed[**P](view: View[P]) -> View[P]:
    """Say that other sites may show the view in a frame; it names them itself."""
    view.framed = True  # type: ignore[attr-defined] # read again by may_be_framed
    return view


def may_be_framed(view: Callable[..., Any]) -> bool:
    """Tell whether other sites may show a view in a frame."""
    return bool(getattr(view, "framed", False))


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """Return what a view declares, or None."""
    policy = getattr(view, "policy", None)
    return policy if isinstance(policy, Policy) else None


def staff_id(request: HttpRequest) -> UUID:
    """Return who is signed in, or raise PermissionDenied."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user.id


def actor(request: HttpRequest, role: Role | None = None) -> Actor:
    """Return who acts, in ``role``."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return staff.actor_for(request.user, role)


def roles(request: HttpRequest) -> frozenset[Role]:
    """Return the roles of who is signed in, for any register; asked once a request."""
    if not request.user.is_authenticated:
        return frozenset()
    known: frozenset[Role] | None = getattr(request, "_seloste_roles", None)
    if known is None:
        known = staff.all_roles_of(request.user.id, clock.now())
        request._seloste_roles = known  # type: ignore[attr-defined] # noqa: SLF001 - a cache that lives as long as the request
    return known


def require(request: HttpRequest, register: str, *wanted: Role) -> Role:
    """Return the first of ``wanted`` roles held for ``register``.

    Raises PermissionDenied where none is held.
    """
    held = staff.roles_of(staff_id(request), register, clock.now())
    for role in wanted:
        if role in held:
            return role
    raise PermissionDenied


def _guarded[**P](view: View[P], policy: Policy) -> View[P]:
    @wraps(view)
    def guard(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not policy.admits(roles(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return _declared(guard, policy)


def _declared[**P](view: View[P], policy: Policy) -> View[P]:
    view.policy = policy  # type: ignore[attr-defined] # read again by policy_of
    return view


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page and back; a query is not carried along."""
    back = request.path if request.method in {"GET", "HEAD"} else "/"
    target = f"{reverse('sign-in')}?{urlencode({'next': back})}"
    if "HX-Request" in request.headers:
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    return redirect(target)
