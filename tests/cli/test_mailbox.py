"""``seloste mailbox``: set up, listed, paused, and refused where it is not safe."""

import pytest

from seloste.cli.mailbox import mailbox
from seloste.records.models import Mailbox
from seloste.services.mailboxes import MailboxRefused
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
ADDRESS = "asiakaspalvelu@retta.example"
ADD = ("add", "posti", "--register", "retta", "--address", ADDRESS)
IMAP = (*ADD, "--mode", "imap", "--username", "posti")


def test_a_mailbox_is_added_with_a_source_of_its_own_and_listed(run: Run) -> None:
    assert run(mailbox, *ADD).stdout == f"posti: {ADDRESS} hands over to retta\n"

    row = Mailbox.objects.get()
    assert (row.source_id, row.plus) == ("mail-posti", True)
    assert run(mailbox, "list").stdout == f"posti\t{ADDRESS}\tretta\tsmtp\twell\n"


def test_adding_again_changes_what_is_said_of_it(run: Run) -> None:
    run(mailbox, *ADD)

    run(mailbox, *ADD, "--acknowledge", "--no-plus")

    row = Mailbox.objects.get()
    assert (row.acknowledge, row.plus) == (True, False)


def test_a_paused_mailbox_says_so_until_it_is_resumed(run: Run) -> None:
    run(mailbox, *ADD)

    run(mailbox, "pause", "posti")
    paused = run(mailbox, "list").stdout
    run(mailbox, "resume", "posti")

    assert "paused" in paused
    assert "well" in run(mailbox, "list").stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((*ADD[:-1], "joku@example.net"), "controller-unknown"),
        ((*ADD[:-1], "ei osoite"), "bad-address"),
        (("add", "server", *ADD[2:]), "bad-name"),
        (IMAP, "no-host"),
        ((*IMAP, "--host", "imap.example.fi", "--tls", "none"), "plain-text"),
        ((*IMAP, "--host", "127.0.0.1", "--after", "move"), "no-move-to"),
        ((*IMAP, "--host", "127.0.0.1", "--folder", "IN\r\nBOX"), "bad-folder"),
    ],
)
def test_what_is_not_safe_or_not_promised_is_refused(
    run: Run, arguments: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(MailboxRefused) as refusal:
        run(mailbox, *arguments)

    assert refusal.value.reason == reason
    assert not Mailbox.objects.exists()


def test_a_mailbox_that_is_handed_over_to_cannot_be_tested(run: Run) -> None:
    run(mailbox, *ADD)

    with pytest.raises(MailboxRefused, match="not-imap"):
        run(mailbox, "test", "posti")
