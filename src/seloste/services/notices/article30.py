"""The records of processing of Art. 30, drawn from the facts of a notice.

One record of Art. 30(1) for each controller and one of Art. 30(2) for each that
is a processor too. Each lists what the article wants and the notice does not
say under ``missing``; nothing is invented to fill it.
"""

from typing import Any

from seloste.domain.notice import (
    Category,
    ContactPoint,
    Controller,
    HoldRule,
    Notice,
    Purpose,
    Recipient,
    RetentionClass,
    Text,
)
from seloste.domain.notice_text.phrases.processing import OF_CHANNEL, RECORDING

type Json = dict[str, Any]


def export(notice: Notice) -> Json:
    """Return the records of every controller, in both capacities."""
    processors = [one for one in notice.controllers if one.processor_for]
    return {
        "register": notice.register,
        "name": _text(notice.name),
        "effective": notice.effective.isoformat(),
        "controller_records": [_controller(notice, one) for one in notice.controllers],
        "processor_records": [_processor(notice, one) for one in processors],
    }


def _controller(notice: Notice, controller: Controller) -> Json:
    """Return the record of Art. 30(1), point by point."""
    others = [one.name for one in notice.controllers if one is not controller]
    return {
        "article": "30(1)",
        "controller": _organisation(controller),
        "other_controllers_of_the_register": others,
        "representative": None,
        "contact": _point(notice.contact),
        "data_protection_officer": _point(notice.dpo),
        "purposes": [_purpose(one) for one in notice.purposes],
        "categories_of_data_subjects": _text(notice.subjects),
        "categories_of_personal_data": [_category(one) for one in notice.categories],
        "categories_of_recipients": [_recipient(one) for one in notice.recipients],
        "transfers": _transfers(notice),
        "time_limits_for_erasure": [_limit(one) for one in notice.retention],
        "longer_for": [_longer(one) for one in notice.holds],
        "security_measures": [_text(one) for one in notice.security],
        "missing": _missing_of_controller(notice, controller),
    }


def _processor(notice: Notice, controller: Controller) -> Json:
    """Return the record of Art. 30(2), point by point."""
    return {
        "article": "30(2)",
        "processor": _organisation(controller),
        "on_behalf_of": _text(controller.processor_for),
        "representative": None,
        "contact": _point(notice.contact),
        "data_protection_officer": _point(notice.dpo),
        "categories_of_processing": _categories_of_processing(notice),
        "transfers": _transfers(notice),
        "security_measures": [_text(one) for one in notice.security],
        "missing": _missing_of_processor(notice, controller),
    }


def _text(text: Text | None) -> Json | None:
    return {"fi": text.fi, "sv": text.sv, "en": text.en} if text else None


def _given(facts: dict[str, str]) -> Json:
    """Return the facts that are given."""
    return {name: fact for name, fact in facts.items() if fact}


def _organisation(controller: Controller) -> Json:
    return _given(
        {
            "name": controller.name,
            "business_id": controller.business_id,
            "address": controller.address,
            "email": controller.email,
        }
    )


def _point(point: ContactPoint | None) -> Json | None:
    if point is None:
        return None
    return _given(
        {
            "name": point.name,
            "email": point.email,
            "address": point.address,
            "phone": point.phone,
        }
    )


def _purpose(purpose: Purpose) -> Json:
    return {
        "id": purpose.id,
        "name": _text(purpose.name),
        "legal_bases": [basis.article for basis in purpose.bases],
        "categories": sorted(purpose.categories),
    }


def _category(category: Category) -> Json:
    return {
        "id": category.id,
        "name": _text(category.name),
        "special": category.special,
        "condition": category.condition or None,
    }


def _recipient(recipient: Recipient) -> Json:
    return {
        "id": recipient.id,
        "name": _text(recipient.name),
        "kind": recipient.kind,
        "members": list(recipient.members),
        "country": recipient.country or None,
        "purposes": list(recipient.purposes),
        "condition": _text(recipient.condition),
    }


def _transfers(notice: Notice) -> Json:
    transfer = notice.transfers
    return {
        "allowed": transfer.allowed,
        "countries": list(transfer.countries),
        "mechanisms": list(transfer.mechanisms),
        "copy_of_safeguards": transfer.safeguards_copy or None,
        "condition": _text(transfer.condition),
    }


def _limit(class_: RetentionClass) -> Json:
    return {
        "id": class_.id,
        "name": _text(class_.name),
        "mode": str(class_.mode),
        "period": class_.period.iso8601 if class_.period else None,
        "until": _text(class_.until),
        "review_days": class_.review_days or None,
        "promise": class_.promise,
    }


def _longer(rule: HoldRule) -> Json:
    return {
        "kind": str(rule.kind),
        "promise": rule.promise,
        "purposes": list(rule.purposes),
        "review_days": rule.review_days,
    }


def _categories_of_processing(notice: Notice) -> list[Json]:
    return [
        {
            "channel": str(rule.channel),
            "processing": _text(
                RECORDING if rule.recorded else OF_CHANNEL[rule.channel]
            ),
        }
        for rule in notice.channels
    ]


def _missing_of_controller(notice: Notice, controller: Controller) -> list[Json]:
    wanted = (
        ("30(1)(a)", "contact details of the controller", _reachable(controller)),
        ("30(1)(a)", "data protection officer, where there is one", notice.dpo),
        ("30(1)(c)", "categories of data subjects", notice.subjects),
        ("30(1)(d)", "categories of recipients", notice.recipients),
        ("30(1)(e)", "third countries of the transfers", _countries_known(notice)),
        ("30(1)(f)", "time limit of every class", _limits_known(notice)),
        ("30(1)(g)", "description of the security measures", notice.security),
    )
    return _missing(wanted)


def _missing_of_processor(notice: Notice, controller: Controller) -> list[Json]:
    """Return the gaps; a notice never names each client, and 30(2)(a) wants that."""
    wanted = (
        ("30(2)(a)", "contact details of the processor", _reachable(controller)),
        ("30(2)(a)", "each controller by name and contact details", None),
        ("30(2)(a)", "data protection officer, where there is one", notice.dpo),
        ("30(2)(c)", "third countries of the transfers", _countries_known(notice)),
        ("30(2)(d)", "description of the security measures", notice.security),
    )
    return _missing(wanted)


def _missing(wanted: tuple[tuple[str, str, object], ...]) -> list[Json]:
    return [
        {"article": article, "what": what}
        for article, what, given in wanted
        if not given
    ]


def _reachable(controller: Controller) -> bool:
    return bool(controller.address or controller.email)


def _countries_known(notice: Notice) -> bool:
    return notice.transfers.allowed == "never" or bool(notice.transfers.countries)


def _limits_known(notice: Notice) -> bool:
    """Tell whether every class has a period, or at least a date to look at it."""
    return all(one.period or one.review_days for one in notice.retention)
