"""The rights the notice tells of; the right to object stands apart.

Art. 21(4) wants the right to object brought to attention clearly and apart
from other information, so it has a section of its own.
"""

from seloste.domain.notice import Notice, Right
from seloste.domain.notice_text.document import Block, Entries, Entry, Paragraph
from seloste.domain.notice_text.phrases import rights
from seloste.domain.notice_text.sections.body import NOTHING, Body
from seloste.domain.notice_text.voice import Voice

OBJECTION = "objection"
_ANSWERS = {"withdrawal": "13(2)(c)", "complaint": "13(2)(d)"}


def objection(notice: Notice, voice: Voice) -> Body:
    """Return the right to object, if the notice tells of it."""
    found = [right for right in notice.rights if right.kind == OBJECTION]
    if not found:
        return NOTHING
    lines = [line for right in found for line in right_lines(voice, right)]
    blocks = tuple(Paragraph(line) for line in lines)
    return Body(blocks, ("13(2)(b)", "21(4)"))


def other_rights(notice: Notice, voice: Voice) -> Body:
    """Return every other right, and where to send a request."""
    others = [right for right in notice.rights if right.kind != OBJECTION]
    if not others:
        return NOTHING
    blocks: list[Block] = [Entries(tuple(_entry(voice, right) for right in others))]
    where = notice.contact.email or notice.contact.address or notice.contact.phone
    if where:
        blocks.append(Paragraph(voice.say(rights.REQUEST, {"where": where})))
    articles = {_ANSWERS.get(right.kind, "13(2)(b)"): None for right in others}
    return Body(tuple(blocks), tuple(sorted(articles)))


def right_lines(voice: Voice, right: Right) -> tuple[str, ...]:
    """Return what a right gives and when: as the notice says, else as the law does."""
    phrase = rights.RIGHTS[right.kind]
    lines = [voice.words(phrase.gives)]
    if right.condition and phrase.of_law:
        when = {"condition": voice.clause(right.condition)}
        lines.append(voice.say(rights.CONDITION, when))
    elif right.condition:
        lines.append(voice.sentence(right.condition))
    elif phrase.when:
        lines.append(voice.words(phrase.when))
    if phrase.then:
        lines.append(voice.words(phrase.then))
    return tuple(lines)


def _entry(voice: Voice, right: Right) -> Entry:
    phrase = rights.RIGHTS[right.kind]
    return Entry(voice.words(phrase.term), right_lines(voice, right))
