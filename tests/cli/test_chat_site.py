"""``seloste chat-site``: websites that may chat."""

import pytest

from seloste.cli.chat_site import chat_site
from seloste.services.chat_sites import ChatSiteRefused
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
ADDRESS = "isannointi.retta.example"
ADD = ("add", ADDRESS, "--register", "retta", "--origin", f"https://{ADDRESS}:443/")


def test_a_site_is_added_and_listed(run: Run) -> None:
    assert run(chat_site, *ADD).stdout == f"{ADDRESS} chats with retta\n"

    listed = run(chat_site, "list").stdout
    assert listed == f"{ADDRESS}\tretta\t-\thttps://{ADDRESS}\n"


def test_a_site_is_closed_by_saying_so(run: Run) -> None:
    run(chat_site, *ADD)

    run(chat_site, *ADD, "--closed")

    assert run(chat_site, "list").stdout.endswith("\tclosed\n")


def test_a_site_the_notice_does_not_name_is_refused(run: Run) -> None:
    with pytest.raises(ChatSiteRefused) as refused:
        run(chat_site, "add", "muu.example", *ADD[2:])

    assert refused.value.reason == "not-promised"
