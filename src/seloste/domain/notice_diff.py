"""What a new version of a notice would shorten, lengthen, allow or block.

Only facts that the program enforces are compared; other words may change
freely. A shorter period applies at once, also to what is kept already; a longer
one never reaches back (GDPR Art. 13(3)). Nothing is counted or changed here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from seloste.domain.contact import Channel
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Mode, Notice, Period, RetentionClass, Text
from seloste.domain.notice_diff_words import (
    ALLOWED,
    BLOCKED,
    LONGER,
    SHORTER,
    period_words,
)

SHORTEST_MONTH, LONGEST_MONTH = 28, 31
TRANSFERS = ("never", "exception", "limited")

type Permission = tuple[str, str]


class NoticesUnrelated(SelosteError):
    """The two documents speak for different registers."""

    code = "notices-unrelated"


class Effect(StrEnum):
    """What a change does to what is kept, or to what may be done."""

    SHORTENS = "shortens"
    LENGTHENS = "lengthens"
    ALLOWS = "allows"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: to which fact, what it does, and how it was before.

    ``reaches_back`` says that it applies to what is kept already. ``before``
    and ``after`` are the classes where a period changes, for whoever counts
    what falls due.
    """

    effect: Effect
    subject: str
    old: str
    new: str
    text: Text
    reaches_back: bool = False
    before: RetentionClass | None = None
    after: RetentionClass | None = None


def diff(old: Notice, new: Notice) -> tuple[Change, ...]:
    """Return what changes when ``new`` follows ``old``, periods first.

    Raises NoticesUnrelated when they are not versions of one register.
    """
    if old.register != new.register:
        raise NoticesUnrelated(f"{old.register} and {new.register} are two registers")
    return (*_periods(old, new), *_moved_channels(old, new), *_permitted(old, new))


def _periods(old: Notice, new: Notice) -> Iterator[Change]:
    """Compare the classes that both versions have: what is kept has a class."""
    after = {retention_class.id: retention_class for retention_class in new.retention}
    for before in old.retention:
        if before.id in after:
            subject = f"retention.{before.id}"
            yield from _compare(subject, before, after[before.id], kept=True)


def _moved_channels(old: Notice, new: Notice) -> Iterator[Change]:
    """Compare the classes of a channel that changes class: for new contacts only."""
    before, after = _by_channel(old), _by_channel(new)
    for channel in Channel:
        if channel not in before or channel not in after:
            continue
        if before[channel].id != after[channel].id:
            subject = f"retention.{after[channel].id}.channels.{channel}"
            yield from _compare(subject, before[channel], after[channel], kept=False)


def _by_channel(notice: Notice) -> dict[Channel, RetentionClass]:
    return {channel: c for c in notice.retention for channel in c.channels}


def _compare(
    subject: str, before: RetentionClass, after: RetentionClass, *, kept: bool
) -> Iterator[Change]:
    if (before.period, before.mode) == (after.period, after.mode):
        return
    for effect in _effects(before, after):
        yield Change(
            effect=effect,
            subject=subject,
            old=period_words(before).en,
            new=period_words(after).en,
            text=_period_text(effect, subject, before, after, kept=kept),
            reaches_back=kept and effect is Effect.SHORTENS,
            before=before,
            after=after,
        )


def _effects(before: RetentionClass, after: RetentionClass) -> Iterator[Effect]:
    """Tell whether some contacts leave sooner, and whether some stay longer.

    Ninety days and three months are each the longer one at times: both are told.
    """
    (old_least, old_most), (new_least, new_most) = _span(before), _span(after)
    stricter = before.mode is Mode.EXACTLY and after.mode is Mode.AT_MOST
    looser = before.mode is Mode.AT_MOST and after.mode is Mode.EXACTLY
    if before.period == after.period:
        sooner, later = stricter, looser
    elif _same_unit(before.period, after.period):
        sooner, later = new_least < old_least, new_least > old_least
    else:
        sooner, later = new_least < old_most, new_most > old_least
    if sooner:
        yield Effect.SHORTENS
    if later:
        yield Effect.LENGTHENS


def _span(retention_class: RetentionClass) -> tuple[float, float]:
    """Return the fewest and the most days of a class; an event may never come."""
    period = retention_class.period
    if period is None:
        return float("inf"), float("inf")
    if period.days:
        return period.days, period.days
    return period.months * SHORTEST_MONTH, period.months * LONGEST_MONTH


def _same_unit(before: Period | None, after: Period | None) -> bool:
    if before is None or after is None:
        return True
    return bool(before.days) == bool(after.days)


def _period_text(
    effect: Effect,
    subject: str,
    before: RetentionClass,
    after: RetentionClass,
    *,
    kept: bool,
) -> Text:
    words = SHORTER[kept] if effect is Effect.SHORTENS else LONGER
    old, new = period_words(before), period_words(after)
    return Text(
        fi=words.fi.format(subject=subject, old=old.fi, new=new.fi),
        sv=words.sv.format(subject=subject, old=old.sv, new=new.sv),
        en=words.en.format(subject=subject, old=old.en, new=new.en),
    )


def _permitted(old: Notice, new: Notice) -> Iterator[Change]:
    """Compare what the two versions permit, without what follows from a parent."""
    before, after = set(_permissions(old)), set(_permissions(new))
    for effect, found in (
        (Effect.BLOCKS, before - after),
        (Effect.ALLOWS, after - before),
    ):
        parents = {f"{subject}.{value}" for subject, value in found}
        for subject, value in sorted(found):
            if not _within(subject, parents):
                yield _permission(effect, subject, value)


def _within(subject: str, parents: set[str]) -> bool:
    return any(f"{subject}.".startswith(f"{parent}.") for parent in parents)


def _permission(effect: Effect, subject: str, value: str) -> Change:
    allows = effect is Effect.ALLOWS
    words = ALLOWED if allows else BLOCKED
    return Change(
        effect=effect,
        subject=subject,
        old="" if allows else value,
        new=value if allows else "",
        text=Text(
            fi=words.fi.format(subject=subject, value=value),
            sv=words.sv.format(subject=subject, value=value),
            en=words.en.format(subject=subject, value=value),
        ),
    )


def _permissions(notice: Notice) -> Iterator[Permission]:
    """Yield everything a notice permits, as a subject and a value of it."""
    yield from _capture_permissions(notice)
    yield from _address_permissions(notice)
    yield from _use_permissions(notice)
    yield from _disclosure_permissions(notice)
    for rule in notice.holds:
        yield "holds", rule.kind
        for purpose in rule.purposes:
            yield f"holds.{rule.kind}.purposes", purpose
    for right in notice.rights:
        yield "rights", right.kind


def _capture_permissions(notice: Notice) -> Iterator[Permission]:
    for channel in _by_channel(notice):
        yield "capture", channel
    for retention_class in notice.retention:
        yield "retention", retention_class.id
    for rule in notice.channels:
        if rule.recorded:
            yield f"capture.{rule.channel}", "recording"
        if rule.recorded and not rule.announced:
            yield f"capture.{rule.channel}", "recording before the caller was told"
    for category in notice.categories:
        yield "categories", category.id
    for source in notice.sources:
        yield "sources", source.id


def _address_permissions(notice: Notice) -> Iterator[Permission]:
    for controller in notice.controllers:
        for address in controller.receives:
            yield f"controllers.{controller.id}.receives", address
        for address in controller.processor_receives:
            yield f"controllers.{controller.id}.processor_receives", address


def _use_permissions(notice: Notice) -> Iterator[Permission]:
    for purpose in notice.purposes:
        yield "purposes", purpose.id
        for role in purpose.roles:
            yield f"purposes.{purpose.id}.roles", role
        for category in purpose.categories:
            yield f"purposes.{purpose.id}.categories", category
        for role in purpose.originals or ():
            yield f"purposes.{purpose.id}.originals", role
        if purpose.claims:
            yield f"purposes.{purpose.id}", "reading what is held for a claim"
    yield from _automation_permissions(notice)


def _automation_permissions(notice: Notice) -> Iterator[Permission]:
    if notice.automation.decisions:
        yield "automation", "automated decisions"
    if notice.automation.profiling == "yes":
        yield "automation", "profiling"
    if notice.automation.profiling != "none":
        yield "automation", "profiling without legal effect"


def _disclosure_permissions(notice: Notice) -> Iterator[Permission]:
    for recipient in notice.recipients:
        yield "recipients", recipient.id
        for purpose in recipient.purposes or ("any purpose",):
            yield f"recipients.{recipient.id}.purposes", purpose
    transfers = notice.transfers
    for degree in TRANSFERS[1 : TRANSFERS.index(transfers.allowed) + 1]:
        yield "transfers", degree
    for country in transfers.countries:
        yield "transfers.countries", country
    for mechanism in transfers.mechanisms:
        yield "transfers.mechanisms", mechanism
