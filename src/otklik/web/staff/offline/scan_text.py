"""The text of a scan beside the card: asked for, read in the background, put where nothing was typed yet."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.base.files import StoredFile
from otklik.base.scan_folder import take_scan
from otklik.intake.policies import can_register_item
from otklik.intake.queries import today_of
from otklik.offline.actions.read_scan_text import READABLE, read_scan_text
from otklik.offline.packs import TextShown, scan_text, scan_texts
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.card_page import CardPage
from otklik.web.staff.kept_files import take_uploads

#: Hidden field with the texts of scans that still lie in the folder.
TEXTS = "texts"
_MOST = 10
_ID_DIGITS = 18


@dataclass(frozen=True)
class Offer:
    """A text with what it offers: JSON for the page, values for the card."""

    shown: TextShown

    @property
    def fields(self) -> dict[str, str]:
        """Fields of the card that the scan speaks of."""
        found = self.shown.proposed
        told = {"name": found.name, "address": found.address, "phone": found.phone, "email": found.email}
        return {name: value for name, value in {**told, "text": self.shown.text}.items() if value}

    @property
    def fill(self) -> str:
        """The same for the script."""
        return json.dumps(self.fields, ensure_ascii=False)


def texts_of(page: CardPage) -> dict[str, Any]:
    """For the card's template: what is read, and whether there is something to read."""
    actor, today = page.request.actor, today_of(page.request.actor)
    rows = [shown for file in page.files if (shown := scan_text(actor, file, today))]
    known = {shown.row.pk for shown in rows}
    rows += [shown for shown in scan_texts(actor, _ids(page), today) if shown.row.pk not in known]
    asked = {shown.row.digest for shown in rows}
    unread = [file for file in page.files if file.media_type in READABLE and file.sha256 not in asked]
    return {
        "scan_texts": [Offer(shown) for shown in rows],
        "is_reading": any(shown.is_moving for shown in rows),
        "may_read": bool(unread or page.scans),
    }


def read_scans(page: CardPage, _value: str) -> dict[str, Any]:
    """Send every scan of the card to be read; scans of the folder stay there until the card is registered."""
    actor, ids = page.request.actor, _ids(page)
    for file in [*page.files, *_from_folder(page)]:
        asked = read_scan_text(actor=actor, file=file, again=True)
        if asked is not None:
            ids.append(asked.pk)
    page.typed[TEXTS] = ",".join(map(str, dict.fromkeys(ids)))
    return {}


def take_text(page: CardPage, value: str) -> dict[str, Any]:
    """Put what the scan says into the fields where nothing was typed; nothing is overwritten."""
    for offer in texts_of(page)["scan_texts"]:
        if str(offer.shown.row.pk) == value:
            empty = {name: told for name, told in offer.fields.items() if not page.typed.get(name, "").strip()}
            page.typed |= empty
    return {}


@staff_page(can_register_item)
@require_POST
def scan_text_part(request: PageRequest) -> HttpResponse:
    """How far the reading is, beside a card that goes on being typed."""
    page = CardPage.sent(request)
    page.files = take_uploads(request, page.form(is_bound=True), keeps_dangerous=True)
    return render(request, "staff/offline/scan_text.html", {"page": page, **texts_of(page)})


def _ids(page: CardPage) -> list[int]:
    parts = page.typed.get(TEXTS, "").split(",")[:_MOST]
    return [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) <= _ID_DIGITS]


def _from_folder(page: CardPage) -> list[StoredFile]:
    found = []
    for token in page.scans:
        try:
            file, _ = take_scan(page.request.administration.pk, page.request.administration.slug, token)
        except RuleBroken as broken:
            messages.error(page.request, broken.message)
            continue
        found.append(file)
    return found
