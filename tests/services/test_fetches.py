"""Recordings that a telephone service announces: whole, once, or a visible gap."""

from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from uuid import UUID

import pytest

from seloste.adapters.egress.pinned import PinnedEgress
from seloste.domain.audit import Action
from seloste.domain.call import CallEvent
from seloste.domain.contact import Kind
from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.ports.egress import EgressFailed
from seloste.records.models import AuditLeaf, Contact, FetchTask, SealedObject, Source
from seloste.services import calls, completeness, egress_hosts, fetches, own_hosts
from seloste.services.calls import CallNews
from seloste.services.egress_hosts import HostRefused
from seloste.services.fetches import ToFetch
from tests.adapters.egress_servers import Reply, say, serving
from tests.services.conftest import NOW
from tests.services.deliveries import RETTA_LINE, STARTED, wav

pytestmark = pytest.mark.usefixtures("registers")
ADMIN = system("setup")
SECRET_WORD = "salasana-7f3a"


def wanted(port: int, **changes: object) -> ToFetch:
    known = ToFetch(
        call_id="CA1",
        recording_id="RE1",
        url=f"http://127.0.0.1:{port}/RE1.wav",
        started_at=STARTED,
        ended_at=STARTED + timedelta(seconds=5),
        outbound=False,
        customer_tel="+358455550101",
        line=RETTA_LINE,
        agent="",
        authorization=f"Bearer {SECRET_WORD}",
    )
    return replace(known, **changes)  # type: ignore[arg-type] # names are checked by dataclasses


def announce(desk: Desk, port: int) -> UUID:
    return fetches.announce(wanted(port), source="retta-pbx", desk=desk, now=NOW)


def reaching(desk: Desk, port: int, *, listed: bool = True) -> Desk:
    if listed:
        egress_hosts.allow("127.0.0.1", purpose="recordings", actor=ADMIN, now=NOW)
    own = frozenset({f"127.0.0.1:{port}"})
    return replace(desk, egress=PinnedEgress(own=own))


def fetched(desk: Desk, reply: Reply) -> FetchTask:
    with serving(reply) as heard:
        task = announce(desk, heard.port)
        fetches.fetch(task, desk=reaching(desk, heard.port), now=NOW)
    return FetchTask.objects.get()


def test_an_announced_recording_is_fetched_and_kept(desk: Desk) -> None:
    task = fetched(desk, say(body=wav()))

    assert task.state == FetchTask.State.FETCHED
    assert Contact.objects.get().dialogs.get().media_type == "audio/wav"


@pytest.mark.parametrize(("is_reported", "kept"), [(False, 0), (True, 1)])
def test_what_the_service_leaves_out_is_taken_from_what_was_reported(
    desk: Desk, is_reported: bool, kept: int
) -> None:
    """Twilio does not say who called whom; the call's own reports do."""
    Source.objects.update(address="")
    if is_reported:
        news = CallNews(
            call_id="CA1",
            event=CallEvent.RINGING,
            at=NOW,
            number="+358455550101",
            line="+358900000101",
        )
        calls.report(news, source="retta-pbx", desk=desk, now=NOW)

    with serving(say(body=wav())) as heard:
        silent = wanted(heard.port, call_id="CA1", customer_tel="", line="")
        task = fetches.announce(silent, source="retta-pbx", desk=desk, now=NOW)
        fetches.fetch(task, desk=reaching(desk, heard.port), now=NOW)

    assert Contact.objects.count() == kept
    assert Contact.objects.filter(indexes__field="tel").count() == kept


def test_what_opens_it_is_sealed_and_gone_afterwards(desk: Desk) -> None:
    with serving(say(body=wav())) as heard:
        task = announce(desk, heard.port)
        [row] = SealedObject.objects.all()
        assert SECRET_WORD.encode() not in (row.inline() or b"")

        fetches.fetch(task, desk=reaching(desk, heard.port), now=NOW)

    assert not SealedObject.objects.filter(kind=Kind.PAYLOAD).exists()


def test_fetching_is_audited_by_id(desk: Desk) -> None:
    task = fetched(desk, say(body=wav()))

    leaf = AuditLeaf.objects.get(action=Action.RECORDING_FETCHED.value)
    assert leaf.object_id == str(task.pk)
    assert SECRET_WORD not in leaf.body


def test_the_same_announcement_again_is_the_same(desk: Desk) -> None:
    assert announce(desk, 1) == announce(desk, 1)
    assert FetchTask.objects.count() == 1


def test_fetching_again_changes_nothing(desk: Desk) -> None:
    task = fetched(desk, say(body=wav()))

    fetches.fetch(task.pk, desk=desk, now=NOW)

    assert Contact.objects.count() == 1


def test_a_host_that_is_not_listed_is_not_reached(desk: Desk) -> None:
    with serving(say(body=wav())) as heard:
        task = announce(desk, heard.port)

        fetches.fetch(task, desk=reaching(desk, heard.port, listed=False), now=NOW)

    assert heard.requests == []
    assert FetchTask.objects.get().reason == "host-not-listed"
    assert AuditLeaf.objects.filter(action=Action.EGRESS_BLOCKED.value).exists()


def test_half_a_recording_is_thrown_away(desk: Desk) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(wav()[:5000])

    with pytest.raises(EgressFailed):
        fetched(desk, cut)

    assert not Contact.objects.exists()
    assert FetchTask.objects.get().state == FetchTask.State.WAITING


def test_what_fails_five_times_is_a_visible_gap(desk: Desk) -> None:
    with serving(say(503)) as heard:
        task = announce(desk, heard.port)
        near = reaching(desk, heard.port)
        for _ in range(4):
            with pytest.raises(EgressFailed):
                fetches.fetch(task, desk=near, now=NOW)

        fetches.fetch(task, desk=near, now=NOW)

    assert FetchTask.objects.get().reason == "not-fetched"
    [day] = completeness.days("retta", now=NOW)
    assert day.unfetched == (str(task),)


def test_what_nobody_fetched_for_hours_is_a_gap_too(desk: Desk) -> None:
    task = announce(desk, 1)

    [day] = completeness.days("retta", now=NOW + timedelta(hours=3))

    assert day.unfetched == (str(task),)


def test_a_refused_call_is_not_kept_although_it_is_fetched(desk: Desk) -> None:
    refusal = calls.CallNews("CA1", CallEvent.REFUSED, STARTED)
    calls.report(refusal, source="retta-pbx", desk=desk, now=NOW)

    fetched(desk, say(body=wav()))

    assert not SealedObject.objects.filter(kind=Kind.RECORDING).exists()


def test_allowing_a_host_is_audited_and_taken_back() -> None:
    own_hosts.name("api.twilio.com", actor=ADMIN, now=NOW)
    egress_hosts.allow("API.twilio.com", purpose="recordings", actor=ADMIN, now=NOW)
    assert egress_hosts.hosts("recordings") == {"api.twilio.com"}
    assert egress_hosts.hosts("webhooks") == frozenset()

    egress_hosts.forbid("api.twilio.com", purpose="recordings", actor=ADMIN, now=NOW)

    assert egress_hosts.hosts("recordings") == frozenset()
    leaves = AuditLeaf.objects.filter(action=Action.EGRESS_ALLOWED.value)
    assert leaves.filter(body__contains="recordings").count() == 2


@pytest.mark.parametrize(
    ("host", "purpose"),
    [("a b", "recordings"), ("x@y", "recordings"), ("api.twilio.com", "fun")],
)
def test_what_is_no_host_or_no_purpose_is_refused(host: str, purpose: str) -> None:
    with pytest.raises(HostRefused):
        egress_hosts.allow(host, purpose=purpose, actor=ADMIN, now=NOW)
