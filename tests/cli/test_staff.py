"""``seloste create-admin``: one person, one link, once."""

import re

import pytest
from click.testing import CliRunner

from seloste.cli.staff import create_admin
from seloste.records.models.staff import StaffUser
from seloste.services import invitations, staff

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://127\.0\.0\.1:8000/invitation/([\w-]{43})/")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(create_admin, list(arguments), catch_exceptions=False)
    return result.output


def test_link_of_a_new_administrator_is_printed() -> None:
    printed = LINK.fullmatch(run("--username", "aino", "--name", "Aino").strip())

    assert printed
    user = StaffUser.objects.get()
    assert (user.username, user.display_name) == ("aino", "Aino")
    assert not user.is_active


def test_same_name_twice_is_refused() -> None:
    run("--username", "aino")

    with pytest.raises(invitations.StaffExists):
        run("--username", "aino")

    assert StaffUser.objects.count() == 1


def test_lost_link_is_replaced() -> None:
    first, second = run("--username", "aino"), run("--username", "aino", "--again")

    assert first != second
    assert LINK.match(second)
    assert StaffUser.objects.count() == 1


def test_nobody_is_not_invited_again() -> None:
    with pytest.raises(staff.StaffUnknown):
        run("--username", "nobody", "--again")
