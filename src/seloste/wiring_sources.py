"""Builds the readers of sources: which product reads what is handed over.

Beside ``wiring`` the only module that names adapters. It needs no store.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from seloste.adapters.interchange.vcon import VconReader
from seloste.adapters.mail.eml import EmlReader
from seloste.adapters.mail.mbox import MboxReader
from seloste.adapters.telephony.amazon_connect import AmazonConnectReader
from seloste.adapters.telephony.freepbx import FreePbxReader
from seloste.adapters.telephony.freeswitch import FreeSwitchReader
from seloste.adapters.telephony.genesys import GenesysReader
from seloste.adapters.telephony.manifest import ManifestReader
from seloste.ports.sources import Opener, SourceReader, SourceRefused
from seloste.protocols.localtime import Fold
from seloste.protocols.manifest import Declaration
from seloste.protocols.unreadable import Unreadable


class _OpensFiles(SourceReader, Protocol):
    def __init__(self, *, source: str, open_file: Opener) -> None: ...


FILES = {".eml": "mail", ".mbox": "mbox", ".vcon": "vcon"}


# Formats whose times and columns need nothing said beside them.
SELF_EXPLAINING: Mapping[str, type[_OpensFiles]] = {
    "vcon": VconReader,
    "freeswitch": FreeSwitchReader,
    "amazon-connect": AmazonConnectReader,
    "genesys": GenesysReader,
}


class SourceFacts(Protocol):
    """What a reader needs to know of a stored source."""

    slug: str
    preset: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Handover:
    """What is said of a hand-over beside its source: how its columns are named.

    ``fold`` tells which of the two autumn hours a local time means: reject,
    earlier or later. ``channel`` is what a manifest without that column holds,
    ``own_domains`` are the mail domains of the organisation itself.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    fold: str = "reject"
    channel: str = ""
    own_domains: frozenset[str] = frozenset()


def reader(
    source: SourceFacts,
    *,
    path: Path,
    open_file: Opener,
    now: datetime,
    handover: Handover,
) -> SourceReader:
    """Return the reader of what a source hands over at ``path``.

    A single .eml, mbox or vCon file is read as what it is, whatever the preset.
    """
    zone, fold = ZoneInfo(source.time_zone), Fold(handover.fold)
    preset = FILES.get(path.suffix.lower(), source.preset)
    if preset == "mbox":
        return MboxReader(
            source=source.slug,
            open_file=open_file,
            now=now,
            own_domains=handover.own_domains,
        )
    if preset == "mail":
        return EmlReader(
            source=source.slug,
            open_file=open_file,
            now=now,
            own_domains=handover.own_domains,
        )
    if preset in SELF_EXPLAINING:
        return SELF_EXPLAINING[preset](source=source.slug, open_file=open_file)
    if preset == "freepbx":
        return FreePbxReader(
            source=source.slug, zone=zone, open_file=open_file, fold=fold
        )
    return ManifestReader(
        source=source.slug,
        declaration=_declaration(zone, fold, handover),
        open_file=open_file,
    )


def _declaration(zone: ZoneInfo, fold: Fold, handover: Handover) -> Declaration:
    try:
        return Declaration(
            zone=zone,
            columns=handover.columns,
            fold=fold,
            channel=handover.channel,
        )
    except Unreadable as unreadable:
        raise SourceRefused(unreadable.reason) from None
