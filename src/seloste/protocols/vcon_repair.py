"""What is known to be wrong in vCons in the wild, put right and named.

Earlier drafts had other names and fewer required parameters, and published
examples break the schema. Each repair changes form, never content; whatever
else breaks the schema is refused by whoever validates the result.
"""

from typing import Any

from seloste.protocols.localtime import from_rfc3339
from seloste.protocols.unreadable import Unreadable

VERSION = "0.4.0"
_RENAMED = (("appended", "amended"), ("must_support", "critical"))
_LISTS = ("parties", "dialog", "analysis", "attachments")

Json = dict[str, Any]


def repair(document: Json, tolerated: list[str]) -> Json:
    """Return ``document`` as draft-ietf-vcon-vcon-core has it.

    Every change adds a word to ``tolerated``. Raises Unreadable: not-a-vcon,
    created-at-missing.
    """
    fixed = dict(document)
    if fixed.pop("vcon", VERSION) != VERSION:
        tolerated.append("version-other")
    _fix_names(fixed, tolerated)
    for name in _LISTS:
        fixed[name] = _entries(fixed.get(name))
    if "created_at" not in fixed:
        fixed["created_at"] = _earliest(fixed["dialog"])
        tolerated.append("created-at-missing")
    for name in _LISTS:
        fixed[name] = [_fix_entry(entry, tolerated) for entry in fixed[name]]
    defaults = {"start": fixed["created_at"], "party": 0, "dialog": 0}
    for entry in fixed["attachments"]:
        _fill(entry, "attachment", defaults, tolerated)
    for entry in fixed["analysis"]:
        _fill(entry, "analysis", {"type": "unknown", "vendor": "unknown"}, tolerated)
    return fixed


def as_object(value: Any) -> Json:
    """Return ``value`` when it is a JSON object. Raises Unreadable."""
    if not isinstance(value, dict):
        raise Unreadable("not-a-vcon")
    return value


def _fix_names(fixed: Json, tolerated: list[str]) -> None:
    for old, new in _RENAMED:
        if old in fixed:
            value = fixed.pop(old)
            fixed.setdefault(new, value)
            tolerated.append(f"{old}-renamed".replace("_", "-"))
    for name in ("redacted", "amended"):
        if name in fixed and not fixed[name]:
            del fixed[name]
            tolerated.append(f"{name}-empty")
    if "group" in fixed:
        del fixed["group"]
        tolerated.append("group-dropped")


def _entries(entries: Any) -> list[Json]:
    listed = [] if entries is None else entries
    if not isinstance(listed, list):
        raise Unreadable("not-a-vcon")
    return [as_object(entry) for entry in listed]


def _earliest(dialogs: list[Json]) -> str:
    """Return when the first dialog began, as it was written."""
    written = (dialog.get("start") for dialog in dialogs)
    starts = [start for start in written if isinstance(start, str)]
    if not starts:
        raise Unreadable("created-at-missing")
    return min(starts, key=from_rfc3339)


def _fix_entry(entry: Json, tolerated: list[str]) -> Json:
    """Return an entry with the names and values that earlier drafts had."""
    fixed = {name: value for name, value in entry.items() if value is not None}
    for old in ("mimetype", "mimeType"):
        if old in fixed:
            value = fixed.pop(old)
            fixed.setdefault("mediatype", value)
            tolerated.append("mimetype-renamed")
    if fixed.get("encoding") == "base64":
        fixed["encoding"] = "base64url"
        tolerated.append("encoding-base64")
    for name in ("url", "content_hash", "session_id"):
        if name in fixed and not fixed[name]:
            del fixed[name]
            tolerated.append(f"{name}-empty".replace("_", "-"))
    return fixed


def _fill(entry: Json, kind: str, defaults: Json, tolerated: list[str]) -> None:
    for name, value in defaults.items():
        if name not in entry:
            entry[name] = value
            tolerated.append(f"{kind}-{name}-missing")
