"""The live process from outside: who is let in, what is told, what is refused.

Attack 3 of the security notes: foreign origins, wildcards and other people's
ids, and what happens after access is taken away.
"""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.receivers.live_house import House, house
from tests.receivers.sockets import Socket
from tests.web.people import PASSWORD

pytestmark = pytest.mark.slow
SITE = {"register": "retta", "address": "isannointi.retta.example"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("live")) as built:
        yield built


def token() -> str:
    return uuid.uuid4().hex + uuid.uuid4().hex


def visitor(home: House, live: int = 0, *, origin: str = "") -> Socket:
    return Socket(home.live[live], "/live/visitor", Origin=origin or home.origin)


def begin(socket: Socket, own: str, **changes: Any) -> None:
    wanted = {"type": "begin", **SITE, "token": own, "notice": 1, "language": "fi"}
    socket.say({**wanted, **changes})


def say(socket: Socket, text: str, id_: str = "") -> None:
    socket.say({"type": "say", "id": id_ or str(uuid.uuid4()), "text": text})


def post(home: House, body: dict[str, Any], *, origin: str = "", live: int = 0) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{home.live[live]}/live/visitor",
        data=json.dumps({"type": "poll", **body}).encode(),
        headers={"Origin": origin or home.origin, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own address
        return json.load(answer)["messages"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "%",
        "_",
        "*",
        "http://localhost",
        "http://localhost.evil.example",
        "http://evil-localhost",
    ],
)
def test_foreign_origin_is_turned_away_at_the_handshake(
    home: House, origin: str
) -> None:
    with visitor(home) as own:
        assert own.status == 101

    with visitor(home, origin=origin) as foreign:
        assert foreign.status == 403


def test_browser_that_names_no_origin_is_turned_away(home: House) -> None:
    with Socket(home.live[0], "/live/visitor") as nameless:
        assert nameless.status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "%"])
def test_foreign_origin_is_turned_away_without_a_socket(
    home: House, origin: str
) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        post(home, {"messages": []}, origin=origin)

    assert refused.value.code == 403
    assert "Access-Control-Allow-Origin" not in refused.value.headers
    refused.value.close()


@pytest.mark.parametrize("guess", ["%" * 43, "_" * 43, "a" * 43, "", "%"])
def test_guessed_token_is_told_nothing(home: House, guess: str) -> None:
    with visitor(home) as maija, visitor(home) as other:
        begin(maija, token())
        assert maija.until("line")
        other.say({"type": "resume", "token": guess, "after": 0})

        heard = [other.hear(), other.hear(1)]

    assert heard[0]["type"] == "refused"
    assert heard[0]["reason"] == "unknown-chat"
    assert heard[1] is None


def test_visitor_hears_only_their_own_chat(home: House) -> None:
    with visitor(home) as maija, visitor(home, 1) as other:
        begin(maija, token())
        begin(other, token())
        assert maija.until("state")
        assert other.until("state")

        say(maija, "vain minun silmilleni")
        assert maija.until("kept")
        while heard := other.hear(1.5):
            assert "silmilleni" not in json.dumps(heard)


def test_processes_share_a_chat_and_a_line_sent_twice_is_one(home: House) -> None:
    own, once = token(), str(uuid.uuid4())
    with visitor(home) as here, visitor(home, 1) as there:
        begin(here, own)
        assert here.until("state")
        there.say({"type": "resume", "token": own, "after": 1})
        assert there.until("state")

        say(here, "kahdesti", once)
        first = here.until("kept")
        say(there, "kahdesti", once)
        again = there.until("kept")

        assert first["seq"] == again["seq"] == 2
    told = post(home, {"messages": [{"type": "resume", "token": own, "after": 0}]})
    assert [one["text"] for one in told if one["type"] == "line"] == [
        "begun 1 fi",
        "kahdesti",
    ]


def test_agents_socket_needs_a_session_and_our_own_page(home: House) -> None:
    port = home.live[0]
    for headers in (
        {"Origin": home.pages},
        {"Origin": home.pages, "Cookie": "seloste-session=abc"},
        {"Origin": home.origin, "Cookie": "seloste-session=abc"},
        {},
    ):
        with Socket(port, "/live/agent", **headers) as socket:
            assert socket.status == 403


def signed_in(home: House, username: str) -> str:
    """Sign somebody in as a browser does, and return its cookies."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{home.pages}/sign-in/").read().decode()
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    form = {
        "username": username,
        "password": PASSWORD,
        "csrfmiddlewaretoken": found[1],
    }
    opener.open(f"{home.pages}/sign-in/", urllib.parse.urlencode(form).encode())
    return "; ".join(f"{one.name}={one.value}" for one in jar)


def test_agent_who_is_let_in_no_more_hears_nothing_further(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with house(tmp_path_factory.mktemp("revoked"), lives=1) as home:
        who = {"Origin": home.pages, "Cookie": signed_in(home, "eino")}
        with (
            Socket(home.live[0], "/live/agent", **who) as eino,
            visitor(home) as maija,
        ):
            begin(maija, token())
            assert maija.until("state")
            while not (told := eino.until("list"))["chats"]:
                pass
            chat = told["chats"][0]["chat"]
            eino.say({"type": "open", "chat": chat, "purpose": "service"})
            say(maija, "ennen")
            while eino.until("line")["text"] != "ennen":
                pass

            home.run("disable", "eino")
            say(maija, "vain sisällä oleville")
            assert maija.until("kept")
            eino.say({"type": "ping"})

            while heard := eino.hear():
                assert "sisällä" not in json.dumps(heard)
        with Socket(home.live[0], "/live/agent", **who) as again:
            assert again.status == 403


def test_oversized_message_ends_the_connection(home: House) -> None:
    with visitor(home) as maija:
        begin(maija, token())
        assert maija.until("state")

        say(maija, "a" * 30_000)

        assert maija.until("kept") is None


def test_flood_of_messages_is_slowed(home: House) -> None:
    with visitor(home) as maija:
        begin(maija, token())
        assert maija.until("state")

        for _ in range(80):
            maija.say({"type": "typing"})

        assert maija.until("refused")["reason"] == "too-many"


def test_site_that_takes_no_more_chats_tells_nothing_further(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with house(tmp_path_factory.mktemp("closed"), lives=1) as home:
        with visitor(home) as maija:
            begin(maija, token())
            assert maija.until("state")

            home.run("close")
            say(maija, "vielä yksi")

            while heard := maija.hear():
                assert heard["type"] in {"kept", "refused"}
        with visitor(home) as again:
            assert again.status == 403
