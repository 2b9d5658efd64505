"""What must be true before a rights request ends: that the answer reached somebody.

An answer nobody could fetch, a letter nobody could read, a part of a client's that
nobody was told of, and a recipient who knows nothing each keep a request open.
Reads records only and imports no service of the request itself.
"""

from datetime import datetime, timedelta

from seloste.domain.disclosure import TellState
from seloste.domain.package import COPIES, PackageState
from seloste.domain.rights import (
    PartState,
    RequestKind,
    RequestRefused,
    RequestState,
)
from seloste.domain.rights_letter import LetterKind
from seloste.records.models import Package, RecipientNotice, RightsEvent, RightsRequest
from seloste.services import package_gates

WRITTEN = "letter:"
"""What the event of a letter that was written begins with; its kind follows."""
MAILED, TAKEN = "letter-mailed", "letter-taken"
"""Events of a letter: its reader was mailed about it, or somebody took it out."""
LETTERS_STAND = timedelta(days=30)
"""How long a letter that nobody took can be read before its request may close."""
LEAVING = (PackageState.OFFERED, PackageState.FETCHED, PackageState.HANDED)
TELLING = (
    LetterKind.CONFIRMED,
    LetterKind.NOTHING_HELD,
    LetterKind.DONE,
    LetterKind.PARTIAL,
    LetterKind.FORWARDED,
)
"""The letters of which one answers, where the answer is no package."""


def of_files(request: RightsRequest) -> bool:
    """Tell whether the answer leaves as a package: a copy of something."""
    if RequestKind(request.kind) not in COPIES:
        return False
    return package_gates.gives(request)


def leaving(request: RightsRequest, now: datetime) -> None:
    """Refuse to call a copy given that is neither offered nor handed over."""
    del now
    if not of_files(request):
        return
    packages = Package.objects.filter(
        request=request, state__in=LEAVING, asked_at__gte=request.reviewed_at
    )
    if not packages.exists():
        raise RequestRefused("not-delivered")


def delivered(request: RightsRequest, now: datetime) -> None:
    """Refuse to close while a copy waits to be fetched; one nobody fetches ends."""
    if request.state != RequestState.RELEASED or not of_files(request):
        return
    packages = Package.objects.filter(request=request)
    if packages.filter(delivered_at__isnull=False).exists():
        return
    if packages.filter(expires_at__gt=now).exists() or not packages.exists():
        raise RequestRefused("not-delivered")


def told(request: RightsRequest, now: datetime) -> None:
    """Refuse to close while the letter that answers was not written or not told of."""
    refused = request.state == RequestState.REFUSED
    if not refused and request.state != RequestState.RELEASED:
        return
    if not refused and of_files(request):
        return
    kinds = (LetterKind.REFUSAL,) if refused else TELLING
    events = RightsEvent.objects.filter(request=request)
    letters = events.filter(what__in=[f"{WRITTEN}{one.value}" for one in kinds])
    ids = list(letters.values_list("detail", flat=True))
    known = events.filter(what__in=(MAILED, TAKEN), detail__in=ids).exists()
    waited = request.answered_at is not None and (
        now >= request.answered_at + LETTERS_STAND
    )
    if not ids or not (known or waited):
        raise RequestRefused("letter-unread")


def parts_done(request: RightsRequest, now: datetime) -> None:
    """Refuse while the part of a controller is neither answered nor forwarded."""
    del now
    if request.state not in (RequestState.RELEASED, RequestState.FORWARDED):
        return
    if request.parts.filter(state=PartState.OPEN).exists():
        raise RequestRefused("parts-open")


def recipients_told(request: RightsRequest, now: datetime) -> None:
    """Refuse while a recipient is neither told nor shown unreachable (Art. 19).

    However the request ends: what was erased or corrected stays so.
    """
    del now
    waiting = RecipientNotice.objects.filter(
        request=request.pk, state=TellState.WAITING
    )
    if waiting.exists():
        raise RequestRefused("recipients-untold")
