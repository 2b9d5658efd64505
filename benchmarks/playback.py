"""First byte and seek of an hour-long call over HTTP, beside a file of that size."""

import http.client
import http.cookiejar
import random
import re
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks.figures import Figure, percentile
from benchmarks.load.world import free_port
from benchmarks.scratch import folder, install

HOUR = 3600
SEEKS = 100
PASSWORD = "benchmarks-need-a-long-password"


def measure() -> Iterator[Figure]:
    """Yield the figures of playback, from the shipped server."""
    with folder() as home:
        install(home)
        port = free_port()
        path = _prepare()
        from seloste.cli import up

        server = subprocess.Popen(
            up.web_command(host="127.0.0.1", port=port, threads=4),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            cookie = _sign_in(port)
            first, seeks = _play(port, path, cookie)
            static = _static(port)
        finally:
            server.terminate()
            server.wait()
        yield Figure(
            "playback",
            "first byte of an hour-long call, median",
            percentile(first, 0.5),
            "ms",
            "a static file of the same server",
            static,
            "< 50 ms",
        )
        yield Figure(
            "playback", "first byte, slowest hundredth", percentile(first, 0.99), "ms"
        )
        yield Figure(
            "playback",
            "seek to anywhere and read 64 KiB, median",
            percentile(seeks, 0.5),
            "ms",
            "a static file of the same server",
            static,
            "< 200 ms",
        )
        yield Figure(
            "playback", "seek, slowest hundredth", percentile(seeks, 0.99), "ms"
        )


def _prepare() -> str:
    """Capture an hour-long call, let a trainer open it; return the audio's path."""
    from benchmarks import capturing
    from seloste import wiring
    from seloste.domain.contact import Kind
    from seloste.domain.staff import Role, system
    from seloste.records.models import SealedObject, StaffRole
    from seloste.services import invitations, openings
    from seloste.services.capture import capture

    capturing.SECONDS = HOUR
    now, desk = datetime.now(UTC), wiring.desk()
    capture(capturing.delivery_of(capturing.call_audio()), desk=desk, now=now)
    invited = invitations.invite(
        username="tuula",
        display_name="Tuula",
        language="en",
        actor=system("bench"),
        now=now,
    )
    StaffRole.objects.create(
        staff_id=invited.staff_id,
        register_id="retta",
        role=Role.TRAINER,
        granted_at=now,
        granted_by="bench",
    )
    invitations.activate(token=invited.token, password=PASSWORD, now=now)
    item = SealedObject.objects.get(kind=Kind.RECORDING)
    leave = openings.open_item(
        item.id, staff_id=invited.staff_id, purpose_id="quality", now=now
    )
    from django.urls import reverse

    return reverse("player:audio", args=[leave.opening_id])


def _sign_in(port: int) -> str:
    """Sign in through the page and return the cookies."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/sign-in/"
    page = ""
    for _ in range(100):
        try:
            page = browser.open(address, timeout=5).read().decode()
            break
        except OSError:
            time.sleep(0.2)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    form = {
        "csrfmiddlewaretoken": token[1],
        "username": "tuula",
        "password": PASSWORD,
        "next": "",
    }
    browser.open(
        urllib.request.Request(
            address, urllib.parse.urlencode(form).encode(), {"Referer": address}
        )
    )
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def _play(port: int, path: str, cookie: str) -> tuple[list[float], list[float]]:
    """Return milliseconds to the first byte, and to 64 KiB from anywhere."""
    chance = random.Random(1)
    first, seeks = [], []
    for _ in range(SEEKS):
        first.append(_get(port, path, cookie, "bytes=0-", 1))
        start = chance.randrange(HOUR * 16000 - 65536)
        seeks.append(_get(port, path, cookie, f"bytes={start}-{start + 65535}", 65536))
    return first, seeks


def _get(port: int, path: str, cookie: str, wanted: str, length: int) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    start = time.perf_counter()
    connection.request(
        "GET",
        path,
        headers={
            "Cookie": cookie,
            "Range": wanted,
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Dest": "audio",
        },
    )
    answer = connection.getresponse()
    assert answer.status == 206, answer.status
    assert len(answer.read(length)) == length
    took = (time.perf_counter() - start) * 1000
    connection.close()
    return took


def _static(port: int) -> float:
    """Return the median milliseconds of a static file, the limit of the server."""
    took = []
    for _ in range(50):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        start = time.perf_counter()
        connection.request("GET", "/static/web/pages.css")
        connection.getresponse().read(1)
        took.append((time.perf_counter() - start) * 1000)
        connection.close()
    return percentile(took, 0.5)
