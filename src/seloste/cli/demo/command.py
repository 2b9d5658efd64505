"""``seloste demo``: prepare example data, start everything, say what to try.

The command starts itself again with the settings of the demo's own folder, so
that nothing it does can touch another installation.
"""

import os
import shutil
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

from seloste import wiring
from seloste.cli import up
from seloste.cli.demo import mail_world, outside, prepare

MARK = "SELOSTE_DEMO_HOME"
ANSWERS_WITHIN = 60.0


@click.command("demo")
@click.option("--reset", is_flag=True, help="Forget the demo's data and stop.")
@click.option(
    "--once",
    is_flag=True,
    envvar="DEMO_ONCE",
    help="Prepare, check that the front page answers, and stop.",
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    envvar="DEMO_PORT",
    help="Where to listen.",
)
@click.option(
    "--dir",
    "home",
    default=".demo",
    show_default=True,
    envvar="DEMO_DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the demo keeps its data.",
)
@click.option("--mail", is_flag=True, help="Write a mail to the running demo.")
@click.option("--ring", is_flag=True, help="Let a call ring in the running demo.")
@click.option(
    "--letters", is_flag=True, help="Show the newest mails that the demo sent."
)
def demo(
    *,
    reset: bool,
    once: bool,
    port: int,
    home: Path,
    mail: bool,
    ring: bool,
    letters: bool,
) -> None:
    """Start the whole system with example data; Ctrl-C stops it.

    A second start continues with the same data. The clock of the demo can be
    moved, to see what is destroyed when.
    """
    home = home.absolute()
    if reset:
        _reset(home)
        return
    if letters:
        _show_letters(home)
        return
    if os.environ.get(MARK) != str(home):
        _start_again(home, port)
    if mail or ring:
        _from_outside(port, mail=mail, ring=ring)
        return
    _refuse_taken(port)
    sign_ins = prepare.prepare(home, site=outside.origin(port))
    parts = up.start(
        host="127.0.0.1",
        port=port,
        threads=4,
        log=home / "seloste.log",
        beside=[
            mail_world.command(home, port),
            outside.website(home, port, live_port=port + up.LIVE_PORT_AFTER),
        ],
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", parts)
        _say(port, sign_ins)
        if not once:
            _until_told(parts)
    finally:
        up.end(parts)
    click.echo("The demo has stopped; its data stay.")


def _show_letters(home: Path) -> None:
    """Show what the people of the demo have got by mail: links, codes, answers."""
    mails = mail_world.newest(home)
    click.echo("\n---\n".join(mails) if mails else "The demo has sent no mail yet.")


def _from_outside(port: int, *, mail: bool, ring: bool) -> None:
    """Write or ring to the demo that runs."""
    if mail:
        outside.send_mail(port, now=wiring.clock().now())
        click.echo("Maija has written; see the inbox.")
    if ring:
        outside.ring()
        click.echo("Maija rings at Eino's telephone; see Calls.")


def _start_again(home: Path, port: int) -> None:
    """Run the same command with the settings of the demo's own folder."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SELOSTE_") or name == "SELOSTE_DATABASE"
    }
    environment |= {
        MARK: str(home),
        "SELOSTE_DATA": str(home / "data"),
        "SELOSTE_KEYS": str(home / "keys"),
        "SELOSTE_ROOT_KEY": str(home / "root.key"),
        "SELOSTE_DRILL_CLOCK": str(home / "clock.json"),
        "SELOSTE_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SELOSTE_LOG_NAME": "demo.seloste.local/log",
        **mail_world.settings(home, port),
        **_speech(home),
    }
    command = [sys.executable, "-m", "seloste.cli", *sys.argv[1:]]
    os.execve(sys.executable, command, environment)  # noqa: S606 - itself again, no shell


def _speech(home: Path) -> dict[str, str]:
    """Return where the demo's model lies, where its packages are installed."""
    if not wiring.speech_packaged():
        return {}
    return {"SELOSTE_SPEECH_MODEL": str(wiring.prepare_speech(home / "whisper-base"))}


def _refuse_taken(port: int) -> None:
    """Say at once that something else listens at the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise click.ClickException(
                f"port {port} is taken; choose another with DEMO_PORT"
            ) from None


def _reset(home: Path) -> None:
    """Remove the demo's folder, if it is one."""
    if (home / prepare.SIGN_INS).exists() or (home / "root.key").exists():
        shutil.rmtree(home)
        click.echo("The demo's data are gone; the next start begins anew.")
    else:
        click.echo("There is no demo to forget.")


def _wait_for(url: str, parts: list[up.Part]) -> None:
    """Wait until the front page answers; say so when a part gave up instead."""
    deadline = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < deadline:
        if any(part.poll() is not None for part in parts):
            raise click.ClickException(
                "a part stopped; is the port taken? Choose another with DEMO_PORT,"
                " and see seloste.log in the demo's folder."
            )
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise click.ClickException("the front page does not answer")


def _say(port: int, sign_ins: list[prepare.SignIn]) -> None:
    address = f"http://127.0.0.1:{port}"
    click.echo(f"\nSeloste runs at {click.style(address, bold=True)}\n")
    click.echo("Sign in as (demo only):")
    for one in sign_ins:
        click.echo(f"  {one.role:<16} {one.username:<8} {one.password}")
    click.echo(
        f"""
Things to try:
  1. As Eino: answer the mail that `seloste demo --mail` writes, take a chat from
     {outside.origin(port)}/ and let a call ring with `seloste demo --ring`.
  2. As Aino: open the complaint under Work, and a call under Contacts; move the
     clock at {address}/drill/ by 180 days: what the complaint keeps stays,
     the rest is destroyed, each with a certificate.
  3. As Tuula: see the day as charts under Figures, and draw a sample.
  4. As Tauno Testaaja (tauno.testaaja@example.com, +358455550106): ask for your
     data at {address}/request/retta/; `seloste demo --letters` shows the
     mails you get. As Aino handle the request under Requests, as Onni approve it.
  5. Read the notice that promised it, in Finnish: {address}/notice/retta/

Ctrl-C stops the demo."""
    )


def _until_told(parts: list[up.Part]) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.wait(0.2):
        if any(part.poll() is not None for part in parts):
            raise click.ClickException("a part stopped by itself; see above")
