"""Contacts: handed over by a source, and what became of them."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from seloste import wiring
from seloste.services import contact_status, uploads
from seloste.services.capture import Result
from seloste.web import clock
from seloste.web.api import description, forms
from seloste.web.api.auth import source_of
from seloste.web.api.schemas import ReceiptOut, StatusOut

router = Router(tags=["contacts"])
ACKNOWLEDGED = {
    Result.CAPTURED: 201,
    Result.LEG_ADDED: 201,
    Result.DUPLICATE: 200,
    Result.DESTROYED_BEFORE: 200,
    Result.QUARANTINED: 202,
}


@router.post(
    "/contacts",
    operation_id="handOverContact",
    summary="Hand over a contact",
    response={
        201: ReceiptOut,
        200: ReceiptOut,
        202: ReceiptOut,
        **description.refusals(400, 401, 404, 409, 411, 413, 415, 422, 429, 503),
    },
    openapi_extra=description.CONTACT_FORM,
)
def hand_over(request: HttpRequest) -> Status[ReceiptOut]:
    """Hand over a contact, or a leg of one, with its files.

    201: kept. 200: it was here before, or was destroyed on time already. 202:
    it waits in quarantine for a person, with the reason. Sending the same
    `source_id` and `leg` again is harmless. On any other answer nothing was
    kept: keep your file.
    """
    handed = forms.read(request, source=source_of(request))
    receipt = uploads.deliver(
        handed.delivery, handed.claims, desk=wiring.desk(), now=clock.now()
    )
    body = ReceiptOut(result=receipt.result, id=receipt.id, reason=receipt.reason)
    return Status(ACKNOWLEDGED[receipt.result], body)


@router.get(
    "/contacts/{contact_id}",
    operation_id="readContactStatus",
    summary="Ask what became of a contact",
    response={200: StatusOut, **description.refusals(401, 404, 422, 429)},
    by_alias=True,
)
def read_status(request: HttpRequest, contact_id: UUID) -> StatusOut:
    """Ask how a contact that this source handed over is kept.

    `state` is kept, destroying, quarantined (`reason` says why), captured (out
    of quarantine) or discarded. What another source handed over, and what has
    been destroyed, is not found. No content is ever returned.
    """
    found = contact_status.status(
        contact_id, source=source_of(request), now=clock.now()
    )
    return StatusOut(
        id=found.id,
        state=found.state,
        reason=found.reason,
        register_=found.register,
        notice_version=found.notice_version,
        retention_class=found.retention_class,
        destroy_by=found.destroy_by,
        act_at=found.act_at,
        held=found.held,
    )
