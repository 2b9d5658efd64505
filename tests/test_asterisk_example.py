"""The example for Asterisk, against an exchange that follows a script."""

import importlib.util
import json
import socket
import threading
from pathlib import Path
from types import ModuleType

import pytest

from seloste.protocols import signed_webhook
from tests.adapters.egress_servers import say, serving

FILE = Path(__file__).parents[1] / "examples" / "asterisk" / "ami_events.py"
SCRIPT = """\
Event: DialBegin
Linkedid: 1777881600.17
Channel: PJSIP/trunk-00000001
DestChannel: PJSIP/201-00000002
CallerIDNum: +358455550101
Exten: +358900000101
Language: fi

Event: UserEvent
UserEvent: SelosteAnnounced
Linkedid: 1777881600.17
Channel: PJSIP/trunk-00000001

Event: BridgeEnter
Linkedid: 1777881600.17
Channel: PJSIP/201-00000002

Event: VarSet
Linkedid: 1777881600.17
Variable: X

Event: UserEvent
UserEvent: SelostePaused
Linkedid: 1777881600.17
Channel: PJSIP/201-00000002

Event: Hangup
Uniqueid: 1777881600.18
Linkedid: 1777881600.17

Event: UserEvent
UserEvent: SelosteRefused
Linkedid: 1777881600.17
Channel: PJSIP/trunk-00000001

Event: Hangup
Uniqueid: 1777881600.17
Linkedid: 1777881600.17

"""


@pytest.fixture
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ami_events", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def played(example: ModuleType, url: str) -> str:
    """Play the script to the example and return what it said to the exchange."""
    ours, theirs = socket.socketpair()
    heard: list[bytes] = []

    def exchange() -> None:
        with theirs:
            theirs.sendall(b"Asterisk Call Manager/9.0.0\r\n")
            theirs.sendall(SCRIPT.replace("\n", "\r\n").encode())
            theirs.shutdown(socket.SHUT_WR)
            while data := theirs.recv(4096):
                heard.append(data)

    thread = threading.Thread(target=exchange)
    thread.start()
    with ours:
        post = example.signed_post(url, "salaisuus")
        example.run(ours, user="u", secret="s", post=post)
    thread.join()
    return b"".join(heard).decode()


def test_every_event_of_the_script_is_passed_on_in_order(example: ModuleType) -> None:
    with serving(say(body=b"{}")) as heard:
        played(example, f"http://127.0.0.1:{heard.port}/hooks/pbx/")

    sent = [json.loads(body) for _, _, _, body in heard.requests]
    assert [one["event"] for one in sent] == [
        "ringing",
        "announced",
        "answered",
        "paused",
        "refused",
        "ended",
    ]
    assert {one["call_id"] for one in sent} == {"1777881600.17"}
    assert (sent[0]["extension"], sent[0]["number"]) == ("201", "+358455550101")


def test_what_a_refuser_hears_is_given_to_the_dialplan(example: ModuleType) -> None:
    answer = json.dumps({"text": "Puhelua ei tallenneta."}).encode()

    with serving(say(body=answer)) as heard:
        said = played(example, f"http://127.0.0.1:{heard.port}/hooks/pbx/")

    assert "Variable: SELOSTE_TEXT\r\nValue: Puhelua ei tallenneta." in said


def test_it_signs_in_and_goes_on_where_nobody_listens(
    example: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    said = played(example, "http://127.0.0.1:1/hooks/pbx/")

    assert said.startswith("Action: Login\r\nUsername: u\r\n")
    assert "not reported" in capsys.readouterr().err


def test_its_signature_is_ours(example: ModuleType) -> None:
    captured: dict[str, str] = {}

    def reply(handler: object) -> None:
        captured.update(handler.headers.items())  # type: ignore[attr-defined] # a request handler
        say(body=b"{}")(handler)  # type: ignore[arg-type] # a request handler

    with serving(reply) as heard:
        event = {"event": "ringing", "call_id": "1"}
        example.signed_post(f"http://127.0.0.1:{heard.port}/", "salaisuus")(event)

    assert signed_webhook.matches(
        b"salaisuus",
        timestamp=captured["X-Seloste-Timestamp"],
        body=heard.requests[0][3],
        given=captured["X-Seloste-Signature"],
    )
