"""The answer on paper: a page to print, the files for Word and PDF, and the copy of what left."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from otklik.exporters.letter import to_pdf, to_word
from otklik.intake.letters import Answer, answer_of, letter_of
from otklik.intake.outgoing_copies import copy_content, copy_name, is_intact
from otklik.intake.policies import can_view_items
from otklik.surveys.giving import Interaction, Survey, survey_to_give
from otklik.surveys.policies import can_enter_answers
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.given.giving import page_token


@staff_page(can_view_items)
def letter(request: PageRequest, item_id: int, answer_id: int) -> HttpResponse:
    """The letter as it was printed, with its files."""
    answer = answer_of(request.actor, item_id, answer_id)
    context = {
        "answer": answer,
        "item": answer.item,
        "letter": letter_of(answer),
        "has_copy": answer.copy is not None,
        "may_copy": answer.copy is not None and not answer.item.is_masked,
        "is_intact": answer.copy is not None and is_intact(answer),
        "given": _given(request, answer),
        "token": page_token(),
    }
    return render(request, "staff/letter/letter.html", context)


def _given(request: PageRequest, answer: Answer) -> Survey | None:
    """The questionnaire to be printed with the final answer. Порядок: murashi 5.2."""
    if answer.is_interim or not can_enter_answers(request.actor):
        return None
    return survey_to_give(Interaction.of_item(answer.item))


@staff_page(can_view_items)
def letter_file(request: PageRequest, item_id: int, answer_id: int, file_format: str) -> HttpResponse:
    """«docx»: to sign or mend; «pdf»: the letter set anew; «copy»: the very bytes that left."""
    answer = answer_of(request.actor, item_id, answer_id)
    stem = copy_name(answer).removesuffix(".pdf")
    if file_format == "docx":
        return _download(to_word.letter_docx(letter_of(answer)), to_word.MEDIA_TYPE, f"{stem}.docx")
    if file_format == "pdf":
        return _download(to_pdf.letter_pdf(letter_of(answer)), to_pdf.MEDIA_TYPE, f"{stem}.pdf")
    if file_format == "copy" and answer.item.is_masked:
        messages.error(request, "В копии письма — данные автора. Сначала откройте оригинал, указав причину.")
        return redirect("staff:item", request.administration.slug, item_id)
    if file_format == "copy":
        return _download(copy_content(answer), to_pdf.MEDIA_TYPE, f"{stem}.pdf")
    raise Http404


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
