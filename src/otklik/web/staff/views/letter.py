"""The answer on paper: a page to print, and a Word file."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.exporters.registry import exporter
from otklik.intake.letters import answer_of, letter_document, subject_of, written_on
from otklik.intake.policies import can_view_items
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest


@staff_page(can_view_items)
def letter(request: PageRequest, item_id: int, answer_id: int) -> HttpResponse:
    """The letter as it will be printed."""
    answer = answer_of(request.actor, item_id, answer_id)
    context = {
        "answer": answer,
        "item": answer.item,
        "contact": getattr(answer.item, "contact", None),
        "subject": subject_of(answer),
        "written_on": written_on(answer),
    }
    return render(request, "staff/letter/letter.html", context)


@staff_page(can_view_items)
def letter_file(request: PageRequest, item_id: int, answer_id: int) -> HttpResponse:
    """The letter as a Word file, ready for the letterhead."""
    answer = answer_of(request.actor, item_id, answer_id)
    word = exporter("docx")
    response = HttpResponse(word.render(letter_document(answer)), content_type=word.media_type)
    response["Content-Disposition"] = f'attachment; filename="{word.file_name(f"answer-{answer.pk}")}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
