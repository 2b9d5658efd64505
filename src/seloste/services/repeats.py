"""A request that makes something, sent again: the first answer, nothing made twice.

What was sent is known by keyed hashes only and for a day. A request that was
cut short stays reserved: whether it was done is then unknown, and said so.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from seloste.domain.errors import SelosteError
from seloste.records.models import ApiRepeat

LASTS = timedelta(hours=24)
SALT = "seloste.services.repeats"


class RepeatRefused(SelosteError):
    """The token of a request was used before; ``reason`` is a stable word.

    Reasons: other-request, unfinished.
    """

    code = "repeat-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"the idempotency key was used before: {reason}")
        self.reason = reason


def once(
    token: str, request: bytes, make: Callable[[], UUID], *, key_id: UUID, now: datetime
) -> UUID:
    """Return what ``make`` makes, or what the same request made before.

    Without a token it is made each time. A refusal frees the token. Raises
    RepeatRefused.
    """
    if not token:
        return make()
    ApiRepeat.objects.filter(asked_at__lt=now - LASTS).delete()
    named, asked = _hash(token.encode()), _hash(request)
    try:
        with transaction.atomic():
            row = ApiRepeat.objects.create(
                key_id=key_id, token=named, asked=asked, asked_at=now
            )
    except IntegrityError:
        return _again(ApiRepeat.objects.get(key=key_id, token=named), asked)
    try:
        made = make()
    except SelosteError:
        row.delete()
        raise
    row.made = made
    row.save(update_fields=["made"])
    return made


def _again(row: ApiRepeat, asked: str) -> UUID:
    if row.asked != asked:
        raise RepeatRefused("other-request")
    if row.made is None:
        raise RepeatRefused("unfinished")
    return row.made


def _hash(data: bytes) -> str:
    return salted_hmac(SALT, data.hex(), algorithm="sha256").hexdigest()
