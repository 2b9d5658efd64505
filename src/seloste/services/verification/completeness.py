"""Whether everything that arrived is here: calls, mails and lines of chats (R-04)."""

from collections.abc import Iterator

from seloste.domain.contact import Channel
from seloste.domain.verification import Evidence
from seloste.services import chat_completeness, completeness, mail_completeness
from seloste.services.verification.findings import any_broken, gap, proved
from seloste.services.verification.gather import Gathered


def check(facts: Gathered) -> Iterator[Evidence]:
    """Yield how what is kept compares with what others and we ourselves counted."""
    kept = {channel for one in facts.notice.retention for channel in one.channels}
    if Channel.CALL in kept:
        yield from _calls(facts)
    if Channel.MAIL in kept:
        yield from _mails(facts)
    if Channel.CHAT in kept:
        yield from _chats(facts)


def _calls(facts: Gathered) -> Iterator[Evidence]:
    days = completeness.days(facts.register, now=facts.now)
    missing = [one for day in days for one in day.missing]
    unlisted = [one for day in days for one in day.unlisted]
    unfetched = [one for day in days for one in day.unfetched]
    yield from any_broken(missing, "call-without-recording")
    yield from any_broken(unlisted, "recording-without-call")
    yield from any_broken(unfetched, "recording-not-fetched")
    if not completeness.lists_calls(facts.register):
        yield gap("calls-not-compared")
        return
    if late := completeness.late(facts.register, now=facts.now):
        yield gap("calls-compared-late", len(late), late)
    if not (missing or unlisted):
        yield proved("calls-complete", sum(day.listed for day in days))


def _mails(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether everything that mail servers named was taken in."""
    missing = mail_completeness.gaps(facts.register, facts.now)
    yield from any_broken([one.mailbox for one in missing], "mail-not-taken")
    if not missing and (read := mail_completeness.read(facts.register)):
        yield proved("mails-complete", read)


def _chats(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether every line that was acknowledged is still there."""
    short = chat_completeness.short(facts.register)
    yield from any_broken(short, "chat-lines-missing")
    if not short and (kept := chat_completeness.kept(facts.register)):
        yield proved("chats-complete", kept)
