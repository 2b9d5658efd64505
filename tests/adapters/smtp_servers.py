"""Real SMTP servers on this machine: one that takes, refuses, defers or hangs up."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.ports import free_port


@dataclass
class Answering:
    """Takes every message, or gives the answer it was told to give."""

    data: str = "250 OK"
    rcpt: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: list[str],  # noqa: ARG002
    ) -> str:
        """Answer for a recipient."""
        answer = self.rcpt.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        """Answer for the message."""
        if self.data.startswith("250"):
            content = envelope.original_content or b""
            sender = (envelope.mail_from or "").replace("<>", "")
            self.taken.append((sender, envelope.rcpt_tos, content))
        return self.data


@contextmanager
def smtp_server(
    handler: Answering,
    *,
    tls: ssl.SSLContext | None = None,
    password: str = "",
) -> Iterator[int]:
    """Run a server as long as the block lasts; yield its port."""

    def known(*words: object) -> AuthResult:
        given = words[-1]
        assert isinstance(given, LoginPassword)
        return AuthResult(success=given.password == password.encode())

    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=tls,
        require_starttls=tls is not None,
        authenticator=known if password else None,
        auth_required=bool(password),
        auth_require_tls=tls is not None,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
