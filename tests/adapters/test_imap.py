"""The IMAP reader against a real Dovecot."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from seloste.adapters.mail.imap import ImapServers
from seloste.adapters.mail.secret_files import SecretFiles
from seloste.ports.mail_folder import MailServerError, ServerFacts
from tests.adapters.dovecot import KEY, PASSWORD, USER, Dovecot, dovecot

MESSAGE = b"From: maija@example.fi\r\nSubject: Hei\r\n\r\nTerve.\r\n"


@pytest.fixture(scope="module")
def running() -> Iterator[Dovecot]:
    """One server for all of them."""
    with dovecot() as server:
        yield server


@pytest.fixture
def server(running: Dovecot) -> Dovecot:
    """The server with an empty mailbox."""
    with running.signed_in() as client:
        client.select("INBOX")
        if client.search(None, "ALL")[1] != [b""]:
            client.store("1:*", "+FLAGS", r"(\Deleted)")
        client.expunge()
    return running


@pytest.fixture
def servers(server: Dovecot, tmp_path: Path) -> ImapServers:
    """The reader, with a password in a file of its own."""
    secret = tmp_path / "posti"
    secret.write_text(f"{PASSWORD}\n")
    secret.chmod(0o600)
    return ImapServers(SecretFiles(tmp_path), tls=server.tls(), timeout=10)


def facts(server: Dovecot, **changes: object) -> ServerFacts:
    wanted: dict[str, object] = {
        "host": "127.0.0.1",
        "port": server.tls_port,
        "tls": "tls",
        "username": USER,
        "auth": "password",
        "secret": "posti",
    }
    return ServerFacts(**{**wanted, **changes})  # type: ignore[arg-type]  # names are checked by the class


def refuses(
    servers: ImapServers, wanted: ServerFacts, reason: str, *, folder: str = "INBOX"
) -> None:
    """Check that a folder cannot be opened, and why."""
    with pytest.raises(MailServerError, match=reason), servers.open(wanted, folder):
        pass


@pytest.mark.parametrize("tls", ["tls", "starttls", "none"])
def test_a_message_is_read_whole_and_stays_unread(
    server: Dovecot, servers: ImapServers, tls: str
) -> None:
    server.put(MESSAGE)
    port = server.tls_port if tls == "tls" else server.port

    with servers.open(facts(server, tls=tls, port=port), "INBOX") as folder:
        (uid,) = folder.uids(after=0)
        read = folder.fetch(uid)

    assert read == MESSAGE
    assert server.numbers(search="UNSEEN") == [str(uid).encode()]


def test_only_numbers_above_the_last_are_named(
    server: Dovecot, servers: ImapServers
) -> None:
    server.put(MESSAGE)
    server.put(MESSAGE)

    with servers.open(facts(server), "INBOX") as folder:
        first, second = folder.uids(after=0)
        above = folder.uids(after=first)
        none = folder.uids(after=second)

    assert (above, none) == ((second,), ())


def test_a_message_that_is_gone_is_none(server: Dovecot, servers: ImapServers) -> None:
    with servers.open(facts(server), "INBOX") as folder:
        assert folder.fetch(999_999) is None


def test_a_message_is_marked_as_read(server: Dovecot, servers: ImapServers) -> None:
    server.put(MESSAGE)

    with servers.open(facts(server), "INBOX") as folder:
        folder.mark_seen(folder.uids(after=0)[0])

    assert server.numbers(search="UNSEEN") == []


def test_a_message_is_moved_to_a_folder_with_any_name(
    server: Dovecot, servers: ImapServers
) -> None:
    server.put(MESSAGE)

    with servers.open(facts(server), "INBOX") as folder:
        folder.move(folder.uids(after=0)[0], to="Käsitellyt")
    with servers.open(facts(server), "Käsitellyt") as moved:
        there = moved.fetch(moved.uids(after=0)[-1])

    assert server.numbers() == []
    assert there == MESSAGE


def test_only_this_message_is_deleted(server: Dovecot, servers: ImapServers) -> None:
    server.put(MESSAGE)
    server.put(MESSAGE)
    with server.signed_in() as other:
        other.select("INBOX")
        other.store("2", "+FLAGS", r"(\Deleted)")

    with servers.open(facts(server), "INBOX") as folder:
        first, second = folder.uids(after=0)
        folder.delete(first)

    assert server.numbers() == [str(second).encode()]


def test_news_end_the_wait(server: Dovecot, servers: ImapServers) -> None:
    def put() -> None:
        time.sleep(0.3)
        server.put(MESSAGE)

    with servers.open(facts(server), "INBOX") as folder:
        threading.Thread(target=put).start()
        news = folder.wait(20)
        found = folder.uids(after=0)

    assert news
    assert len(found) == 1


def test_a_token_of_oauth2_signs_in(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = {"email": USER, "exp": int(time.time()) + 60, "sub": USER}
    token = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(KEY))
    secrets = SecretFiles(tmp_path)
    monkeypatch.setattr(secrets, "token", lambda _: token)
    servers = ImapServers(secrets, tls=server.tls(), timeout=10)

    with servers.open(facts(server, auth="oauth2"), "INBOX") as folder:
        assert folder.uids(after=0) == ()


def test_a_token_that_is_over_does_not_sign_in(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = {"email": USER, "exp": int(time.time()) - 60, "sub": USER}
    token = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(KEY))
    secrets = SecretFiles(tmp_path)
    monkeypatch.setattr(secrets, "token", lambda _: token)
    servers = ImapServers(secrets, tls=server.tls(), timeout=10)

    with (
        pytest.raises(MailServerError, match="sign-in"),
        servers.open(facts(server, auth="oauth2"), "INBOX"),
    ):
        pass


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"username": "muu@example.fi"}, "sign-in"),
        ({"port": 1}, "unreachable"),
        ({"secret": "ei-ole"}, "secret-missing"),
    ],
)
def test_what_does_not_work_is_named(
    server: Dovecot, servers: ImapServers, changes: dict[str, object], reason: str
) -> None:
    with (
        pytest.raises(MailServerError, match=reason),
        servers.open(facts(server, **changes), "INBOX"),
    ):
        pass


def test_a_folder_that_is_not_there_is_named(
    server: Dovecot, servers: ImapServers
) -> None:
    with (
        pytest.raises(MailServerError, match="no-folder"),
        servers.open(facts(server), "Ei ole"),
    ):
        pass


def test_a_certificate_that_nobody_vouches_for_is_refused(
    server: Dovecot, tmp_path: Path
) -> None:
    with (
        pytest.raises(MailServerError, match="tls"),
        ImapServers(SecretFiles(tmp_path)).open(facts(server), "INBOX"),
    ):
        pass


def test_a_secret_that_others_can_read_is_refused(
    server: Dovecot, tmp_path: Path
) -> None:
    (tmp_path / "posti").write_text(PASSWORD)
    (tmp_path / "posti").chmod(0o644)
    servers = ImapServers(SecretFiles(tmp_path), tls=server.tls())

    with (
        pytest.raises(MailServerError, match="secret-readable"),
        servers.open(facts(server), "INBOX"),
    ):
        pass
