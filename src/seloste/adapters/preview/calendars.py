"""The events of a calendar part: what, when, where and who invites."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar

from seloste.ports.preview import PreviewRefused

MOST_EVENTS = 20
LONGEST = 2**20
LONGEST_TEXT = 500
_SAMPLE = b"""BEGIN:VCALENDAR\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
SUMMARY:x\r
DTSTART;TZID=Europe/Helsinki:20260504T080000\r
DTEND:20260504T090000Z\r
ORGANIZER;CN=x:mailto:x@example.fi\r
LOCATION:x\r
END:VEVENT\r
END:VCALENDAR\r
"""


def events(content: bytes) -> list[dict[str, str]]:
    """Return the events, their times in ISO 8601. Raises PreviewRefused."""
    if len(content) > LONGEST:
        raise PreviewRefused("too-large")
    found = []
    for calendar in Calendar.from_ical(content, multiple=True):
        method = _text(calendar.get("METHOD")).lower()
        found += [_event(one, method) for one in calendar.walk("VEVENT")]
    return found[:MOST_EVENTS]


def _event(event: Any, method: str) -> dict[str, str]:
    organiser = event.get("ORGANIZER")
    named = getattr(organiser, "params", {}).get("CN", "")
    address = _text(organiser).removeprefix("mailto:").removeprefix("MAILTO:")
    return {
        "title": _text(event.get("SUMMARY")),
        "place": _text(event.get("LOCATION")),
        "organiser": f"{_text(named)} <{address}>" if named else address,
        "method": method,
        "starts": _time(event.get("DTSTART")),
        "ends": _time(event.get("DTEND")),
    }


def _text(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return "" if one is None else str(one)[:LONGEST_TEXT]


def _time(value: Any) -> str:
    at = getattr(value, "dt", None)
    return at.isoformat() if isinstance(at, (datetime, date)) else ""


ZONES: list[ZoneInfo] = []
"""Every zone there is, kept so that none has to be read again."""


def rehearse() -> None:
    """Read every zone and an event, so that nothing is left to import or open."""
    ZONES.extend(ZoneInfo(name) for name in sorted(available_timezones()))
    events(_SAMPLE)
