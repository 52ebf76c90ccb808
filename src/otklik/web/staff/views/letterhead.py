"""The letterhead with a sample letter, and the rules of answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from otklik.catalog.actions.edit_letterhead import change_answer_rules, change_letterhead
from otklik.catalog.letterhead import HEAD_FIELDS, answer_rules_of, coat_file, letterhead_of
from otklik.catalog.policies import can_manage_catalog
from otklik.core.outgoing import format_outgoing
from otklik.exporters.letter.to_pdf import MEDIA_TYPE, letter_pdf
from otklik.intake.letters import sample_letter
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.letterhead import AnswerRulesForm, LetterheadForm
from otklik.web.staff.office import office_page


@staff_page(can_manage_catalog)
def letterhead(request: PageRequest) -> HttpResponse:
    """What letters begin and end with."""
    head = letterhead_of(request.administration)
    has_coat = coat_file(request.administration) is not None
    initial = {name: getattr(head, name) for name in HEAD_FIELDS} | {"lines": "\n".join(head.lines)}
    form = LetterheadForm(
        request.POST or None, request.FILES or None, actor=request.actor, initial=initial, has_coat=has_coat
    )
    if request.method == "POST" and form.is_valid():
        act(form, change_letterhead, actor=request.actor, **form.arguments())
        if not form.errors:
            messages.success(request, "Бланк записан. Посмотрите образец письма.")
            return redirect("staff:letterhead", request.administration.slug)
    return office_page(request, "staff/settings/letterhead.html", {"form": form, "has_coat": has_coat})


@staff_page(can_manage_catalog)
def sample(request: PageRequest) -> HttpResponse:
    """A letter that nobody gets, to see the letterhead on paper."""
    letter = sample_letter(request.administration, today_of(request.actor), request.actor.name, timezone.now())
    response = HttpResponse(letter_pdf(letter), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="obrazets-pisma.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@staff_page(can_manage_catalog)
def answer_rules(request: PageRequest) -> HttpResponse:
    """The outgoing number, the survey's address, and what an author may say to an answer."""
    rules = answer_rules_of(request.administration)
    form = AnswerRulesForm(request.POST or None, actor=request.actor, initial=vars(rules))
    if request.method == "POST" and form.is_valid():
        act(form, change_answer_rules, actor=request.actor, rules=form.rules())
        if not form.errors:
            messages.success(request, "Правила записаны. Номера, которые уже даны, не меняются.")
            return redirect("staff:settings", request.administration.slug)
    on = today_of(request.actor)
    example = format_outgoing(rules.outgoing_template, sequence=42, on=on, incoming="Ж-00007/2025")
    return office_page(request, "staff/settings/answers.html", {"form": form, "example": example})
