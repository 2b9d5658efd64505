"""The form of a contact: its JSON, its files, and the uploads it claims."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.http import HttpRequest

from seloste.domain.contact import Announcement, Delivery, Kind, Part, Party
from seloste.protocols.multipart import FormPart
from seloste.services.uploads import Claim
from seloste.web.api import bodies, schemas
from seloste.web.api.errors import Problem, RequestInvalid
from seloste.web.api.schemas import ContactIn

CONTACT = "contact"
FILES = {kind.value: Kind(kind.value) for kind in schemas.PartKind}
UNTYPED = "application/octet-stream"
NAME_LIMIT = 255


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a request hands over: a delivery, and uploads that belong to it."""

    delivery: Delivery
    claims: tuple[Claim, ...]


def read(request: HttpRequest, *, source: str) -> HandedOver:
    """Return what a request hands over. Raises the refusals of ``bodies``."""
    form = bodies.read_form(request)
    described = [part for part in form if part.name == CONTACT]
    files = [part for part in form if part.name != CONTACT]
    if len(described) != 1:
        raise RequestInvalid(Problem(CONTACT, "is to be sent once"))
    contact = bodies.shaped(described[0].content, ContactIn, place=CONTACT)
    _check(files, contact)
    return HandedOver(
        delivery=_delivery(contact, files, source), claims=_claims(contact)
    )


def _check(files: Iterable[FormPart], contact: ContactIn) -> None:
    problems = [*_misplaced(files), *_uploads_twice(contact)]
    kinds = {part.name for part in files} | {claim.kind for claim in contact.uploads}
    if kinds == {Kind.ATTACHMENT}:
        problems.append(Problem(CONTACT, "has attachments to no recording or message"))
    if problems:
        raise RequestInvalid(*problems)


def _misplaced(files: Iterable[FormPart]) -> Iterable[Problem]:
    for part in files:
        if part.name not in FILES:
            yield Problem("body", "has a part that is not described")
        elif not part.content:
            yield Problem(part.name, "is empty")
        elif part.media_type and not _fits(part.media_type):
            yield Problem(part.name, "has a media type that cannot be")


def _fits(media_type: str) -> bool:
    return len(media_type) <= 100 and bool(re.match(schemas.MEDIA_TYPE, media_type))  # noqa: PLR2004 - the column's width


def _uploads_twice(contact: ContactIn) -> Iterable[Problem]:
    ids = [claim.id for claim in contact.uploads]
    if len(set(ids)) < len(ids):
        yield Problem("contact.uploads", "names an upload twice")


def _delivery(contact: ContactIn, files: Iterable[FormPart], source: str) -> Delivery:
    return Delivery(
        source=source,
        source_id=contact.source_id,
        leg=contact.leg,
        channel=contact.channel,
        started_at=contact.started_at,
        ended_at=contact.ended_at,
        direction=contact.direction,
        address=contact.address,
        subject=contact.subject,
        language=contact.language,
        parties=tuple(Party(**party.model_dump()) for party in contact.parties),
        parts=tuple(_part(part) for part in files),
        announcement=Announcement(**contact.announcement.model_dump()),
        recording_started_at=contact.recording_started_at,
    )


def _part(part: FormPart) -> Part:
    return Part(
        kind=FILES[part.name],
        open=_opener(part.content),
        media_type=part.media_type or UNTYPED,
        filename=part.filename[:NAME_LIMIT],
    )


def _opener(content: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content)


def _claims(contact: ContactIn) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            upload_id=claim.id,
            kind=FILES[claim.kind],
            media_type=claim.media_type,
            filename=claim.filename,
            sha256=claim.sha256,
        )
        for claim in contact.uploads
    )
