"""Recipients, and transfers outside the EEA."""

from seloste.domain.notice import Notice, Recipient, Transfer
from seloste.domain.notice_text.document import (
    Block,
    Bullets,
    Entries,
    Entry,
    Paragraph,
)
from seloste.domain.notice_text.phrases import sharing
from seloste.domain.notice_text.sections.body import NOTHING, Body
from seloste.domain.notice_text.voice import Voice, upper_first


def recipients(notice: Notice, voice: Voice) -> Body:
    """Return who receives data, why and when (Art. 13(1)(e))."""
    if not notice.recipients:
        return NOTHING
    entries = tuple(_recipient(notice, voice, one) for one in notice.recipients)
    blocks = (Paragraph(voice.words(sharing.RECIPIENTS)), Entries(entries))
    return Body(blocks, ("13(1)(e)",))


def transfers(notice: Notice, voice: Voice) -> Body:
    """Return what leaves the EEA and how it is protected (Art. 13(1)(f))."""
    transfer = notice.transfers
    said = [voice.words(sharing.TRANSFERS[transfer.allowed])]
    if transfer.condition:
        condition = {"condition": voice.clause(transfer.condition)}
        said.append(voice.say(sharing.TRANSFERRED, condition))
    if transfer.countries:
        countries = voice.join(country(voice, code) for code in transfer.countries)
        said.append(voice.say(sharing.COUNTRIES, {"countries": countries}))
    blocks: list[Block] = [Paragraph(" ".join(said)), *_mechanisms(transfer, voice)]
    if transfer.safeguards_copy:
        where = {"where": transfer.safeguards_copy}
        blocks.append(Paragraph(voice.say(sharing.SAFEGUARDS_COPY, where)))
    return Body(tuple(blocks), ("13(1)(f)",))


def country(voice: Voice, code: str) -> str:
    """Return a country by name, or its code where the catalogue has no name."""
    name = sharing.COUNTRY_NAMES.get(code)
    return voice.words(name) if name else code


def _mechanisms(transfer: Transfer, voice: Voice) -> list[Block]:
    names = sharing.MECHANISM_NAMES
    items = tuple(
        voice.words(names[one]) for one in transfer.mechanisms if one in names
    )
    if not items:
        return []
    intro = sharing.MECHANISM if len(items) == 1 else sharing.MECHANISMS
    return [Paragraph(voice.words(intro)), Bullets(items)]


def _recipient(notice: Notice, voice: Voice, recipient: Recipient) -> Entry:
    lines = []
    if recipient.kind in sharing.KINDS:
        lines.append(voice.words(sharing.KINDS[recipient.kind]))
    if recipient.members:
        names = voice.join(recipient.members)
        lines.append(voice.say(sharing.MEMBERS, {"names": names}))
    lines += _purpose(notice, voice, recipient)
    if recipient.condition:
        condition = {"condition": voice.clause(recipient.condition)}
        lines.append(voice.say(sharing.CONDITION, condition))
    if recipient.country:
        where = {"country": upper_first(country(voice, recipient.country))}
        lines.append(voice.say(sharing.COUNTRY, where))
    return Entry(upper_first(voice.inside(recipient.name)), tuple(lines))


def _purpose(notice: Notice, voice: Voice, recipient: Recipient) -> list[str]:
    names = [one.name for one in notice.purposes if one.id in recipient.purposes]
    if not names:
        return []
    purposes = voice.join(voice.lower(name) for name in names)
    return [voice.say(sharing.PURPOSES, {"purposes": purposes})]
