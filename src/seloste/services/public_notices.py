"""What everybody may read: each register's notice, now and as it was before."""

from dataclasses import dataclass
from datetime import date, timedelta

from seloste.domain.errors import SelosteError
from seloste.domain.notice import Language, Notice
from seloste.ports.documents import PdfMaker
from seloste.services.notices import rendering, store
from seloste.services.notices.store import Version


class NoticeUnknown(SelosteError):
    """There is no such register, or no such version of its notice."""

    code = "notice-unknown"


class NoticeHtml(str):
    """HTML of a notice, escaped by its writer; a template shows it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself: Django escapes what has no ``__html__``."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Listed:
    """A notice in the list of notices in force."""

    register: str
    title: str
    controllers: str


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a version was, is or will be in force."""

    number: int
    since: date
    until: date | None
    is_in_force: bool
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One version of a notice in one language, and the list of all versions."""

    register: str
    title: str
    html: NoticeHtml
    shown: Span
    spans: tuple[Span, ...]


def listing(language: Language, day: date) -> tuple[Listed, ...]:
    """Return the notices in force on ``day``."""
    in_force = (_in_force(register, day) for register in store.registers())
    return tuple(_listed(v.notice, language) for v in in_force if v is not None)


def page(
    *,
    register: str,
    number: int | None,
    language: Language,
    day: date,
    key_backup_days: int,
) -> Page:
    """Return a version, or the one in force where no number is given.

    Raises NoticeUnknown.
    """
    versions = store.versions(register)
    spans = _spans(versions, day)
    shown = _shown(spans, number)
    notice = next(v.notice for v in versions if v.number == shown.number)
    html = rendering.fragment(notice, language, key_backup_days=key_backup_days)
    return Page(register, notice.name.in_(language), NoticeHtml(html), shown, spans)


def pdf(
    *,
    register: str,
    number: int,
    language: Language,
    maker: PdfMaker,
    key_backup_days: int,
) -> bytes:
    """Return a version as a PDF. Raises NoticeUnknown."""
    for version in store.versions(register):
        if version.number == number:
            break
    else:
        raise NoticeUnknown("no such version of a notice")
    rendered = rendering.render(
        version.notice,
        language,
        rendering.Form.PDF,
        maker,
        key_backup_days=key_backup_days,
    )
    return rendered if isinstance(rendered, bytes) else rendered.encode()


def _in_force(register: str, day: date) -> Version | None:
    try:
        return store.in_force(register, day)
    except store.NoticeNotInForce:
        return None


def _listed(notice: Notice, language: Language) -> Listed:
    names = ", ".join(controller.name for controller in notice.controllers)
    return Listed(notice.register, notice.name.in_(language), names)


def _spans(versions: tuple[Version, ...], day: date) -> tuple[Span, ...]:
    """Return when each version is in force, newest first like ``versions``."""
    spans: list[Span] = []
    until: date | None = None
    for version in versions:
        since = version.notice.effective
        begun, ended = since <= day, until is not None and until < day
        spans.append(Span(version.number, since, until, begun and not ended, not begun))
        until = since - timedelta(days=1)
    return tuple(spans)


def _shown(spans: tuple[Span, ...], number: int | None) -> Span:
    for span in spans:
        if span.number == number or (number is None and span.is_in_force):
            return span
    raise NoticeUnknown("no such register, or no such version of its notice")
