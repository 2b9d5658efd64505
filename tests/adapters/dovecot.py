"""A real Dovecot in a temporary folder, on ports of its own.

Started as root it reads mail as ``nobody``, since Dovecot refuses to do that as
root; started as anybody else it runs wholly as them.
"""

import base64
import getpass
import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.adapters.certificates import write_certificate
from tests.ports import free_port

PASSWORD = "salasana-7"
USER = "posti@isannointi.retta.example"
KEY = b"a key of thirty-two bytes, tests"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
ssl = yes
ssl_cert = <{home}/server.pem
ssl_key = <{home}/server.key
auth_mechanisms = plain xoauth2
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{home}/mail/%u
{mail_user}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {home}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service stats {{
  chroot =
}}
"""
OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={home}/keys/
username_attribute = email
"""


@dataclass
class Dovecot:
    """A server that can be started, killed and spoken to."""

    home: Path
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def set_up(self) -> None:
        """Write the configuration, a certificate and one user."""
        root = os.geteuid() == 0
        owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
        me = getpass.getuser()
        values = {
            "home": self.home,
            "port": self.port,
            "tls_port": self.tls_port,
            "internal": "dovecot" if root else me,
            "group": "dovecot" if root else grp.getgrgid(os.getegid()).gr_name,
            "login": "dovenull" if root else me,
            "uid": owner.pw_uid,
            "gid": owner.pw_gid,
            "mail_user": "",
        }
        (self.home / "mail").mkdir()
        (self.home / "keys" / "default" / "HS256").mkdir(parents=True)
        (self.home / "dovecot.conf").write_text(CONFIG.format(**values))
        (self.home / "oauth2.conf").write_text(OAUTH2.format(home=self.home))
        (self.home / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n")
        key = self.home / "keys" / "default" / "HS256" / "default"
        key.write_text(_base64(KEY))
        write_certificate(self.home / "server.pem", self.home / "server.key")
        if root:
            os.chown(self.home / "mail", owner.pw_uid, owner.pw_gid)

    def start(self) -> None:
        """Start and wait until it answers."""
        command = ["/usr/sbin/dovecot", "-F", "-c", str(self.home / "dovecot.conf")]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as plain:
                    if plain.recv(16).startswith(b"* OK"):
                        return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError((self.home / "log").read_text())

    def stop(self) -> None:
        """Stop it, and wait until it is gone."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None

    @contextmanager
    def signed_in(self) -> Iterator[imaplib.IMAP4]:
        """Speak to it as somebody else who reads the same mailbox."""
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(USER, PASSWORD)
        try:
            yield client
        finally:
            client.logout()

    def put(self, message: bytes, folder: str = "INBOX") -> None:
        """Put a message into a folder, as its delivery agent does."""
        with self.signed_in() as client:
            status, _ = client.append(folder, None, None, message)
            assert status == "OK"

    def numbers(self, folder: str = "INBOX", search: str = "ALL") -> list[bytes]:
        """Return the numbers that a search finds."""
        with self.signed_in() as client:
            client.select(f'"{folder}"', readonly=True)
            return client.uid("SEARCH", search)[1][0].split()  # type: ignore[no-any-return]  # untyped library

    def remake(self) -> None:
        """Make the mailbox anew with the same messages: its UIDVALIDITY changes."""
        self.stop()
        for name in self.home.glob("mail/*/dovecot*"):
            if name.is_file():
                name.unlink()

    def tls(self) -> ssl.SSLContext:
        """Return what trusts this server's certificate."""
        return ssl.create_default_context(cafile=str(self.home / "server.pem"))


def _base64(key: bytes) -> str:
    return base64.b64encode(key).decode()


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Run a Dovecot as long as the block lasts."""
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    home.chmod(0o755)
    server = Dovecot(home)
    server.set_up()
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
