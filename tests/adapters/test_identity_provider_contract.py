"""What every provider of identities keeps to: the fake, and a certified one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste.adapters.egress.pinned import PinnedEgress
from seloste.adapters.identity import keys as key_files
from seloste.adapters.identity.oidc import OidcProvider
from seloste.ports.identity_provider import (
    Asked,
    Identified,
    IdentityAnswerRefused,
    IdentityProvider,
)
from tests.adapters import identity_keys as keys
from tests.adapters.identity_providers import RunningProvider
from tests.fakes.identity_provider import HOST, FakeIdentityProvider

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
HOME = "https://seloste.example/request/identified/"
ASKED = Asked(HOME, "s" * 43, "n" * 64, "v" * 64, "fi")


@dataclass(frozen=True, slots=True)
class Side:
    """A provider as we see it, its host, and its own side of the matter."""

    ours: IdentityProvider
    host: str
    sign_in: Callable[..., dict[str, str]]

    def back(self, asked: Asked = ASKED) -> dict[str, str]:
        """Send somebody out and return what they bring home."""
        address = self.ours.begin(asked, hosts=frozenset({self.host}), now=NOW)
        return self.sign_in(address, home=HOME)

    def finish(self, code: str, asked: Asked = ASKED, issuer: str = "") -> Identified:
        return self.ours.finish(
            code, asked=asked, issuer=issuer, hosts=frozenset({self.host}), now=NOW
        )


def refused(side: Side, code: str, asked: Asked = ASKED, issuer: str = "") -> str:
    with pytest.raises(IdentityAnswerRefused) as refusal:
        side.finish(code, asked, issuer)
    return refusal.value.reason


@pytest.fixture(params=["fake", "certified", "certified, asked ahead"])
def side(request: pytest.FixtureRequest, tmp_path: Path) -> Side:
    """One provider after the other."""
    if request.param == "fake":
        fake = FakeIdentityProvider()
        return Side(fake, HOST, fake.sign_in)
    running: RunningProvider = request.getfixturevalue("certified_provider")
    running.set(NOW)
    files = keys.written(tmp_path)
    ours = OidcProvider(
        keys.provider(running.issuer, pushed="ahead" in request.param),
        ours=key_files.ours(files.ours),
        theirs=key_files.theirs(files.theirs),
        egress=PinnedEgress(own=frozenset({running.place})),
    )
    return Side(ours, running.place, running.sign_in)


def test_whoever_signed_in_is_identified(side: Side) -> None:
    back = side.back()

    found = side.finish(back["code"], issuer=back["iss"])

    assert back["state"] == ASKED.state
    assert (found.subject, found.name) == ("maija", "Maija Meikäläinen")
    assert (found.level, found.authenticated_at) == (keys.LEVEL, NOW)


def test_a_code_is_good_once(side: Side) -> None:
    code = side.back()["code"]
    side.finish(code)

    assert refused(side, code) == "no-answer"


def test_a_code_that_nobody_gave_is_none(side: Side) -> None:
    assert refused(side, "made-up") == "no-answer"


def test_a_stolen_code_is_of_no_use_to_another(side: Side) -> None:
    code = side.back()["code"]

    assert refused(side, code, replace(ASKED, verifier="w" * 64)) == "no-answer"


def test_an_answer_to_another_question_is_none(side: Side) -> None:
    code = side.back()["code"]

    assert refused(side, code, replace(ASKED, nonce="m" * 64)) == "nonce"


def test_a_code_of_another_provider_is_not_brought_to_this_one(side: Side) -> None:
    code = side.back()["code"]

    assert refused(side, code, issuer="https://other.example") == "issuer"


def test_a_host_that_nobody_listed_is_not_reached(side: Side) -> None:
    code = side.back()["code"]

    with pytest.raises(IdentityAnswerRefused, match="unreachable"):
        side.ours.finish(code, asked=ASKED, issuer="", hosts=frozenset(), now=NOW)
