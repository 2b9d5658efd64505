"""The exchange's own list of calls against what was kept, day by day."""

from datetime import date

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.services import completeness
from seloste.web import clock
from seloste.web.api.person import caller_of, operation
from seloste.web.api.shapes import ASKED, Slug
from seloste.web.audience import RECORDS_ROLES

router = Router(tags=["completeness"])


class OfRegister(BaseModel):
    """Which register is asked about."""

    register_: Slug = Field(alias="register")


class ComparedDayOut(BaseModel):
    """A day of a source; what is missing stands by the exchange's own ids."""

    source: str
    day: date
    listed: int
    kept: int
    refused: int
    quarantined: int
    destroyed: int
    missing: list[str]
    unlisted: list[str]
    unfetched: list[str]
    whole: bool


class CompletenessOut(BaseModel):
    """The compared days, the latest first, and sources that stopped listing."""

    days: list[ComparedDayOut]
    late: list[str]


@operation(
    router,
    "GET",
    "/completeness",
    name="readCompleteness",
    scope=Scope.COMPLETENESS_READ,
    roles=RECORDS_ROLES,
    answers={200: CompletenessOut},
)
def read(request: HttpRequest, wanted: OfRegister = ASKED) -> CompletenessOut:
    """Read which calls of the exchange's list were kept, and which are missing."""
    now = clock.now()
    days = completeness.page(
        wanted.register_, staff_id=caller_of(request).staff_id, now=now
    )
    return CompletenessOut(
        days=[
            ComparedDayOut(
                source=one.source,
                day=one.day,
                listed=one.listed,
                kept=one.kept,
                refused=one.refused,
                quarantined=one.quarantined,
                destroyed=one.destroyed,
                missing=list(one.missing),
                unlisted=list(one.unlisted),
                unfetched=list(one.unfetched),
                whole=one.whole,
            )
            for one in days
        ],
        late=list(completeness.late(wanted.register_, now=now)),
    )
