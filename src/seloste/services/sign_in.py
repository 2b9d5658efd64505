"""Signing in and out: a user name and a password, slowed down for guessers.

Failures are counted for the account and for the address they come from. A
browser that has signed in to the account before is counted apart, so that
strangers who guess cannot keep its owner out (OWASP "device cookies"). An
unknown name costs and answers the same as a wrong password.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import authenticate
from django.core import signing
from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from seloste.domain import sign_in as rules
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor, system
from seloste.records.models.staff import SignInAttempt, StaffUser
from seloste.services import audit
from seloste.services.audit import Action
from seloste.services.passwords import normal

SALT = "seloste.sign-in"
DEVICE_LIFE_SECONDS = 180 * 24 * 3600


class SignInRefused(SelosteError):
    """The user name and the password do not go together."""

    code = "sign-in-refused"


class SignInDelayed(SelosteError):
    """Too many failures; the next try is heard after ``seconds``."""

    code = "sign-in-delayed"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where failures are counted: a keyed hash, and how many are free."""

    key: str
    free: int


def sign_in(
    *, username: str, password: str, address: str, device: str, now: datetime
) -> StaffUser:
    """Return who the user name and the password belong to.

    ``device`` is what ``remembered`` gave this browser, or empty. Raises
    SignInRefused, SignInDelayed.
    """
    name = username.strip().lower()
    known = _known_device(device, name)
    staff = _verified(name, password, known=known, address=address, now=now)
    _admit(staff, now)
    return staff


def confirm(*, username: str, password: str, address: str, now: datetime) -> None:
    """Make sure it is still the same person, before something that matters.

    Counts failures like ``sign_in``, apart from those of strangers. Raises
    SignInRefused, SignInDelayed.
    """
    known = _hash("inside", username)
    _verified(username, password, known=known, address=address, now=now)


@transaction.atomic
def sign_out(*, staff_id: UUID, now: datetime) -> None:
    """Note that somebody left; the session itself is the web's to end."""
    audit.record(
        action=Action.STAFF_SIGNED_OUT,
        actor=Actor(id=f"staff:{staff_id}", staff_id=staff_id),
        object_id=staff_id,
        now=now,
    )


def remembered(staff: StaffUser) -> str:
    """Return what a browser keeps to be known again; it names nobody."""
    return signing.dumps([_account(staff.username), secrets.token_hex(8)], salt=SALT)


def _known_device(device: str, name: str) -> str:
    """Return where a known browser's failures count, or "" for a stranger's."""
    try:
        account, browser = signing.loads(device, salt=SALT, max_age=DEVICE_LIFE_SECONDS)
    except (signing.BadSignature, ValueError):
        return ""
    return _hash("device", browser) if account == _account(name) else ""


def _account(name: str) -> str:
    return _hash("account", name)


def _hash(kind: str, value: str) -> str:
    return salted_hmac(f"{SALT}.{kind}", value, algorithm="sha256").hexdigest()


def _verified(
    name: str, password: str, *, known: str, address: str, now: datetime
) -> StaffUser:
    """Count the try, then look at the password, so that tries made at once count."""
    buckets = (
        Bucket(known or _account(name), rules.FREE_FOR_ACCOUNT),
        Bucket(_hash("address", address), rules.FREE_FOR_ADDRESS),
    )
    tries = _count(buckets, now)
    staff = authenticate(username=name, password=normal(password))
    if not isinstance(staff, StaffUser):
        _note_failure(name, now)
        raise SignInRefused("the user name and the password do not go together")
    SignInAttempt.objects.filter(Q(key=buckets[0].key) | Q(id__in=tries)).delete()
    return staff


@transaction.atomic
def _count(buckets: tuple[Bucket, ...], now: datetime) -> tuple[int, ...]:
    _lock(buckets)
    SignInAttempt.objects.filter(at__lte=now - rules.WINDOW).delete()
    for bucket in buckets:
        _check(bucket, now)
    made = [SignInAttempt.objects.create(key=b.key, at=now) for b in buckets]
    return tuple(attempt.id for attempt in made)


def _check(bucket: Bucket, now: datetime) -> None:
    failed = SignInAttempt.objects.filter(key=bucket.key).order_by("at")
    times = list(failed.values_list("at", flat=True))
    if not times:
        return
    wait = rules.wait_after(failures=len(times), free=bucket.free)
    left = (times[-1] + wait - now).total_seconds()
    if left > 0:
        raise SignInDelayed(int(left) + 1)


def _lock(buckets: tuple[Bucket, ...]) -> None:
    """Let tries on the same account or address count one after the other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for key in sorted(bucket.key for bucket in buckets):
                cursor.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key]
                )


@transaction.atomic
def _note_failure(name: str, now: datetime) -> None:
    staff = StaffUser.objects.filter(username=name).first()
    audit.record(
        action=Action.STAFF_SIGN_IN_FAILED,
        actor=system("sign-in"),
        object_id=staff.id if staff else "unknown",
        outcome="refused",
        now=now,
    )


@transaction.atomic
def _admit(staff: StaffUser, now: datetime) -> None:
    audit.record(
        action=Action.STAFF_SIGNED_IN,
        actor=Actor(id=f"staff:{staff.id}", staff_id=staff.id),
        object_id=staff.id,
        now=now,
    )
