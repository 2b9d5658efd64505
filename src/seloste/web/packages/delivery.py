"""Building the answer and handing it over; what leaves is shown or read once."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.package import PackageRefused
from seloste.domain.rights import RequestRefused
from seloste.domain.rights_letter import LetterKind
from seloste.ports.age import AgeRefused
from seloste.services import (
    audit,
    following_letters,
    package_delivery,
    package_mails,
    packages,
    rights_letters,
    rights_page,
)
from seloste.services.access import NotFound
from seloste.services.rights_letters import LetterIncomplete
from seloste.web import access, clock
from seloste.web.audience import for_records
from seloste.web.packages.forms import Build, OfferLink, WriteLetter
from seloste.web.packages.views import refused
from seloste.web.words import packages as words
from seloste.web.words import rights as rights_words

ZIP = "application/zip"
AGE = "application/octet-stream"


@for_records
@require_POST
def build(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Ask for the answer to be built; a worker does it."""
    form = Build(request.POST)
    form.is_valid()
    try:
        packages.ask(
            wanted,
            with_audio=bool(form.cleaned_data.get("with_audio")),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except PackageRefused as refusal:
        refused(request, refusal)
    else:
        messages.success(request, _("The answer is being built."))
    return redirect("rights:show", wanted)


@for_records
@never_cache
@require_POST
def offer(request: HttpRequest, package: UUID) -> HttpResponse:
    """Offer the answer for download; link and code are shown once."""
    form = OfferLink(request.POST)
    form.is_valid()
    desk, actor, now = wiring.desk(), access.actor(request), clock.now()
    row = packages.found(package)
    try:
        made = package_delivery.offer(package, desk=desk, actor=actor, now=now)
    except (PackageRefused, RequestRefused) as refusal:
        return _back(request, row.request_id, refusal)
    mailed = False
    if form.cleaned_data.get("mail"):
        try:
            mailed = package_mails.send_link(
                package, made, desk=desk, actor=actor, now=now
            )
        except OutgoingRefused:
            mailed = False
    context = {
        "row": row.request,
        "offer": made,
        "address": package_mails.address_of(made.path),
        "mailed": mailed,
    }
    return render(request, "packages/offered.html", context)


def _back(
    request: HttpRequest, wanted: UUID, refusal: PackageRefused | RequestRefused
) -> HttpResponse:
    known = (
        words.REFUSED if isinstance(refusal, PackageRefused) else rights_words.REFUSED
    )
    messages.error(request, str(known[refusal.reason]))
    return redirect("rights:show", wanted)


@for_records
@never_cache
@require_POST
def passphrase(request: HttpRequest, package: UUID) -> HttpResponse:
    """Draw a passphrase and show it, with the button that makes the file."""
    row = packages.found(package)
    context = {
        "row": row.request,
        "package": row,
        "passphrase": package_delivery.passphrase(),
    }
    return render(request, "packages/passphrase.html", context)


@for_records
@never_cache
@require_POST
def age(request: HttpRequest, package: UUID) -> HttpResponse:
    """Hand the answer over as an age file, which only the passphrase opens."""
    secret = request.POST.get("passphrase", "")

    def made() -> tuple[str, bytes]:
        file = package_delivery.age_file(
            package,
            secret,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
        return file.name, file.data

    return _file(request, package, made, AGE)


@for_records
@never_cache
@require_POST
def printed(request: HttpRequest, package: UUID) -> HttpResponse:
    """Hand over letter and report to be printed; the hand-over is recorded."""

    def made() -> tuple[str, bytes]:
        return package_delivery.printed(
            package, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
        )

    return _file(request, package, made, ZIP)


def _file(
    request: HttpRequest,
    package: UUID,
    made: Callable[[], tuple[str, bytes]],
    media_type: str,
) -> HttpResponse:
    row = packages.found(package)
    try:
        name, data = made()
    except (PackageRefused, RequestRefused) as refusal:
        return _back(request, row.request_id, refusal)
    except AgeRefused:
        messages.error(request, _("The answer is too large for an age file."))
        return redirect("rights:show", row.request_id)
    return _attached(name, data, media_type)


def _attached(name: str, data: bytes | str, media_type: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@for_records
@require_safe
def receipt(request: HttpRequest, package: UUID) -> HttpResponse:
    """Save the proof of a hand-over, as anybody can check it."""
    row = packages.handled(package, actor=access.actor(request), now=clock.now())
    try:
        proof = package_delivery.receipt(row)
    except audit.ProofPending:
        messages.info(request, _("The log is signed within a minute; try again then."))
        return redirect("rights:show", row.request_id)
    except PackageRefused as refusal:
        return _back(request, row.request_id, refusal)
    return _attached(f"{row.pk}.tlog-proof", proof, "text/plain; charset=utf-8")


@for_records
@require_POST
def write(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Write a letter of the request and keep it."""
    form = WriteLetter(request.POST)
    if not form.is_valid():
        raise NotFound("no such record")
    kind = LetterKind(form.cleaned_data["kind"])
    row = rights_page.handled(
        wanted, staff_id=access.staff_id(request), now=clock.now()
    )
    try:
        rights_letters.write(
            wanted,
            kind,
            facts=following_letters.facts_for(
                kind, row, form.chosen_ground(), desk=wiring.desk(), now=clock.now()
            ),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except LetterIncomplete:
        messages.error(
            request, _("The request does not yet say what this letter must state.")
        )
    else:
        messages.success(request, _("The letter is written."))
    return redirect("rights:show", wanted)


@for_records
@require_safe
def letter(request: HttpRequest, wanted: UUID, letter: UUID) -> HttpResponse:
    """Save a letter as a PDF; reading it is audited."""
    name, data = rights_letters.pdf(
        wanted,
        letter,
        desk=wiring.desk(),
        actor=access.actor(request),
        now=clock.now(),
    )
    return _attached(name, data, "application/pdf")
