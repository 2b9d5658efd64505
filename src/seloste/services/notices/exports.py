"""Exports of a notice to other languages of privacy, and the import from one."""

from typing import Any

from seloste.domain.notice import Language, Notice
from seloste.services.notices import article30 as records
from seloste.services.notices import dpv as vocabulary
from seloste.services.notices import tilt as transparency
from seloste.services.notices.tilt import TiltRefused, import_tilt

__all__ = ["TiltRefused", "article30", "dpv", "import_tilt", "tilt"]

type Json = dict[str, Any]


def tilt(
    notice: Notice, *, language: Language = Language.FI, version: int = 1, url: str = ""
) -> Json:
    """Return the notice as a TILT document, valid against TILT's schema."""
    return transparency.export(notice, language=language, version=version, url=url)


def dpv(notice: Notice) -> Json:
    """Return the notice as JSON-LD in the terms of the Data Privacy Vocabulary."""
    return vocabulary.export(notice)


def article30(notice: Notice) -> Json:
    """Return the records of Art. 30(1), and of 30(2) for processor capacity."""
    return records.export(notice)
