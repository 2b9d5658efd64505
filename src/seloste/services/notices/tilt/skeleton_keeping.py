"""Retention, rights, provision and automation of a TILT document."""

import re

from seloste.services.notices.tilt.reading import (
    Json,
    Reading,
    object_,
    objects,
    words_of,
)

_DURATION = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?(?:T.*)?")
_RIGHTS = {
    "rightToInformation": ("access",),
    "rightToRectificationOrDeletion": ("rectification", "erasure"),
    "rightToDataPortability": ("portability",),
    "rightToWithdrawConsent": ("withdrawal",),
    "rightToComplain": ("complaint",),
}


def keeping(document: Json, disclosed: list[Json], reading: Reading) -> Json:
    """Return how long what is kept, the rights, and what only people can fill in."""
    found: Json = {
        "retention": _retention(disclosed, reading),
        "holds": [],
        "rights": _rights(document, reading),
    }
    reading.gap("holds", "say what may delay destruction, and which promise allows it")
    if provision := _provision(disclosed, reading):
        found["provision"] = provision
    else:
        reading.gap("provision", "say whether data must be given (Art. 13(2)(e))")
    found["automation"] = _automation(document, reading)
    found["security"] = []
    reading.gap("security", "describe the measures (Art. 30(1)(g), 32)")
    found["promises"] = []
    reading.gap("promises", "write every promise, with a way to keep it")
    return found


def _retention(disclosed: list[Json], reading: Reading) -> list[Json]:
    """Return one class for each period that is named."""
    storages = [one for entry in disclosed for one in objects(entry.get("storage"))]
    found: dict[tuple[str, str], Json] = {}
    for one in (part for whole in storages for part in objects(whole.get("temporal"))):
        key = (words_of(one.get("description")), words_of(one.get("ttl")))
        if key not in found:
            found[key] = _class(*key, reading)
    if any(storage.get("purposeConditional") for storage in storages):
        reading.gap("retention.until", "write what an event ends, as a class or a hold")
    reading.gap("retention", "say for each class its promise, mode and channels")
    return list(found.values())


def _class(words: str, ttl: str, reading: Reading) -> Json:
    period = _period(ttl)
    if not period:
        reading.gap("retention.period", "write the period as days or as months")
    return {
        "id": reading.id(words, "class"),
        "name": reading.text(words),
        "promise": "",
        "mode": "at_most",
        "channels": [],
        "period": period,
    }


def _period(ttl: str) -> Json:
    """Return days or months of an ISO 8601 duration; a mixed one gives none."""
    match = _DURATION.fullmatch(ttl)
    if match is None:
        return {}
    years, months, days = (int(part or 0) for part in match.groups())
    months += 12 * years
    if bool(months) == bool(days):
        return {}
    return {"months": months} if months else {"days": days}


def _rights(document: Json, reading: Reading) -> list[Json]:
    found = [
        {"kind": kind, "promise": ""}
        for place, kinds in _RIGHTS.items()
        if object_(document.get(place)).get("available") is True
        for kind in kinds
    ]
    reading.gap("rights", "point each right to its promise")
    reading.gap("rights.objection", "TILT has no right to object; add it (Art. 21)")
    reading.gap("rights.restriction", "TILT has no restriction; add it (Art. 18)")
    return found


def _provision(disclosed: list[Json], reading: Reading) -> Json:
    for entry in disclosed:
        said = object_(entry.get("nonDisclosure"))
        if words := words_of(said.get("consequences")):
            obligatory = said.get("obligationToProvide") is True
            return {"obligatory": obligatory, "consequence": reading.text(words)}
    return {}


def _automation(document: Json, reading: Reading) -> Json:
    said = object_(document.get("automatedDecisionMaking"))
    used = said.get("inUse") is True
    reading.gap("automation.profiling", "say whether there is profiling")
    found: Json = {"decisions": used, "profiling": "yes" if used else "none"}
    if logic := words_of(said.get("logicInvolved")):
        found["logic"] = reading.text(logic)
    return found
