"""The receipt after sending survives a reload until the visitor wipes it: in the session, or in a signed cookie.

The cookie serves the form on one page, which needs no session; scripts cannot read it.
"""

import json

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpResponse
from django.urls import reverse

from otklik.core.appeals import ItemKind
from otklik.intake.actions.receive_feedback import Receipt
from otklik.web.public.draft import Draft
from otklik.web.shared.requests import PageRequest

COOKIE_SECONDS = 60 * 60


def _key(request: PageRequest) -> str:
    return f"receipt:{request.administration.slug}"


def _cookie(request: PageRequest) -> str:
    return f"receipt-{request.administration.slug}"


def _path(request: PageRequest) -> str:
    return reverse("public:feedback", args=[request.administration.slug])


def keep_receipt(request: PageRequest, draft: Draft, receipt: Receipt) -> None:
    """Remember number, code and days in the session; never the text or the name."""
    request.session[_key(request)] = _words(draft, receipt)


def hand_receipt(request: PageRequest, response: HttpResponse, draft: Draft, receipt: Receipt) -> None:
    """Give the same to the visitor's browser, for an hour and for the pages of the form only."""
    response.set_signed_cookie(
        _cookie(request),
        json.dumps(_words(draft, receipt)),
        max_age=COOKIE_SECONDS,
        path=_path(request),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _words(draft: Draft, receipt: Receipt) -> dict[str, object]:
    way = draft.said("way") if draft.is_named else ""
    return receipt_words(receipt, draft.kind) | {"is_named": draft.is_named, "way": way}


def receipt_words(receipt: Receipt, kind: ItemKind | None) -> dict[str, object]:
    """What the receipt's page shows."""
    return {
        "number": receipt.number,
        "code": receipt.tracking_code,
        "due_on": receipt.due_on.isoformat() if receipt.due_on else "",
        "registered_on": receipt.registered_on.isoformat(),
        "is_appeal": bool(kind and kind.is_appeal),
    }


def read_receipt(request: PageRequest) -> dict[str, object] | None:
    """The last receipt of this visitor, or None."""
    try:
        handed = request.get_signed_cookie(_cookie(request), default=None, max_age=COOKIE_SECONDS)
    except BadSignature:
        handed = None
    kept: dict[str, object] | None = json.loads(handed) if handed else request.session.get(_key(request))
    return kept


def drop_receipt(request: PageRequest, response: HttpResponse) -> None:
    """Wipe it off this device."""
    request.session.pop(_key(request), None)
    response.delete_cookie(_cookie(request), path=_path(request), samesite="Lax")
