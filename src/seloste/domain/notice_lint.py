"""What a notice leaves out of what Art. 13 and 14 demand.

Each rule looks at the facts of a notice, never at which notice it is, and
never at its sentences. A finding is no verdict on the processing: the rights
of the law are served whether or not a notice tells of them. Engineering
reading of the articles, not legal advice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from seloste.domain.notice import (
    ContactPoint,
    Controller,
    Notice,
    Purpose,
    Recipient,
    Text,
)
from seloste.domain.notice_lint_words import RIGHTS, WORDS
from seloste.domain.package import CLASS as PACKAGES
from seloste.domain.rights_keeping import CLASS as REQUESTS

CONSENT, CONTRACT, INTEREST = "6(1)(a)", "6(1)(b)", "6(1)(f)"
OBJECTIONABLE = frozenset({"6(1)(e)", INTEREST})
WITH_COPY = frozenset({"scc", "bcr", "other"})
KEPT_FOR_REQUESTS = {
    REQUESTS: "requests-period-missing",
    PACKAGES: "packages-period-missing",
}
"""The classes of what answering data subjects makes, and what lacks without them."""

# Art. 14 asks the same of data that come from elsewhere than the person.
ALSO_OF_ARTICLE_14 = {
    "13(1)(a)": "14(1)(a)",
    "13(1)(b)": "14(1)(b)",
    "13(1)(c)": "14(1)(c)",
    "13(1)(d)": "14(2)(b)",
    "13(1)(e)": "14(1)(e)",
    "13(1)(f)": "14(1)(f)",
    "13(2)(a)": "14(2)(a)",
    "13(2)(b)": "14(2)(c)",
    "13(2)(c)": "14(2)(d)",
    "13(2)(d)": "14(2)(e)",
    "13(2)(f)": "14(2)(g)",
}


class Severity(StrEnum):
    """How much a finding weighs: said nowhere, said badly, or worth knowing."""

    MISSING = "missing"
    WEAK = "weak"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the notice leaves out, the article that asks for it, and where.

    ``facts`` are the facts it concerns, as promises point at them. ``also`` are
    the articles that ask the same where data do not come from the person.
    """

    article: str
    severity: Severity
    code: str
    message: Text
    facts: tuple[str, ...]
    also: tuple[str, ...] = ()


def lint(notice: Notice) -> tuple[Finding, ...]:
    """Return everything in which a notice falls short, in the order of articles."""
    found = [finding for rule in RULES for finding in rule(notice)]
    if all(source.origin.direct for source in notice.sources):
        return tuple(found)
    return tuple(_with_article_14(finding) for finding in found)


def _with_article_14(finding: Finding) -> Finding:
    twin = ALSO_OF_ARTICLE_14.get(finding.article)
    return replace(finding, also=(twin,)) if twin else finding


def _finding(
    article: str, severity: Severity, code: str, facts: tuple[str, ...]
) -> Finding:
    return Finding(article, severity, code, WORDS[code], facts)


def _promised_purposes(notice: Notice) -> tuple[Purpose, ...]:
    return tuple(purpose for purpose in notice.purposes if not purpose.statutory)


def _articles(notice: Notice) -> frozenset[str]:
    purposes = _promised_purposes(notice)
    return frozenset(basis.article for p in purposes for basis in p.bases)


def _reachable(point: ContactPoint | Controller | None) -> bool:
    if point is None:
        return False
    phone = point.phone if isinstance(point, ContactPoint) else ""
    return bool(point.email or point.address or phone)


def _contact(notice: Notice) -> Iterator[Finding]:
    """Art. 13(1)(a): the contact details of each controller."""
    silent = [c for c in notice.controllers if not _reachable(c)]
    if silent and not _reachable(notice.contact):
        facts = (*(f"controllers.{controller.id}" for controller in silent), "contact")
        yield _finding("13(1)(a)", Severity.MISSING, "contact-missing", facts)


def _officer(notice: Notice) -> Iterator[Finding]:
    """Art. 13(1)(b): the contact details of the data protection officer."""
    if not _reachable(notice.dpo):
        yield _finding("13(1)(b)", Severity.MISSING, "dpo-missing", ("dpo",))


def _bases(notice: Notice) -> Iterator[Finding]:
    """Art. 13(1)(c): the basis of each purpose."""
    purposes = _promised_purposes(notice)
    split = tuple(f"purposes.{p.id}" for p in purposes if len(p.bases) > 1)
    if split:
        yield _finding("13(1)(c)", Severity.WEAK, "basis-conditional", split)
    if not split and len(purposes) > 1 and len({p.bases for p in purposes}) == 1:
        facts = tuple(f"purposes.{purpose.id}" for purpose in purposes)
        yield _finding("13(1)(c)", Severity.WEAK, "basis-uniform", facts)


def _interests(notice: Notice) -> Iterator[Finding]:
    """Art. 13(1)(d): the legitimate interest itself."""
    bases = [(p, b) for p in _promised_purposes(notice) for b in p.bases]
    silent = [(p, b) for p, b in bases if b.article == INTEREST and b.interest is None]
    for code, given in (("interest-missing", False), ("interest-not-named", True)):
        facts = tuple(f"purposes.{p.id}" for p, b in silent if bool(b.reason) is given)
        if facts:
            yield _finding("13(1)(d)", Severity.MISSING, code, facts)


def _recipients(notice: Notice) -> Iterator[Finding]:
    """Art. 13(1)(e): recipients or categories that say who receives, and why."""
    claims = {purpose.id for purpose in notice.purposes if purpose.claims}
    wide = tuple(
        f"recipients.{recipient.id}"
        for recipient in notice.recipients
        if _is_wide(recipient, claims)
    )
    if wide:
        yield _finding("13(1)(e)", Severity.WEAK, "recipient-wide", wide)


def _is_wide(recipient: Recipient, claims: set[str]) -> bool:
    """Tell whether unnamed companies of a group may receive for more than claims."""
    if recipient.kind != "group" or recipient.members:
        return False
    return not recipient.purposes or not set(recipient.purposes) <= claims


def _transfers(notice: Notice) -> Iterator[Finding]:
    """Art. 13(1)(f): where to, under which safeguard, and how to get a copy."""
    transfers = notice.transfers
    if transfers.allowed == "never":
        return
    if transfers.allowed == "exception" and transfers.condition is None:
        yield _transfer(Severity.WEAK, "transfer-unconditional")
        return
    if not transfers.countries:
        yield _transfer(Severity.MISSING, "transfer-countries-missing")
    if not transfers.mechanisms or "none" in transfers.mechanisms:
        yield _transfer(Severity.MISSING, "transfer-mechanism-missing")
    if "other" in transfers.mechanisms:
        yield _transfer(Severity.WEAK, "transfer-mechanism-open")
    if WITH_COPY & set(transfers.mechanisms) and not transfers.safeguards_copy:
        yield _transfer(Severity.MISSING, "transfer-copy-missing")


def _transfer(severity: Severity, code: str) -> Finding:
    return _finding("13(1)(f)", severity, code, ("transfers",))


def _periods(notice: Notice) -> Iterator[Finding]:
    """Art. 13(2)(a): an open end needs a day on which the need is looked at."""
    open_ended = tuple(
        f"retention.{retention_class.id}"
        for retention_class in notice.retention
        if retention_class.period is None and not retention_class.review_days
    )
    if open_ended:
        yield _finding("13(2)(a)", Severity.WEAK, "period-open", open_ended)


def _requests(notice: Notice) -> Iterator[Finding]:
    """Art. 13(2)(a): requests, and what is built for them, have periods too."""
    stated = {one.id for one in notice.retention if one.period is not None}
    for name, code in KEPT_FOR_REQUESTS.items():
        if name not in stated:
            facts = (f"retention.{name}",)
            yield _finding("13(2)(a)", Severity.MISSING, code, facts)


def _rights(notice: Notice) -> Iterator[Finding]:
    """Art. 13(2)(b) to (d): every right that follows from the bases."""
    told = {right.kind for right in notice.rights}
    for kind in _rights_owed(notice):
        if kind not in told:
            yield _right_missing(kind)
    if "complaint" not in told:
        facts = ("rights.complaint",)
        yield _finding("13(2)(d)", Severity.MISSING, "complaint-missing", facts)


def _rights_owed(notice: Notice) -> Iterator[str]:
    """Yield the rights of Art. 15 to 21, as the bases give them (DPV's mapping)."""
    yield from ("access", "rectification", "erasure", "restriction")
    articles = _articles(notice)
    if articles & OBJECTIONABLE:
        yield "objection"
    if articles & {CONSENT, CONTRACT}:
        yield "portability"
    conditions = {category.condition for category in notice.categories}
    if CONSENT in articles or "9(2)(a)" in conditions:
        yield "withdrawal"


def _right_missing(kind: str) -> Finding:
    article = "13(2)(c)" if kind == "withdrawal" else "13(2)(b)"
    finding = _finding(article, Severity.MISSING, "right-missing", (f"rights.{kind}",))
    words, name = finding.message, RIGHTS[kind]
    message = Text(
        fi=words.fi.format(right=name.fi),
        sv=words.sv.format(right=name.sv),
        en=words.en.format(right=name.en),
    )
    return replace(finding, message=message)


def _provision(notice: Notice) -> Iterator[Finding]:
    """Art. 13(2)(e): whether data must be given, and what follows if not."""
    if notice.provision is None:
        facts = ("provision",)
        yield _finding("13(2)(e)", Severity.MISSING, "provision-missing", facts)


def _automation(notice: Notice) -> Iterator[Finding]:
    """Art. 13(2)(f): automated decisions, profiling and the logic involved."""
    automation = notice.automation
    facts = ("automation",)
    automated = automation.decisions or automation.profiling == "yes"
    if automated and automation.logic is None:
        yield _finding("13(2)(f)", Severity.MISSING, "logic-missing", facts)
    if automation.profiling == "none-with-legal-effect":
        yield _finding("13(2)(f)", Severity.NOTE, "profiling-narrow", facts)


def _special_categories(notice: Notice) -> Iterator[Finding]:
    """Art. 9(2): special categories need a condition of their own."""
    facts = tuple(
        f"categories.{category.id}"
        for category in notice.categories
        if category.special and not category.condition
    )
    if facts:
        yield _finding("9(2)", Severity.MISSING, "condition-missing", facts)


def _other_sources(notice: Notice) -> Iterator[Finding]:
    """Art. 14(3): who did not give the data is told, at the latest in a month."""
    facts = tuple(
        f"sources.{source.id}"
        for source in notice.sources
        if not source.origin.direct and source.told is None
    )
    if facts:
        yield _finding("14(3)", Severity.WEAK, "told-missing", facts)


RULES: tuple[Callable[[Notice], Iterator[Finding]], ...] = (
    _special_categories,
    _contact,
    _officer,
    _bases,
    _interests,
    _recipients,
    _transfers,
    _periods,
    _requests,
    _rights,
    _provision,
    _automation,
    _other_sources,
)
