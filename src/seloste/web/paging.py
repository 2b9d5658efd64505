"""Which page of a list is asked for, and what ``parts/paging.html`` draws."""

from dataclasses import dataclass

from django.http import HttpRequest

FURTHEST = 10_000


@dataclass(frozen=True, slots=True)
class Paging:
    """A page's number from 1, and whether another follows."""

    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Tell whether a page comes before."""
        return self.number > 1


def number(request: HttpRequest) -> int:
    """Return the number of the page asked for; 1 for anything that is none."""
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdecimal()):
        return 1
    return min(max(1, int(asked[:9])), FURTHEST)
