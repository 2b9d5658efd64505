"""One module per noun, the same nouns as in seloste.domain."""

from seloste.records.models.audit import AuditCheckpoint, AuditLeaf, AuditNode
from seloste.records.models.contact import (
    Attachment,
    Contact,
    Derived,
    Dialog,
    Party,
    PartyIndex,
    Tombstone,
)
from seloste.records.models.disposal import (
    Certificate,
    ClockAnchor,
    Disposal,
    DisposalBrake,
    Heartbeat,
    Stray,
)
from seloste.records.models.hold import Hold, HoldItem
from seloste.records.models.job import Job
from seloste.records.models.quarantine import Quarantined
from seloste.records.models.register import Controller, NoticeVersion, Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.source import ApiToken, Source, Upload, UploadPart
from seloste.records.models.staff import (
    Attestation,
    Invitation,
    Opening,
    SignInAttempt,
    StaffRole,
    StaffUser,
)

__all__ = [
    "ApiToken",
    "Attachment",
    "Attestation",
    "AuditCheckpoint",
    "AuditLeaf",
    "AuditNode",
    "Certificate",
    "ClockAnchor",
    "Contact",
    "Controller",
    "Derived",
    "Dialog",
    "Disposal",
    "DisposalBrake",
    "Heartbeat",
    "Hold",
    "HoldItem",
    "Invitation",
    "Job",
    "NoticeVersion",
    "Opening",
    "Party",
    "PartyIndex",
    "Quarantined",
    "Register",
    "SealedObject",
    "SignInAttempt",
    "Source",
    "StaffRole",
    "StaffUser",
    "Stray",
    "Tombstone",
    "Upload",
    "UploadPart",
]
