"""One module per noun, the same nouns as in seloste.domain."""

from seloste.records.models.api_key import ApiKey, ApiRepeat
from seloste.records.models.audit import AuditCheckpoint, AuditLeaf, AuditNode
from seloste.records.models.call import (
    Call,
    CallReport,
    EgressHost,
    Extension,
    FetchTask,
    ReportedCall,
    SeenSignature,
)
from seloste.records.models.call_list import CallEntry, CallList, CallObjection
from seloste.records.models.chat import Chat, ChatLine, ChatSite
from seloste.records.models.contact import (
    Attachment,
    Contact,
    Derived,
    Dialog,
    Party,
    PartyIndex,
    Tombstone,
)
from seloste.records.models.conversation import Conversation
from seloste.records.models.customer import Customer, CustomerIndex
from seloste.records.models.disclosure import (
    DisclosedItem,
    Disclosure,
    RecipientNotice,
)
from seloste.records.models.disposal import (
    Certificate,
    ClockAnchor,
    Disposal,
    DisposalBrake,
    Heartbeat,
    Stray,
)
from seloste.records.models.figure import Figure, FigureMark
from seloste.records.models.form import FormAttempt, FormSite
from seloste.records.models.hold import Hold, HoldItem
from seloste.records.models.identity import (
    IdentityAlert,
    IdentityCode,
    IdentityMatch,
    IdentityPeriod,
    IdentityProof,
    IdentityVisit,
)
from seloste.records.models.inbox import (
    Draft,
    DraftFile,
    Presence,
    SavedView,
    Template,
)
from seloste.records.models.job import Job
from seloste.records.models.mail import (
    Acknowledged,
    Mailbox,
    MailCursor,
    MissedMail,
    Outgoing,
)
from seloste.records.models.notice_receipt import NoticeReceipt
from seloste.records.models.objection import (
    ObjectedContact,
    Objection,
    Suppressed,
)
from seloste.records.models.package import (
    AnswerItem,
    AnswerSegment,
    Package,
    PackageFile,
)
from seloste.records.models.paper import PaperItem, PaperMove, PaperPlace
from seloste.records.models.processor import OwnHost, ProcessorEntry
from seloste.records.models.quarantine import Quarantined
from seloste.records.models.queue import Queue, QueueMember
from seloste.records.models.redaction import Redaction
from seloste.records.models.register import Controller, NoticeVersion, Register
from seloste.records.models.restriction import RestrictedItem, Restriction
from seloste.records.models.rights import (
    PortalAttempt,
    RightsEvent,
    RightsPart,
    RightsRequest,
    RightsSuggestion,
)
from seloste.records.models.rights_decision import (
    Correction,
    Forwarding,
    ProposedCorrection,
    RememberedErasure,
    RightsDecision,
    RightsDecisionLine,
)
from seloste.records.models.satisfaction import SatisfactionAsked, SatisfactionCount
from seloste.records.models.scan import Scan
from seloste.records.models.sealed import SealedObject
from seloste.records.models.search import Search
from seloste.records.models.source import ApiToken, Source, Upload, UploadPart
from seloste.records.models.staff import (
    Attestation,
    Invitation,
    Opening,
    SignInAttempt,
    StaffRole,
    StaffUser,
)
from seloste.records.models.training import (
    Comment,
    Evaluation,
    EvaluationForm,
    Playlist,
    PlaylistEntry,
)
from seloste.records.models.transcript import (
    SpeechSetting,
    Transcript,
    TranscriptPart,
)
from seloste.records.models.webhook import Webhook, WebhookDelivery
from seloste.records.models.work_item import Note, WorkItem, WorkLink

__all__ = [
    "Acknowledged",
    "AnswerItem",
    "AnswerSegment",
    "ApiKey",
    "ApiRepeat",
    "ApiToken",
    "Attachment",
    "Attestation",
    "AuditCheckpoint",
    "AuditLeaf",
    "AuditNode",
    "Call",
    "CallEntry",
    "CallList",
    "CallObjection",
    "CallReport",
    "Certificate",
    "Chat",
    "ChatLine",
    "ChatSite",
    "ClockAnchor",
    "Comment",
    "Contact",
    "Controller",
    "Conversation",
    "Correction",
    "Customer",
    "CustomerIndex",
    "Derived",
    "Dialog",
    "DisclosedItem",
    "Disclosure",
    "Disposal",
    "DisposalBrake",
    "Draft",
    "DraftFile",
    "EgressHost",
    "Evaluation",
    "EvaluationForm",
    "Extension",
    "FetchTask",
    "Figure",
    "FigureMark",
    "FormAttempt",
    "FormSite",
    "Forwarding",
    "Heartbeat",
    "Hold",
    "HoldItem",
    "IdentityAlert",
    "IdentityCode",
    "IdentityMatch",
    "IdentityPeriod",
    "IdentityProof",
    "IdentityVisit",
    "Invitation",
    "Job",
    "MailCursor",
    "Mailbox",
    "MissedMail",
    "Note",
    "NoticeReceipt",
    "NoticeVersion",
    "ObjectedContact",
    "Objection",
    "Opening",
    "Outgoing",
    "OwnHost",
    "Package",
    "PackageFile",
    "PaperItem",
    "PaperMove",
    "PaperPlace",
    "Party",
    "PartyIndex",
    "Playlist",
    "PlaylistEntry",
    "PortalAttempt",
    "Presence",
    "ProcessorEntry",
    "ProposedCorrection",
    "Quarantined",
    "Queue",
    "QueueMember",
    "RecipientNotice",
    "Redaction",
    "Register",
    "RememberedErasure",
    "ReportedCall",
    "RestrictedItem",
    "Restriction",
    "RightsDecision",
    "RightsDecisionLine",
    "RightsEvent",
    "RightsPart",
    "RightsRequest",
    "RightsSuggestion",
    "SatisfactionAsked",
    "SatisfactionCount",
    "SavedView",
    "Scan",
    "SealedObject",
    "Search",
    "SeenSignature",
    "SignInAttempt",
    "Source",
    "SpeechSetting",
    "StaffRole",
    "StaffUser",
    "Stray",
    "Suppressed",
    "Template",
    "Tombstone",
    "Transcript",
    "TranscriptPart",
    "Upload",
    "UploadPart",
    "Webhook",
    "WebhookDelivery",
    "WorkItem",
    "WorkLink",
]
