"""«Благодарности»: what is to be done, who is not thanked and why, letters in one file, the words."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.core.russian import count_with_word
from otklik.core.thanks import FIELDS
from otklik.exporters.letter import to_pdf, to_word
from otklik.improvement.access import measure_for
from otklik.improvement.actions.send_notice import send_notices
from otklik.improvement.policies import can_plan_measures, can_thank_authors, can_view_roadmap, can_word_thanks
from otklik.improvement.queries import thanks as reads
from otklik.improvement.thanks_letters import print_letters
from otklik.improvement.thanks_words import change_thanks, thanks_templates
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import improvement_page
from otklik.web.staff.improvement.thanks_forms import SurveyAcceptForm, WordsForm
from otklik.web.staff.reading_page import ids_of


@staff_page(can_view_roadmap)
def thanks(request: PageRequest) -> HttpResponse:
    """What waits for a person, way by way; then those not thanked, each with the reason. Порядок: murashi 2.4."""
    counts = reads.thanks_counts(request.actor)
    context: dict[str, Any] = {
        "groups": reads.to_do(request.actor),
        "unreachable": reads.unreachable(request.actor),
        "promised": reads.promised(request.actor),
        "sent": counts.get("sent", 0),
        "leaving": counts.get("leaving", 0),
        "may_thank": can_thank_authors(request.actor),
        "may_word": can_word_thanks(request.actor),
        "shown": reads.SHOWN,
    }
    return improvement_page(request, "staff/improvement/thanks/list.html", "thanks", **context)


@staff_page(can_view_roadmap)
def done(request: PageRequest) -> HttpResponse:
    """Who was thanked, and for what."""
    context: dict[str, Any] = {"told": reads.told(request.actor), "measures": reads.measures_thanked(request.actor)}
    return improvement_page(request, "staff/improvement/thanks/done.html", "thanks", shown=reads.SHOWN, **context)


@staff_page(can_view_roadmap)
def of_measure(request: PageRequest, measure_id: int) -> HttpResponse:
    """All thanks of one measure, its suggestions, its surveys."""
    measure = measure_for(request.actor, measure_id)
    may_link = can_plan_measures(request.actor)
    surveys = [(one.pk, one.title) for one in reads.surveys_to_link(request.actor)] if may_link else []
    context: dict[str, Any] = {
        "measure": measure,
        "groups": reads.to_do(request.actor, measure),
        "unreachable": reads.unreachable(request.actor, measure),
        "told": reads.told(request.actor, measure),
        "suggestions": reads.suggestions_of(request.actor, measure_id),
        "linked_surveys": reads.surveys_of(measure),
        "survey_form": SurveyAcceptForm(actor=request.actor, surveys=surveys) if surveys else None,
        "may_link": may_link,
        "may_thank": can_thank_authors(request.actor),
    }
    return improvement_page(request, "staff/improvement/thanks/measure.html", "thanks", **context)


@staff_page(can_thank_authors)
@require_POST
def send(request: PageRequest) -> HttpResponse:
    """Everything that was ticked leaves."""
    sent, problems = send_notices(actor=request.actor, notice_ids=ids_of(request.POST.getlist("notice")))
    if sent:
        told = count_with_word(sent, "благодарность", "благодарности", "благодарностей")
        messages.success(request, f"Отправлено: {told}.")
    for problem in problems or ([] if sent else ["Отметьте, что отправить."]):
        messages.error(request, problem)
    return redirect("staff:thanks", request.administration.slug)


@staff_page(can_thank_authors)
@require_POST
def letters(request: PageRequest) -> HttpResponse:
    """The letters that were ticked, in one file; each gets its number."""
    try:
        made = print_letters(actor=request.actor, notice_ids=ids_of(request.POST.getlist("notice")))
        if request.POST.get("format") == "docx":
            return _file(to_word.letters_docx(made), to_word.MEDIA_TYPE, "blagodarnosti.docx")
        return _file(to_pdf.letters_pdf(made), to_pdf.MEDIA_TYPE, "blagodarnosti.pdf")
    except (RuleBroken, to_pdf.LetterNotSet) as problem:
        messages.error(request, getattr(problem, "message", str(problem)))
        return redirect("staff:thanks", request.administration.slug)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


@staff_page(can_word_thanks)
def words(request: PageRequest) -> HttpResponse:
    """The administration's own words of thanks."""
    kept = thanks_templates(request.administration)
    initial = {"suggestion": kept.suggestion, "survey": kept.survey}
    form = WordsForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, change_thanks, actor=request.actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Слова благодарности сохранены. Подготовленные раньше не изменились.")
            return redirect("staff:thanks_words", request.administration.slug)
    return improvement_page(request, "staff/improvement/thanks/words.html", "thanks", form=form, fields=FIELDS.items())
