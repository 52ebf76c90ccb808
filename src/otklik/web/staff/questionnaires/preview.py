"""How the questionnaire looks: on a phone (by the public page's own layout), on paper, as a file."""

from dataclasses import replace

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from otklik.core.questionnaire.schema import Questionnaire
from otklik.core.questionnaire.toml import toml_of
from otklik.exporters.questionnaire.to_pdf import MEDIA_TYPE as PDF
from otklik.exporters.questionnaire.to_pdf import fitted, questionnaire_pdf
from otklik.exporters.questionnaire.to_word import MEDIA_TYPE as DOCX
from otklik.exporters.questionnaire.to_word import questionnaire_docx
from otklik.surveys.launch import minimum_of
from otklik.surveys.paper import trial_form
from otklik.surveys.questionnaires import Edition, edition_for
from otklik.web.public.surveys.sheet import lay_out, told_length
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.questionnaires.place import can_run_surveys


@staff_page(can_run_surveys)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # the view's own arguments
def preview(request: PageRequest, questionnaire_id: int) -> HttpResponse:
    """The page that a respondent will see; nothing is sent from here."""
    edition, words = _shown(request, questionnaire_id)
    language = request.GET.get("lang", "")
    language = language if language in words.languages else ""
    said = words.translations.get(language, {})
    context = {
        "edition": edition,
        "title": said.get("title") or words.title,
        "lead": said.get("lead") or words.lead,
        "language": language,
        "length": told_length(words),
        "questions": lay_out(words, language),
        "minimum": minimum_of(request.procedure, words.audience),
    }
    return render(request, "staff/questionnaires/preview.html", context)


@staff_page(can_run_surveys)
def paper(request: PageRequest, questionnaire_id: int, file_format: str) -> HttpResponse:
    """«pdf», «docx»: the paper form without a survey's code; «toml»: the questionnaire as a file."""
    edition, words = _shown(request, questionnaire_id)
    stem = edition.questionnaire.slug
    if file_format == "toml":
        return _download(toml_of(edition.content).encode(), "application/toml", f"{stem}.toml")
    form = trial_form(words, request.administration.title, large="large" in request.GET)
    if file_format == "pdf":
        return _download(questionnaire_pdf(fitted(form)), PDF, f"{stem}.pdf", shown=True)
    if file_format == "docx":
        return _download(questionnaire_docx(replace(form, columns=False)), DOCX, f"{stem}.docx")
    raise Http404


def _shown(request: PageRequest, questionnaire_id: int) -> tuple[Edition, Questionnaire]:
    number = request.GET.get("version", "")
    is_number = number.isdecimal() and len(number) < 9  # noqa: PLR2004 - no version has more digits
    edition = edition_for(request.actor, questionnaire_id, int(number) if is_number else None)
    return edition, edition.content.short_form() if "short" in request.GET else edition.content


def _download(content: bytes, media_type: str, name: str, *, shown: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=not shown, filename=name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
