"""Reaching out: to listed hosts at checked addresses, and nowhere else (attack 14)."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from urllib3.connection import HTTPSConnection

from seloste.adapters.egress.pinned import PinnedEgress
from seloste.ports.egress import EgressBlocked, EgressFailed
from tests.adapters.egress_servers import Reply, certificate, say, serving

HOOK = frozenset({"hook.example"})


class Names:
    """A name server that is asked and answers as the test says, one at a time."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> tuple[str, ...]:  # noqa: ARG002 - a resolver's signature
        self.asked.append(host)
        return self.answers.pop(0)


def never(host: str, port: int) -> tuple[str, ...]:
    """Fail: nobody may even ask for the name."""
    raise AssertionError("the name was asked for")


def reason_of(egress: PinnedEgress, url: str, hosts: frozenset[str]) -> str:
    with pytest.raises(EgressBlocked) as refusal:
        egress.post(url, body=b"", headers={}, hosts=hosts)
    return refusal.value.reason


BLOCKED = [
    ("http://hook.example/", "scheme"),
    ("ftp://hook.example/", "scheme"),
    ("file:///etc/passwd", "scheme"),
    ("gopher://hook.example:11211/_stats", "scheme"),
    ("dict://hook.example/", "scheme"),
    ("javascript:alert(1)", "scheme"),
    ("//hook.example/", "scheme"),
    ("https://other.example/", "host-not-listed"),
    ("https://hook.example.other.example/", "host-not-listed"),
    ("https://xhook.example/", "host-not-listed"),
    ("https://127.0.0.1/", "host-not-listed"),
    ("https://localhost/", "host-not-listed"),
    ("https://metadata.google.internal/", "host-not-listed"),
    ("https://[::1]/", "host-not-listed"),
    ("https://[::ffff:127.0.0.1]/", "host-not-listed"),
    ("https://hook.example@other.example/", "bad-address"),
    ("https://other.example#hook.example", "bad-address"),
    ("https://other.example\\@hook.example/", "bad-address"),
    ("https://other.example?@hook.example/", "bad-address"),
    ("https://hook.example:443@127.0.0.1/", "bad-address"),
    ("https://2130706433/", "bad-address"),
    ("https://0x7f.1/", "bad-address"),
    ("https://0177.0.0.1/", "bad-address"),
    ("https://127.1/", "bad-address"),
    ("https://hook.example./", "bad-address"),
    ("https://hook.example:99999/", "bad-address"),
    ("https://hook.example/\r\nX: y", "bad-address"),
    ("https://hook%2eexample/", "bad-address"),
]


@pytest.mark.parametrize(("url", "reason"), BLOCKED)
def test_an_address_that_is_not_meant_is_blocked_before_its_name_is_asked(
    url: str, reason: str
) -> None:
    assert reason_of(PinnedEgress(resolver=never), url, HOOK) == reason


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.31.255.255",
        "192.168.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.251",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "2001:0:7f00:1::1",
    ],
)
def test_a_listed_name_that_leads_inside_is_blocked(number: str) -> None:
    egress = PinnedEgress(resolver=Names((number,)))

    assert reason_of(egress, "https://hook.example/", HOOK) == "private-address"


def test_one_private_address_among_public_ones_blocks_the_name() -> None:
    egress = PinnedEgress(resolver=Names(("93.184.215.14", "10.0.0.1")))

    assert reason_of(egress, "https://hook.example/", HOOK) == "private-address"


def test_a_literal_private_address_is_blocked_although_it_is_listed() -> None:
    hosts = frozenset({"127.0.0.1"})

    assert reason_of(PinnedEgress(), "https://127.0.0.1/", hosts) == "private-address"


def test_even_ones_own_network_has_no_metadata_service() -> None:
    own = frozenset({"169.254.169.254:80"})
    egress = PinnedEgress(own=own)

    found = reason_of(egress, "http://169.254.169.254/", frozenset({"169.254.169.254"}))

    assert found == "private-address"


def test_a_name_is_asked_for_once_and_what_it_says_later_changes_nothing(
    tmp_path: Path,
) -> None:
    authority, context = certificate(tmp_path, "hook.example")
    names = Names(("127.0.0.1",), ("127.0.0.2",))

    with serving(say(body=b"here"), tls=context) as heard:
        egress = PinnedEgress(
            own=frozenset({f"hook.example:{heard.port}"}),
            authorities=authority,
            resolver=names,
        )
        answer = egress.post(
            f"https://hook.example:{heard.port}/in?x=1",
            body=b"{}",
            headers={"X-Test": "1"},
            hosts=HOOK,
        )

    assert (answer.status, answer.body) == (200, b"here")
    assert names.asked == ["hook.example"]
    assert heard.requests == [("POST", "/in?x=1", f"hook.example:{heard.port}", b"{}")]


def test_a_name_that_turns_inward_after_the_check_is_never_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connected: list[str] = []

    def connect(self: HTTPSConnection, *_: object) -> None:
        connected.append(self.host)
        raise OSError

    monkeypatch.setattr("urllib3.connection.HTTPSConnection.connect", connect)
    names = Names(("93.184.215.14",), ("127.0.0.1",))

    with pytest.raises(EgressFailed):
        PinnedEgress(resolver=names).post(
            "https://hook.example/", body=b"", headers={}, hosts=HOOK
        )

    assert connected == ["93.184.215.14"]
    assert names.asked == ["hook.example"]


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    authority, context = certificate(tmp_path, "other.example")

    with serving(say(), tls=context) as heard:
        egress = PinnedEgress(
            own=frozenset({f"hook.example:{heard.port}"}),
            authorities=authority,
            resolver=Names(("127.0.0.1",)),
        )
        with pytest.raises(EgressFailed):
            egress.post(
                f"https://hook.example:{heard.port}/", body=b"", headers={}, hosts=HOOK
            )

    assert heard.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_is_sent_follows_no_redirect(status: int) -> None:
    with (
        serving(say()) as inside,
        serving(say(status, Location=f"http://127.0.0.1:{inside.port}/")) as heard,
    ):
        reason = reason_of(_near(heard.port), f"http://127.0.0.1:{heard.port}/", LOCAL)

    assert reason == "redirect"
    assert inside.requests == []


def get(egress: PinnedEgress, url: str, hosts: frozenset[str]) -> bytes:
    headers = {"Authorization": "Bearer secret"}
    with egress.get(url, headers=headers, hosts=hosts, limit=1024) as file:
        return file.read()


def noting(seen: list[str], reply: Reply) -> Reply:
    """Return a reply that notes what was shown to open it."""

    def noted(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers.get("Authorization", ""))
        reply(handler)

    return noted


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_download_is_led_on_to_a_listed_host_which_is_shown_no_secret(
    status: int,
) -> None:
    shown: list[str] = []
    with serving(noting(shown, say(body=b"file"))) as second:
        there = f"http://127.0.0.1:{second.port}/file"
        with serving(noting(shown, say(status, Location=there))) as first:
            own = frozenset(f"127.0.0.1:{one.port}" for one in (first, second))
            url = f"http://127.0.0.1:{first.port}/"

            assert get(PinnedEgress(own=own), url, own) == b"file"

    assert shown == ["Bearer secret", ""]


def test_a_download_is_led_on_in_the_same_place_with_what_opens_it() -> None:
    shown: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        shown.append(handler.headers.get("Authorization", ""))
        (say(302, Location="/b") if handler.path == "/a" else say())(handler)

    with serving(reply) as heard:
        place = f"127.0.0.1:{heard.port}"

        assert get(_near(heard.port), f"http://{place}/a", frozenset({place})) == b"ok"

    assert shown == ["Bearer secret"] * 2


@pytest.mark.parametrize(
    ("address", "listed", "reason"),
    [
        ("http://127.0.0.1:{port}/", False, "host-not-listed"),
        ("http://127.0.0.1:{port}/", True, "scheme"),
        ("https://127.0.0.1:{port}/", True, "private-address"),
        ("//127.0.0.1:{port}/", False, "host-not-listed"),
        ("file:///etc/passwd", True, "scheme"),
        ("http://[", True, "bad-address"),
    ],
)
def test_a_download_is_never_led_where_nobody_may_go(
    address: str, listed: bool, reason: str
) -> None:
    with serving(say()) as inside:
        there = address.format(port=inside.port)
        with serving(say(302, Location=there)) as heard:
            place = f"127.0.0.1:{heard.port}"
            hosts = frozenset({place} | ({"127.0.0.1"} if listed else set()))

            with pytest.raises(EgressBlocked) as refused:
                get(_near(heard.port), f"http://{place}/", hosts)

    assert refused.value.reason == reason
    assert inside.requests == []


def test_a_download_is_not_led_in_circles() -> None:
    with serving(say(302, Location="/again")) as heard:
        place = f"127.0.0.1:{heard.port}"

        with pytest.raises(EgressBlocked) as refused:
            get(_near(heard.port), f"http://{place}/", frozenset({place}))

    assert refused.value.reason == "redirect"
    assert len(heard.requests) == 3


LOCAL = frozenset({"127.0.0.1"})


def _near(port: int, **options: float) -> PinnedEgress:
    return PinnedEgress(own=frozenset({f"127.0.0.1:{port}"}), **options)  # type: ignore[arg-type] # times only


def test_another_port_of_ones_own_machine_stays_shut() -> None:
    with serving(say()) as heard:
        egress = _near(1)
        reason = reason_of(egress, f"http://127.0.0.1:{heard.port}/", LOCAL)

    assert reason == "scheme"
    assert heard.requests == []


@pytest.fixture
def kilobyte() -> Iterator[str]:
    with serving(say(body=b"x" * 1024)) as heard:
        yield f"http://127.0.0.1:{heard.port}/file"


def test_what_lies_at_an_address_is_read(kilobyte: str) -> None:
    egress = _near(int(kilobyte.split(":")[2].split("/", maxsplit=1)[0]))

    with egress.get(kilobyte, headers={}, hosts=LOCAL, limit=1024) as file:
        assert file.read() == b"x" * 1024


def test_what_is_longer_than_allowed_fails(kilobyte: str) -> None:
    egress = _near(int(kilobyte.split(":")[2].split("/", maxsplit=1)[0]))

    with (
        egress.get(kilobyte, headers={}, hosts=LOCAL, limit=1023) as file,
        pytest.raises(EgressFailed),
    ):
        file.read()


def test_a_file_that_breaks_off_fails() -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")

    with serving(cut) as heard:
        url = f"http://127.0.0.1:{heard.port}/"
        with (
            _near(heard.port).get(url, headers={}, hosts=LOCAL, limit=1000) as file,
            pytest.raises(EgressFailed),
        ):
            file.read()


def test_an_answer_without_an_end_could_be_half_and_fails() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"half")

    with serving(endless) as heard, pytest.raises(EgressFailed):
        url = f"http://127.0.0.1:{heard.port}/"
        with _near(heard.port).get(url, headers={}, hosts=LOCAL, limit=1000):
            pass


def test_what_is_not_there_fails() -> None:
    with serving(say(404)) as heard, pytest.raises(EgressFailed):
        url = f"http://127.0.0.1:{heard.port}/"
        with _near(heard.port).get(url, headers={}, hosts=LOCAL, limit=1000):
            pass


def test_a_trickle_ends_when_its_time_is_up() -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    with serving(trickle) as heard:
        url = f"http://127.0.0.1:{heard.port}/"
        egress = _near(heard.port, download_seconds=0.2)
        with (
            egress.get(url, headers={}, hosts=LOCAL, limit=1 << 20) as file,
            pytest.raises(EgressFailed),
        ):
            file.read()


def test_a_name_nobody_knows_fails_and_may_be_tried_again() -> None:
    with pytest.raises(EgressFailed):
        PinnedEgress(resolver=Names(())).post(
            "https://hook.example/", body=b"", headers={}, hosts=HOOK
        )
