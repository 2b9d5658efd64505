"""Export a notice as JSON-LD in the words of the Data Privacy Vocabulary.

Types and properties are DPV's; titles, dates and values are those of Dublin
Core and RDF, as DPV's own guides do. What the notice tells, in three languages.
"""

from typing import Any

from seloste.domain.notice import (
    ContactPoint,
    Controller,
    Notice,
    Purpose,
    Recipient,
    RetentionClass,
    Text,
)
from seloste.services.notices import dpv_terms
from seloste.services.notices.dpv_terms import rights_for

__all__ = ["export", "rights_for"]

type Node = dict[str, Any]

CONTEXT = {
    "dpv": dpv_terms.NAMESPACES["dpv"],
    "eu-gdpr": dpv_terms.NAMESPACES["eu-gdpr"],
    "pd": dpv_terms.NAMESPACES["pd"],
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def export(notice: Notice) -> Node:
    """Return the notice as one JSON-LD document."""
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@id": _id(notice),
            "@type": "dpv:PrivacyNotice",
            "dct:title": _titles(notice.name),
            "dct:valid": {"@type": "xsd:date", "@value": notice.effective.isoformat()},
            "dpv:hasDataController": [
                _controller(notice, one) for one in notice.controllers
            ],
            "dpv:hasContact": _contact(notice.contact),
            "dpv:hasDataProtectionOfficer": _officer(notice.dpo),
            "dpv:hasDataSubject": _titled("dpv:DataSubject", notice.subjects),
            "dpv:hasPersonalDataProcess": [
                _process(notice, one) for one in notice.purposes
            ],
            "dpv:hasDataSource": [
                _titled(dpv_terms.SOURCES[source.origin], source)
                for source in notice.sources
            ],
            "dpv:hasRecipient": [_recipient(notice, one) for one in notice.recipients],
            "dpv:hasStorageCondition": [
                _storage(notice, one) for one in notice.retention
            ],
            "dpv:hasRight": _rights(notice),
            **_transfers(notice),
            **_automation(notice),
            "dpv:hasTechnicalOrganisationalMeasure": [
                _titled(
                    dpv_terms.MEASURES.get(
                        one.id, "dpv:TechnicalOrganisationalMeasure"
                    ),
                    one,
                )
                for one in notice.security
            ],
        }
    )


def _id(notice: Notice, *parts: str) -> str:
    name = ":".join((notice.register, notice.effective.isoformat(), *parts))
    return f"urn:seloste:notice:{name}"


def _without_nothing(node: Node) -> Node:
    """Return the node without what the notice does not say."""
    return {key: value for key, value in node.items() if value}


def _titles(text: Text) -> list[Node]:
    return [
        {"@language": "fi", "@value": text.fi},
        {"@language": "sv", "@value": text.sv},
        {"@language": "en", "@value": text.en},
    ]


def _titled(type_: str, text: Text | None) -> Node | None:
    return {"@type": type_, "dct:title": _titles(text)} if text else None


def _controller(notice: Notice, controller: Controller) -> Node:
    return _without_nothing(
        {
            "@id": _id(notice, "controller", controller.id),
            "@type": "dpv:DataController",
            "dpv:hasName": controller.name,
            "dpv:hasIdentifier": controller.business_id,
            "dpv:hasAddress": controller.address,
            "dpv:hasContact": controller.email,
        }
    )


def _contact(point: ContactPoint) -> list[str]:
    return [one for one in (point.email, point.phone, point.address) if one]


def _officer(point: ContactPoint | None) -> Node | None:
    if point is None:
        return None
    return _without_nothing(
        {
            "@type": "dpv:DataProtectionOfficer",
            "dpv:hasName": point.name,
            "dpv:hasContact": _contact(point),
        }
    )


def _process(notice: Notice, purpose: Purpose) -> Node:
    """Return one purpose with its bases, its data and the rights that follow."""
    rights = {right: None for one in purpose.bases for right in rights_for(one.article)}
    return _without_nothing(
        {
            "@id": _id(notice, "purpose", purpose.id),
            "@type": "dpv:PersonalDataProcess",
            "dct:title": _titles(purpose.name),
            "dpv:hasPurpose": _titled(_purpose_term(purpose), purpose.name),
            "dpv:hasLegalBasis": _bases(purpose),
            "dpv:hasPersonalData": _personal_data(notice, purpose),
            "dpv:hasRight": [{"@type": dpv_terms.term_of(right)} for right in rights],
        }
    )


def _purpose_term(purpose: Purpose) -> str:
    if purpose.statutory:
        return dpv_terms.STATUTORY
    if purpose.id in dpv_terms.PURPOSES:
        return dpv_terms.PURPOSES[purpose.id]
    return dpv_terms.CLAIMS if purpose.claims else "dpv:Purpose"


def _bases(purpose: Purpose) -> list[Node]:
    return [
        _without_nothing(
            {
                "@type": dpv_terms.term_of(basis.article),
                "dct:title": _titles(basis.interest) if basis.interest else None,
                "dct:description": _titles(basis.condition)
                if basis.condition
                else None,
            }
        )
        for basis in purpose.bases
    ]


def _personal_data(notice: Notice, purpose: Purpose) -> list[Node]:
    found = []
    for category in notice.categories:
        if category.id not in purpose.categories:
            continue
        types = list(dpv_terms.CATEGORIES.get(category.id, ("dpv:PersonalData",)))
        if category.special:
            types.append("dpv:SpecialCategoryPersonalData")
        condition = category.condition
        basis = {"@type": dpv_terms.term_of(condition)} if condition else None
        node = {
            "@type": types,
            "dct:title": _titles(category.name),
            "dpv:hasLegalBasis": basis,
        }
        found.append(_without_nothing(node))
    return found


def _recipient(notice: Notice, recipient: Recipient) -> Node:
    condition = recipient.condition
    purposes = [{"@id": _id(notice, "purpose", one)} for one in recipient.purposes]
    return _without_nothing(
        {
            "@id": _id(notice, "recipient", recipient.id),
            "@type": ["dpv:Recipient", dpv_terms.RECIPIENTS[recipient.kind]],
            "dct:title": _titles(recipient.name),
            "dct:description": _titles(condition) if condition else None,
            "dpv:hasName": list(recipient.members),
            "dpv:hasPersonalDataProcess": purposes,
            "dpv:hasCountry": recipient.country,
        }
    )


def _storage(notice: Notice, class_: RetentionClass) -> Node:
    return {
        "@id": _id(notice, "retention", class_.id),
        "@type": "dpv:StorageCondition",
        "dct:title": _titles(class_.name),
        "dpv:hasDuration": _duration(class_),
    }


def _duration(class_: RetentionClass) -> Node:
    types = ["dpv:StorageDuration"]
    types.append("dpv:TemporalDuration" if class_.period else "dpv:UntilEventDuration")
    period = class_.period
    value = {"@type": "xsd:duration", "@value": period.iso8601} if period else None
    return _without_nothing(
        {
            "@type": types,
            "rdf:value": value,
            "dct:description": _titles(class_.until) if class_.until else None,
        }
    )


def _rights(notice: Notice) -> list[Node]:
    """Return the rights the notice tells of; identity checks are no right."""
    told = (right for right in notice.rights if right.kind in dpv_terms.RIGHTS)
    return [
        _without_nothing(
            {
                "@type": dpv_terms.RIGHTS[right.kind],
                "dct:description": _titles(right.condition)
                if right.condition
                else None,
            }
        )
        for right in told
    ]


def _transfers(notice: Notice) -> Node:
    transfer = notice.transfers
    basis = [
        {"@type": dpv_terms.MECHANISMS[one]}
        for one in transfer.mechanisms
        if one in dpv_terms.MECHANISMS
    ]
    return {"dpv:hasThirdCountry": list(transfer.countries), "dpv:hasLegalBasis": basis}


def _automation(notice: Notice) -> Node:
    """Return what is done by automation, and what the notice says is not."""
    uses = {
        "dpv:AutomatedDecisionMaking": notice.automation.decisions,
        "dpv:Profiling": notice.automation.profiling == "yes",
    }
    denied = {"dpv:AutomatedDecisionMaking": not notice.automation.decisions}
    denied["dpv:Profiling"] = notice.automation.profiling == "none"
    done = [{"@type": term} for term, used in uses.items() if used]
    refused = [{"@type": term} for term, never in denied.items() if never]
    prohibition = {"@type": "dpv:Prohibition", "dpv:hasProcessing": refused}
    return {
        "dpv:hasProcessing": done,
        "dpv:hasProhibition": prohibition if refused else None,
    }
