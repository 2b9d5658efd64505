"""The controllers, where to turn, and the data protection officer."""

from seloste.domain.notice import ContactPoint, Controller, Notice
from seloste.domain.notice_text.document import (
    Block,
    Bullets,
    Entries,
    Entry,
    Paragraph,
)
from seloste.domain.notice_text.phrases import who
from seloste.domain.notice_text.sections.body import NOTHING, Body
from seloste.domain.notice_text.voice import Voice


def names(notice: Notice, voice: Voice) -> str:
    """Return the controllers by name: "A and B"."""
    return voice.join(controller.name for controller in notice.controllers)


def controllers(notice: Notice, voice: Voice) -> Body:
    """Return who the controllers are and how to reach them."""
    phrase = who.CONTROLLER if len(notice.controllers) == 1 else who.CONTROLLERS
    blocks: list[Block] = [
        Paragraph(voice.say(phrase, {"names": names(notice, voice)})),
        Entries(tuple(_controller(voice, one) for one in notice.controllers)),
        *_processors(notice, voice),
    ]
    if lines := contact_lines(notice.contact, voice):
        blocks += [
            Paragraph(voice.words(who.CONTACT)),
            Bullets(lines),
        ]
    return Body(tuple(blocks), ("13(1)(a)",))


def officer(notice: Notice, voice: Voice) -> Body:
    """Return how to reach the data protection officer, if there is one."""
    if notice.dpo is None:
        return NOTHING
    lines = Bullets(contact_lines(notice.dpo, voice))
    blocks = (Paragraph(voice.words(who.OFFICER)), lines)
    return Body(blocks, ("13(1)(b)",))


def contact_lines(point: ContactPoint, voice: Voice) -> tuple[str, ...]:
    """Return a contact point line by line; what is not given has no line."""
    said = (
        (who.EMAIL, point.email),
        (who.PHONE, point.phone),
        (who.ADDRESS, point.address),
    )
    lines = [voice.say(phrase, {"value": value}) for phrase, value in said if value]
    return (point.name, *lines) if point.name else tuple(lines)


def _controller(voice: Voice, controller: Controller) -> Entry:
    said = (
        (who.BUSINESS_ID, controller.business_id),
        (who.ADDRESS, controller.address),
        (who.EMAIL, controller.email),
    )
    lines = (voice.say(phrase, {"value": value}) for phrase, value in said if value)
    return Entry(controller.name, tuple(lines))


def _processors(notice: Notice, voice: Voice) -> list[Paragraph]:
    return [
        Paragraph(
            voice.say(
                who.PROCESSOR,
                {
                    "name": controller.name,
                    "whom": voice.lower(controller.processor_for),
                },
            )
        )
        for controller in notice.controllers
        if controller.processor_for
    ]
