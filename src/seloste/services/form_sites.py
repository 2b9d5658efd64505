"""Forms on public pages: where they are, what they ask, what stands above them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from seloste.domain import form as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Channel
from seloste.domain.form import Asked, Field, FormRefused
from seloste.domain.notice import (
    ChannelNotPromised,
    ControllerUnknown,
    Language,
    Notice,
    Text,
)
from seloste.domain.notice_text import caller_text
from seloste.domain.staff import Actor
from seloste.ports.vault import Vault
from seloste.records.models import FormSite, Queue, Register
from seloste.services import audit, form_tokens, sources
from seloste.services.notices import store

__all__ = ["FormPage", "FormRefused", "SiteSettings", "page", "set_site", "sites"]

USUAL = {
    Field.TOPIC.value: Asked.OPTIONAL.value,
    Field.NAME.value: Asked.OPTIONAL.value,
    Field.EMAIL.value: Asked.OPTIONAL.value,
    Field.TEL.value: Asked.OPTIONAL.value,
    Field.ANSWER.value: Asked.OPTIONAL.value,
    Field.ATTACHMENT.value: Asked.OPTIONAL.value,
}


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What is said of a form; ``address`` is one that the notice receives at.

    ``ancestors`` are origins such as https://www.example.fi; ``queue`` a slug.
    """

    slug: str
    register: str
    address: str
    name: Text
    fields: Mapping[str, str] = field(default_factory=lambda: dict(USUAL))
    ancestors: tuple[str, ...] = ()
    queue: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form as its page shows it, the short text of the notice first."""

    slug: str
    register: str
    title: str
    controller: str
    short_text: str
    version: int
    fields: Mapping[Field, Asked]
    ancestors: tuple[str, ...]
    token: str
    reference: str


def set_site(wanted: SiteSettings, *, actor: Actor, now: datetime) -> str:
    """Make a form with its source, or change the one of that name; return its slug.

    A form keeps its register and its address: what was written there was written
    to one controller. Raises FormRefused, NoticeNotInForce.
    """
    fields = rules.check_fields(wanted.fields)
    ancestors = tuple(_origin(one) for one in wanted.ancestors)
    if not all((wanted.name.fi, wanted.name.sv, wanted.name.en)):
        raise FormRefused("no-name")
    _check_promised(wanted, now)
    with transaction.atomic():
        row = FormSite.objects.select_for_update().filter(slug=wanted.slug).first()
        if row is None:
            row = FormSite(slug=wanted.slug, register_id=wanted.register)
        row.source_id = _source(wanted, actor, now)
        row.name_fi, row.name_sv = wanted.name.fi, wanted.name.sv
        row.name_en = wanted.name.en
        row.fields = {name.value: how.value for name, how in fields.items()}
        row.ancestors = list(ancestors)
        row.queue = _queue(wanted)
        row.active = wanted.active
        row.save()
        audit.record(
            action=Action.FORM_CHANGED,
            actor=actor,
            object_id=f"form:{row.slug}",
            now=now,
            details={"register": wanted.register, "count": len(fields)},
        )
    return row.slug


def _source(wanted: SiteSettings, actor: Actor, now: datetime) -> str:
    """Return the source of the form; a name that another has is refused."""
    try:
        return sources.register_source(
            slug=wanted.slug,
            register=wanted.register,
            preset="form",
            time_zone="Europe/Helsinki",
            address=wanted.address,
            actor=actor,
            now=now,
        ).slug
    except sources.SourceInvalid:
        raise FormRefused("name-taken") from None


def _check_promised(wanted: SiteSettings, now: datetime) -> None:
    if not Register.objects.filter(slug=wanted.register).exists():
        raise FormRefused("unknown-register")
    notice = _notice(wanted.register, now)[0]
    try:
        notice.class_for(Channel.FORM)
        notice.controller_for(wanted.address)
    except ChannelNotPromised:
        raise FormRefused("not-promised") from None
    except ControllerUnknown:
        raise FormRefused("unknown-address") from None


def _origin(text: str) -> str:
    """Return an origin that may frame a form: https, a host, a port, nothing else."""
    try:
        parts = urlsplit(text.strip())
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise FormRefused("bad-ancestor") from None
    bare = parts.path in {"", "/"} and not (parts.query or parts.fragment)
    host = parts.hostname or ""
    named = host.isascii() and host.replace("-", "").replace(".", "").isalnum()
    if parts.scheme != "https" or not bare or not named or parts.username:
        raise FormRefused("bad-ancestor")
    return f"https://{host}{port}"


def _queue(wanted: SiteSettings) -> Queue | None:
    if not wanted.queue:
        return None
    queue = Queue.objects.filter(
        register=wanted.register, slug=wanted.queue, active=True
    ).first()
    if queue is None:
        raise FormRefused("unknown-queue")
    return queue


def sites(registers: tuple[str, ...] | None = None) -> tuple[FormSite, ...]:
    """Return the forms of some registers, or all, in alphabetical order."""
    found = FormSite.objects.select_related("source", "queue").order_by("slug")
    if registers is not None:
        found = found.filter(register_id__in=registers)
    return tuple(found)


def settings_of(site: FormSite) -> SiteSettings:
    """Return what is said of a form now, to be changed."""
    return SiteSettings(
        slug=site.slug,
        register=site.register_id,
        address=site.source.address,
        name=Text(fi=site.name_fi, sv=site.name_sv, en=site.name_en),
        fields=dict(site.fields),
        ancestors=tuple(site.ancestors),
        queue=site.queue.slug if site.queue else "",
        active=site.active,
    )


def addresses(register: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return where the register's controllers receive, with whose address it is."""
    notice = _notice(register, now)[0]
    return tuple(
        (address, controller.name)
        for controller in notice.controllers
        for address in (*controller.receives, *controller.processor_receives)
    )


def site_of(slug: str) -> FormSite:
    """Return a form that takes answers. Raises FormRefused."""
    site = (
        FormSite.objects.select_related("source", "queue")
        .filter(slug=slug, active=True, source__active=True)
        .first()
    )
    if site is None:
        raise FormRefused("unknown-site")
    return site


def page(
    slug: str,
    *,
    language: Language,
    notice_address: str,
    vault: Vault,
    now: datetime,
    token: str = "",
) -> FormPage:
    """Return a form as it is shown now; ``token`` is kept where it still holds.

    Raises FormRefused, NoticeNotInForce.
    """
    site = site_of(slug)
    notice, version = _notice(site.register_id, now)
    token, reference = _standing(
        site, token, version=version, language=language, vault=vault, now=now
    )
    controller, _capacity = notice.controller_for(site.source.address)
    name = Text(fi=site.name_fi, sv=site.name_sv, en=site.name_en)
    return FormPage(
        slug=site.slug,
        register=site.register_id,
        title=name.in_(language),
        controller=controller.name,
        short_text=caller_text(notice, Channel.FORM, language, address=notice_address),
        version=version,
        fields=rules.check_fields(site.fields),
        ancestors=tuple(site.ancestors),
        token=token,
        reference=reference,
    )


def _standing(
    site: FormSite,
    text: str,
    *,
    version: int,
    language: Language,
    vault: Vault,
    now: datetime,
) -> tuple[str, str]:
    """Return a token of what is shown now: the one there was, where it still says so.

    Waiting then counts from when the page was first shown.
    """
    try:
        token = form_tokens.read(text, site=site, vault=vault)
        fresh = now - token.at <= rules.TOKEN_LASTS
        if fresh and (token.version, token.language) == (version, language):
            return text, token.reference
    except FormRefused:
        pass
    new = form_tokens.issue(
        site, version=version, language=language, vault=vault, now=now
    )
    return new, form_tokens.read(new, site=site, vault=vault).reference


def _notice(register: str, now: datetime) -> tuple[Notice, int]:
    version = store.in_force(register, retention.local_day(now))
    return version.notice, version.number
