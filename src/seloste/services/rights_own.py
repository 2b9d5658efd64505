"""Whose own request it is: they handle nothing of it (D8). Reads records only."""

from uuid import UUID

from seloste.domain.identity import same_name
from seloste.domain.rights import RequestRefused
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import RightsRequest, StaffUser
from seloste.services import rights_words


def check(request: RightsRequest, actor: Actor, desk: Desk) -> None:
    """Refuse a person whose own request it seems to be (D8): another handles it.

    Raises RequestRefused (own-request).
    """
    if actor.staff_id is not None:
        check_words(rights_words.opened(request, desk), actor.staff_id)


def check_words(words: RequestWords, staff_id: UUID) -> None:
    """Refuse a member of staff who seems to be the one who asks, or is asked for.

    Somebody of the same name, or known by the address they sign in with, is taken
    to be the same. Raises RequestRefused (own-request).
    """
    person = StaffUser.objects.filter(pk=staff_id).first()
    if person is None:
        return
    mine = {person.username.strip().casefold(), person.display_name.strip().casefold()}
    known = {one.value.casefold() for one in words.identifiers}
    known |= {words.name.strip().casefold(), words.subject_name.strip().casefold()}
    names = (words.name, words.subject_name)
    if (known - {""}) & mine or any(
        same_name(one, person.display_name) for one in names
    ):
        raise RequestRefused("own-request")
