"""The live process: chats of visitors and agents, over sockets or, failing those, HTTP.

A small ASGI application beside the pages. It holds nothing that another
process would need: lines are in the records before they are acknowledged, and
every process learns of changes from there. Everything that asks the records
runs in a few threads; the loop only passes words on.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.db import connection
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from seloste import wiring
from seloste.domain.chat import ChatRefused
from seloste.domain.errors import SelosteError
from seloste.protocols.client_address import client_address
from seloste.receivers import live_files
from seloste.receivers.live_agent import AgentPage
from seloste.receivers.live_limits import LARGEST_MESSAGE, Addresses, per_page
from seloste.receivers.live_lists import Lists
from seloste.receivers.live_page import (
    Message,
    Over,
    Page,
    Words,
    in_thread,
    parsed,
)
from seloste.receivers.live_pump import Pump
from seloste.receivers.live_visitor import VisitorPage
from seloste.services import chat_sites

log = structlog.get_logger("seloste.live")

THREADS = 8
SWITCH = 0.0005
"""Threads that wait for the records get the interpreter back soon (seconds)."""
PULSE = 20.0
STRANGER_STAYS = 30.0
POLL_WAITS = 20.0
LARGEST_BODY = 10 * LARGEST_MESSAGE
POLICY, TOO_BIG, TRY_LATER = 1008, 1009, 1013
CONNECTIONS = Addresses(rate=1, size=60)
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Origin",
}

TOLD_BY_THE_PUMP = frozenset({"say", "typing", "seen"})
"""What changes the chat: whoever said it hears of it as everybody else does."""

pool = ThreadPoolExecutor(THREADS, thread_name_prefix="live")
WRITERS = asyncio.Semaphore(1 if connection.vendor == "sqlite" else THREADS // 2)
"""Whoever would wait for the database waits here: SQLite takes one at a time."""
lists = Lists()
pump = Pump(changed=lists.changed)


async def run[T](work: Callable[[], T]) -> T:
    """Do something that asks the records in a thread."""
    return await asyncio.get_running_loop().run_in_executor(
        pool, partial(in_thread, work)
    )


def origin_of(connection: HTTPConnection) -> str:
    """Return the origin a browser names; nothing else is believed to be one."""
    return connection.headers.get("origin", "")


def own_origin() -> str:
    """Return the origin of the pages, the only one that agents come from."""
    parts = urlsplit(settings.PUBLIC_URL)
    return f"{parts.scheme}://{parts.netloc}"


def address_of(connection: HTTPConnection) -> str:
    """Return where a connection comes from."""
    return client_address(
        connection.client.host if connection.client else "",
        connection.headers.get("x-forwarded-for", ""),
        proxies=settings.TRUSTED_PROXIES,
    )


def visitor_page(connection: HTTPConnection) -> VisitorPage:
    """Return the page of a visitor."""
    return VisitorPage(origin=origin_of(connection), address=address_of(connection))


def agent_page(connection: HTTPConnection) -> AgentPage:
    """Return the page of somebody who is signed in."""
    session = connection.cookies.get(settings.SESSION_COOKIE_NAME, "")
    return AgentPage(session=session, lists=lists)


async def allowed(connection: HTTPConnection) -> bool:
    """Tell whether a visitor's browser comes from a site that may chat."""
    origin = origin_of(connection)
    return await run(lambda: chat_sites.knows_origin(origin))


async def visitor_socket(socket: WebSocket) -> None:
    """Talk with a visitor's page, if a site of its origin may chat."""
    if not CONNECTIONS.allows(address_of(socket)) or not await allowed(socket):
        await socket.close(POLICY)
        return
    await converse(socket, visitor_page(socket))


async def agent_socket(socket: WebSocket) -> None:
    """Talk with an agent's page: signed in, and a page of Seloste's own."""
    page = agent_page(socket)
    if origin_of(socket) != own_origin() or not await run(lambda: page.known):
        await socket.close(POLICY)
        return
    await converse(socket, page)


async def converse(socket: WebSocket, page: Page) -> None:
    """Pass words both ways until one side has enough."""
    await socket.accept()
    event, turn = pump.listen(page.chats), asyncio.Lock()
    event.set()
    hearing = asyncio.create_task(hear(socket, page, event, turn))
    telling = asyncio.create_task(tell(socket, page, event, turn))
    try:
        await asyncio.wait({hearing, telling}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        pump.forget(event)
        for task in (hearing, telling):
            task.cancel()
        ended = await asyncio.gather(hearing, telling, return_exceptions=True)
        with suppress(RuntimeError, WebSocketDisconnect):
            await socket.close(_code(ended))


def _code(ended: Iterable[object]) -> int:
    """Return why a conversation ends, as RFC 6455 numbers it."""
    if any(isinstance(one, Over) for one in ended):
        return POLICY
    return TOO_BIG if any(isinstance(one, ChatRefused) for one in ended) else 1000


async def hear(
    socket: WebSocket, page: Page, event: asyncio.Event, turn: asyncio.Lock
) -> None:
    """Do what the page says, as fast as anybody may speak."""
    bucket = per_page()
    while True:
        text = await socket.receive_text()
        if len(text) > LARGEST_MESSAGE:
            raise ChatRefused("too-long")
        message = parsed(text)
        if not bucket.take():
            await socket.send_json(_slower(message))
            continue
        async with turn:
            words = await handled(page, message)
            for word in words:
                await socket.send_json(word)
        if message["type"] not in TOLD_BY_THE_PUMP:
            event.set()


async def handled(page: Page, message: Message) -> Words:
    """Do what a message says, in a thread and in turn."""
    async with WRITERS:
        return await run(partial(page.handle, message))


def _slower(message: Message) -> Message:
    return {
        "type": "refused",
        "code": "chat-refused",
        "reason": "too-many",
        "id": message.get("id", ""),
        "of": message["type"],
    }


async def tell(
    socket: WebSocket, page: Page, event: asyncio.Event, turn: asyncio.Lock
) -> None:
    """Tell the page what changed; one that says nothing of itself is let go."""
    while True:
        again = page.looks_again if isinstance(page, AgentPage) else None
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), PULSE if again is None else again)
        event.clear()
        async with turn:
            words = await run(page.news)
            for word in words:
                await socket.send_json(word)
        if isinstance(page, VisitorPage) and not page.known:
            await _introduced(event)
            if not page.known:
                raise Over


async def _introduced(event: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), STRANGER_STAYS)


def headers(request: Request, *, ours: bool) -> dict[str, str]:
    """Return the headers of an answer to a page of an origin that was checked."""
    told = {**HEADERS, "Access-Control-Allow-Origin": origin_of(request)}
    if ours:
        told["Access-Control-Allow-Credentials"] = "true"
    return told


async def preflight(request: Request, *, ours: bool) -> Response:
    """Answer the question browsers ask before they send."""
    good = origin_of(request) == own_origin() if ours else await allowed(request)
    if not good:
        return Response(status_code=403, headers=HEADERS)
    extra = {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": (
            "authorization, content-type, x-client-id, x-file-name, x-chat"
        ),
        "Access-Control-Max-Age": "600",
    }
    return Response(status_code=204, headers={**headers(request, ours=ours), **extra})


async def visitor_poll(request: Request) -> Response:
    """Do the same as the visitor's socket where sockets are blocked."""
    if request.method == "OPTIONS":
        return await preflight(request, ours=False)
    if not await allowed(request):
        return Response(status_code=403, headers=HEADERS)
    page = visitor_page(request)
    return await exchange(request, page, headers(request, ours=False))


async def agent_poll(request: Request) -> Response:
    """Do the same as the agent's socket where sockets are blocked."""
    if request.method == "OPTIONS":
        return await preflight(request, ours=True)
    page = agent_page(request)
    if origin_of(request) != own_origin() or not await run(lambda: page.known):
        return Response(status_code=403, headers=HEADERS)
    return await exchange(request, page, headers(request, ours=True))


async def exchange(request: Request, page: Page, head: dict[str, str]) -> Response:
    """Do what the messages of a request say, and wait a while for news."""
    try:
        body = await bounded(request, LARGEST_BODY)
        asked = parsed(body.decode())
        messages = [parsed_again(one) for one in asked.get("messages", [])][:50]
    except (SelosteError, UnicodeDecodeError):
        return JSONResponse({"messages": []}, status_code=400, headers=head)
    event = pump.listen(page.chats)
    try:
        words = []
        for message in messages:
            words += await handled(page, message)
        if isinstance(page, VisitorPage) and isinstance(asked.get("state"), dict):
            page.known_state(asked["state"])
        words += await run(page.news)
        if not words and asked.get("wait") is True and await run(lambda: page.known):
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), POLL_WAITS)
            words += await run(page.news)
    except Over:
        return JSONResponse({"messages": []}, status_code=403, headers=head)
    finally:
        pump.forget(event)
    return JSONResponse({"messages": words}, headers=head)


def parsed_again(value: object) -> Message:
    """Return one message of several. Raises ChatRefused."""
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise ChatRefused("bad-id")
    return value


async def bounded(request: Request, most: int) -> bytes:
    """Return a body that is not too large, whatever its length was said to be.

    Raises ChatRefused.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise ChatRefused("too-large")
    return bytes(body)


async def site(request: Request) -> Response:
    """Tell a page what its visitors are shown before a chat begins."""
    query, origin = request.query_params, origin_of(request)
    try:
        told = await run(lambda: live_files.welcome(query, origin))
    except SelosteError:
        return Response(status_code=403, headers=HEADERS)
    return JSONResponse(told, headers=headers(request, ours=False))


async def file(request: Request) -> Response:
    """Take a file of a chat in, or hand one out to its visitor."""
    ours = origin_of(request) == own_origin() and bool(
        request.cookies.get(settings.SESSION_COOKIE_NAME)
    )
    if request.method == "OPTIONS":
        return await preflight(request, ours=origin_of(request) == own_origin())
    if not ours and not await allowed(request):
        return Response(status_code=403, headers=HEADERS)
    head = headers(request, ours=ours)
    try:
        if request.method == "POST":
            return await _take_file(request, head, ours=ours)
        return await _hand_out(request, head)
    except SelosteError as refusal:
        reason = str(getattr(refusal, "reason", ""))
        told = {"code": refusal.code, "reason": reason}
        return JSONResponse(told, status_code=409, headers=head)


async def _take_file(request: Request, head: dict[str, str], *, ours: bool) -> Response:
    page = agent_page(request) if ours else visitor_page(request)
    who = await run(lambda: live_files.owner(request.headers, page))
    async with live_files.AT_ONCE:
        data = await bounded(request, live_files.LARGEST_FILE)
        seq = await run(lambda: live_files.take(who, request.headers, data))
    return JSONResponse({"seq": seq}, headers=head)


async def _hand_out(request: Request, head: dict[str, str]) -> Response:
    page = visitor_page(request)
    item = request.path_params["item"]
    taken = await run(lambda: live_files.hand_out(request.headers, page, item))
    return Response(
        taken.data,
        media_type="application/octet-stream",
        headers={**head, "Content-Disposition": "attachment"},
    )


async def health(_: Request) -> Response:
    """Say that the process is there."""
    return Response("ok\n", media_type="text/plain", headers=HEADERS)


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    """Open the desk, watch the records, and let go at the end."""
    sys.setswitchinterval(SWITCH)
    await run(wiring.open_desk)
    pump.start()
    yield
    pump.stop()
    pool.shutdown(wait=False, cancel_futures=True)


def application() -> Starlette:
    """Return the ASGI application."""
    return Starlette(
        lifespan=lifespan,
        routes=[
            Route("/live/health", health),
            Route("/live/site", site),
            Route("/live/visitor", visitor_poll, methods=["POST", "OPTIONS"]),
            Route("/live/agent", agent_poll, methods=["POST", "OPTIONS"]),
            Route("/live/file", file, methods=["POST", "OPTIONS"]),
            Route("/live/file/{item:uuid}", file, methods=["GET", "OPTIONS"]),
            WebSocketRoute("/live/visitor", visitor_socket),
            WebSocketRoute("/live/agent", agent_socket),
        ],
    )
