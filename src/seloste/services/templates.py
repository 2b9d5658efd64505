"""Templates of replies: kept by register in three languages, and filled in.

Templates hold nothing of anybody: what looks like personal data is said to
whoever keeps them. Nothing a template says is ever run.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from seloste.domain import reply_template as rules
from seloste.domain.audit import Action
from seloste.domain.notice import Language
from seloste.domain.reply_template import Blank, TemplateRefused
from seloste.domain.staff import Actor, Role
from seloste.records.models import Template
from seloste.services import audit, staff
from seloste.services.access import NotFound

KEEPERS = frozenset({Role.RECORDS_MANAGER, Role.ADMIN})
_WORD = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class TemplateText:
    """What is said of a template; see the model for what each means."""

    register: str
    word: str
    name: str
    kind: str
    text_fi: str
    text_sv: str
    text_en: str

    def texts(self) -> tuple[str, ...]:
        """Return the text in every language."""
        return self.text_fi, self.text_sv, self.text_en


def set_template(
    wanted: TemplateText,
    *,
    actor: Actor,
    now: datetime,
    template_id: UUID | None = None,
) -> Template:
    """Keep a template, or change one. Raises NotFound, TemplateRefused."""
    _require(wanted.register, actor, now)
    _check(wanted)
    try:
        with transaction.atomic():
            row = _row(template_id, wanted.register)
            row.word, row.name, row.kind = wanted.word, wanted.name.strip(), wanted.kind
            row.text_fi, row.text_sv = wanted.text_fi, wanted.text_sv
            row.text_en = wanted.text_en
            row.changed_at = now
            row.version = row.version + 1 if template_id else 1
            row.save()
            _tell(row, actor, now, "kept")
    except IntegrityError:
        raise TemplateRefused("word-taken") from None
    return row


def _row(template_id: UUID | None, register: str) -> Template:
    if template_id is None:
        return Template(register_id=register)
    row = (
        Template.objects.select_for_update()
        .filter(pk=template_id, register=register)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    return row


def _check(wanted: TemplateText) -> None:
    if not _WORD.fullmatch(wanted.word):
        raise TemplateRefused("bad-word")
    if not wanted.name.strip():
        raise TemplateRefused("no-name")
    if not all(text.strip() for text in wanted.texts()):
        raise TemplateRefused("no-text")
    if any(len(text) > rules.LONGEST for text in wanted.texts()):
        raise TemplateRefused("too-long")
    if any(rules.unknown_blanks(text) for text in wanted.texts()):
        raise TemplateRefused("unknown-blank")


def _require(register: str, actor: Actor, now: datetime) -> None:
    """Refuse somebody who does not keep the templates of a register."""
    if actor.staff_id is None:
        raise NotFound("no such record")
    if not staff.roles_of(actor.staff_id, register, now) & KEEPERS:
        raise NotFound("no such record")


def _tell(row: Template, actor: Actor, now: datetime, what: str) -> None:
    audit.record(
        action=Action.TEMPLATE_CHANGED,
        actor=actor,
        object_id=row.pk,
        now=now,
        details={
            "register": row.register_id,
            "state": what,
            "version": row.version,
        },
    )


@transaction.atomic
def set_active(template_id: UUID, *, active: bool, actor: Actor, now: datetime) -> None:
    """Offer a template, or no longer. Raises NotFound."""
    row = Template.objects.select_for_update().filter(pk=template_id).first()
    if row is None:
        raise NotFound("no such record")
    _require(row.register_id, actor, now)
    row.active = active
    row.version += 1
    row.changed_at = now
    row.save(update_fields=["active", "version", "changed_at"])
    _tell(row, actor, now, "offered" if active else "withdrawn")


def registers_kept_by(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose templates somebody keeps."""
    return tuple(
        slug
        for slug in staff.registers_of(staff_id, now)
        if staff.roles_of(staff_id, slug, now) & KEEPERS
    )


def kept_by(staff_id: UUID, now: datetime) -> list[Template]:
    """Return the templates that somebody keeps, by register and word."""
    slugs = registers_kept_by(staff_id, now)
    return list(
        Template.objects.filter(register__in=slugs).order_by("register", "word")
    )


def one(template_id: UUID, *, staff_id: UUID, now: datetime) -> Template:
    """Return a template that somebody keeps. Raises NotFound."""
    slugs = registers_kept_by(staff_id, now)
    row = Template.objects.filter(pk=template_id, register__in=slugs).first()
    if row is None:
        raise NotFound("no such record")
    return row


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its blanks filled in, in every language."""

    word: str
    name: str
    kind: str
    texts: dict[str, str]


def filled(
    register: str,
    values: Mapping[Blank, str],
    *,
    in_language: Mapping[Language, Mapping[Blank, str]] | None = None,
) -> tuple[Filled, ...]:
    """Return the templates offered in a register, filled in for one reply.

    ``in_language`` are values that each language has words of its own for.
    """
    own = in_language or {}
    rows = Template.objects.filter(register=register, active=True)
    return tuple(
        Filled(
            word=row.word,
            name=row.name,
            kind=row.kind,
            texts={
                language.value: rules.fill(
                    getattr(row, f"text_{language}"),
                    {**values, **own.get(language, {})},
                )
                for language in Language
            },
        )
        for row in rows.order_by("kind", "word")
    )


def warnings(wanted: TemplateText) -> tuple[str, ...]:
    """Return what kinds of personal data the texts seem to hold."""
    return rules.looks_personal("\n".join((wanted.name, *wanted.texts())))
