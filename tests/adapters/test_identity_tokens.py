"""An answer is believed when everything about it is right, and else never."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qsl, urlsplit

import pytest

from seloste.adapters.identity import keys as key_files
from seloste.adapters.identity.oidc import OidcProvider, Provider
from seloste.ports.egress import Answer, EgressFailed
from seloste.ports.identity_provider import (
    Asked,
    Identified,
    IdentityAnswerRefused,
    ProviderMisconfigured,
)
from tests.adapters import identity_keys as keys
from tests.adapters import identity_tokens as tokens
from tests.adapters.identity_tokens import BAD, NONCE, NOW, Bad

HOSTS = frozenset({"tunnistus.example"})
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
"""The example of RFC 7636, appendix B."""
ASKED = Asked("https://seloste.example/back/", "s" * 43, NONCE, VERIFIER, "sv")
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class Answers:
    """An egress that answers with ``body``, and hears what was sent."""

    body: object
    status: int = 200
    heard: list[tuple[str, dict[str, str], frozenset[str]]] = field(
        default_factory=list
    )

    def post(
        self,
        url: str,
        *,
        body: bytes,
        headers: Mapping[str, str],
        hosts: frozenset[str],
    ) -> Answer:
        assert headers["Content-Type"] == "application/x-www-form-urlencoded"
        self.heard.append((url, dict(parse_qsl(body.decode())), hosts))
        if self.body is None:
            raise EgressFailed("TimeoutError")
        said = self.body if isinstance(self.body, bytes) else json.dumps(self.body)
        return Answer(
            self.status, {}, said if isinstance(said, bytes) else said.encode()
        )

    def get(self, *_: object, **__: object) -> AbstractContextManager[BinaryIO]:
        raise AssertionError("nothing is ever fetched: keys are configured")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> keys.Written:
    return keys.written(tmp_path_factory.mktemp("keys"))


def provider(
    files: keys.Written, egress: Answers, known: Provider | None = None
) -> OidcProvider:
    return OidcProvider(
        known or keys.provider(),
        ours=key_files.ours(files.ours),
        theirs=key_files.theirs(files.theirs),
        egress=egress,
    )


def said(files: keys.Written, answers: Answers) -> Identified:
    return provider(files, answers).finish(
        "code", asked=ASKED, issuer="", hosts=HOSTS, now=NOW
    )


def test_a_right_answer_says_who_it_is_and_no_identity_code(
    files: keys.Written,
) -> None:
    token = tokens.right(tokens.claims())
    assert keys.HETU in json.dumps(tokens.claims())

    found = said(files, Answers({"id_token": token}))

    assert found == Identified(
        provider="https://tunnistus.example",
        level="http://ftn.ficora.fi/2017/loa2",
        subject="maija",
        name="Maija Meikäläinen",
        transaction="tapahtuma-1",
        authenticated_at=NOW - timedelta(seconds=30),
    )


@pytest.mark.parametrize("enc", ["A128GCM", "A128CBC-HS256", "A256CBC-HS512"])
def test_curves_do_as_well(files: keys.Written, enc: str) -> None:
    signed = tokens.signed(tokens.claims(), keys.their_second(), "ES256")
    token = tokens.sealed(signed, keys.our_curve(), "ECDH-ES", enc)

    assert said(files, Answers({"id_token": token})).subject == "maija"


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ({"urn:oid:1.2.246.575.1.14": "Maija Liisa"}, "Maija Liisa Meikäläinen"),
        ({"name": "Maija Meikäläinen", "family_name": None}, "Maija Meikäläinen"),
        ({"family_name": None, "name": None}, ""),
    ],
)
def test_names_are_taken_as_brokers_and_the_network_write_them(
    files: keys.Written, names: dict[str, str | None], name: str
) -> None:
    token = tokens.right({**tokens.claims(), "given_name": None, **names})

    assert said(files, Answers({"id_token": token})).name == name


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_wrong_answer_is_not_believed(files: keys.Written, bad: Bad) -> None:
    answers = Answers({"id_token": bad.make(tokens.claims())})

    with pytest.raises(IdentityAnswerRefused) as refusal:
        said(files, answers)

    assert refusal.value.reason == bad.reason


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (Answers({"error": "invalid_grant"}, status=400), "no-answer"),
        (Answers(b"<html>", status=200), "no-answer"),
        (Answers([], status=200), "no-answer"),
        (Answers({}), "no-token"),
        (Answers({"id_token": ["a"]}), "no-token"),
        (Answers(None), "unreachable"),
    ],
)
def test_what_is_no_answer_identifies_nobody(
    files: keys.Written, answers: Answers, reason: str
) -> None:
    with pytest.raises(IdentityAnswerRefused) as refusal:
        said(files, answers)

    assert refusal.value.reason == reason


@pytest.mark.parametrize("code", ["", "a" * 3000])
def test_what_is_no_code_is_not_sent(files: keys.Written, code: str) -> None:
    answers = Answers({})
    with pytest.raises(IdentityAnswerRefused, match="no-answer"):
        provider(files, answers).finish(
            code, asked=ASKED, issuer="", hosts=HOSTS, now=NOW
        )

    assert answers.heard == []


def test_the_request_is_signed_and_says_nothing_of_the_person(
    files: keys.Written,
) -> None:
    address = provider(files, Answers({})).begin(ASKED, hosts=HOSTS, now=NOW)

    words = dict(parse_qsl(urlsplit(address).query))
    header, asked = tokens.read(words.pop("request"))
    assert words == {
        "client_id": "seloste-test",
        "response_type": "code",
        "scope": "openid profile",
    }
    assert header["typ"] == "oauth-authz-req+jwt"
    assert header["kid"] == keys.our_signing().kid
    assert asked.pop("jti")
    assert asked == {
        "iss": "seloste-test",
        "aud": "https://tunnistus.example",
        "iat": 1777885200,
        "nbf": 1777885200,
        "exp": 1777885260,
        "client_id": "seloste-test",
        "response_type": "code",
        "redirect_uri": "https://seloste.example/back/",
        "scope": "openid profile",
        "state": "s" * 43,
        "nonce": NONCE,
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "acr_values": "http://ftn.ficora.fi/2017/loa2",
        "ui_locales": "sv",
        "prompt": "login",
        "max_age": 600,
    }


def test_we_prove_who_we_are_with_our_key(files: keys.Written) -> None:
    answers = Answers({"id_token": tokens.right(tokens.claims())})
    said(files, answers)

    ((url, words, hosts),) = answers.heard
    _, proof = tokens.read(words.pop("client_assertion"))
    assert (url, hosts) == ("https://tunnistus.example/token", HOSTS)
    assert words == {
        "grant_type": "authorization_code",
        "code": "code",
        "redirect_uri": "https://seloste.example/back/",
        "code_verifier": VERIFIER,
        "client_id": "seloste-test",
        "client_assertion_type": ASSERTION,
    }
    assert (proof["iss"], proof["sub"]) == ("seloste-test", "seloste-test")
    assert proof["aud"] == "https://tunnistus.example"


def test_asked_ahead_only_a_reference_goes_through_the_browser(
    files: keys.Written,
) -> None:
    answers = Answers({"request_uri": "urn:request:1", "expires_in": 60}, status=201)
    known = keys.provider(pushed=True)

    address = provider(files, answers, known).begin(ASKED, hosts=HOSTS, now=NOW)

    assert dict(parse_qsl(urlsplit(address).query)) == {
        "client_id": "seloste-test",
        "request_uri": "urn:request:1",
    }
    assert tokens.read(answers.heard[0][1]["request"])[1]["nonce"] == NONCE


@pytest.mark.parametrize("issuer", ["http://tunnistus.example", "tunnistus", ""])
def test_a_provider_without_tls_is_none(files: keys.Written, issuer: str) -> None:
    with pytest.raises(ProviderMisconfigured):
        provider(files, Answers({}), keys.provider(issuer))


def changed(path: Path, folder: Path, **changes: object) -> Path:
    """Return a copy of a key file whose first key is changed."""
    written = json.loads(path.read_text())
    first = {**written["keys"][0], **changes}
    kept = {name: value for name, value in first.items() if value is not None}
    copy = folder / "copy.json"
    copy.write_text(json.dumps({"keys": [kept, *written["keys"][1:]]}))
    copy.chmod(0o400)
    return copy


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o600 | 0o040])
def test_keys_that_others_may_read_are_refused(tmp_path: Path, mode: int) -> None:
    path = keys.written(tmp_path).ours
    path.chmod(mode)

    with pytest.raises(ProviderMisconfigured, match="0400"):
        key_files.ours(path)


def test_a_link_to_keys_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(keys.written(tmp_path).ours)

    with pytest.raises(ProviderMisconfigured):
        key_files.ours(link)


@pytest.mark.parametrize(
    "changes",
    [{"use": "enc"}, {"d": None}, {"kty": "oct"}, {"alg": "RS512"}, {"n": "AQAB"}],
    ids=lambda changes: next(iter(changes)),
)
def test_our_keys_are_looked_at_when_they_are_read(
    files: keys.Written, tmp_path: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(ProviderMisconfigured):
        key_files.ours(changed(files.ours, tmp_path, **changes))


def test_their_file_has_no_private_and_no_shared_key(
    files: keys.Written, tmp_path: Path
) -> None:
    with pytest.raises(ProviderMisconfigured, match="private"):
        key_files.theirs(files.ours)
    with pytest.raises(ProviderMisconfigured):
        key_files.theirs(changed(files.theirs, tmp_path, kty="oct", k="c2VjcmV0"))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"keys": []}', '{"keys": [1]}'])
def test_what_is_no_key_set_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "theirs.json"
    path.write_text(text)

    with pytest.raises(ProviderMisconfigured):
        key_files.theirs(path)


def test_new_keys_are_ours_alone_and_shown_without_their_private_half(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ours.json"

    shown = json.loads(key_files.create(path).public())

    assert path.stat().st_mode & 0o777 == 0o400
    assert [sorted(one) for one in shown["keys"]] == [
        ["alg", "e", "kid", "kty", "n", "use"]
    ] * 2
    with pytest.raises(ProviderMisconfigured):
        key_files.create(path)
