"""«Интервью и оценки»: the list, the card, counts by category, files."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from otklik.base.errors import RuleBroken
from otklik.base.files import open_file, store_file
from otklik.core.agreement import FEWEST_PAIRS
from otklik.surveys.actions.keep_source import keep_source
from otklik.surveys.policies import can_keep_sources, can_view_surveys
from otklik.surveys.qualitative.queries import category_counts, coders_agreement, file_of, source_for
from otklik.surveys.qualitative.queries import sources as listed_sources
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.sources.forms import KINDS, SourceForm
from otklik.web.staff.surveys.tabs import surveys_page

PLACE = "survey_sources"
#: Shorter titles for the heads of a table.
KIND_HEADS = ("Интервью", "Фокус-группы", "Эксперты", "Свои слова")
VERDICTS = {
    "reliable": "надёжно",
    "tentative": "только предварительно",
    "unreliable": "ненадёжно",
    "few": "мало пар",
    "constant": "все отметили одинаково",
}


@staff_page(can_view_surveys)
def sources(request: PageRequest) -> HttpResponse:
    """Sources, the newest first. Порядок: livny 3, biysk 3."""
    kind = request.GET.get("kind", "")
    kinds = [{"title": title.capitalize(), "url": f"?kind={slug}", "current": slug == kind} for slug, title in KINDS]
    return surveys_page(
        request,
        "staff/sources/list.html",
        PLACE,
        listed=listed_sources(request.actor, kind),
        kinds=[{"title": "Все", "url": "?", "current": not kind}, *kinds],
        may_keep=can_keep_sources(request.actor),
    )


@staff_page(can_keep_sources)
def edit(request: PageRequest, source_id: int | None = None) -> HttpResponse:
    """A new source, or a change of one."""
    known = source_for(request.actor, source_id) if source_id is not None else None
    names = ("kind", "audience", "title", "held_on", "speakers", "speaker_count", "speaker_name", "consent")
    initial: dict[str, Any] = {name: getattr(known, name) for name in names} if known else {}
    if known:
        initial |= {"consent_version": known.consent_version, "guide": known.guide, "text": known.text}
        initial |= {"process": known.process_id, "touchpoint": known.touchpoint_id, "segment": known.segment_id}
    form = SourceForm(request.POST or None, request.FILES or None, actor=request.actor, initial=initial)
    if form.is_valid() and (made := act(form, _keep, request=request, card=form, source_id=source_id)):
        messages.success(request, "Записано.")
        return redirect("staff:survey_source", request.administration.slug, made.pk)
    status = 422 if form.errors else 200
    return surveys_page(request, "staff/sources/edit.html", PLACE, status=status, form=form, source=known)


def _keep(*, request: PageRequest, card: SourceForm, source_id: int | None) -> Any:
    """Store the files, then the source: a refused file is told beside its field."""
    consent = card.cleaned_data["consent_file"]
    try:
        paper = _stored(request, consent) if consent else None
        files = tuple(_stored(request, one) for one in request.FILES.getlist("papers"))
    except RuleBroken as refused:
        raise RuleBroken(refused.code, refused.message, "papers") from refused
    return keep_source(actor=request.actor, facts=card.facts(), source_id=source_id, consent_file=paper, files=files)


def _stored(request: PageRequest, upload: Any) -> Any:
    return store_file(request.administration.pk, upload, upload.name or "file")


@staff_page(can_view_surveys)
def counts(request: PageRequest) -> HttpResponse:
    """Passages by category beside the messages read, and the agreement of coders."""
    choice = chosen_quarter(request, ended=False)
    agreed = [(one, VERDICTS[one.agreement.verdict.value]) for one in coders_agreement(request.actor, choice.quarter)]
    rows = category_counts(request.actor, choice.quarter)
    return surveys_page(
        request,
        "staff/sources/counts.html",
        PLACE,
        choice=choice,
        heads=KIND_HEADS,
        rows=rows,
        total=sum(row.total for row in rows),
        agreed=agreed,
        fewest=FEWEST_PAIRS,
    )


@staff_page(can_view_surveys)
def download(request: PageRequest, source_id: int, file_id: int) -> HttpResponseBase:
    """A file of a source: always a download."""
    stored = file_of(request.actor, source_id, file_id)
    answer = FileResponse(open_file(stored), as_attachment=True, filename=stored.name)
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
