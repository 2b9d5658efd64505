"""Recording of calls, and the short text a caller hears before it begins."""

from seloste.domain.contact import Channel
from seloste.domain.notice import Mode, Notice, Period, RetentionClass, Text
from seloste.domain.notice_text.document import Block, Bullets, Paragraph
from seloste.domain.notice_text.phrases import recording
from seloste.domain.notice_text.sections import who
from seloste.domain.notice_text.sections.body import NOTHING, Body
from seloste.domain.notice_text.voice import Voice

RECORDING = "recording"
SPOKEN_PURPOSES = 2


def recording_of_calls(notice: Notice, voice: Voice) -> Body:
    """Return what is promised of recorded calls, if they are recorded."""
    rule = notice.channel_rule(Channel.CALL)
    if not rule.recorded:
        return NOTHING
    blocks: list[Block] = [Paragraph(voice.words(recording.RECORDED))]
    if rule.announced:
        blocks.append(Paragraph(voice.words(recording.ANNOUNCED)))
    if rule.alternatives:
        items = tuple(voice.inside(one) for one in rule.alternatives)
        blocks += [Paragraph(voice.words(recording.ALTERNATIVES)), Bullets(items)]
    return Body(tuple(blocks), ("5(1)(a)",))


def spoken(notice: Notice, channel: Channel, voice: Voice, *, where: str) -> str:
    """Return the short text for somebody who makes contact by ``channel``.

    Raises ChannelNotPromised where the notice keeps nothing of the channel.
    """
    retention = notice.class_for(channel)
    rule = notice.channel_rule(channel)
    if rule.recorded:
        said = [_recorded(notice, voice), *_period(voice, retention, _RECORDED)]
    else:
        said = [_kept(notice, channel, voice), *_period(voice, retention, _KEPT)]
    if where:
        said.append(voice.say(recording.SPOKEN_WHERE, {"where": where}))
    if rule.recorded and rule.alternatives:
        ways = voice.join(voice.lower(one) for one in rule.alternatives)
        said.append(voice.say(recording.SPOKEN_ALTERNATIVES, {"alternatives": ways}))
    return " ".join(said)


def refused(notice: Notice, voice: Voice) -> str:
    """Return what a caller hears who refused the recording (promise S-18)."""
    said = [voice.words(recording.REFUSED)]
    if alternatives := notice.channel_rule(Channel.CALL).alternatives:
        ways = voice.join(voice.lower(one) for one in alternatives)
        said.append(voice.say(recording.REFUSED_ALTERNATIVES, {"alternatives": ways}))
    return " ".join(said)


_RECORDED = {
    Mode.AT_MOST: recording.SPOKEN_AT_MOST,
    Mode.EXACTLY: recording.SPOKEN_EXACTLY,
}
_KEPT = {Mode.AT_MOST: recording.KEPT_AT_MOST, Mode.EXACTLY: recording.KEPT_EXACTLY}


def _recorded(notice: Notice, voice: Voice) -> str:
    one = len(notice.controllers) == 1
    fields = {"names": who.names(notice, voice), "purposes": _purposes(notice, voice)}
    return voice.say(recording.SPOKEN if one else recording.SPOKEN_BY_MANY, fields)


def _kept(notice: Notice, channel: Channel, voice: Voice) -> str:
    phrases = recording.KEPT if len(notice.controllers) == 1 else recording.KEPT_BY_MANY
    return voice.say(phrases[channel], {"names": who.names(notice, voice)})


def _purposes(notice: Notice, voice: Voice) -> str:
    """Return what recordings are for; many are cut short, and that is said."""
    names = [
        voice.lower(purpose.name)
        for purpose in notice.purposes
        if RECORDING in purpose.categories and not purpose.statutory
    ]
    if len(names) > SPOKEN_PURPOSES + 1:
        names[SPOKEN_PURPOSES:] = [voice.words(recording.AND_OTHERS)]
    return voice.join(names)


def _period(
    voice: Voice, retention: RetentionClass, phrases: dict[Mode, Text]
) -> list[str]:
    period: Period | None = retention.period
    if period is None:
        return []
    return [voice.say(phrases[retention.mode], {"period": voice.period(period)})]
