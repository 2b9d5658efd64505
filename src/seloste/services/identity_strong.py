"""Strong identification: a person is sent to the provider, and comes back once.

What binds the way out to the way back is bound to the request and to the browser
that set out: an answer in another browser is somebody else's and proves nothing.
The row is taken away before the provider is asked, so that no answer is used
twice. What the provider says of a person beyond name and subject is never seen here.
"""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from seloste.domain import identity as rules
from seloste.domain.audit import Action
from seloste.domain.identity import IdentityRefused
from seloste.domain.notice import Language
from seloste.domain.rights import RequestRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.identity_provider import (
    Asked,
    Identified,
    IdentityAnswerRefused,
    IdentityProvider,
)
from seloste.ports.vault import Vault
from seloste.records.models import IdentityVisit, RightsRequest
from seloste.services import (
    egress_hosts,
    identities,
    rights_events,
    rights_tokens,
    rights_words,
)
from seloste.services.access import NotFound
from seloste.services.identities import StrongIdentity

PURPOSE = "identity"
PORTAL = Actor(id="system:portal")
MOST_VISITS = 5
"""Visits of one request at a time; a further one ends the oldest."""
SAID = {"level": "wrong-acr", "too-old": "too-old", "unreachable": "unreachable"}


@dataclass(frozen=True, slots=True)
class SentOut:
    """Where a person goes, and what their browser keeps until they are back."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a person brings back from the provider, and the browser they use.

    ``failure`` is the provider's word where nobody was identified.
    """

    state: str
    browser: str
    code: str = ""
    issuer: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """Whose status page is shown, in which language, and what is said there.

    ``refused`` is a reason of IdentityRefused or RequestRefused, "" where the
    person is identified.
    """

    token: str
    language: str
    refused: str = ""


def offered(desk: Desk) -> bool:
    """Tell whether strong identification is configured."""
    return desk.identity_provider is not None


def begin(
    request_id: UUID, *, language: Language, desk: Desk, now: datetime
) -> SentOut:
    """Return where to go for a strong identification, and what remembers it.

    Raises IdentityRefused, RequestRefused.
    """
    provider = _provider(desk)
    state, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with transaction.atomic():
        request = identities.provable(request_id, actor=PORTAL, now=now)
        forget(now=now)
        _end_oldest(request)
        visit = IdentityVisit(
            request=request,
            state_hash=rights_words.token_hash(state),
            language=language.value,
            begun_at=now,
            expires_at=now + rules.FRESH,
        )
        visit.browser_key = _secret(visit, "browser", browser, desk.vault)
        visit.save()
    with _plainly():
        address = provider.begin(
            _asked(visit, state, browser, desk.vault),
            hosts=egress_hosts.hosts(PURPOSE),
            now=now,
        )
    return SentOut(address, browser)


def finish(back: WayBack, *, desk: Desk, now: datetime) -> Returned:
    """Take what the provider says of the person who came back; once.

    Raises NotFound where nobody was sent out like this from this browser: then
    nothing is said of any request.
    """
    visit = _taken(back, desk)
    token = rights_tokens.status_token(
        visit.request_id, register=visit.request.register_id, vault=desk.vault
    )
    try:
        _identify(visit, back, desk=desk, now=now)
    except (IdentityRefused, RequestRefused) as refusal:
        return Returned(token, visit.language, refused=refusal.reason)
    return Returned(token, visit.language)


@transaction.atomic
def _taken(back: WayBack, desk: Desk) -> IdentityVisit:
    """Take the visit away, so that it is used once. Raises NotFound."""
    visit = (
        IdentityVisit.objects.select_for_update(of=("self",))
        .select_related("request")
        .filter(state_hash=rights_words.token_hash(back.state))
        .first()
    )
    if visit is None:
        raise NotFound("no such record")
    expected = _secret(visit, "browser", back.browser, desk.vault)
    if not hmac.compare_digest(visit.browser_key, expected):
        raise NotFound("no such record")
    IdentityVisit.objects.filter(pk=visit.pk).delete()
    return visit


def _identify(
    visit: IdentityVisit, back: WayBack, *, desk: Desk, now: datetime
) -> None:
    provider = _provider(desk)
    if now >= visit.expires_at:
        raise IdentityRefused("begin-again")
    if back.failure or not back.code:
        raise IdentityRefused("cancelled")
    try:
        found = provider.finish(
            back.code,
            asked=_asked(visit, back.state, back.browser, desk.vault),
            issuer=back.issuer,
            hosts=egress_hosts.hosts(PURPOSE),
            now=now,
        )
    except IdentityAnswerRefused as refusal:
        _note_failure(visit.request_id, refusal.reason, now)
        raise _plain(refusal) from refusal
    identities.strong(
        visit.request_id,
        _taken_over(found),
        levels=provider.levels,
        desk=desk,
        actor=PORTAL,
        now=now,
    )


def _taken_over(found: Identified) -> StrongIdentity:
    return StrongIdentity(
        provider=found.provider,
        level=found.level,
        subject=found.subject,
        name=found.name,
        transaction=found.transaction,
        authenticated_at=found.authenticated_at,
    )


def forget(*, now: datetime) -> None:
    """Forget the visits whose time is over."""
    IdentityVisit.objects.filter(expires_at__lte=now).delete()


def _end_oldest(request: RightsRequest) -> None:
    standing = request.identity_visits.order_by("-begun_at", "pk")
    over = standing.values_list("pk", flat=True)[MOST_VISITS - 1 :]
    IdentityVisit.objects.filter(pk__in=list(over)).delete()


@transaction.atomic
def _note_failure(request_id: UUID, reason: str, now: datetime) -> None:
    """Write into the audit log that an answer was not believed, and why."""
    request = RightsRequest.objects.get(pk=request_id)
    rights_events.tell(
        request,
        Action.IDENTITY_FAILED,
        actor=PORTAL,
        now=now,
        details={"method": rules.Method.STRONG.value, "reason": reason},
    )


def _asked(visit: IdentityVisit, state: str, browser: str, vault: Vault) -> Asked:
    base = settings.PUBLIC_URL.rstrip("/")
    return Asked(
        redirect_uri=f"{base}/request/identified/",
        state=state,
        nonce=_secret(visit, "nonce", browser, vault),
        verifier=_secret(visit, "verifier", browser, vault),
        language=visit.language,
    )


def _secret(visit: IdentityVisit, what: str, browser: str, vault: Vault) -> str:
    """Return what follows from a visit and its browser, and from nothing stored."""
    return vault.fingerprint(
        tenant=visit.request.register_id,
        value=f"identity-{what}\x1f{visit.pk}\x1f{browser}",
    )


def _provider(desk: Desk) -> IdentityProvider:
    if desk.identity_provider is None:
        raise IdentityRefused("not-configured")
    return desk.identity_provider


@contextmanager
def _plainly() -> Iterator[None]:
    """Say what the provider did in words that a person is told."""
    try:
        yield
    except IdentityAnswerRefused as refusal:
        raise _plain(refusal) from refusal


def _plain(refusal: IdentityAnswerRefused) -> IdentityRefused:
    return IdentityRefused(SAID.get(refusal.reason, "not-signed"))
