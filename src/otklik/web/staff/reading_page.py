"""What every reading page shows, whether one reads first, second or settles a difference."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from otklik.improvement.policies import can_accept_suggestions
from otklik.intake.codebook import entries_of, version_in_force
from otklik.intake.reading import ReadingPlace
from otklik.intake.registry import ID_DIGITS
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.reading import ReadingForm
from otklik.web.staff.office import menu_of
from otklik.web.staff.suggested import learned_for_reader, noted_to_reader, offered_to_reader


def reading_page(
    request: PageRequest, place: ReadingPlace, form: ReadingForm, context: Mapping[str, Any], *, is_second: bool = False
) -> HttpResponse:
    """The whole page, or only its changing part when htmx asks for it (not when it restores history)."""
    is_part = request.htmx and not request.htmx.history_restore_request
    version = version_in_force(request.administration.pk)
    meanings = {entry.category_id: entry for entry in entries_of(version)}
    learned = learned_for_reader(request.actor, place.item, is_second=is_second)
    offers = offered_to_reader(request.actor, place.item, learned, is_second=is_second)
    offered = [
        {"key": str(number), "one": one, "sets": json.dumps(one.sets, ensure_ascii=False)}
        for number, one in enumerate(offers, start=1)
    ]
    shown = {
        "place": place,
        "item": place.item,
        "form": form,
        "boxes": [{"box": box, "meaning": meanings.get(box.pk)} for box in form.category_boxes()],
        "version": version,
        "offered": offered,
        "noted": noted_to_reader(place.item, learned),
        "is_second": is_second,
        "may_accept": not is_second and can_accept_suggestions(request.actor),
        "is_part": is_part,
        "menus": [] if is_part else menu_of(request, "Чтение"),
        **context,
    }
    return render(request, "staff/reading/part.html" if is_part else "staff/reading/item.html", shown)


def number_of(text: str | None) -> int | None:
    """A whole number of an address or a form; None for anything else."""
    return int(text) if text and text.isdecimal() and len(text) <= ID_DIGITS else None


def ids_of(texts: Iterable[str]) -> list[int]:
    """Ids among the values; what is no id is passed over."""
    return [number for text in texts if (number := number_of(text)) is not None]
