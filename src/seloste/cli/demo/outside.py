"""What lies outside the centre in the demo: a website, a writer and a caller.

The website carries the chat; the writer hands a mail to the receiver, and the
caller rings by the same reports that an exchange would send. All of it stays on
this machine.
"""

import smtplib
import sys
import uuid
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from seloste import wiring
from seloste.cli.demo import centre, mail_world
from seloste.domain.call import CallEvent
from seloste.services import calls
from seloste.services.calls import CallNews

SITE_AFTER = 80  # ports after that of the pages
CALLER = "+358455550101"
PAGE = """<!doctype html>
<html lang="fi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Retta Isännöinti (demo)</title>
<style>
body {{ font: 1.1rem/1.6 system-ui; max-width: 40rem; margin: 4rem auto; }}
body {{ padding: 0 1rem; }}
</style>
<h1>Retta Isännöinti</h1>
<p>Tämä on demon verkkosivu. Keskustelu aukeaa oikeasta alakulmasta.</p>
<script src="{pages}/static/widget/seloste-chat.js" async data-register="retta"
 data-address="{site}" data-language="fi" data-live="{live}"></script>
</html>
"""


def origin(port: int) -> str:
    """Return where the demo's website stands."""
    return f"http://127.0.0.1:{port + SITE_AFTER}"


def website(home: Path, port: int, *, live_port: int) -> list[str]:
    """Write the demo's website and return the command that serves it."""
    site = home / "site"
    site.mkdir(mode=0o700, exist_ok=True)
    page = PAGE.format(
        pages=f"http://127.0.0.1:{port}",
        site=centre.SITE,
        live=f"http://127.0.0.1:{live_port}",
    )
    (site / "index.html").write_text(page, encoding="utf-8")
    return [
        *(sys.executable, "-m", "http.server", str(port + SITE_AFTER)),
        *("--bind", "127.0.0.1", "--directory", str(site)),
    ]


def send_mail(port: int, *, now: datetime) -> None:
    """Write to the centre's mailbox, by SMTP, as Maija would."""
    message = EmailMessage()
    message["From"] = "Maija Meikäläinen <maija.meikalainen@example.fi>"
    message["To"] = mail_world.MAILBOXES[0][1]
    message["Subject"] = "Kylpyhuoneen hana vuotaa"
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{uuid.uuid4()}@example.fi>"
    message.set_content(
        "Hei,\n\nkylpyhuoneen hana vuotaa taas, vaikka se korjattiin viime viikolla.\n"
        "Milloin joku pääsee katsomaan?\n\nTerveisin\nMaija Meikäläinen\n"
    )
    with smtplib.SMTP(
        "127.0.0.1", port + mail_world.RECEIVES_AFTER, timeout=30
    ) as server:
        server.send_message(message)


def ring() -> None:
    """Let Maija's call ring at Eino's telephone, as an exchange reports it."""
    desk = wiring.desk()
    now = desk.clock.now()
    call_id = f"demo-{uuid.uuid4()}"
    for event in (CallEvent.RINGING, CallEvent.ANSWERED):
        calls.report(
            CallNews(
                call_id=call_id,
                event=event,
                at=now,
                extension=centre.EXTENSION,
                number=CALLER,
                line="+358900000101",
                language="fi",
            ),
            source=centre.SOURCE,
            desk=desk,
            now=now,
        )
