"""The words of a work item as people change them: title, text, checklist.

A step is named by its place and its words together, so that two people who
tick at once never tick each other's step.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkRefused
from seloste.domain.work_words import Step, WorkWords
from seloste.ports.desk import Desk
from seloste.services import work_moves

STEPS = 50


def describe(
    work_id: UUID,
    *,
    title: str,
    description: str,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Change title and description. Raises NotFound, WorkRefused."""

    def changed(words: WorkWords) -> WorkWords:
        return replace(words, title=title.strip(), description=description.strip())

    work_moves.rewrite(work_id, changed, desk=desk, actor=actor, now=now)


def add_step(
    work_id: UUID, text: str, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Add a step to the end of the checklist. Raises NotFound, WorkRefused."""

    def changed(words: WorkWords) -> WorkWords:
        if len(words.checklist) >= STEPS:
            raise WorkRefused("too-long")
        return replace(words, checklist=(*words.checklist, Step(text.strip())))

    if not text.strip():
        raise WorkRefused("no-such-step")
    work_moves.rewrite(work_id, changed, desk=desk, actor=actor, now=now)


def tick(
    work_id: UUID,
    step: Step,
    *,
    place: int,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Set the step at a place (from 0) to done or not done, as ``step`` says.

    Raises NotFound, and WorkRefused where another step stands there by now.
    """

    def changed(words: WorkWords) -> WorkWords:
        return replace(words, checklist=_with(words.checklist, place, step))

    work_moves.rewrite(work_id, changed, desk=desk, actor=actor, now=now)


def remove_step(
    work_id: UUID,
    step: Step,
    *,
    place: int,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Take a step from the checklist. Raises NotFound, WorkRefused."""

    def changed(words: WorkWords) -> WorkWords:
        _known(words.checklist, place, step)
        left = (*words.checklist[:place], *words.checklist[place + 1 :])
        return replace(words, checklist=left)

    work_moves.rewrite(work_id, changed, desk=desk, actor=actor, now=now)


def _with(steps: tuple[Step, ...], place: int, step: Step) -> tuple[Step, ...]:
    _known(steps, place, step)
    return (*steps[:place], step, *steps[place + 1 :])


def _known(steps: tuple[Step, ...], place: int, step: Step) -> None:
    if not 0 <= place < len(steps) or steps[place].text != step.text:
        raise WorkRefused("no-such-step")
