"""Import of a TILT document: a skeleton of a notice, and what is still to write.

TILT says less than a notice of ours: one language, no roles, no channels, no
promises. What it does not say stays empty, so that ``seloste notice check``
points at every line to fill. The document is never validated by its schema,
whose patterns can be made to run for ever.
"""

import re
from typing import Any

import yaml

from seloste.domain.errors import SelosteError
from seloste.services.notices.tilt import skeleton_keeping, skeleton_use
from seloste.services.notices.tilt.reading import (
    Json,
    Reading,
    object_,
    objects,
    one_line,
    reading_of,
    words_of,
)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Plain(yaml.SafeDumper):
    """Writes everything out, even what is the same twice."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


class TiltRefused(SelosteError):
    """The document is not a TILT document: not an object, or without a controller."""

    code = "tilt-refused"


def import_tilt(document: object) -> tuple[str, tuple[str, ...]]:
    """Return the skeleton as YAML and the list of gaps. Raises TiltRefused."""
    if not isinstance(document, dict) or not isinstance(
        document.get("controller"), dict
    ):
        raise TiltRefused("a TILT document is an object with a controller")
    meta = object_(document.get("meta"))
    reading = reading_of(meta)
    skeleton = _skeleton(document, meta, reading)
    head = "".join(f"# To do: {one_line(gap)}\n" for gap in reading.gaps)
    body = yaml.dump(
        skeleton, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100
    )
    return head + body, tuple(reading.gaps)


def _skeleton(document: Json, meta: Json, reading: Reading) -> Json:
    disclosed = objects(document.get("dataDisclosed"))
    name = words_of(meta.get("name")) or words_of(document["controller"].get("name"))
    skeleton: Json = {
        "format": 1,
        "register": reading.id(name, "register"),
        "name": reading.text(name),
        "effective": _effective(meta, reading),
        "controllers": [_controller(document["controller"], reading)],
        "contact": _contact(document["controller"], reading),
    }
    if officer := _point(object_(document.get("dataProtectionOfficer"))):
        skeleton["dpo"] = officer
    else:
        reading.gap("dpo", "name the data protection officer, if there is one")
    skeleton |= skeleton_use.use(document, disclosed, reading)
    skeleton |= skeleton_keeping.keeping(document, disclosed, reading)
    return skeleton


def _effective(meta: Json, reading: Reading) -> str:
    written = words_of(meta.get("modified")) or words_of(meta.get("created"))
    day = _DAY.match(written)
    if day is None:
        reading.gap("effective", "write the first day in force")
    return day[0] if day else ""


def _controller(written: Json, reading: Reading) -> Json:
    name = words_of(written.get("name"))
    address = words_of(written.get("address"))
    if not address:
        reading.gap("controllers.address", "write the controller's address")
    reading.gap("controllers.receives", "list its lines, mailboxes and sites")
    found = {"id": reading.id(name, "controller"), "name": name}
    return found | ({"address": address} if address else {})


def _contact(written: Json, reading: Reading) -> Json:
    point = _point(object_(written.get("representative")))
    if not point:
        reading.gap("contact", "say where questions and requests go")
    return point


def _point(written: Json) -> Json:
    """Return who can be reached and how, if there is a way to reach them."""
    point = {key: words_of(written.get(key)) for key in ("name", "email", "phone")}
    if any(point.values()):
        point["address"] = words_of(written.get("address"))
    return {key: value for key, value in point.items() if value}
