"""Rights, as TILT writes them: told of or not, in which words, and where to ask."""

from typing import Any

from seloste.domain.notice import Notice, Right
from seloste.domain.notice_text.sections.rights import right_lines
from seloste.domain.notice_text.voice import Voice

type Json = dict[str, Any]

AUTHORITY: Json = {
    "name": "Tietosuojavaltuutetun toimisto",
    "address": "PL 800, 00531 Helsinki",
    "country": "FI",
    "email": "tietosuoja@om.fi",
    "phone": "+358295666700",
}


def rights(notice: Notice, voice: Voice) -> Json:
    """Return every right that TILT has a place for."""
    return {
        "accessAndDataPortability": {
            **right(notice, voice, "access", "portability"),
            "dataFormats": [],
        },
        "rightToInformation": right(notice, voice, "access"),
        "rightToRectificationOrDeletion": right(
            notice, voice, "rectification", "erasure"
        ),
        "rightToDataPortability": right(notice, voice, "portability"),
        "rightToWithdrawConsent": right(notice, voice, "withdrawal"),
        "rightToComplain": {
            **right(notice, voice, "complaint"),
            "supervisoryAuthority": AUTHORITY,
        },
    }


def right(notice: Notice, voice: Voice, *kinds: str) -> Json:
    """Return whether the notice tells of a right, and in which words."""
    told = [one for one in notice.rights if one.kind in kinds]
    said: Json = {"available": bool(told), "description": _description(voice, told)}
    if notice.contact.email:
        said["email"] = notice.contact.email
    identity = [one for one in notice.rights if one.kind == "identity"]
    said["identificationEvidences"] = (
        [_description(voice, identity)] if identity else []
    )
    return said


def _description(voice: Voice, told: list[Right]) -> str:
    return " ".join(line for one in told for line in right_lines(voice, one))
