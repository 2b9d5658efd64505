"""What TILT demands and a notice does not say."""

from seloste.domain.notice import Notice


def of_notice(notice: Notice) -> tuple[str, ...]:
    """Return the paths of a TILT document that the notice leaves empty."""
    said = {
        "controller.address": any(one.address for one in notice.controllers)
        or bool(notice.contact.address),
        "controller.representative.name": bool(notice.contact.name),
        "controller.representative.email": bool(
            notice.contact.email or notice.controllers[0].email
        ),
        **_officer(notice),
        "dataDisclosed.legitimateInterests.reasoning": _interests_named(notice),
        "dataDisclosed.nonDisclosure": notice.provision is not None,
        "thirdCountryTransfers.country": notice.transfers.allowed == "never"
        or bool(notice.transfers.countries),
        **_rights(notice),
    }
    return tuple(path for path, given in said.items() if not given)


def _interests_named(notice: Notice) -> bool:
    return all(
        basis.interest is not None
        for purpose in notice.purposes
        for basis in purpose.bases
        if basis.article == "6(1)(f)"
    )


def _officer(notice: Notice) -> dict[str, bool]:
    dpo = notice.dpo
    return {
        "dataProtectionOfficer.name": bool(dpo and dpo.name),
        "dataProtectionOfficer.email": bool(dpo and dpo.email),
    }


def _rights(notice: Notice) -> dict[str, bool]:
    told = {right.kind for right in notice.rights}
    consent = any(
        basis.article == "6(1)(a)"
        for purpose in notice.purposes
        for basis in purpose.bases
    )
    return {
        "rightToInformation": "access" in told,
        "rightToRectificationOrDeletion": {"rectification", "erasure"} <= told,
        "rightToDataPortability": "portability" in told,
        "rightToWithdrawConsent": "withdrawal" in told or not consent,
        "rightToComplain": "complaint" in told,
    }
