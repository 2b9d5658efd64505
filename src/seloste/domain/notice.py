"""The privacy notice as values: what was promised, by whom, for how long.

One notice speaks for one register. It is parsed elsewhere and never changed
here; services ask it what may be kept, read, held and disclosed. Words follow
GDPR Art. 4, 6, 13, 14 and 30.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from seloste.domain.contact import Channel
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Role


class Language(StrEnum):
    """The languages every notice speaks."""

    FI = "fi"
    SV = "sv"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in every language."""

    fi: str
    sv: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words in ``language``."""
        return {Language.FI: self.fi, Language.SV: self.sv, Language.EN: self.en}[
            language
        ]


class Capacity(StrEnum):
    """In which capacity a contact is kept (GDPR Art. 4(7) and 4(8))."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"


@dataclass(frozen=True, slots=True)
class Controller:
    """An organisation that answers for the register (Art. 13(1)(a)).

    ``receives`` lists its lines, mailboxes and sites in lower case: what
    arrives there is kept for it. ``processor_receives`` lists those where it
    acts as a processor for its clients.
    """

    id: str
    name: str
    business_id: str = ""
    address: str = ""
    email: str = ""
    receives: tuple[str, ...] = ()
    processor_receives: tuple[str, ...] = ()
    processor_for: Text | None = None


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Where a person can turn (Art. 13(1)(a) and (b))."""

    name: str = ""
    email: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """What is promised of one channel.

    ``recorded`` says that calls are recorded; ``announced`` that nothing is
    recorded before the caller was told. ``alternatives`` are the ways to be
    served for a caller who refuses the recording.
    """

    channel: Channel
    recorded: bool = False
    announced: bool = False
    alternatives: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A basis of Art. 6(1), for example ``6(1)(f)``, and when it applies.

    ``interest`` names the legitimate interest (Art. 13(1)(d)). ``reason`` is
    what a notice says in support of the basis that names no interest.
    """

    article: str
    condition: Text | None = None
    interest: Text | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A category of personal data; ``special`` where it is of Art. 9(1).

    ``condition`` is the condition of Art. 9(2), for example ``9(2)(a)``.
    """

    id: str
    name: Text
    special: bool = False
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why data are used, on which basis, by which roles, on which categories.

    ``claims`` marks a purpose that serves legal claims: it may still reach
    what only a hold for a claim keeps. ``statutory`` marks a purpose the law
    itself gives, such as answering a data subject's request: it exists whatever
    the notice lists, and nobody can be asked to promise it. ``originals`` are the
    roles that may hear what is otherwise shown redacted; None leaves it to
    ``original_roles``.
    """

    id: str
    name: Text
    bases: tuple[LegalBasis, ...]
    roles: frozenset[Role]
    categories: frozenset[str]
    claims: bool = False
    statutory: bool = False
    originals: frozenset[Role] | None = None

    @property
    def original_roles(self) -> frozenset[Role]:
        """Return the roles that may read originals of redacted copies for this.

        Where the notice says nothing, those who oversee may, for claims and for
        what the law asks: there an original can be needed (docs/adr/0023).
        """
        if self.originals is not None:
            return self.roles & self.originals
        if self.claims or self.statutory:
            return self.roles & {Role.RECORDS_MANAGER, Role.DPO}
        return frozenset()


class Origin(StrEnum):
    """Where data come from: the person, or elsewhere (Art. 14(2)(f))."""

    PERSON = "person"
    EARLIER_CONTACT = "earlier_contact"
    OTHER_PERSON = "other_person"
    REGISTER = "register"
    PUBLIC = "public"

    @property
    def direct(self) -> bool:
        """Tell whether Art. 13 applies, and not Art. 14."""
        return self in {Origin.PERSON, Origin.EARLIER_CONTACT}


@dataclass(frozen=True, slots=True)
class Source(Text):
    """A source of data, in words.

    ``told`` says how and when the person learns of it where it is somebody
    else (Art. 14(3)).
    """

    id: str = ""
    origin: Origin = Origin.PERSON
    told: Text | None = None


@dataclass(frozen=True, slots=True)
class Measure(Text):
    """A technical or organisational measure, in words (Art. 30(1)(g), 32)."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who receives data (Art. 13(1)(e)).

    ``kind`` is one of group, processor, insurer, counsel, agent, authority.
    ``country`` is ISO 3166-1 alpha-2 where it is known. ``members`` are the
    organisations by name, where the notice names them.
    """

    id: str
    name: Text
    kind: str
    purposes: tuple[str, ...] = ()
    condition: Text | None = None
    country: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer outside the EEA (Art. 13(1)(f), Ch. V).

    ``mechanism`` is one of scc, adequacy, bcr, derogation, other, none.
    """

    allowed: str  # never | exception | limited
    countries: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    safeguards_copy: str = ""
    condition: Text | None = None


class Mode(StrEnum):
    """How a period binds: destroyed by then, or kept until then."""

    AT_MOST = "at_most"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as the notice says it: days or calendar months.

    Raises ValueError unless exactly one is a positive number.
    """

    days: int = 0
    months: int = 0

    def __post_init__(self) -> None:
        if (self.days > 0) == (self.months > 0) or min(self.days, self.months) < 0:
            raise ValueError("a period is a positive number of days or of months")

    @property
    def iso8601(self) -> str:
        """Return the period as a duration of ISO 8601: ``P180D`` or ``P3M``."""
        return f"P{self.days}D" if self.days else f"P{self.months}M"


class HoldKind(StrEnum):
    """Why something is kept beyond its day (retention.md, rule 4)."""

    TASK = "task"
    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    ACCESS_REQUEST = "access_request"
    RESTRICTION = "restriction"
    LEGAL_CLAIM = "legal_claim"
    AUTHORITY_ORDER = "authority_order"
    BREACH_EVIDENCE = "breach_evidence"


@dataclass(frozen=True, slots=True)
class HoldRule:
    """A hold that the notice allows, the promise that allows it, and whom it serves.

    ``purposes`` are the only ones that may read what just this hold keeps.
    ``review_days`` is how long a hold may stand before it must be looked at.
    """

    kind: HoldKind
    promise: str
    purposes: tuple[str, ...]
    review_days: int


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """What is kept for how long (Art. 13(2)(a)).

    ``channels`` are those whose contacts fall in the class at capture;
    ``period`` is None where only an event ends it (``until``, in words);
    ``review_days`` is then how often the notice promises to look at the need.
    """

    id: str
    name: Text
    promise: str
    mode: Mode
    channels: frozenset[Channel]
    period: Period | None
    until: Text | None = None
    review_days: int = 0


@dataclass(frozen=True, slots=True)
class Right:
    """A right the notice tells of (Art. 13(2)(b)-(d)), and the promise's id.

    ``kind`` is one of access, transcript, rectification, erasure, restriction,
    portability, objection, withdrawal, complaint, identity.
    """

    kind: str
    promise: str
    condition: Text | None = None


@dataclass(frozen=True, slots=True)
class Automation:
    """What is said of automated decisions and profiling (Art. 13(2)(f), 22)."""

    decisions: bool
    profiling: str  # none | none-with-legal-effect | yes
    logic: Text | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """Whether giving data is obligatory, and what follows if not (Art. 13(2)(e))."""

    obligatory: bool
    consequence: Text


class Enforce(StrEnum):
    """The way a promise is kept by the program or shown by people."""

    RETENTION = "retention"
    ANNOUNCEMENT = "announcement"
    REFUSAL = "refusal"
    PURPOSE = "purpose"
    ACCESS = "access"
    CATEGORY = "category"
    SOURCE = "source"
    RECIPIENT = "recipient"
    TRANSFER = "transfer"
    RIGHT = "right"
    CONTROLLER_ROLE = "controller-role"
    AUTOMATION = "automation"
    BREACH = "breach"
    ATTESTATION = "attestation"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its stable id, the article it answers and how it is kept.

    ``facts`` point at the facts it rests on, for example ``retention.service``.
    """

    id: str
    article: str
    enforce: Enforce
    text: Text
    facts: tuple[str, ...] = ()


class PurposeRefused(SelosteError):
    """The notice does not let this role read this category for this purpose."""

    code = "purpose-refused"


class ControllerUnknown(SelosteError):
    """No controller of the notice receives at the address that was contacted."""

    code = "controller-unknown"


class ChannelNotPromised(SelosteError):
    """The notice has no retention class for the channel: nothing may be kept."""

    code = "channel-not-promised"


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything one register promises, in force from ``effective`` (local date)."""

    register: str
    name: Text
    effective: date
    controllers: tuple[Controller, ...]
    contact: ContactPoint
    channels: tuple[ChannelRule, ...]
    purposes: tuple[Purpose, ...]
    categories: tuple[Category, ...]
    sources: tuple[Source, ...]
    recipients: tuple[Recipient, ...]
    transfers: Transfer
    retention: tuple[RetentionClass, ...]
    holds: tuple[HoldRule, ...]
    rights: tuple[Right, ...]
    automation: Automation
    security: tuple[Measure, ...]
    promises: tuple[Promise, ...]
    dpo: ContactPoint | None = None
    provision: Provision | None = None
    subjects: Text | None = None
    explanations: tuple[Text, ...] = ()

    def controller_for(self, address: str) -> tuple[Controller, Capacity]:
        """Return who keeps what arrives at ``address``, and in which capacity.

        An empty address falls to the only controller there is; a register of
        several must be told. Raises ControllerUnknown.
        """
        wanted = address.strip().lower()
        for controller in self.controllers:
            if wanted and wanted in controller.receives:
                return controller, Capacity.CONTROLLER
            if wanted and wanted in controller.processor_receives:
                return controller, Capacity.PROCESSOR
        if len(self.controllers) == 1:
            return self.controllers[0], Capacity.CONTROLLER
        raise ControllerUnknown("no controller receives at this address")

    def channel_rule(self, channel: Channel) -> ChannelRule:
        """Return what is promised of ``channel``; an unnamed channel has no rules."""
        for rule in self.channels:
            if rule.channel is channel:
                return rule
        return ChannelRule(channel)

    def class_for(self, channel: Channel) -> RetentionClass:
        """Return the class of a contact at capture. Raises ChannelNotPromised."""
        for retention_class in self.retention:
            if channel in retention_class.channels:
                return retention_class
        raise ChannelNotPromised(f"no retention class for {channel}")

    def purpose(self, purpose_id: str) -> Purpose:
        """Return a purpose by its id. Raises PurposeRefused where there is none."""
        for purpose in self.purposes:
            if purpose.id == purpose_id:
                return purpose
        raise PurposeRefused("the notice names no such purpose")

    def allow_reading(self, *, role: Role, purpose_id: str, category: str) -> Purpose:
        """Return the purpose, or raise PurposeRefused (promises R-06, R-23, S-05)."""
        purpose = self.purpose(purpose_id)
        if role not in purpose.roles or category not in purpose.categories:
            raise PurposeRefused("the notice does not allow this reading")
        return purpose

    def purposes_of(self, role: Role) -> tuple[Purpose, ...]:
        """Return the purposes a role may name, in the notice's order."""
        return tuple(purpose for purpose in self.purposes if role in purpose.roles)

    def hold_rule(self, kind: HoldKind) -> HoldRule | None:
        """Return what the notice says of a kind of hold, or None: not allowed."""
        for rule in self.holds:
            if rule.kind is kind:
                return rule
        return None
