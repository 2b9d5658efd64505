"""Writing the report from what the package tells: front, contact by contact, rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from seloste.domain.notice import Language
from seloste.domain.notice_text.document import Bullets, Paragraph, Table
from seloste.domain.notice_text.voice import Voice
from seloste.domain.package_data import (
    AnswerData,
    ContactEntry,
    FileEntry,
    ItemEntry,
    LeftOut,
    PartyEntry,
)
from seloste.domain.package_report import phrases
from seloste.domain.package_report.document import (
    Player,
    Quote,
    ReportBlock,
    Turns,
)
from seloste.domain.retention import HELSINKI
from seloste.domain.rights import RequestKind

AUDIO = "audio/"
TITLED = frozenset({"note", "work", "statement"})
"""Kinds that say by themselves what they are."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[ReportBlock, ...]


def front(data: AnswerData, *, contacts: int, language: Language) -> ReportSection:
    """Return the first section: what this is, and from whom."""
    voice = Voice(language)
    head = data.head
    lines = [
        voice.say(
            phrases.FRONT,
            {
                "reference": head.reference,
                "received": voice.day(date.fromisoformat(head.received_on)),
                "made": voice.day(date.fromisoformat(head.made_on)),
            },
        ),
        voice.say(
            phrases.WHO,
            {"controllers": voice.join(head.controllers), "contact": head.contact},
        ),
        voice.say(phrases.COUNT, {"count": str(contacts)}),
    ]
    if head.right == RequestKind.PORTABILITY:
        lines.append(voice.words(phrases.PORTABLE))
    lines.append(voice.words(phrases.FILES))
    blocks = tuple(Paragraph(line) for line in lines)
    return ReportSection(voice.words(phrases.ABOUT), blocks)


def contact(entry: ContactEntry, language: Language) -> ReportSection:
    """Return the section of one contact."""
    voice = Voice(language)
    started = datetime.fromisoformat(entry.started_at)
    heading = voice.say(
        phrases.CONTACT,
        {
            "number": str(entry.number),
            "channel": voice.words(phrases.CHANNELS[entry.channel]),
            "day": voice.day(started.astimezone(HELSINKI).date()),
        },
    )
    blocks: list[ReportBlock] = [Bullets(tuple(_facts(entry, voice)))]
    for item in entry.items:
        blocks.extend(_item(item, voice))
    return ReportSection(heading, tuple(blocks))


def _facts(entry: ContactEntry, voice: Voice) -> Iterable[str]:
    """Yield what is known of a contact as such."""
    yield voice.words(phrases.DIRECTIONS[entry.direction])
    times = {"started": _clock(entry.started_at), "ended": _clock(entry.ended_at)}
    yield voice.say(phrases.TIMES if entry.ended_at else phrases.BEGAN, times)
    if entry.subject:
        yield voice.say(phrases.SUBJECT, {"subject": entry.subject})
    for party in entry.parties:
        if said := _party(party):
            yield voice.say(phrases.KNOWN, {"party": said})
    if entry.others:
        yield voice.say(phrases.OTHERS, {"count": str(entry.others)})
    if entry.source:
        yield voice.say(phrases.SOURCE, {"source": entry.source})
    kept = datetime.fromisoformat(entry.kept_until).astimezone(HELSINKI).date()
    yield voice.say(phrases.KEPT, {"kept": voice.day(kept)})


def _party(party: PartyEntry) -> str:
    known = (party.name, party.tel, party.mailto, party.customer_no)
    return ", ".join(value for value in known if value)


def _item(item: ItemEntry, voice: Voice) -> Iterable[ReportBlock]:
    if item.turns:
        yield Paragraph(voice.words(phrases.RECORDING))
        yield Turns(tuple(_turns(item, voice)))
    elif item.text:
        yield Quote(_by(item, voice), _clock(item.at), item.text)
    if item.gaps:
        gaps = ", ".join(f"{start:.0f}-{end:.0f}" for start, end in item.gaps)
        yield Paragraph(voice.say(phrases.GAP, {"gaps": gaps}))
    if item.redacted:
        yield Paragraph(voice.words(phrases.REDACTED))
    for file in item.files:
        yield _player(file, voice)


def _by(item: ItemEntry, voice: Voice) -> str:
    return voice.words(phrases.BY[item.kind if item.kind in TITLED else item.by])


def _turns(item: ItemEntry, voice: Voice) -> Iterable[tuple[str, str, str]]:
    hidden = voice.words(phrases.REDACTED_TURN)
    for turn in item.turns:
        said = turn.text or hidden
        speaker = voice.words(phrases.SPEAKERS[turn.speaker])
        yield _seconds(turn.start), speaker, said


def _seconds(at: float) -> str:
    minutes, seconds = divmod(int(at), 60)
    return f"{minutes}:{seconds:02}"


def _player(file: FileEntry, voice: Voice) -> Player:
    if file.media_type.startswith(AUDIO):
        return Player(file.path, voice.words(phrases.AUDIO), file.media_type)
    name = file.name or file.path.rpartition("/")[2]
    return Player(file.path, voice.say(phrases.FILE, {"name": name}), file.media_type)


def rest(
    data: AnswerData,
    left_out: Iterable[tuple[int, LeftOut]],
    language: Language,
) -> tuple[ReportSection, ...]:
    """Return what follows the contacts: what else is known, recipients, openings."""
    voice = Voice(language)
    missing = _left_out(tuple(left_out), voice)
    if data.head.right == RequestKind.PORTABILITY:
        return (missing,)
    return (
        _beside(data, voice),
        _recipients(data, voice),
        _openings(data, voice),
        missing,
    )


def _beside(data: AnswerData, voice: Voice) -> ReportSection:
    heading = voice.words(phrases.BESIDE)
    if not data.known:
        nothing = Paragraph(voice.words(phrases.NOTHING_BESIDE))
        return ReportSection(heading, (nothing,))
    return ReportSection(heading, (Bullets(data.known),))


def _recipients(data: AnswerData, voice: Voice) -> ReportSection:
    heading = voice.words(phrases.RECIPIENTS)
    if not data.recipients:
        nobody = Paragraph(voice.words(phrases.NO_RECIPIENTS))
        return ReportSection(heading, (nobody,))
    names = (phrases.NAME, phrases.DAY, phrases.PURPOSE)
    rows = tuple(
        (
            one.name,
            voice.day(date.fromisoformat(one.day)),
            f"{one.purpose}\n{voice.words(phrases.BASIS)}: {one.basis}",
        )
        for one in data.recipients
    )
    columns = tuple(voice.words(name) for name in names)
    return ReportSection(heading, (Table(heading, columns, rows),))


def _openings(data: AnswerData, voice: Voice) -> ReportSection:
    heading = voice.words(phrases.OPENINGS)
    rule = Paragraph(voice.words(phrases.OPENINGS_RULE))
    if not data.openings:
        never = Paragraph(voice.words(phrases.NO_OPENINGS))
        return ReportSection(heading, (never, rule))
    names = (phrases.DAY, phrases.PURPOSE, phrases.TIMES_OPENED)
    rows = tuple(
        (voice.day(date.fromisoformat(one.day)), one.purpose, str(one.times))
        for one in data.openings
    )
    columns = tuple(voice.words(name) for name in names)
    return ReportSection(heading, (Table(heading, columns, rows), rule))


def _left_out(missing: tuple[tuple[int, LeftOut], ...], voice: Voice) -> ReportSection:
    heading = voice.words(phrases.LEFT_OUT)
    if not missing:
        return ReportSection(
            heading, (Paragraph(voice.words(phrases.NOTHING_LEFT_OUT)),)
        )
    lines = tuple(
        voice.say(
            phrases.LEFT_OUT_LINE,
            {
                "number": str(number),
                "kind": voice.words(phrases.KINDS[one.kind]),
                "reason": voice.words(phrases.REASONS[one.reason]),
            },
        )
        for number, one in missing
    )
    return ReportSection(heading, (Bullets(lines),))


def _clock(moment: str) -> str:
    if not moment:
        return ""
    local = datetime.fromisoformat(moment).astimezone(HELSINKI)
    return f"{local.day}.{local.month}.{local.year} {local:%H:%M}"
