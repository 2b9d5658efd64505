"""Obligation to give data, automation, protection, free text, the promises."""

from seloste.domain.notice import Notice
from seloste.domain.notice_text.document import Bullets, Entries, Entry, Paragraph
from seloste.domain.notice_text.phrases import page, rest
from seloste.domain.notice_text.sections.body import NOTHING, Body
from seloste.domain.notice_text.voice import Voice


def provision(notice: Notice, voice: Voice) -> Body:
    """Return whether giving data is obligatory, if the notice says (13(2)(e))."""
    if notice.provision is None:
        return NOTHING
    obligatory = notice.provision.obligatory
    said = voice.words(rest.OBLIGATORY if obligatory else rest.VOLUNTARY)
    consequence = voice.sentence(notice.provision.consequence)
    return Body((Paragraph(f"{said} {consequence}"),), ("13(2)(e)",))


def automation(notice: Notice, voice: Voice) -> Body:
    """Return what is said of automated decisions and profiling (13(2)(f))."""
    said = [
        voice.words(
            rest.DECISIONS if notice.automation.decisions else rest.NO_DECISIONS
        ),
        voice.words(rest.PROFILING[notice.automation.profiling]),
    ]
    if notice.automation.logic:
        logic = {"logic": voice.lower(notice.automation.logic)}
        said.append(voice.say(rest.LOGIC, logic))
    return Body((Paragraph(" ".join(said)),), ("13(2)(f)",))


def security(notice: Notice, voice: Voice) -> Body:
    """Return the measures of protection (Art. 32)."""
    if not notice.security:
        return NOTHING
    items = tuple(voice.words(measure) for measure in notice.security)
    return Body((Paragraph(voice.words(rest.SECURITY)), Bullets(items)), ("32",))


def about(notice: Notice, voice: Voice) -> Body:
    """Return since when the notice is in force."""
    day = {"day": voice.day(notice.effective)}
    return Body((Paragraph(voice.say(rest.IN_FORCE, day)),), ("12(1)",))


def explanations(notice: Notice, voice: Voice) -> Body:
    """Return the free text, which explains and never decides."""
    return Body(tuple(Paragraph(voice.sentence(one)) for one in notice.explanations))


def promises(notice: Notice, voice: Voice) -> Body:
    """Return every promise with its id, in the notice's order."""
    if not notice.promises:
        return NOTHING
    entries = tuple(
        Entry(promise.id, (voice.sentence(promise.text),), anchor=promise.id)
        for promise in notice.promises
    )
    return Body((Paragraph(voice.words(page.PROMISES_INTRO)), Entries(entries)))
