"""Figures of a register, as its page shows them: small groups stay hidden."""

import csv
import io
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel, Field

from seloste.domain import retention
from seloste.domain.api_key import Scope
from seloste.domain.figure import safe_cell
from seloste.services import figures
from seloste.services.figures import Period, Row, Wanted
from seloste.web import clock
from seloste.web.api import description
from seloste.web.api.person import by, operation
from seloste.web.api.shapes import ASKED, Day, MaybeSlug, Slug
from seloste.web.audience import LEAD_ROLES

router = Router(tags=["figures"])
CSV = "text/csv; charset=utf-8"
COLUMNS = ("measure", "when", "split", "unit", "value")


class FigureFilters(BaseModel):
    """Of which register, queue and period; without a day it is today's."""

    register_: Slug = Field(alias="register")
    period: Period = Period.DAY
    day: Annotated[Day | None, Field(description="A day of the period.")] = None
    queue: MaybeSlug = ""


class FigureOut(BaseModel):
    """One figure."""

    measure: str
    when: str
    split: str
    unit: str
    value: str


class FiguresOut(BaseModel):
    """The figures of a period."""

    figures: list[FigureOut]


@operation(
    router,
    "GET",
    "/figures",
    name="readFigures",
    scope=Scope.FIGURES_READ,
    roles=LEAD_ROLES,
    answers={200: FiguresOut},
)
def read(request: HttpRequest, wanted: FigureFilters = ASKED) -> FiguresOut:
    """Read the figures of a day, week or month; the audit log has it."""
    rows = [[str(cell) for cell in row] for row in _rows(request, wanted)]
    lines = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return FiguresOut(figures=[FigureOut(**line) for line in lines])


@operation(
    router,
    "GET",
    "/figures.csv",
    name="readFiguresAsTable",
    scope=Scope.FIGURES_READ,
    roles=LEAD_ROLES,
    answers={200: None},
    extra=description.bytes_answered("text/csv"),
)
def read_table(request: HttpRequest, wanted: FigureFilters = ASKED) -> HttpResponse:
    """Read the same as a table in which no cell is a formula."""
    rows = _rows(request, wanted)
    answer = io.StringIO()
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(str(cell)) for cell in row] for row in rows)
    return HttpResponse(answer.getvalue(), content_type=CSV)


def _rows(request: HttpRequest, wanted: FigureFilters) -> tuple[Row, ...]:
    today = retention.local_day(clock.now())
    day: date = min(wanted.day or today, today)
    return figures.export(
        Wanted(wanted.register_, wanted.period, day, wanted.queue), **by(request)
    )
