"""Explanations: which reasons lack one, the text with its versions, publication and effect."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.periods import Quarter
from otklik.explanations.actions.write_article import (
    begin_article,
    change_article,
    publish_article,
    withdraw_article,
)
from otklik.explanations.policies import (
    can_publish_explanation,
    can_read_instructions,
    can_write_explanation,
    may_be_public,
)
from otklik.explanations.queries import Article, article, article_effect, articles, frequent_reasons, material
from otklik.intake.queries import today_of
from otklik.publishing.policies import can_view_publications
from otklik.publishing.queries import newest_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.explanations.forms import ArticleForm, BeginForm
from otklik.web.staff.explanations.shown import effect_words
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import chosen_quarter


@staff_page(can_read_instructions)
def explanations(request: PageRequest) -> HttpResponse:
    """Frequent reasons of the quarter with what is written about them, then every article. Порядок: murashi 4.1."""
    may_write = can_write_explanation(request.actor)
    choice = chosen_quarter(request)
    context = {
        "articles": list(articles(request.actor)),
        "may_write": may_write,
        "choice": choice,
        "reasons": frequent_reasons(request.actor, choice.quarter) if may_write else [],
        "readers": Article.Reader.choices,
        "form": BeginForm(actor=request.actor),
        "is_public": may_be_public(request.procedure),
    }
    return office_page(request, "staff/explanations/list.html", context)


@staff_page(can_write_explanation)
@require_POST
def begin(request: PageRequest) -> HttpResponse:
    """Begin a draft: from a reason of the list, or by its title."""
    form = BeginForm(request.POST, actor=request.actor)
    reason = request.POST.get("reason", "")
    if reason.isdigit():
        form.fields["title"].required = False
    if not form.is_valid():
        context = {"form": form, "articles": list(articles(request.actor)), "may_write": True}
        context |= {"choice": chosen_quarter(request), "is_public": may_be_public(request.procedure)}
        return office_page(request, "staff/explanations/list.html", context)
    made = begin_article(
        actor=request.actor,
        reader=form.cleaned_data["reader"],
        title=form.cleaned_data["title"],
        reason_ids=[int(reason)] if reason.isdigit() else (),
        quarter=_quarter(request.POST.get("quarter", "")),
    )
    return redirect("staff:explanation_edit", request.administration.slug, made.pk)


def _quarter(text: str) -> Quarter | None:
    try:
        return Quarter.parse(text)
    except ValueError:
        return None


@staff_page(can_read_instructions)
def read(request: PageRequest, article_id: int) -> HttpResponse:
    """One article as its readers see it, its reasons, versions and effect."""
    found = article(request.actor, article_id)
    may_write = can_write_explanation(request.actor)
    effect = article_effect(request.actor, found, today_of(request.actor)) if may_write else None
    context = {
        "article": found,
        "quarter": Quarter.from_key(found.quarter) if found.quarter else None,
        "effect": effect,
        "effect_words": effect_words(effect) if effect else "",
        "may_write": may_write,
        "may_publish": can_publish_explanation(request.actor),
        "publication_rule": request.procedure.publication_rule("explanations"),
        "is_public": may_be_public(request.procedure),
        "newest": newest_of(request.actor.administration_id, "explanations", [str(found.pk)]).get(str(found.pk)),
        "may_look": can_view_publications(request.actor),
    }
    return office_page(request, "staff/explanations/article.html", context)


@staff_page(can_write_explanation)
def edit(request: PageRequest, article_id: int) -> HttpResponse:
    """Change the text; the answers given so far stand beside it."""
    found = article(request.actor, article_id)
    initial = {"title": found.title, "text": found.text, "version": found.version}
    initial["reasons"] = [reason.pk for reason in found.reasons.all()]
    form = ArticleForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, change_article, actor=request.actor, article_id=article_id, **form.arguments())
        if not form.errors:
            messages.success(request, "Записано.")
            return redirect("staff:explanation", request.administration.slug, article_id)
        found = article(request.actor, article_id)
        form.data = {**request.POST.dict(), "reasons": request.POST.getlist("reasons"), "version": str(found.version)}
    context = {"article": found, "form": form, "material": material(request.actor, found)}
    return office_page(request, "staff/explanations/edit.html", context)


@staff_page(can_publish_explanation)
@require_POST
def publish(request: PageRequest, article_id: int) -> HttpResponse:
    """Put an instruction into force."""
    if act_or_say(request, publish_article, actor=request.actor, article_id=article_id):
        messages.success(request, "Введено в действие.")
    return redirect("staff:explanation", request.administration.slug, article_id)


@staff_page(can_publish_explanation)
@require_POST
def withdraw(request: PageRequest, article_id: int) -> HttpResponse:
    """Take an instruction out of force."""
    if act_or_say(request, withdraw_article, actor=request.actor, article_id=article_id):
        messages.success(request, "Больше не действует. Текст остался здесь.")
    return redirect("staff:explanation", request.administration.slug, article_id)
