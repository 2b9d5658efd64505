"""Tags that turn what services return into words: codes, times, sizes of time."""

from datetime import datetime

from django import template
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seloste.domain import retention
from seloste.domain.notice import Language, Notice, Text
from seloste.web.words import contacts, done, quarantine, said, verification

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
