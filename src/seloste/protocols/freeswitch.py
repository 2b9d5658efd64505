"""FreeSWITCH: the JSON call detail record that mod_json_cdr writes per leg.

Values of ``variables`` are URL-encoded unless the module is told otherwise;
whether they are is seen from characters that encoding would have removed. The
``*_stamp`` fields have no time zone: only ``*_uepoch`` and ``*_epoch`` count.

The dialplan says when the caller had been told of the recording in the
variable ``seloste_announced_uepoch`` (microseconds), that the caller refused
it in ``seloste_refused=true``, and when recording began in
``seloste_recording_uepoch``; set them with ``${strmicroepoch()}``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from seloste.protocols import json_text
from seloste.protocols.localtime import from_microseconds
from seloste.protocols.unreadable import Unreadable

_NOT_ENCODED = re.compile(r'[\s"#&+:;<=>?@\[\\\]^`{|}]|%(?![0-9a-fA-F]{2})')
_EXTENSION = re.compile(r"\d{2,6}", re.ASCII)
_OPTIONS = re.compile(r"^(?:\{[^}]*\}|\[[^\]]*\])+")
_RECORDING_VARIABLES = ("record_name", "cc_record_filename", "recording_file")
_CALLERS = ("effective_caller_id_number", "caller_id_number", "sip_from_user")


@dataclass(frozen=True, slots=True)
class Cdr:
    """One leg. ``recordings`` are base names that must be there,
    ``possible_recordings`` those of a key nobody may have pressed.
    """

    uuid: str
    call_id: str
    started_at: datetime
    outbound: bool
    answered: bool
    ended_at: datetime | None = None
    address: str = ""
    customer_tel: str = ""
    customer_name: str = ""
    agent: str = ""
    recordings: tuple[str, ...] = ()
    possible_recordings: tuple[str, ...] = ()
    recording_started_at: datetime | None = None
    announced_at: datetime | None = None
    refused: bool = False


def parse(data: bytes) -> Cdr:
    """Return the leg a call detail record describes.

    Raises Unreadable: json-unreadable, not-a-freeswitch-cdr, uuid-missing,
    start-missing.
    """
    document = _load(data)
    variables = _decoded(document["variables"])
    profile = _profile(document)
    uuid = variables.get("uuid") or profile.get("uuid", "")
    if not uuid:
        raise Unreadable("uuid-missing")
    started_at = _moment(variables, "start")
    if started_at is None:
        raise Unreadable("start-missing")
    applications = _applications(document)
    caller = _first(variables, _CALLERS[:1]) or profile.get("caller_id_number", "")
    caller = caller or _first(variables, _CALLERS)
    dialled = variables.get("sip_to_user") or profile.get("destination_number", "")
    outbound = _is_outbound(variables, caller)
    return Cdr(
        uuid=uuid,
        call_id=_call_id(variables, uuid),
        started_at=started_at,
        ended_at=_moment(variables, "end"),
        outbound=outbound,
        answered=_moment(variables, "answer") is not None,
        address="" if outbound else dialled,
        customer_tel=_outside(dialled if outbound else caller),
        customer_name="" if outbound else _name(profile, caller),
        agent=caller if outbound else _agent(variables, dialled),
        recordings=_recordings(variables, applications),
        possible_recordings=_possible(applications),
        recording_started_at=_recording_started(variables, applications),
        announced_at=from_microseconds(variables.get("seloste_announced_uepoch", "")),
        refused=variables.get("seloste_refused", "").lower() in ("true", "1", "yes"),
    )


def _load(data: bytes) -> Mapping[str, Any]:
    document = json_text.parse(data)
    if not isinstance(document, dict) or not isinstance(
        document.get("variables"), dict
    ):
        raise Unreadable("not-a-freeswitch-cdr")
    return document


def _decoded(variables: Mapping[str, Any]) -> dict[str, str]:
    """Return the variables as text, decoded when they were encoded."""
    texts = {k: v for k, v in variables.items() if isinstance(v, str)}
    if any(_NOT_ENCODED.search(value) for value in texts.values()):
        return texts
    return {name: unquote(value) for name, value in texts.items()}


def _profile(document: Mapping[str, Any]) -> dict[str, str]:
    """Return the caller profile; a transferred call has several call flows."""
    flow = document.get("callflow")
    if isinstance(flow, list):
        flow = next(iter(flow), None)
    profile = flow.get("caller_profile") if isinstance(flow, dict) else None
    found = profile if isinstance(profile, dict) else {}
    return {k: v for k, v in found.items() if isinstance(v, str)}


def _applications(document: Mapping[str, Any]) -> list[dict[str, str]]:
    log = document.get("app_log")
    entries = log.get("applications") if isinstance(log, dict) else None
    return [
        {k: v for k, v in entry.items() if isinstance(v, str)}
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
    ]


def _moment(variables: Mapping[str, str], name: str) -> datetime | None:
    exact = from_microseconds(variables.get(f"{name}_uepoch", ""))
    return exact or from_microseconds(variables.get(f"{name}_epoch", "0") + "000000")


def _call_id(variables: Mapping[str, str], uuid: str) -> str:
    """Return what all legs of a call share: the id of the leg that began it."""
    if shared := variables.get("call_uuid"):
        return shared
    if variables.get("direction") == "outbound":
        return _first(variables, ("originating_leg_uuid", "bridge_uuid")) or uuid
    return uuid


def _is_outbound(variables: Mapping[str, str], caller: str) -> bool:
    """Whether the organisation called.

    ``direction`` cannot tell: it is seen from the switch, to which every first
    leg comes in. Who calls from an extension is one of the organisation.
    """
    declared = variables.get("call_direction", "")
    if declared in ("inbound", "outbound"):
        return declared == "outbound"
    return bool(_EXTENSION.fullmatch(caller))


def _outside(number: str) -> str:
    return "" if _EXTENSION.fullmatch(number) else number


def _name(profile: Mapping[str, str], caller: str) -> str:
    name = profile.get("caller_id_name", "")
    return "" if name in (caller, profile.get("caller_id_number")) else name


def _agent(variables: Mapping[str, str], dialled: str) -> str:
    known = ("cc_agent", "dialed_user", "last_sent_callee_id_number")
    agent = _first(variables, known)
    return agent or (dialled if _EXTENSION.fullmatch(dialled) else "")


def _recordings(
    variables: Mapping[str, str], applications: list[dict[str, str]]
) -> tuple[str, ...]:
    named = [variables[name] for name in _RECORDING_VARIABLES if variables.get(name)]
    named += [
        application.get("app_data", "")
        for application in applications
        if application.get("app_name") == "record_session"
    ]
    return tuple(dict.fromkeys(filter(None, map(_base, named))))


def _possible(applications: list[dict[str, str]]) -> tuple[str, ...]:
    """Return recordings bound to a key (bind_meta_app)."""
    data = (a.get("app_data", "") for a in applications)
    bound = (d.partition("record_session::")[2] for d in data)
    return tuple(dict.fromkeys(filter(None, map(_base, bound))))


def _recording_started(
    variables: Mapping[str, str], applications: list[dict[str, str]]
) -> datetime | None:
    """Return when recording began, from the dialplan or the application log."""
    if said := from_microseconds(variables.get("seloste_recording_uepoch", "")):
        return said
    stamps = (
        from_microseconds(application.get("app_stamp", ""))
        for application in applications
        if application.get("app_name") == "record_session"
    )
    return min(filter(None, stamps), default=None)


def _base(path: str) -> str:
    """Return the base name of a path on the switch, without its options."""
    bare = _OPTIONS.sub("", path.strip()).partition(" ")[0]
    return bare.replace("\\", "/").rpartition("/")[2]


def _first(variables: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((variables[name] for name in names if variables.get(name)), "")
