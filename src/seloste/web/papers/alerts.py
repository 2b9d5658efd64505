"""Paper that people are to destroy, for the pages where they begin their day."""

from dataclasses import dataclass

from django.http import HttpRequest

from seloste.services import paper_page
from seloste.web import access, clock


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many sheets are to be destroyed, and how many should be gone."""

    due: int
    overdue: int


def waiting(request: HttpRequest) -> Waiting:
    """Return what waits in the registers whose paper the reader handles."""
    now = clock.now()
    mine = paper_page.registers_for(access.staff_id(request), now)
    return Waiting(*paper_page.due_count(mine, now))
