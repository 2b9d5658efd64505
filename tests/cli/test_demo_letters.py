"""What people of the demo get by mail is shown where its user can read it."""

from pathlib import Path

from click.testing import CliRunner

from seloste.cli.demo import demo


def shown(home: Path) -> str:
    done = CliRunner().invoke(demo, ["--letters", "--dir", str(home)])
    assert done.exit_code == 0
    return done.output


def test_a_demo_that_sent_nothing_says_so(tmp_path: Path) -> None:
    assert shown(tmp_path) == "The demo has sent no mail yet.\n"


def test_a_mail_is_shown_with_its_letters_and_links(tmp_path: Path) -> None:
    new = tmp_path / "outbox" / "new"
    new.mkdir(parents=True)
    (new / "1").write_bytes(
        b"To: tauno@example.com\r\nSubject: =?utf-8?q?Vahvista_pyynt=C3=B6si?=\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Koodi: 1234 5678, h=C3=A4n\r\n"
    )

    text = shown(tmp_path)

    assert "Subject: Vahvista pyyntösi" in text
    assert "Koodi: 1234 5678, hän" in text
