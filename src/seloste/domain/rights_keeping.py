"""How long a rights request is kept, for which purpose, and who handles it.

Its words live while it is open, at most for the period of the class
``rights-request``; what proves a right answer stays for that period from receipt.
A notice without the class gets the standard one, and a finding of the lint.
"""

from seloste.domain.notice import Mode, Notice, Period, Purpose, RetentionClass, Text
from seloste.domain.staff import Role

CLASS = "rights-request"
STANDARD = Period(months=24)
"""As long as a repeated request and a complaint about an answer are likely."""
NAME = Text(
    fi="Rekisteröidyn pyynnöt",
    sv="Den registrerades begäranden",
    en="Requests of data subjects",
)
OVERSEERS = frozenset({Role.RECORDS_MANAGER, Role.DPO})


def class_for(notice: Notice) -> RetentionClass:
    """Return the class of rights requests, the standard one where none is stated."""
    for one in notice.retention:
        if one.id == CLASS and one.period is not None:
            return one
    return RetentionClass(
        id=CLASS,
        name=NAME,
        promise=_promise(notice),
        mode=Mode.AT_MOST,
        channels=frozenset(),
        period=STANDARD,
    )


def _promise(notice: Notice) -> str:
    """Return the promise that a request is served under: the right of access."""
    access = (one.promise for one in notice.rights if one.kind == "access")
    return next(access, notice.promises[0].id)


def purpose_for(notice: Notice) -> Purpose:
    """Return the purpose the law gives for answering; every notice names one."""
    return next(one for one in notice.purposes if one.statutory)


def handlers(notice: Notice) -> frozenset[Role]:
    """Return the roles that handle rights requests of the register."""
    return purpose_for(notice).roles & OVERSEERS
