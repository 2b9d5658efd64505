"""Which check answers for which way of keeping a promise: one each."""

from collections.abc import Callable, Iterator, Mapping

from seloste.domain.notice import Enforce, Promise
from seloste.domain.verification import Evidence
from seloste.services.verification import (
    access,
    announcement,
    attestation,
    automation,
    breach,
    category,
    controller_role,
    purpose,
    recipient,
    refusal,
    retention,
    right,
    source,
    transfer,
)
from seloste.services.verification.gather import Gathered

type Check = Callable[[Promise, Gathered], Iterator[Evidence]]

CHECKS: Mapping[Enforce, Check] = {
    Enforce.RETENTION: retention.check,
    Enforce.ANNOUNCEMENT: announcement.check,
    Enforce.REFUSAL: refusal.check,
    Enforce.PURPOSE: purpose.check,
    Enforce.ACCESS: access.check,
    Enforce.CATEGORY: category.check,
    Enforce.SOURCE: source.check,
    Enforce.RECIPIENT: recipient.check,
    Enforce.TRANSFER: transfer.check,
    Enforce.RIGHT: right.check,
    Enforce.CONTROLLER_ROLE: controller_role.check,
    Enforce.AUTOMATION: automation.check,
    Enforce.BREACH: breach.check,
    Enforce.ATTESTATION: attestation.check,
}
