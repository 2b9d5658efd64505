"""Export a notice as TILT (Transparency Information Language), in one language.

The schema is ``data/tilt-schema.json`` (MIT, ``data/tilt-LICENSE``). It demands
more than a notice may say, such as an address or a data protection officer;
what is not said stays an empty string and is listed under ``seloste.gaps``.
TILT has no place for the rights to object and to restriction, for retention
modes or a second controller: they stand under ``seloste`` too.
"""

import hashlib
import json
import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from seloste.domain.notice import (
    Category,
    Language,
    LegalBasis,
    Notice,
    Purpose,
    Recipient,
)
from seloste.domain.notice_text.sections.keeping import held, kept
from seloste.domain.notice_text.voice import Voice
from seloste.services.notices.tilt import gaps, transfers
from seloste.services.notices.tilt.rights import right, rights

type Json = dict[str, Any]

# Seloste's notices name the Finnish authority; a controller without a country is there.
COUNTRY = "FI"
LEGITIMATE_INTEREST = "6(1)(f)"


def export(
    notice: Notice,
    *,
    language: Language = Language.FI,
    version: int = 1,
    url: str = "",
) -> Json:
    """Return the notice as a TILT document in ``language``.

    ``version`` is the number of the notice's version and ``url`` where it is
    published. The hash is SHA-256 over the document in canonical JSON, without
    the hash itself.
    """
    voice = Voice(language)
    document: Json = {
        "meta": _meta(notice, voice, version=version, url=url),
        "controller": _controller(notice, voice),
        "dataProtectionOfficer": _officer(notice),
        "dataDisclosed": [_disclosed(notice, voice, one) for one in notice.categories],
        "thirdCountryTransfers": transfers.transfers(notice, voice),
        "sources": [_sources(notice, voice, one) for one in notice.categories],
        **rights(notice, voice),
        "automatedDecisionMaking": _automation(notice, voice),
        "changesOfPurpose": [],
        "seloste": _beyond(notice, voice),
    }
    document["meta"]["_hash"] = _hash(document)
    return document


def _meta(notice: Notice, voice: Voice, *, version: int, url: str) -> Json:
    name = f"urn:seloste:notice:{notice.register}:{notice.effective}:{version}"
    day = notice.effective.isoformat()
    return {
        "_id": str(uuid5(NAMESPACE_URL, name)),
        "name": voice.words(notice.name),
        "created": day,
        "modified": day,
        "version": version,
        "language": str(voice.language),
        "status": "active",
        "url": url,
    }


def _hash(document: Json) -> str:
    canonical = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _controller(notice: Notice, voice: Voice) -> Json:
    first = notice.controllers[0]
    point = notice.contact
    return {
        "name": voice.join(one.name for one in notice.controllers),
        "address": first.address or point.address,
        "country": COUNTRY,
        "representative": {
            "name": point.name,
            "email": point.email or first.email,
            **_phone(point.phone),
        },
    }


def _officer(notice: Notice) -> Json:
    dpo = notice.dpo
    address = notice.controllers[0].address
    return {
        "name": dpo.name if dpo else "",
        "address": (dpo.address or address) if dpo else "",
        "country": COUNTRY,
        "email": dpo.email if dpo else "",
        **_phone(dpo.phone if dpo else ""),
    }


def _phone(number: str) -> Json:
    """Return a phone number in the only spelling the schema takes, or nothing."""
    plain = re.sub(r"[^+0-9]", "", number)
    return {"phone": plain} if plain else {}


def _disclosed(notice: Notice, voice: Voice, category: Category) -> Json:
    purposes = [one for one in notice.purposes if category.id in one.categories]
    bases = list(dict.fromkeys(basis for one in purposes for basis in one.bases))
    return {
        "_id": category.id,
        "category": voice.words(category.name),
        "purposes": [_purpose(voice, one) for one in purposes],
        "legalBases": _bases(voice, bases, category),
        "legitimateInterests": _interests(voice, bases),
        "recipients": _recipients(notice, voice, purposes),
        "storage": [_storage(notice, voice)],
        "nonDisclosure": _non_disclosure(notice, voice),
    }


def _purpose(voice: Voice, purpose: Purpose) -> Json:
    return {"purpose": purpose.id, "description": voice.words(purpose.name)}


def reference(article: str) -> str:
    """Return an article as TILT writes it: ``GDPR-6-1-f`` of ``6(1)(f)``."""
    return "GDPR-" + article.replace(")(", "-").replace("(", "-").rstrip(")")


def _basis(voice: Voice, basis: LegalBasis) -> Json:
    said: Json = {"reference": reference(basis.article)}
    if basis.condition:
        said["description"] = voice.words(basis.condition)
    return said


def _bases(voice: Voice, bases: list[LegalBasis], category: Category) -> list[Json]:
    """Return each basis once, and the condition of Art. 9(2) with them."""
    found: list[Json] = []
    for basis in bases:
        said = _basis(voice, basis)
        if said not in found:
            found.append(said)
    if category.condition:
        found.append({"reference": reference(category.condition)})
    return found


def _interests(voice: Voice, bases: list[LegalBasis]) -> list[Json]:
    """Return the interests; where none is named, what is said in its stead."""
    interested = [basis for basis in bases if basis.article == LEGITIMATE_INTEREST]
    if not interested:
        return [{"exists": False}]
    named = dict.fromkeys(basis.interest or basis.reason for basis in interested)
    return [
        {"exists": True, "reasoning": voice.words(one) if one else ""} for one in named
    ]


def _recipients(notice: Notice, voice: Voice, purposes: list[Purpose]) -> list[Json]:
    """Return who may receive the data: for one of their purposes, or for any."""
    ids = {purpose.id for purpose in purposes}
    return [
        entry
        for one in notice.recipients
        if not one.purposes or ids.intersection(one.purposes)
        for entry in _recipient(voice, one)
    ]


def _recipient(voice: Voice, recipient: Recipient) -> list[Json]:
    said: Json = {"category": voice.words(recipient.name)}
    if recipient.country:
        said["country"] = recipient.country
    return [{"name": name, **said} for name in recipient.members] or [said]


def _storage(notice: Notice, voice: Voice) -> Json:
    """Return the periods with their classes, and what else ends the keeping."""
    temporal = [
        {"description": voice.words(one.name), "ttl": one.period.iso8601}
        for one in notice.retention
        if one.period
    ]
    events = [
        f"{voice.words(one.name)}: {kept(voice, one)}"
        for one in notice.retention
        if not one.period
    ]
    return {
        "temporal": temporal,
        "purposeConditional": events + [held(voice, one) for one in notice.holds],
        "legalBasisConditional": [],
        "aggregationFunction": "max",
    }


def _non_disclosure(notice: Notice, voice: Voice) -> Json:
    said = notice.provision
    return {
        "legalRequirement": False,
        "contractualRegulation": False,
        "obligationToProvide": said.obligatory if said else False,
        "consequences": voice.words(said.consequence) if said else "",
    }


def _sources(notice: Notice, voice: Voice, category: Category) -> Json:
    return {
        "_id": category.id,
        "dataCategory": voice.words(category.name),
        "sources": [
            {
                "description": voice.words(source),
                "url": "",
                "publiclyAvailable": source.origin == "public",
            }
            for source in notice.sources
        ],
    }


def _automation(notice: Notice, voice: Voice) -> Json:
    automation = notice.automation
    logic = voice.words(automation.logic) if automation.logic else ""
    return {
        "inUse": automation.decisions or automation.profiling == "yes",
        "logicInvolved": logic,
        "scopeAndIntendedEffects": "",
    }


def _beyond(notice: Notice, voice: Voice) -> Json:
    """Return what the notice says and TILT has no place for, and what it lacks."""
    return {
        "register": notice.register,
        "effective": notice.effective.isoformat(),
        "controllers": [one.name for one in notice.controllers],
        "rightToObject": right(notice, voice, "objection"),
        "rightToRestriction": right(notice, voice, "restriction"),
        "retentionModes": {one.id: str(one.mode) for one in notice.retention},
        "gaps": list(gaps.of_notice(notice)),
    }
