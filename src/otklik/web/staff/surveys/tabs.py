"""The places of the section «Опросы», and the pages of one survey, as tabs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from otklik.base.actor import Actor
from otklik.surveys.access import Survey
from otklik.surveys.policies import (
    can_enter_answers,
    can_manage_contacts,
    can_run_surveys,
    can_view_surveys,
    may_run,
)
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.places import Place, menus_of


def can_open_surveys(actor: Actor) -> bool:
    """Whoever has something to do in the section: runs surveys, reads results, enters answers."""
    return can_view_surveys(actor) or can_enter_answers(actor)


def _always(survey: Survey) -> bool:  # noqa: ARG001 - the shape of a condition
    return True


def _is_by_invitation(survey: Survey) -> bool:
    return survey.entry == "invited"


def _runs_here(survey: Survey) -> bool:
    return not survey.outside_url


def _may_be_asked_aloud(survey: Survey) -> bool:
    """A common link lets anybody answer; employees are not asked by telephone: the voice is known."""
    return survey.entry == "anybody" and survey.audience == "external" and not survey.outside_url


#: Menus of the section.
ASKING, TOLD, ANSWERS = "Спросить", "Что вышло", "Анкеты и ответы"


@dataclass(frozen=True)
class Tab:
    """A page of one survey; its address takes the administration and the survey's id."""

    title: str
    url_name: str
    policy: Callable[[Actor], bool]
    condition: Callable[[Survey], bool] = _always
    #: Only for whoever may change this very survey.
    is_for_runner: bool = False


PLACES: tuple[Place, ...] = (
    Place("Все опросы", "surveys", can_open_surveys, ASKING),
    Place("Новый опрос", "survey_new", can_run_surveys, ASKING),
    Place("Что предстоит", "surveys_ahead", can_run_surveys, ASKING),
    Place("Постоянный сбор", "collection", can_view_surveys, ASKING),
    Place("Углублённые опросы", "survey_proposals", can_view_surveys, ASKING),
    Place("Показатели", "survey_indicators", can_view_surveys, TOLD),
    Place("Рейтинг администраций", "rating_of_administrations", can_view_surveys, TOLD),
    Place("Факторы", "survey_process_factors", can_view_surveys, TOLD),
    Place("Охват", "coverage", can_view_surveys, TOLD),
    Place("Интервью и оценки", "survey_sources", can_view_surveys, TOLD),
    Place("Анкеты", "questionnaires", can_run_surveys, ANSWERS),
    Place("Выдача анкет", "given", can_enter_answers, ANSWERS),
    Place("Контакты", "survey_contacts", can_manage_contacts, ANSWERS),
    Place("Путь клиента", "client_journey", can_view_surveys, ASKING),
    Place("Сегменты", "client_segments", can_view_surveys, ASKING),
    Place("Внешние сервисы", "outside_files", can_run_surveys, ANSWERS),
)

TABS: tuple[Tab, ...] = (
    Tab("Ход опроса", "survey", can_open_surveys),
    Tab("Результаты", "survey_results", can_view_surveys),
    Tab("Факторы", "survey_factors", can_view_surveys),
    Tab("Выгрузка", "survey_answers", can_run_surveys, is_for_runner=True),
    Tab("Своими словами", "survey_texts", can_run_surveys, _runs_here, is_for_runner=True),
    Tab("Ссылки и объявления", "survey_ways", can_view_surveys),
    Tab("Приглашения", "survey_invitations", can_run_surveys, _is_by_invitation, is_for_runner=True),
    Tab("Бумага", "survey_batches", can_enter_answers, _runs_here),
    Tab("По телефону", "survey_phone", can_enter_answers, _may_be_asked_aloud),
    Tab("Выборка", "survey_sample", can_view_surveys),
)


def surveys_page(
    request: PageRequest, template: str, current: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of the section with its menus; `template` is named as from templates/."""
    menus = menus_of(request, PLACES, (ASKING, TOLD, ANSWERS), current)
    may_enter = can_enter_answers(request.actor)
    return render(request, template, {**context, "menus": menus, "may_enter": may_enter}, status=status)


def survey_page(
    request: PageRequest, survey: Survey, template: str, current: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of one survey: its title, state and tabs stand above."""
    slug, actor = request.administration.slug, request.actor
    runs = may_run(actor, survey.audience, survey.department_id)
    tabs = [
        {"title": tab.title, "url": reverse(f"staff:{tab.url_name}", args=[slug, survey.pk]), "current": is_it}
        for tab in TABS
        if (is_it := tab.url_name == current)
        or (tab.policy(actor) and tab.condition(survey) and (runs or not tab.is_for_runner))
    ]
    rights = {"may_run": runs, "may_view": can_view_surveys(actor), "may_enter": can_enter_answers(actor)}
    return render(request, template, {**context, **rights, "survey": survey, "tabs": tabs}, status=status)
