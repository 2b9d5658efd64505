"""Pages where an administrator invites people and gives them roles.

An administrator reads no content and grants no role to themselves.
"""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from seloste.domain.staff import Role
from seloste.services import invitations, staff
from seloste.services.invitations import Invited
from seloste.web import access, clock
from seloste.web.staff.forms import ROLE_NAMES, GrantRole, Invite

for_admins = access.for_roles(Role.ADMIN)


@for_admins
@require_safe
def list_members(request: HttpRequest) -> HttpResponse:
    """Show everybody who works or has worked here."""
    context = {"members": staff.members(clock.now()), "role_names": ROLE_NAMES}
    return render(request, "staff/list.html", context)


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST show the one-time link, this once."""
    form = Invite(request.POST or None)
    if form.is_valid():
        try:
            invited = invitations.invite(
                **form.cleaned_data,
                actor=access.actor(request, Role.ADMIN),
                now=clock.now(),
            )
        except invitations.StaffExists:
            form.add_error("username", _("This user name is taken."))
        else:
            return _show_link(request, invited)
    return render(request, "staff/invite.html", {"form": form})


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show one person and their roles; on POST grant another."""
    form = GrantRole(request.POST or None)
    if form.is_valid():
        try:
            _grant(request, person, form)
        except staff.RoleRefused:
            form.add_error(None, _refused_role(request, person, form))
        else:
            messages.success(request, _("Role granted."))
            return redirect("staff:show", person)
    return _show(request, person, form)


@for_admins
@require_POST
def withdraw(request: HttpRequest, person: UUID, grant: UUID) -> HttpResponse:
    """End a role at once."""
    try:
        staff.withdraw_role(
            grant_id=grant,
            actor=access.actor(request, Role.ADMIN),
            now=clock.now(),
        )
    except staff.LastAdminRefused:
        messages.error(request, _("Somebody must be left to administer."))
    else:
        messages.success(request, _("Role withdrawn."))
    return redirect("staff:show", person)


@for_admins
@require_POST
def new_link(request: HttpRequest, person: UUID) -> HttpResponse:
    """Make and show a new one-time link; earlier ones stop working."""
    invited = invitations.invite_again(
        staff_id=person, actor=access.actor(request, Role.ADMIN), now=clock.now()
    )
    return _show_link(request, invited)


@for_admins
@require_POST
def disable(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let the person in no more."""
    try:
        staff.disable(
            staff_id=person, actor=access.actor(request, Role.ADMIN), now=clock.now()
        )
    except staff.LastAdminRefused:
        messages.error(request, _("Somebody must be left to administer."))
    else:
        messages.success(request, _("Disabled. Every session has ended."))
    return redirect("staff:show", person)


def _show(request: HttpRequest, person: UUID, form: GrantRole) -> HttpResponse:
    try:
        member = staff.member(person, clock.now())
    except staff.StaffUnknown:
        raise Http404 from None
    context = {
        "member": member,
        "form": form,
        "role_names": ROLE_NAMES,
        "is_self": member.id == access.staff_id(request),
    }
    return render(request, "staff/show.html", context)


def _grant(request: HttpRequest, person: UUID, form: GrantRole) -> None:
    last_day = form.cleaned_data["ends_on"]
    midnight = last_day and datetime.combine(last_day + timedelta(days=1), time.min)
    staff.grant_role(
        staff_id=person,
        role=Role(form.cleaned_data["role"]),
        register=form.cleaned_data["register"],
        ends_at=midnight and timezone.make_aware(midnight),
        actor=access.actor(request, Role.ADMIN),
        now=clock.now(),
    )


def _refused_role(request: HttpRequest, person: UUID, form: GrantRole) -> str:
    if person == access.staff_id(request):
        return _("Nobody grants a role to themselves: another administrator does.")
    if form.cleaned_data["role"] == Role.ADMIN:
        return _("An administrator is one for every register, without a last day.")
    return _("The last day has passed.")


def _show_link(request: HttpRequest, invited: Invited) -> HttpResponse:
    path = reverse("invitation-link", args=[invited.token])
    context = {
        "link": settings.PUBLIC_URL.rstrip("/") + path,
        "expires_at": invited.expires_at,
        "member": staff.member(invited.staff_id, clock.now()),
    }
    return render(request, "staff/link.html", context)
