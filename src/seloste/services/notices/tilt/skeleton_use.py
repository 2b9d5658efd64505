"""Categories, purposes, sources, recipients and transfers of a TILT document."""

import re
from dataclasses import dataclass

from seloste.services.notices.tilt.reading import (
    Json,
    Reading,
    object_,
    objects,
    words_of,
)

_REFERENCE = re.compile(r"GDPR-6-1-([a-f])")
_SPECIAL = re.compile(r"GDPR-9-2-([a-j])")


@dataclass(frozen=True, slots=True)
class _Use:
    """A purpose as it is named under one category of data."""

    purpose: Json
    entry: Json
    category: str


def use(document: Json, disclosed: list[Json], reading: Reading) -> Json:
    """Return what is processed, for what, from where and for whom."""
    reading.gap("channels", "say by which channels people make contact")
    reading.gap("subjects", "say whose data are kept")
    categories = [_category(entry, reading) for entry in disclosed]
    return {
        "channels": [],
        "purposes": _purposes(disclosed, categories, reading),
        "categories": categories,
        "sources": _sources(document, reading),
        "recipients": _recipients(disclosed, reading),
        "transfers": _transfers(document, reading),
    }


def _category(entry: Json, reading: Reading) -> Json:
    words = words_of(entry.get("category"))
    found: Json = {
        "id": reading.id(words_of(entry.get("_id")) or words, "category"),
        "name": reading.text(words),
    }
    references = (
        words_of(one.get("reference")) for one in objects(entry.get("legalBases"))
    )
    for condition in filter(None, map(_SPECIAL.fullmatch, references)):
        found |= {"special": True, "condition": f"9(2)({condition[1]})"}
    return found


def _purposes(
    disclosed: list[Json], categories: list[Json], reading: Reading
) -> list[Json]:
    """Return each purpose once, with every category it is named under."""
    named: dict[str, list[_Use]] = {}
    for entry, category in zip(disclosed, categories, strict=True):
        for one in objects(entry.get("purposes")):
            key = words_of(one.get("purpose")) or words_of(one.get("description"))
            named.setdefault(key, []).append(_Use(one, entry, category["id"]))
    reading.gap("purposes.bases", "check which of the bases serves which purpose")
    reading.gap("purposes.roles", "say which roles may read for each purpose")
    return [_purpose(key, uses, reading) for key, uses in named.items()]


def _purpose(key: str, uses: list[_Use], reading: Reading) -> Json:
    """Return one purpose; of the bases, those that every category names."""
    named = [_bases(use.entry, reading) for use in uses]
    everywhere = set.intersection(*({one["article"] for one in some} for some in named))
    return {
        "id": reading.id(key, "purpose"),
        "name": reading.text(words_of(uses[0].purpose.get("description")) or key),
        "bases": [one for one in named[0] if one["article"] in everywhere],
        "roles": [],
        "categories": list(dict.fromkeys(use.category for use in uses)),
    }


def _bases(entry: Json, reading: Reading) -> list[Json]:
    """Return the bases of Art. 6(1) of one entry, each once."""
    found: dict[str, Json] = {}
    for one in objects(entry.get("legalBases")):
        match = _REFERENCE.fullmatch(words_of(one.get("reference")))
        if match:
            article = f"6(1)({match[1]})"
            found.setdefault(article, {"article": article})
    interests = (
        words_of(one.get("reasoning"))
        for one in objects(entry.get("legitimateInterests"))
    )
    interest = next(filter(None, interests), "")
    if "6(1)(f)" in found and interest:
        found["6(1)(f)"]["interest"] = reading.text(interest)
    return list(found.values())


def _sources(document: Json, reading: Reading) -> list[Json]:
    found: dict[str, Json] = {}
    for entry in objects(document.get("sources")):
        for one in objects(entry.get("sources")):
            words = words_of(one.get("description"))
            public = one.get("publiclyAvailable") is True
            if words and words not in found:
                found[words] = {
                    "id": reading.id(words, "source"),
                    "origin": "public" if public else "",
                    "text": reading.text(words),
                }
    reading.gap("sources.origin", "say what kind of source each is")
    return list(found.values())


def _recipients(disclosed: list[Json], reading: Reading) -> list[Json]:
    found: dict[str, Json] = {}
    for entry in disclosed:
        for one in objects(entry.get("recipients")):
            words = words_of(one.get("category")) or words_of(one.get("name"))
            if words:
                first = {
                    "id": "",
                    "name": reading.text(words),
                    "kind": "",
                    "country": words_of(one.get("country")),
                    "members": [],
                }
                kept = found.setdefault(words, first)
                _add_member(kept, words_of(one.get("name")))
    for words, one in found.items():
        one["id"] = reading.id(words, "recipient")
    if found:
        reading.gap("recipients.kind", "say what kind of recipient each is")
    return [_without_nothing(one) for one in found.values()]


def _add_member(recipient: Json, name: str) -> None:
    if name and name not in recipient["members"]:
        recipient["members"].append(name)


def _without_nothing(one: Json) -> Json:
    optional = {"country", "members"}
    return {key: value for key, value in one.items() if value or key not in optional}


def _transfers(document: Json, reading: Reading) -> Json:
    entries = objects(document.get("thirdCountryTransfers"))
    if not entries:
        return {"allowed": "never"}
    reading.gap(
        "transfers.safeguards_copy", "say where to get a copy of the safeguards"
    )
    countries = filter(None, (words_of(one.get("country")) for one in entries))
    found: Json = {"allowed": "limited"}
    if listed := sorted(set(countries)):
        found["countries"] = listed
    else:
        reading.gap("transfers.countries", "name the countries")
    if mechanisms := _mechanisms(entries):
        found["mechanisms"] = mechanisms
    else:
        reading.gap("transfers.mechanisms", "name the safeguards of Chapter V")
    return found


def _mechanisms(entries: list[Json]) -> list[str]:
    places = {"adequacyDecision": "adequacy", "standardDataProtectionClause": "scc"}
    return [
        name
        for place, name in places.items()
        if any(object_(one.get(place)).get("available") is True for one in entries)
    ]
