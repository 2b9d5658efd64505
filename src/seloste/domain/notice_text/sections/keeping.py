"""The table of retention periods, the tail of key backups, and the holds."""

from seloste.domain.contact import Channel
from seloste.domain.notice import HoldRule, Mode, Notice, Period, RetentionClass
from seloste.domain.notice_text.document import (
    Block,
    Entries,
    Entry,
    Paragraph,
    Table,
)
from seloste.domain.notice_text.phrases import keeping
from seloste.domain.notice_text.sections.body import NOTHING, Body
from seloste.domain.notice_text.voice import Voice, upper_first


def retention(notice: Notice, voice: Voice, *, key_backup_days: int) -> Body:
    """Return how long what is kept, and why some of it longer (Art. 13(2)(a)).

    Where a class is kept for its whole period, its key backups outlive it by up
    to ``key_backup_days``, and the notice says so.
    """
    if not notice.retention:
        return NOTHING
    blocks: list[Block] = [_table(notice, voice)]
    said = []
    if any(one.period for one in notice.retention):
        said.append(voice.words(keeping.START))
    if key_backup_days and any(one.mode is Mode.EXACTLY for one in notice.retention):
        within = {"within": voice.within(key_backup_days)}
        said.append(voice.say(keeping.KEY_BACKUPS, within))
    if said:
        blocks.append(Paragraph(" ".join(said)))
    if notice.holds:
        holds = tuple(_hold(notice, voice, rule) for rule in notice.holds)
        blocks += [Paragraph(voice.words(keeping.HOLDS)), Entries(holds)]
    return Body(tuple(blocks), ("13(2)(a)",))


def kept_for(voice: Voice, mode: Mode, period: Period) -> str:
    """Return "Kept for at most three months."."""
    phrase = keeping.AT_MOST if mode is Mode.AT_MOST else keeping.EXACTLY
    return voice.say(phrase, {"period": voice.period(period)})


def kept(voice: Voice, class_: RetentionClass) -> str:
    """Return how long a class is kept, in one or more sentences."""
    said = []
    if class_.period:
        said.append(kept_for(voice, class_.mode, class_.period))
    if class_.until:
        until = {"until": voice.clause(class_.until)}
        said.append(voice.say(keeping.UNTIL, until))
    if class_.review_days:
        every = voice.every(class_.review_days)
        said.append(voice.say(keeping.REVIEW, {"every": every}))
    return " ".join(said)


def held(voice: Voice, rule: HoldRule) -> str:
    """Return why something is kept longer, in one sentence."""
    return voice.words(keeping.HOLD_KINDS[rule.kind].rule)


def _table(notice: Notice, voice: Voice) -> Table:
    return Table(
        caption=voice.words(keeping.CAPTION),
        columns=tuple(
            voice.words(column)
            for column in (keeping.DATA, keeping.PERIOD, keeping.AFTERWARDS)
        ),
        rows=tuple(
            (_named(voice, one), kept(voice, one), _afterwards(voice, one))
            for one in notice.retention
        ),
    )


def _named(voice: Voice, class_: RetentionClass) -> str:
    """Return the name of a class, and its channels where there are several."""
    name = upper_first(voice.inside(class_.name))
    if len(class_.channels) <= 1:
        return name
    ordered = (channel for channel in Channel if channel in class_.channels)
    channels = voice.join(voice.words(keeping.CHANNELS[one]) for one in ordered)
    return voice.say(keeping.NAMED, {"name": name, "channels": channels})


def _afterwards(voice: Voice, class_: RetentionClass) -> str:
    if class_.period is None:
        return voice.words(keeping.GONE_AFTER_EVENT)
    at_most = class_.mode is Mode.AT_MOST
    return voice.words(keeping.GONE_BY if at_most else keeping.GONE_AFTER)


def _hold(notice: Notice, voice: Voice, rule: HoldRule) -> Entry:
    phrase = keeping.HOLD_KINDS[rule.kind]
    lines = [voice.words(phrase.rule)]
    names = [one.name for one in notice.purposes if one.id in rule.purposes]
    if names:
        purposes = voice.join(voice.lower(name) for name in names)
        lines.append(voice.say(keeping.HELD_FOR, {"purposes": purposes}))
    lines.append(voice.say(keeping.REVIEW, {"every": voice.every(rule.review_days)}))
    return Entry(voice.words(phrase.term), tuple(lines))
