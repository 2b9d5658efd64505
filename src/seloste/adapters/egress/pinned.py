"""Reaching out over urllib3: the address that was checked is the one reached.

The name is resolved here, once; every address it has must be fit to be
reached, and the connection goes to one of them while TLS is checked against
the name. A name that resolves differently a moment later changes nothing
(security model, attack 14). No proxy, cookie or password is used. A download
may be led on to another listed host, where everything is checked anew and
nothing that opens the first one is shown.
"""

import io
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from seloste.ports.egress import Answer, EgressBlocked, EgressFailed
from seloste.protocols.unreadable import Unreadable
from seloste.protocols.web_address import WebAddress, is_own, is_public, parse

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
TOTAL_SECONDS = 60.0
DOWNLOAD_SECONDS = 600.0
ANSWER_LIMIT = 64 << 10
MOST_REDIRECTS = 2
REDIRECTS = frozenset({301, 302, 303, 307, 308})
OUR_HEADERS = {
    "User-Agent": "seloste",
    "Accept-Encoding": "identity",
    "Connection": "close",
}

type Resolver = Callable[[str, int], tuple[str, ...]]
_FAILURES = (OSError, HTTPError, ValueError)


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked of the other side."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return every address of a host, as the machine's resolver knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


class PinnedEgress:
    """Sends requests to listed hosts at checked addresses.

    ``own`` are places (``host:port``) of one's own network that may be reached
    although they are private, and without TLS; they must be listed all the
    same. ``authorities`` is a file of certificates to trust beside none other,
    where the machine's own are not meant.
    """

    def __init__(
        self,
        *,
        own: frozenset[str] = frozenset(),
        authorities: Path | None = None,
        resolver: Resolver = resolve,
        total_seconds: float = TOTAL_SECONDS,
        download_seconds: float = DOWNLOAD_SECONDS,
    ) -> None:
        self._own = own
        self._authorities = authorities
        self._resolver = resolver
        self._total = total_seconds
        self._download = download_seconds

    def post(
        self,
        url: str,
        *,
        body: bytes,
        headers: Mapping[str, str],
        hosts: frozenset[str],
    ) -> Answer:
        """Post ``body`` and return the answer, its first 64 KiB."""
        with self._asked(_Request("POST", url, headers, body), hosts, self._total) as (
            response,
            _,
        ):
            if response.status in REDIRECTS:
                raise EgressBlocked("redirect")
            with _failures():
                said = response.read(ANSWER_LIMIT, decode_content=False)
            return Answer(response.status, dict(response.headers), said)

    @contextmanager
    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        hosts: frozenset[str],
        limit: int,
    ) -> Iterator[BinaryIO]:
        """Open what lies at an address; what is longer than ``limit`` fails.

        So does what does not say where it ends: it could not be told from a
        part of itself. Two redirects at most are followed, to listed hosts.
        """
        request = _Request("GET", url, headers)
        with self._got(request, hosts, limit, redirects=MOST_REDIRECTS) as file:
            yield file

    @contextmanager
    def _got(
        self,
        request: "_Request",
        hosts: frozenset[str],
        limit: int,
        *,
        redirects: int,
    ) -> Iterator[BinaryIO]:
        with self._asked(request, hosts, self._download) as (response, watch):
            if response.status not in REDIRECTS:
                yield _whole(response, limit, watch)
                return
            further = _led_on(request, response)
        if not redirects:
            raise EgressBlocked("redirect")
        with self._got(further, hosts, limit, redirects=redirects - 1) as file:
            yield file

    @contextmanager
    def _asked(
        self, request: "_Request", hosts: frozenset[str], seconds: float
    ) -> Iterator[tuple[HTTPResponse, "_Watch"]]:
        """Send one request to a checked address and close it in any case."""
        address = self._checked(request.url, hosts)
        connection = self._connected(address, self._numbers(address))
        sent = {**OUR_HEADERS, **request.headers, "Host": address.authority}
        watch = _Watch(connection)
        try:
            with watch.no_longer_than(seconds):
                with _failures():
                    connection.request(
                        request.method,
                        address.target,
                        body=request.body,
                        headers=sent,
                        preload_content=False,
                        decode_content=False,
                    )
                    response = connection.getresponse()
                with closing(response):
                    yield response, watch
        finally:
            connection.close()

    def _checked(self, url: str, hosts: frozenset[str]) -> WebAddress:
        """Return the address if it may be reached as far as its text tells."""
        try:
            address = parse(url)
        except Unreadable as unreadable:
            raise EgressBlocked(unreadable.reason) from None
        if not hosts & {address.host, address.place}:
            raise EgressBlocked("host-not-listed")
        if address.scheme != "https" and address.place not in self._own:
            raise EgressBlocked("scheme")
        return address

    def _numbers(self, address: WebAddress) -> tuple[str, ...]:
        """Return the addresses of a host; one that is not fit blocks them all."""
        fit = is_own if address.place in self._own else is_public
        try:
            numbers = self._resolver(address.host, address.port)
        except (OSError, UnicodeError):
            raise EgressFailed("the name does not resolve") from None
        if not numbers:
            raise EgressFailed("the name does not resolve")
        if not all(map(fit, numbers)):
            raise EgressBlocked("private-address")
        return numbers

    def _connected(
        self, address: WebAddress, numbers: tuple[str, ...]
    ) -> HTTPConnection:
        """Return a connection to the first address that takes one."""
        failure = "no address"
        for number in numbers:
            connection = self._connection(address, number)
            try:
                connection.connect()
            except _FAILURES as error:
                connection.close()
                failure = type(error).__name__
                continue
            connection.timeout = READ_SECONDS
            return connection
        raise EgressFailed(failure)

    def _connection(self, address: WebAddress, number: str) -> HTTPConnection:
        if address.scheme == "http":
            return HTTPConnection(number, address.port, timeout=CONNECT_SECONDS)
        return HTTPSConnection(
            number,
            address.port,
            timeout=CONNECT_SECONDS,
            ssl_context=ssl.create_default_context(cafile=self._authorities),
            server_hostname=address.host,
            assert_hostname=address.host,
        )


def _whole(response: HTTPResponse, limit: int, watch: "_Watch") -> BinaryIO:
    """Return what was answered as a file, if it is all of it and says where it ends."""
    if response.status != 200:  # noqa: PLR2004 - only OK carries all of it
        raise EgressFailed(f"the other side answered {response.status}")
    ends = {"content-length", "transfer-encoding"}
    if not ends & {name.lower() for name in response.headers}:
        raise EgressFailed("the answer does not say where it ends")
    return io.BufferedReader(_Limited(response, limit, watch))


def _led_on(request: _Request, response: HTTPResponse) -> _Request:
    """Return the request that a redirect asks for; headers stay where they were."""
    try:
        url = urljoin(request.url, response.headers.get("Location", ""))
        same = parse(url).place == parse(request.url).place
    except Unreadable as unreadable:
        raise EgressBlocked(unreadable.reason) from None
    except ValueError:
        raise EgressBlocked("bad-address") from None
    return _Request("GET", url, request.headers if same else {})


@contextmanager
def _failures() -> Iterator[None]:
    """Say what went wrong outside as the port says it, without its words."""
    try:
        yield
    except _FAILURES as failure:
        raise EgressFailed(type(failure).__name__) from None


class _Watch:
    """Breaks a connection when its time is up, however slowly it trickles."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection
        self.broke = False

    @contextmanager
    def no_longer_than(self, seconds: float) -> Iterator[None]:
        """Let what happens inside take so long and no longer."""
        timer = threading.Timer(seconds, self._break)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _break(self) -> None:
        self.broke = True
        plug = self._connection.sock
        if plug is not None:
            with suppress(OSError):
                plug.shutdown(socket.SHUT_RDWR)


class _Limited(io.RawIOBase):
    """Bytes of an answer, up to a limit; failures are the port's own."""

    def __init__(self, response: HTTPResponse, limit: int, watch: _Watch) -> None:
        self._response, self._left, self._watch = response, limit, watch

    def readable(self) -> bool:
        """Say that this is read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read into ``buffer``. Raises EgressFailed beyond limit and time."""
        view = memoryview(buffer)
        with _failures():
            data = self._response.read(min(len(view), self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise EgressFailed("longer than what may be fetched")
        if self._watch.broke:
            raise EgressFailed("not in time")
        view[: len(data)] = data
        return len(data)
