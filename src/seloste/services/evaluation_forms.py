"""The form with which a register judges the service it gives, version by version.

A version is written once; an evaluation stays with the version it was made on.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import evaluation
from seloste.domain.audit import Action
from seloste.domain.evaluation import USUAL, Criterion
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Role
from seloste.records.models import EvaluationForm, Register
from seloste.services import access, audit


def criteria_of(form: EvaluationForm) -> tuple[Criterion, ...]:
    """Return what a version of the form asks."""
    return evaluation.criteria_from(form.criteria)


def current(register: str) -> tuple[Criterion, ...]:
    """Return what a register's form asks now; the usual form before it has one."""
    form = newest(register)
    return USUAL if form is None else criteria_of(form)


def newest(register: str) -> EvaluationForm | None:
    """Return the newest version of a register's form, or None before the first."""
    return EvaluationForm.objects.filter(register=register).order_by("-number").first()


def in_use(register: str, *, actor_id: str, now: datetime) -> EvaluationForm:
    """Return the version evaluations are made on; the usual form becomes the first.

    Call inside a transaction.
    """
    Register.objects.select_for_update(no_key=True).get(pk=register)
    return newest(register) or _write(register, USUAL, actor_id, now)


@transaction.atomic
def change(
    register: str, criteria: tuple[Criterion, ...], *, staff_id: UUID, now: datetime
) -> int:
    """Make a new version of a register's form; return its number.

    Raises NotFound, PurposeRefused (only trainers may), EvaluationRefused.
    """
    who = access.reader(staff_id, register, now)
    if Role.TRAINER not in who.roles:
        raise PurposeRefused("the form is the trainers'")
    evaluation.check_criteria(criteria)
    actor = who.actor(Role.TRAINER)
    in_use(register, actor_id="system:usual-form", now=now)
    form = _write(register, criteria, actor.id, now)
    audit.record(
        action=Action.EVALUATION_FORM_CHANGED,
        actor=actor,
        object_id=form.id,
        now=now,
        details={"register": register, "version": form.number},
    )
    return form.number


def _write(
    register: str, criteria: tuple[Criterion, ...], actor_id: str, now: datetime
) -> EvaluationForm:
    before = newest(register)
    return EvaluationForm.objects.create(
        register_id=register,
        number=before.number + 1 if before else 1,
        criteria=[one.to_json() for one in criteria],
        made_at=now,
        made_by=actor_id,
    )
