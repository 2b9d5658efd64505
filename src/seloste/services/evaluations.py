"""Evaluations of the service given: sealed beside the call, and gone with it.

A trainer writes one while the contact is open to them for training; the agent
whose work it is reads it and may answer. Grades are never added up over a
person, and nothing in the program reads them to decide anything (R-11, S-19).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from seloste.domain import evaluation
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.evaluation import Criterion, EvaluationRefused, Judgement
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed
from seloste.records.models import Evaluation, Opening, SealedObject, StaffUser
from seloste.services import (
    audit,
    evaluation_forms,
    openings,
    samples,
    sealed_rows,
    staff,
)
from seloste.services.access import NotFound

PAGE = 25


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the staff whose work may be evaluated."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Read:
    """An evaluation with its words; ``answer`` is what the agent said to it."""

    row: Evaluation
    judgement: Judgement
    criteria: tuple[Criterion, ...]
    answer: str

    @property
    def graded(self) -> tuple[tuple[Criterion, int], ...]:
        """Return each criterion with its grade."""
        return tuple((one, self.judgement.grades[one.id]) for one in self.criteria)


def agents(register: str, now: datetime) -> tuple[Colleague, ...]:
    """Return the agents of a register, by name."""
    return tuple(
        Colleague(one.id, one.display_name)
        for one in StaffUser.objects.filter(is_active=True).order_by("display_name")
        if Role.AGENT in staff.roles_of(one.id, register, now)
    )


def opened_for_training(
    opening_id: UUID, *, staff_id: UUID, now: datetime
) -> tuple[SealedObject, Opening]:
    """Return an item that is open to a trainer, for training, and its opening.

    Raises NotFound, PurposeRefused; EvaluationRefused where it may not serve
    training any more.
    """
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    opening = Opening.objects.get(pk=opening_id)
    if opening.role != Role.TRAINER:
        raise NotFound("no such record")
    same = SealedObject.objects.filter(pk=item.pk)
    if not samples.usable(same, purpose_id=opening.purpose, now=now).exists():
        raise EvaluationRefused("not-usable")
    return item, opening


def write(
    opening_id: UUID,
    judgement: Judgement,
    *,
    agent_id: UUID,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> UUID:
    """Write what the opened contact's service was like; return the evaluation.

    Raises NotFound, PurposeRefused, EvaluationRefused.
    """
    item, opening = opened_for_training(opening_id, staff_id=staff_id, now=now)
    evaluation.check(judgement, evaluation_forms.current(item.register_id))
    _check_people(item, agent_id=agent_id, staff_id=staff_id, now=now)
    actor = Actor(id=f"staff:{staff_id}", role=Role.TRAINER, staff_id=staff_id)
    sealed = seal(item, judgement.to_json(), desk)
    try:
        with transaction.atomic():
            keep(item, sealed)
            form = evaluation_forms.in_use(
                item.register_id, actor_id="system:usual-form", now=now
            )
            row = Evaluation.objects.create(
                object_id=sealed.ref.object,
                item=item,
                contact_id=item.record_id,
                form=form,
                purpose=opening.purpose,
                agent_id=agent_id,
                author_id=staff_id,
                written_at=now,
            )
            _tell(Action.EVALUATION_WRITTEN, row, actor, now, purpose=opening.purpose)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return row.id


def _check_people(
    item: SealedObject, *, agent_id: UUID, staff_id: UUID, now: datetime
) -> None:
    if agent_id == staff_id:
        raise EvaluationRefused("own-work")
    if Role.AGENT not in staff.roles_of(agent_id, item.register_id, now):
        raise EvaluationRefused("no-agent")
    if Evaluation.objects.filter(item=item, author=staff_id).exists():
        raise EvaluationRefused("written-already")


def seal(item: SealedObject, data: bytes, desk: Desk) -> Sealed:
    """Seal words about an item under the key day of the item."""
    with desk.vault.sealing(
        tenant=item.register_id, record=item.record_id, due=item.key_day
    ) as sealing:
        return sealing.inline(object_id=uuid.uuid4(), kind=Kind.EVALUATION, data=data)


def keep(item: SealedObject, sealed: Sealed) -> None:
    """Write the row of words about an item: its child, with its dates.

    The item is locked so that it cannot go meanwhile. A hold on the item is not
    carried over: a complaint needs the call, not what a trainer thought of it.
    Raises NotFound where the item is gone.
    """
    parent = (
        SealedObject.objects.select_for_update(of=("self",))
        .filter(pk=item.pk, state=SealedObject.State.KEPT)
        .first()
    )
    if parent is None:
        raise NotFound("no such record")
    sealed_rows.row(
        sealed, sealed_rows.as_item(parent), contact=parent.contact_id, parent=parent
    ).save(force_insert=True)


def _tell(
    action: Action, row: Evaluation, actor: Actor, now: datetime, *, purpose: str = ""
) -> None:
    audit.record(
        action=action,
        actor=actor,
        object_id=row.contact_id,
        now=now,
        purpose=purpose,
        details={"item": str(row.item_id), "staff": str(row.agent_id)},
    )


def of_item(item: SealedObject, *, desk: Desk) -> tuple[Read, ...]:
    """Return the evaluations of an opened item; its opening covers them."""
    rows = _rows(Q(item=item)).order_by("written_at", "pk")
    return tuple(_read(one, desk) for one in rows)


def feedback_for(*, staff_id: UUID, page: int = 1) -> tuple[Sequence[Evaluation], bool]:
    """Return a page of the evaluations of somebody's own work, newest first."""
    start = (page - 1) * PAGE
    rows = list(
        _rows(Q(agent=staff_id)).order_by("-written_at", "-pk")[
            start : start + PAGE + 1
        ]
    )
    return rows[:PAGE], len(rows) > PAGE


def unread_by(staff_id: UUID) -> int:
    """Return how many evaluations of somebody's work they have not acknowledged."""
    return _rows(Q(agent=staff_id, acknowledged_at=None)).count()


def open_own(evaluation_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> Read:
    """Open an evaluation to the agent whose work it is, or to its author.

    The audit leaf is written first. Raises NotFound.
    """
    row = _own(evaluation_id, Q(agent=staff_id) | Q(author=staff_id))
    actor = Actor(id=f"staff:{staff_id}", staff_id=staff_id)
    with transaction.atomic():
        _tell(Action.EVALUATION_READ, row, actor, now)
    return _read(row, desk)


def answer(
    evaluation_id: UUID, words: str, *, staff_id: UUID, desk: Desk, now: datetime
) -> None:
    """Acknowledge an evaluation of one's own work, with words or without; once.

    Raises NotFound, EvaluationRefused.
    """
    row = _own(evaluation_id, Q(agent=staff_id))
    data = evaluation.check_words(words).encode() if words.strip() else b""
    actor = Actor(id=f"staff:{staff_id}", role=Role.AGENT, staff_id=staff_id)
    sealed = seal(row.item, data, desk) if data else None
    try:
        with transaction.atomic():
            locked = _unanswered(row)
            if sealed is not None:
                keep(row.item, sealed)
                locked.answer_id = sealed.ref.object
            locked.acknowledged_at = now
            locked.save(update_fields=["answer", "acknowledged_at"])
            _tell(Action.EVALUATION_ANSWERED, row, actor, now)
    except Exception:
        if sealed is not None:
            desk.vault.destroy([sealed.ref])
        raise


def _unanswered(row: Evaluation) -> Evaluation:
    locked = Evaluation.objects.select_for_update().get(pk=row.pk)
    if locked.acknowledged_at is not None:
        raise EvaluationRefused("answered-already")
    return locked


def _rows(condition: Q) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(
        condition, object__state=SealedObject.State.KEPT
    ).select_related("agent", "author", "contact", "form", "item", "object", "answer")


def _own(evaluation_id: UUID, condition: Q) -> Evaluation:
    row = _rows(condition & Q(pk=evaluation_id)).first()
    if row is None:
        raise NotFound("no such record")
    return row


def _read(row: Evaluation, desk: Desk) -> Read:
    return Read(
        row=row,
        judgement=Judgement.from_json(words_of(row.object, desk)),
        criteria=evaluation_forms.criteria_of(row.form),
        answer=words_of(row.answer, desk).decode() if row.answer else "",
    )


def words_of(item: SealedObject, desk: Desk) -> bytes:
    """Return sealed words; the caller has asked for leave."""
    return desk.vault.open(item.ref(), inline=item.inline())
