"""A day of contacts for the demo, as other systems would hand it over.

Made from the recordings and mails in ``examples/``: a FreePBX monitor folder
with its CDR, folders of recordings with a manifest, and mails. Everything goes
through the same readers as real hand-overs do; nothing here captures.
"""

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from seloste.protocols import freepbx, manifest

ZONE = ZoneInfo("Europe/Helsinki")
_OPENS = time(8, 4)
_BETWEEN_CALLS = timedelta(minutes=33)
_BEFORE_RECORDING = timedelta(seconds=12)
_EXTENSIONS = {"Eino": "201", "Helmi": "202"}
_DATE = re.compile(rb"(?m)^Date: [^\r\n]*")
_TIME_IN_DATE = re.compile(rb"(\d\d):(\d\d):(\d\d)")
_MADE_ON = b"20250303"

Call = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HandOver:
    """One folder as a source hands it over; ``preset`` says how to read it."""

    source: str
    register: str
    preset: str
    path: Path


def build(examples: Path, target: Path, *, day: date) -> tuple[HandOver, ...]:
    """Write the hand-overs of ``day`` below ``target`` and return them.

    The same day again writes the same identifiers, so capturing it twice
    changes nothing. ``examples`` is the folder that holds audio/ and mail/.
    """
    index = json.loads((examples / "audio" / "index.json").read_text("utf-8"))
    calls = list(_scheduled(index["calls"], day))
    exchange = [call for call in calls if "freepbx_file" in call]
    recorded = [call for call in calls if "freepbx_file" not in call]
    handed_over = [_exchange(exchange, examples / "audio", target, day)]
    for register in sorted({call["register"] for call in recorded}):
        chosen = [call for call in recorded if call["register"] == register]
        handed_over.append(_recorder(register, chosen, examples / "audio", target, day))
    handed_over.append(_mails(examples / "mail", target, day))
    return tuple(handed_over)


def _scheduled(calls: Iterable[Call], day: date) -> Iterator[Call]:
    """Yield the calls with when each began, spread over the working day."""
    opens = datetime.combine(day, _OPENS, ZONE)
    for number, call in enumerate(calls):
        yield {**call, "began": opens + number * _BETWEEN_CALLS, "number": number + 1}


def _exchange(calls: list[Call], audio: Path, target: Path, day: date) -> HandOver:
    """Write a FreePBX monitor folder and its CDR; not every call was recorded."""
    folder = target / "retta-exchange"
    recordings = folder / "monitor" / f"{day:%Y}" / f"{day:%m}" / f"{day:%d}"
    recordings.mkdir(parents=True, exist_ok=True)
    rows = []
    for call in calls:
        name = _recording_name(call)
        shutil.copyfile(audio / call["freepbx_file"], recordings / name)
        rows.append(_cdr(call, recordingfile=name))
        rows.append(_rang_in_vain(call))
    rows += _unrecorded(calls[0], day)
    _write_csv(folder / "cdr.csv", freepbx.COLUMNS, rows)
    return HandOver("retta-exchange", "retta", "freepbx", folder)


def _uniqueid(call: Call) -> str:
    return f"{int(call['began'].timestamp())}.{call['number'] * 10}"


def _recording_name(call: Call) -> str:
    caller = call["customer"]["tel"]
    return f"q-600-{caller}-{call['began']:%Y%m%d-%H%M%S}-{_uniqueid(call)}.wav"


def _cdr(call: Call, **changes: str) -> dict[str, str]:
    """Return the row of the caller's channel, which the queue answered."""
    customer, seconds = call["customer"], str(round(call["seconds"]))
    row = {
        "calldate": f"{call['began']:%Y-%m-%d %H:%M:%S}",
        "clid": f'"{customer["name"]}" <{customer["tel"]}>',
        "src": customer["tel"],
        "dst": "600",
        "dcontext": "ext-queues",
        "channel": f"PJSIP/trunk-{call['number']:08x}",
        "dstchannel": f"PJSIP/{_EXTENSIONS[call['agent']]}-{call['number']:08x}",
        "lastapp": "Queue",
        "duration": seconds,
        "billsec": seconds,
        "disposition": "ANSWERED",
        "uniqueid": _uniqueid(call),
        "linkedid": _uniqueid(call),
        "did": call["address"],
        "cnum": customer["tel"],
        "cnam": customer["name"],
        "dst_cnam": call["agent"],
        "sequence": str(call["number"]),
    }
    return row | changes


def _rang_in_vain(call: Call) -> dict[str, str]:
    """Return the row of the telephone that rang and was not answered."""
    return _cdr(
        call,
        dst="203",
        dstchannel="PJSIP/203-00000001",
        lastapp="Dial",
        duration="6",
        billsec="0",
        disposition="NO ANSWER",
        uniqueid=f"{_uniqueid(call)}1",
        did="",
        dst_cnam="",
        recordingfile="",
    )


def _unrecorded(call: Call, day: date) -> list[dict[str, str]]:
    """Return a call that was answered but not recorded, and one nobody answered."""
    lunch = {**call, "began": datetime.combine(day, time(11, 58), ZONE), "number": 90}
    late = {**call, "began": datetime.combine(day, time(15, 59), ZONE), "number": 91}
    return [
        _cdr(lunch, duration="22", billsec="19"),
        _cdr(late, duration="41", billsec="0", disposition="NO ANSWER", dstchannel=""),
    ]


def _recorder(
    register: str, calls: list[Call], audio: Path, target: Path, day: date
) -> HandOver:
    """Write recordings with a manifest, as any recorder can be made to."""
    folder = target / f"{register}-recorder"
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for call in calls:
        file = audio / str(call.get("g711_file") or call["file"])
        name = f"call-{day:%Y%m%d}-{call['number']:02}{''.join(file.suffixes)}"
        shutil.copyfile(file, folder / name)
        rows.append(_manifest_row(call, folder / name, day))
    if any(call["announcement_end"] is not None for call in calls):
        rows.append(_refusal(calls[-1], day))
    _write_csv(folder / "manifest.csv", manifest.FIELDS, rows)
    return HandOver(f"{register}-recorder", register, "manifest", folder)


def _manifest_row(call: Call, file: Path, day: date) -> dict[str, str]:
    began = call["began"] + _BEFORE_RECORDING
    told = call["announcement_end"]
    customer = call["customer"]
    return {
        "source_id": f"{day:%Y%m%d}-{call['number']:02}",
        "channel": "call",
        "started_at": _wall(call["began"]),
        "ended_at": _wall(began + timedelta(seconds=call["seconds"])),
        "recording_started_at": _wall(began),
        "announcement_ended_at": (
            "" if told is None else _wall(began + timedelta(seconds=told))
        ),
        "direction": "inbound",
        "address": call["address"],
        "customer_tel": customer["tel"],
        "customer_mailto": customer["mailto"],
        "customer_name": customer["name"],
        "customer_no": customer["customer_no"],
        "agent": call["agent"],
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "subject": call["subject"],
        "language": call["language"],
    }


def _refusal(call: Call, day: date) -> dict[str, str]:
    """Return the row of a caller who did not want to be recorded."""
    began = datetime.combine(day, time(14, 47), ZONE)
    told = began + _BEFORE_RECORDING
    return {
        "source_id": f"{day:%Y%m%d}-92",
        "channel": "call",
        "started_at": _wall(began),
        "ended_at": _wall(told),
        "announcement_ended_at": _wall(told),
        "refused": "yes",
        "direction": "inbound",
        "address": call["address"],
        "customer_tel": "+358455550111",
        "language": "fi",
    }


def _wall(moment: datetime) -> str:
    """Return a wall-clock time as recorders write it, without an offset."""
    return moment.replace(tzinfo=None).isoformat(" ", timespec="milliseconds")


def _mails(mails: Path, target: Path, day: date) -> HandOver:
    folder = target / "retta-mail"
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(mails.glob("*.eml")):
        (folder / file.name).write_bytes(_redated(file.read_bytes(), day))
    return HandOver("retta-mail", "retta", "mail", folder)


def _redated(mail: bytes, day: date) -> bytes:
    """Return a mail as if sent on ``day``: its Date and the day in its identifiers."""
    head, blank, body = mail.partition(b"\r\n\r\n")
    written = _DATE.search(head)
    clock = _TIME_IN_DATE.search(written[0]) if written else None
    if not (written and clock):
        return mail
    hour, minute, second = map(int, clock.groups())
    sent = datetime.combine(day, time(hour, minute, second), ZONE)
    dated = head.replace(written[0], b"Date: " + format_datetime(sent).encode())
    return dated.replace(_MADE_ON, f"{day:%Y%m%d}".encode()) + blank + body


def _write_csv(
    path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]
) -> None:
    """Write a table as a Finnish Excel does: semicolons and a byte order mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
