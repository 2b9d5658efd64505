"""The terms of the Data Privacy Vocabulary, and which of our facts they name.

``data/dpv-terms.tsv`` and ``data/dpv-legal-basis-rights.csv`` are taken from
DPV 2 of the W3C Data Privacy Vocabularies and Controls Community Group
(https://w3id.org/dpv; licence in ``data/dpv-LICENSE.md``). A fact without a
term of its own gets the general one, so nothing is ever said too precisely.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

NAMESPACES: Mapping[str, str] = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "pd": "https://w3id.org/dpv/pd#",
    "justifications": "https://w3id.org/dpv/justifications#",
}
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "metadata": ("pd:CommunicationsMetadata",),
    "identity": ("pd:Name", "pd:TelephoneNumber", "pd:EmailAddress"),
    "content": ("pd:Communication",),
    "recording": ("pd:VoiceCommunicationRecording",),
    "history": ("pd:Historical",),
    "loyalty": ("pd:GroupMembership",),
    "health": ("pd:Health",),
    "wishes": ("pd:Preference",),
    "complaint-material": ("pd:Communication",),
}
PURPOSES: Mapping[str, str] = {
    "identification": "dpv:IdentityVerification",
    "service": "dpv:CustomerCare",
    "correspondence": "dpv:CommunicationForCustomerCare",
    "verification": "dpv:Verification",
    "quality": "dpv:ServiceMonitoring",
    "service-level": "dpv:ServiceMonitoring",
    "development": "dpv:ServiceOptimisation",
    "training": "dpv:ServiceOptimisation",
    "guidelines": "dpv:ServiceOptimisation",
    "complaints": "dpv:CustomerCare",
}
CLAIMS = "dpv:DisputeManagement"
STATUTORY = "dpv:LegalCompliance"
RECIPIENTS: Mapping[str, str] = {
    "group": "dpv:Organisation",
    "processor": "dpv:DataProcessor",
    "insurer": "dpv:ThirdParty",
    "counsel": "dpv:ThirdParty",
    "agent": "dpv:LegalAgent",
    "authority": "dpv:Authority",
}
SOURCES: Mapping[str, str] = {
    "person": "dpv:DataSubjectDataSource",
    "earlier_contact": "dpv:DataControllerDataSource",
    "other_person": "dpv:ThirdPartyDataSource",
    "register": "dpv:DataControllerDataSource",
    "public": "dpv:PublicDataSource",
}
MEASURES: Mapping[str, str] = {
    "access": "dpv:AccessControlMethod",
    "backups": "dpv:DataBackupProtocols",
    "breach": "dpv:IncidentManagementProcedures",
    "encryption": "dpv:Encryption",
    "facilities": "dpv:PhysicalMeasure",
    "paper": "dpv:PhysicalSecureStorage",
    "premises": "dpv:PhysicalMeasure",
    "secrecy": "dpv:OrganisationalMeasure",
    "technical": "dpv:TechnicalMeasure",
    "training": "dpv:StaffTraining",
}
MECHANISMS: Mapping[str, str] = {
    "scc": "eu-gdpr:A46-2-c",
    "adequacy": "eu-gdpr:A45-3",
    "bcr": "eu-gdpr:A46-2-b",
    "derogation": "dpv:DataTransferLegalBasis",
    "other": "dpv:SafeguardForDataTransfer",
}
RIGHTS: Mapping[str, str] = {
    "access": "eu-gdpr:A15",
    "transcript": "eu-gdpr:A15",
    "rectification": "eu-gdpr:A16",
    "erasure": "eu-gdpr:A17",
    "restriction": "eu-gdpr:A18",
    "portability": "eu-gdpr:A20",
    "objection": "eu-gdpr:A21",
    "withdrawal": "eu-gdpr:A7-3",
    "complaint": "eu-gdpr:A77",
}
_ARTICLE = re.compile(r"(\d+)(?:\((\w+)\))?(?:\((\w)\))?")


@cache
def known() -> frozenset[str]:
    """Return every term as a compact IRI, such as ``dpv:Purpose``."""
    rows = csv.reader(_lines("dpv-terms.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return frozenset(f"{row[0]}:{row[1]}" for row in rows)


def term_of(article: str) -> str:
    """Return the term of an article: ``eu-gdpr:A6-1-f`` of ``6(1)(f)``."""
    match = _ARTICLE.fullmatch(article)
    parts = [part for part in match.groups() if part] if match else [article]
    return f"eu-gdpr:A{'-'.join(parts)}"


def rights_for(article: str) -> tuple[str, ...]:
    """Return the articles of the rights that follow from a legal basis.

    ``rights_for("6(1)(f)")`` has "21" and not "20"; an article that is no legal
    basis gives none. The mapping is DPV's (``data/dpv-legal-basis-rights.csv``).
    """
    return _rights().get(term_of(article), ())


@cache
def _rights() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(_lines("dpv-legal-basis-rights.csv")):
        basis = f"eu-gdpr:{row['legal_basis'].partition('#')[2]}"
        found.setdefault(basis, []).append(_article_of(row["right"]))
    return {basis: tuple(rights) for basis, rights in found.items()}


def _article_of(iri: str) -> str:
    """Return ``7(3)`` of an IRI that ends in ``#A7-3``."""
    article, *points = iri.partition("#A")[2].split("-")
    return article + "".join(f"({point})" for point in points)


def _lines(name: str) -> Iterator[str]:
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return iter(text.splitlines())
