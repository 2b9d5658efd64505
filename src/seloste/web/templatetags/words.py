"""Tags that turn what services return into words: codes, times, sizes of time."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import template
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seloste.domain import retention
from seloste.domain.chat import Line
from seloste.domain.figure import EDGES
from seloste.domain.inbox import number as number_of
from seloste.domain.notice import Language, Notice, Text
from seloste.services.message_view import InvitationView
from seloste.web import charts
from seloste.web.words import (
    contacts,
    done,
    quarantine,
    said,
    transcripts,
    verification,
)
from seloste.web.words.chats import EVENTS

register = template.Library()
register.filter("said", said)

MINUTE, HOUR = 60, 3600


@register.filter
def in_language(text: Text | None) -> str:
    """Return the words of a notice in the reader's language."""
    if text is None:
        return ""
    return text.in_(Language(translation.get_language() or Language.FI))


@register.filter
def chat_event(line: Line) -> str:
    """Return what a line of the program's own says, in words."""
    event = EVENTS.get(line.text.partition(" ")[0], "")
    return str(event).replace("{name}", line.name)


@register.filter
def standing(row: Any) -> str:
    """Return who stands up for the words of a transcript."""
    return str(transcripts.standing(row.state, by_hand=row.by_hand))


@register.filter
def channel_icon(channel: str) -> str:
    """Return the icon of a channel."""
    return contacts.CHANNEL_ICONS.get(channel, "inbox")


@register.filter
def action_icon(action: str) -> str:
    """Return the icon of an act of the audit log."""
    return done.ICONS.get(action.partition(".")[0], "info-circle")


@register.filter
def verdict_tone(verdict: str) -> str:
    """Return the tone in which a verdict is drawn."""
    return verification.TONES.get(verdict, "")


@register.filter
def of_all(part: int | float | None, whole: int | float | None) -> int:
    """Return a part of a whole as a percentage, for a bar."""
    return charts.percent(round(100 * (part or 0)), round(100 * (whole or 0)))


@register.filter
def on_scale(seconds: int | None) -> int:
    """Return how far a limit of time lies on the scale of limits, for a bar."""
    place = EDGES.index(seconds) + 1 if seconds in EDGES else len(EDGES) + 1
    return charts.percent(place, len(EDGES) + 1)


@register.filter
def most_counted(groups: Iterable[Any]) -> int:
    """Return the largest count among groups; hidden ones have none."""
    return max((one.count or 0 for one in groups), default=0)


@register.filter
def duration(seconds: float | None) -> str:
    """Return a length of time as a player shows it: 4:05, or 1:04:05."""
    whole = round(seconds or 0)
    hours, rest = divmod(whole, HOUR)
    minutes, left = divmod(rest, MINUTE)
    if hours:
        return f"{hours}:{minutes:02}:{left:02}"
    return f"{minutes}:{left:02}"


@register.filter
def days_until(moment: datetime, now: datetime) -> int:
    """Return how many calendar days in Helsinki lie between now and a moment."""
    return (retention.local_day(moment) - retention.local_day(now)).days


@register.filter
def destroyed(act_at: datetime, now: datetime) -> str:
    """Return when something is destroyed, in words."""
    if act_at <= now:
        return _("due now")
    days = days_until(act_at, now)
    if days == 0:
        return _("destroyed today")
    if days == 1:
        return _("destroyed tomorrow")
    return ngettext("destroyed in %(days)s day", "destroyed in %(days)s days", days) % {
        "days": days
    }


@register.filter
def from_now(moment: datetime, now: datetime) -> str:
    """Return how far a day lies from today, in words."""
    days = days_until(moment, now)
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days < 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {
            "days": -days
        }
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


@register.filter
def ago(moment: datetime, now: datetime) -> str:
    """Return how long ago something was, in words for a heartbeat."""
    seconds = max(0, int((now - moment).total_seconds()))
    if seconds < 2 * MINUTE:
        return _("just now")
    if seconds < 2 * HOUR:
        return _("%(minutes)s minutes ago") % {"minutes": seconds // MINUTE}
    if seconds < 2 * 24 * HOUR:
        return _("%(hours)s hours ago") % {"hours": seconds // HOUR}
    return _("%(days)s days ago") % {"days": seconds // (24 * HOUR)}


@register.filter
def short(id_: object) -> str:
    """Return the beginning of an id, enough to tell two apart on a page."""
    return str(id_)[:8]


@register.filter
def talk_number(thread: UUID) -> str:
    """Return what a conversation goes by between people."""
    return number_of(thread)


@register.filter
def queue_name(queue: object) -> str:
    """Return the name of a queue in the reader's language."""
    return str(getattr(queue, f"name_{translation.get_language() or 'fi'}", ""))


@register.filter
def purpose_name(purpose_id: str, notice: Notice) -> str:
    """Return the name of a purpose, or its id where the notice no longer has it."""
    for purpose in notice.purposes:
        if purpose.id == purpose_id:
            return in_language(purpose.name)
    return purpose_id


@register.filter
def advice(reason: str) -> str:
    """Return what can be done about a reason of quarantine."""
    return str(quarantine.ADVICE.get(reason, quarantine.SENDER))


@register.filter
def of(key: str, names: dict[str, str]) -> str:
    """Return the name of a key, or nothing."""
    return names.get(key, "")


@register.filter
def in_reader_language(words: Mapping[str, str]) -> str:
    """Return words that are kept by language code, in the reader's, else in Finnish."""
    return words.get(translation.get_language() or "fi") or words.get("fi", "")


@register.filter
def event_time(event: InvitationView) -> str:
    """Return when an event is: in Helsinki, unless it says no zone of its own."""
    starts, ends = event.starts, event.ends
    if event.all_day and starts:
        last = ends - timedelta(days=1) if ends and ends > starts else starts
        return f"{starts:%-d.%-m.%Y}" + (
            f" – {last:%-d.%-m.%Y}" if last > starts else ""
        )
    if not isinstance(starts, datetime):
        return ""
    shown = _moment(starts)
    if isinstance(ends, datetime):
        shown += f" – {_moment(ends)}"
    zone = _("time as the organiser reads it") if event.floating else _("Helsinki time")
    return f"{shown} ({zone})"


def _moment(at: datetime) -> str:
    local = at if at.tzinfo is None else timezone.localtime(at)
    return f"{local:%-d.%-m.%Y %H.%M}"
