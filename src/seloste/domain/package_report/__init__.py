"""The readable report of an answer, in plain Finnish, Swedish or English."""

from seloste.domain.package_report.compose import ReportSection, contact, front, rest
from seloste.domain.package_report.document import (
    Player,
    Quote,
    ReportBlock,
    Turns,
)

__all__ = [
    "Player",
    "Quote",
    "ReportBlock",
    "ReportSection",
    "Turns",
    "contact",
    "front",
    "rest",
]
