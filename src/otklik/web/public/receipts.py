"""The receipt after sending: kept in the session so that the page survives a reload, until the visitor wipes it."""

from otklik.core.appeals import ItemKind
from otklik.intake.actions.receive_feedback import Receipt
from otklik.web.public.draft import Draft
from otklik.web.shared.requests import PageRequest


def _key(request: PageRequest) -> str:
    return f"receipt:{request.administration.slug}"


def keep_receipt(request: PageRequest, draft: Draft, receipt: Receipt) -> None:
    """Remember number, code and days; never the text or the name."""
    request.session[_key(request)] = receipt_words(receipt, draft.kind) | {
        "is_named": draft.is_named,
        "way": draft.said("way") if draft.is_named else "",
    }


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
    kept: dict[str, object] | None = request.session.get(_key(request))
    return kept


def drop_receipt(request: PageRequest) -> None:
    """Wipe it off this device."""
    request.session.pop(_key(request), None)
