"""Comments at a moment of a recording: sealed, shown in the player, gone with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import evaluation
from seloste.domain.audit import Action
from seloste.domain.evaluation import EvaluationRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Comment, SealedObject
from seloste.services import audit, evaluations


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as it is shown; ``second`` is where in the recording it belongs."""

    id: UUID
    second: int
    author: str
    written_at: datetime
    text: str


def write(
    opening_id: UUID,
    text: str,
    *,
    second: int,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> UUID:
    """Write a comment at a moment of an opened recording; return its id.

    Raises NotFound, PurposeRefused, EvaluationRefused.
    """
    item, opening = evaluations.opened_for_training(
        opening_id, staff_id=staff_id, now=now
    )
    data = evaluation.check_words(text).encode()
    if not 0 <= second <= int(item.dialog.seconds):
        raise EvaluationRefused("bad-moment")
    sealed = evaluations.seal(item, data, desk)
    try:
        with transaction.atomic():
            evaluations.keep(item, sealed)
            row = Comment.objects.create(
                object_id=sealed.ref.object,
                item=item,
                contact_id=item.record_id,
                author_id=staff_id,
                second=second,
                written_at=now,
            )
            audit.record(
                action=Action.COMMENT_WRITTEN,
                actor=Actor(f"staff:{staff_id}", Role.TRAINER, staff_id),
                object_id=row.contact_id,
                now=now,
                purpose=opening.purpose,
                details={"item": str(item.pk), "seconds": second},
            )
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return row.id


def of_item(item: SealedObject, *, desk: Desk) -> tuple[Remark, ...]:
    """Return the comments on an opened item, in its order; its opening covers them."""
    rows = (
        Comment.objects.filter(item=item, object__state=SealedObject.State.KEPT)
        .select_related("object", "author")
        .order_by("second", "written_at", "pk")
    )
    return tuple(
        Remark(
            id=row.id,
            second=row.second,
            author=row.author.display_name,
            written_at=row.written_at,
            text=evaluations.words_of(row.object, desk).decode(),
        )
        for row in rows
    )
