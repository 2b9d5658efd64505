"""How an answer reaches the person: by a link and a code, by an age file, on paper.

A package leaves once, and only of a request whose identity, review and approval
are asked again in the same transaction. A link alone opens nothing: the code
goes another way. Looking at the page uses nothing up, for mail programs open
links by themselves. What left is proved by a leaf of the audit log.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import package as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.notice import Language
from seloste.domain.package import (
    Attempt,
    DeliveryForm,
    PackageMove,
    PackageRefused,
    PackageState,
)
from seloste.domain.rights import RequestState
from seloste.domain.rights_letter import LetterDocument, LetterKind, compose
from seloste.domain.staff import Actor
from seloste.ports.age import LARGEST, AgeRefused
from seloste.ports.desk import Desk
from seloste.records.models import Package, RightsRequest
from seloste.services import (
    audit,
    jobs,
    package_files,
    package_gates,
    rights_events,
    rights_letters,
    rights_moves,
)
from seloste.services.access import NotFound
from seloste.services.jobs import Job

PERSON = Actor(id="portal:person")
OPEN = frozenset({RequestState.APPROVED, RequestState.RELEASED})


@dataclass(frozen=True, slots=True)
class Offer:
    """A link and the code that goes another way; both are shown once."""

    path: str
    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the page of a link shows: nothing that names anybody."""

    reference: str
    language: Language
    register: str
    size: int
    expires_at: datetime
    attempts_left: int


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is read once, and what it is called."""

    name: str
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class AgeFile:
    """An age file, which only its passphrase opens."""

    name: str
    data: bytes


def offer(package_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> Offer:
    """Offer a package for download and release the request; an older link ends.

    Raises NotFound, PackageRefused, RequestRefused.
    """
    token = secrets.token_urlsafe(rules.TOKEN_BYTES)
    code = "".join(secrets.choice(rules.CODE_LETTERS) for _ in range(rules.CODE_LENGTH))
    with transaction.atomic():
        row, request = _leaving(package_id, actor=actor, now=now)
        row.state = rules.next_state(PackageState(row.state), PackageMove.OFFER)
        row.token_hash, row.code_key = _digest(token), _code_key(row, code, desk)
        row.offered_at, row.offered_by = now, actor.id
        row.expires_at = min(now + rules.LINK_LASTS, row.destroy_by)
        row.attempts, row.fetching_at = 0, None
        row.save()
        _release(request, desk=desk, actor=actor, now=now)
        _tell(Action.PACKAGE_OFFERED, row, actor=actor, now=now)
    return Offer(f"/fetch/{token}/", _grouped(code, 5), row.expires_at)


def _leaving(
    package_id: UUID, *, actor: Actor, now: datetime
) -> tuple[Package, RightsRequest]:
    """Return a package that may leave and its request, both locked.

    Raises NotFound, PackageRefused.
    """
    known = Package.objects.filter(pk=package_id).values_list("request_id", flat=True)
    request_id = known.first()
    if request_id is None:
        raise NotFound("no such record")
    request = rights_moves.locked(request_id, actor=actor, now=now)
    row = Package.objects.select_for_update(of=("self",)).get(pk=package_id)
    if row.ready_at is None:
        raise PackageRefused("not-ready")
    if RequestState(request.state) not in OPEN:
        raise PackageRefused("not-approved")
    if request.reviewed_at is None or row.asked_at < request.reviewed_at:
        raise PackageRefused("changed")
    package_gates.check_reviewed(request)
    return row, request


def _release(
    request: RightsRequest, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Release the request with the first delivery; the gates are asked there."""
    if request.state == RequestState.APPROVED:
        rights_moves.release(request.pk, desk=desk, actor=actor, now=now)


def _tell(
    action: Action, row: Package, *, actor: Actor, now: datetime, form: str = ""
) -> int:
    """Write the leaf of something that happened to a package; return its index."""
    return audit.record(
        action=action,
        actor=actor,
        object_id=row.request_id,
        now=now,
        details={
            "package": str(row.pk),
            "sha256": row.manifest_sha256,
            "bytes": row.size,
            **({"method": form} if form else {}),
        },
    )


def _digest(token: str) -> str:
    """Return what is kept of a token of 256 random bits (ASVS 11.5.1)."""
    return hashlib.sha256(token.encode()).hexdigest()


def _code_key(row: Package, code: str, desk: Desk) -> str:
    """Return what is kept of a code: without the keystore it cannot be guessed."""
    value = f"package-code\x1f{row.pk}\x1f{_plain(code)}"
    return desk.vault.fingerprint(tenant=row.register_id, value=value)


def _plain(code: str) -> str:
    return "".join(one for one in code.upper() if one.isalnum())


def _grouped(text: str, size: int) -> str:
    return "-".join(text[at : at + size] for at in range(0, len(text), size))


def look(token: str, *, now: datetime) -> Waiting:
    """Return what waits behind a link; nothing is used up. Raises PackageRefused."""
    row = _by_token(token, lock=False)
    rules.check_attempt(_attempt(row), now)
    if row.expires_at is None:
        raise PackageRefused("unknown-link")
    return Waiting(
        reference=row.request.reference,
        language=Language(row.language),
        register=row.register_id,
        size=row.size,
        expires_at=row.expires_at,
        attempts_left=rules.MOST_ATTEMPTS - row.attempts,
    )


def _by_token(token: str, *, lock: bool) -> Package:
    rows = Package.objects.select_related("request")
    if lock:
        rows = rows.select_for_update(of=("self",))
    digest = _digest(token)
    mine = Q(token_hash=digest) | Q(
        request__token_hash=digest, state=PackageState.OFFERED
    )
    row = rows.filter(mine).order_by("-asked_at").first()
    if row is None:
        raise PackageRefused("unknown-link")
    return row


def _attempt(row: Package) -> Attempt:
    return Attempt(
        state=PackageState(row.state),
        expires_at=row.expires_at,
        attempts=row.attempts,
        fetching_at=row.fetching_at,
    )


def fetch(token: str, code: str, *, desk: Desk, now: datetime) -> Download:
    """Begin a download with the right code; each try counts.

    When the last byte was handed over the package is used up; a download that
    was cut may be tried again, three times in all. Raises PackageRefused.
    """
    row = _begin_fetch(token, code, desk=desk, now=now)
    if row is None:
        raise PackageRefused("wrong-code")
    return Download(
        name=f"{row.request.reference}.zip",
        pieces=_handed_over(row, DeliveryForm.PORTAL, actor=PERSON, desk=desk, now=now),
    )


@transaction.atomic
def _begin_fetch(token: str, code: str, *, desk: Desk, now: datetime) -> Package | None:
    """Count a try; return the package where the code is right, else None."""
    row = _by_token(token, lock=True)
    rules.check_attempt(_attempt(row), now)
    row.attempts += 1
    right = hmac.compare_digest(_code_key(row, code, desk), row.code_key)
    if right:
        row.fetching_at = now
    elif row.attempts >= rules.MOST_ATTEMPTS:
        row.state = rules.next_state(PackageState(row.state), PackageMove.LOCK)
    row.save(update_fields=["attempts", "fetching_at", "state"])
    if right:
        return row
    _tell(Action.PACKAGE_TRIED, row, actor=PERSON, now=now)
    return None


def _handed_over(
    row: Package, form: DeliveryForm, *, actor: Actor, desk: Desk, now: datetime
) -> Iterator[bytes]:
    """Yield the package; when all of it was taken it is used up, with a receipt."""
    yield from package_files.zipped(package_files.leaving(row), desk=desk)
    _used_up(row.pk, form, actor=actor, now=now)


@transaction.atomic
def _used_up(
    package_id: UUID, form: DeliveryForm, *, actor: Actor, now: datetime
) -> None:
    """Write the receipt: the leaf proves what was handed over, and when."""
    row = Package.objects.select_for_update(of=("self",)).get(pk=package_id)
    fetched = form is DeliveryForm.PORTAL
    move = PackageMove.FETCH if fetched else PackageMove.HAND_OVER
    row.state = rules.next_state(PackageState(row.state), move)
    row.delivery, row.delivered_at, row.fetching_at = form, now, None
    row.token_hash = row.code_key = ""
    action = Action.PACKAGE_FETCHED if fetched else Action.PACKAGE_HANDED_OVER
    jobs.enqueue(Job.PACKAGE, object_id=row.pk)
    rights_events.note(
        row.request, "answer-delivered", actor=actor, now=now, detail=form.value
    )
    row.receipt_seq = _tell(action, row, actor=actor, now=now, form=form.value)
    row.save()


def passphrase() -> str:
    """Draw a passphrase of 24 letters; it is kept nowhere."""
    letters = rules.PASSPHRASE_GROUPS * rules.PASSPHRASE_GROUP
    drawn = "".join(secrets.choice(rules.CODE_LETTERS) for _ in range(letters))
    return _grouped(drawn, rules.PASSPHRASE_GROUP)


def age_file(
    package_id: UUID, secret: str, *, desk: Desk, actor: Actor, now: datetime
) -> AgeFile:
    """Return a package as an age file and release the request.

    ``secret`` is a passphrase that was drawn here and goes another way. Raises
    NotFound, PackageRefused, RequestRefused, AgeRefused.
    """
    if len(_plain(secret)) < rules.PASSPHRASE_GROUPS * rules.PASSPHRASE_GROUP:
        raise AgeRefused("the passphrase is too short")
    if desk.age is None:
        raise AgeRefused("no age files are set up")
    row = _check_leaving(package_id, actor=actor, now=now)
    if row.size > LARGEST:
        raise AgeRefused(f"{row.size} bytes are too many for an age file")
    plain = b"".join(package_files.zipped(package_files.leaving(row), desk=desk))
    data = desk.age.encrypt(plain, passphrase=secret)
    _hand_over(package_id, DeliveryForm.AGE, desk=desk, actor=actor, now=now)
    return AgeFile(f"{row.request.reference}.zip.age", data)


def printed(
    package_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> tuple[str, bytes]:
    """Return letter and report to be printed and handed over, as a ZIP of PDFs.

    Who handed it over in person is in the log. Raises as ``age_file`` does.
    """
    row = _check_leaving(package_id, actor=actor, now=now)
    pages = [
        one for one in package_files.leaving(row) if one.media_type == "application/pdf"
    ]
    own = [one for one in pages if one.contact_number == 0]
    data = b"".join(package_files.zipped(own, desk=desk))
    _hand_over(package_id, DeliveryForm.PAPER, desk=desk, actor=actor, now=now)
    return f"{row.request.reference}-print.zip", data


@transaction.atomic
def _check_leaving(package_id: UUID, *, actor: Actor, now: datetime) -> Package:
    row, _ = _leaving(package_id, actor=actor, now=now)
    rules.next_state(PackageState(row.state), PackageMove.HAND_OVER)
    return row


@transaction.atomic
def _hand_over(
    package_id: UUID, form: DeliveryForm, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Release the request and write the receipt, asked once more under the lock."""
    _, request = _leaving(package_id, actor=actor, now=now)
    _used_up(package_id, form, actor=actor, now=now)
    _release(request, desk=desk, actor=actor, now=now)


def ready_mail(row: Package, link: str, *, now: datetime) -> LetterDocument:
    """Return the mail that an answer is ready: it names nobody and says no more."""
    facts = rights_letters.facts_of(row.request, now)
    if row.expires_at is None:
        raise PackageRefused("not-ready")
    gone_on = retention.local_day(row.expires_at)
    facts = replace(facts, link=link, gone_on=gone_on)
    return compose(LetterKind.READY, facts, Language(row.language))


def receipt(row: Package) -> str:
    """Return the proof of a hand-over as a file anybody can check.

    Raises PackageRefused before it was handed over, ProofPending until the log
    is signed next.
    """
    if row.receipt_seq is None:
        raise PackageRefused("not-ready")
    return audit.export_proof(str(row.receipt_seq))
