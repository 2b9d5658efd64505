"""Refusals as the interface answers them: a status, a stable code, no echo.

Nothing that was sent is repeated in an answer: a wrong field is named by its
place in the description of the interface, never by its value.
"""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import ValidationError as ShapeError

from seloste.domain.errors import SelosteError
from seloste.services.sources import TokenRefused
from seloste.services.uploads import UploadOffsetMismatch

STATUS: dict[str, HTTPStatus] = {
    "token-refused": HTTPStatus.UNAUTHORIZED,
    "signature-refused": HTTPStatus.UNAUTHORIZED,
    "api-key-refused": HTTPStatus.FORBIDDEN,
    "purpose-refused": HTTPStatus.FORBIDDEN,
    "version-mismatch": HTTPStatus.PRECONDITION_FAILED,
    "not-found": HTTPStatus.NOT_FOUND,
    "upload-unknown": HTTPStatus.NOT_FOUND,
    "length-required": HTTPStatus.LENGTH_REQUIRED,
    "too-large": HTTPStatus.CONTENT_TOO_LARGE,
    "upload-too-long": HTTPStatus.CONTENT_TOO_LARGE,
    "media-type-refused": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "body-incomplete": HTTPStatus.BAD_REQUEST,
    "upload-chunk-refused": HTTPStatus.BAD_REQUEST,
    "request-invalid": HTTPStatus.UNPROCESSABLE_CONTENT,
    "too-many-requests": HTTPStatus.TOO_MANY_REQUESTS,
    "upload-quota-spent": HTTPStatus.TOO_MANY_REQUESTS,
    "vault-unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "audio-unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "search-unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "disk-full": HTTPStatus.SERVICE_UNAVAILABLE,
    "not-initialised": HTTPStatus.SERVICE_UNAVAILABLE,
    "restore-unfinished": HTTPStatus.SERVICE_UNAVAILABLE,
    "rolled-back": HTTPStatus.SERVICE_UNAVAILABLE,
}
RETRY_SECONDS: dict[str, int] = {
    "upload-quota-spent": 600,
    "vault-unavailable": 30,
    "audio-unavailable": 30,
    "search-unavailable": 30,
    "disk-full": 300,
    "not-initialised": 60,
    "restore-unfinished": 60,
    "rolled-back": 60,
}
PROBLEMS: dict[str, str] = {
    "missing": "is missing",
    "extra_forbidden": "has a field that is not described",
    "json_invalid": "is not JSON",
    "timezone_aware": "needs an offset from UTC, such as Z or +03:00",
    "string_too_long": "is too long",
    "string_too_short": "is empty",
    "string_pattern_mismatch": "has characters or a form that cannot be",
    "too_long": "has too many entries",
    "enum": "is none of the words that are allowed",
    "literal_error": "is none of the words that are allowed",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A field, by its place, and what is wrong with it."""

    field: str
    problem: str


class RequestInvalid(SelosteError):
    """The request does not fit the description; ``problems`` says where."""

    code = "request-invalid"

    def __init__(self, *problems: Problem) -> None:
        super().__init__("the request does not fit the description of the interface")
        self.problems = problems


class TooManyRequests(SelosteError):
    """The source, or all sources together, asked too often; wait ``seconds``."""

    code = "too-many-requests"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


def of_shape(error: ShapeError, place: str) -> RequestInvalid:
    """Return the refusal of a JSON value that has another shape than described."""
    found = [
        Problem(_place(place, detail["loc"], detail["type"]), _problem(detail["type"]))
        for detail in error.errors(include_url=False, include_input=False)
    ]
    return RequestInvalid(*dict.fromkeys(found))


def _place(start: str, steps: tuple[int | str, ...], kind: str) -> str:
    """Return the dotted place; the name of an unknown field is the sender's text."""
    known = steps[:-1] if kind == "extra_forbidden" else steps
    return ".".join([start, *map(str, known)]).strip(".")


def _problem(kind: str) -> str:
    return PROBLEMS.get(kind, "is not what is described")


def answer(refusal: SelosteError) -> HttpResponse:
    """Return the answer to a refusal; one that has no status of its own is 409."""
    status = STATUS.get(refusal.code, HTTPStatus.CONFLICT)
    problems = refusal.problems if isinstance(refusal, RequestInvalid) else ()
    return JsonResponse(
        {
            "code": refusal.code,
            "message": str(refusal),
            "fields": [
                {"field": one.field, "problem": one.problem} for one in problems
            ],
        },
        status=status,
        headers=_headers(refusal, status),
        content_type="application/json; charset=utf-8",
    )


def _headers(refusal: SelosteError, status: HTTPStatus) -> dict[str, str]:
    if isinstance(refusal, UploadOffsetMismatch):
        return {"Upload-Offset": str(refusal.offset)}
    if isinstance(refusal, TooManyRequests):
        return {"Retry-After": str(refusal.seconds)}
    if refusal.code in RETRY_SECONDS:
        return {"Retry-After": str(RETRY_SECONDS[refusal.code])}
    if status is HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer"}
    return {}


def install(api: NinjaAPI) -> None:
    """Let ``api`` answer every anticipated refusal here; anything else rises."""
    api.add_exception_handler(SelosteError, _refused)
    api.add_exception_handler(AuthenticationError, _unknown_caller)
    api.add_exception_handler(ValidationError, _misshapen)
    api.add_exception_handler(HttpError, _misshapen)


def _refused(request: HttpRequest, refusal: object) -> HttpResponse:  # noqa: ARG001 - the framework's signature
    assert isinstance(refusal, SelosteError)  # noqa: S101 - installed for nothing else
    return answer(refusal)


def _unknown_caller(request: HttpRequest, error: object) -> HttpResponse:  # noqa: ARG001 - the framework's signature
    return answer(TokenRefused("unknown, revoked or over"))


def _misshapen(request: HttpRequest, error: object) -> HttpResponse:  # noqa: ARG001 - the framework's signature
    return answer(RequestInvalid(Problem("address", "is not what is described")))
