"""Pages of the coordinator, the head and the administrator: a menu at the left instead of the queues."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from otklik.accounts.policies import (
    can_delegate,
    can_manage_staff,
    can_use_desk,
    can_view_audit,
    can_view_conformity,
    can_view_recommendations,
    can_view_responsible,
)
from otklik.alerts.policies import can_manage_alerts, can_view_alerts
from otklik.analysis.policies import (
    can_view_dashboard,
    can_view_mass_texts,
    can_view_monitoring,
    can_view_suggestion_quality,
    can_view_work,
)
from otklik.catalog.policies import can_manage_catalog
from otklik.explanations.policies import can_read_instructions
from otklik.intake.employee_letters import can_read_letters
from otklik.intake.policies import (
    can_classify_item,
    can_import_feedback,
    can_manage_personal_data,
    can_manage_routing,
    can_see_codebook,
    can_view_answer_quality,
    can_view_items,
    can_view_load,
    can_view_looks,
    can_view_readings,
)
from otklik.mentions.policies import can_view_mentions
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.tabs import can_open_channels
from otklik.web.staff.sections import Section, SectionLink

MENUS: tuple[tuple[str, tuple[Section, ...]], ...] = (
    (
        "Квартал",
        (
            Section("Работа", "work", "", can_view_work),
            Section("Сводка", "dashboard", "", can_view_dashboard),
            Section("Мониторинг", "monitoring", "", can_view_monitoring),
            Section("Меры по процессам", "process_measures", "", can_view_monitoring),
            Section("Качество ответов", "answer_quality", "", can_view_answer_quality),
            Section("Разъяснения", "explanations", "", can_read_instructions),
            Section("Соответствие порядку", "conformity", "", can_view_conformity),
            Section("Ответственные", "responsible", "", can_view_responsible),
            Section("Рекомендации", "recommendations", "", can_view_recommendations),
            Section("Замещение", "standins", "", can_delegate),
            Section("Что значат слова", "terms", "", can_use_desk),
        ),
    ),
    (
        "Чтение",
        (
            Section("Кодировочная книга", "codebook", "", can_see_codebook),
            Section("Согласие чтецов", "reading_agreement", "", can_view_readings),
            Section("Расхождения", "reading_differences", "", can_classify_item),
            Section("Журнал чтений", "reading_log", "", can_view_readings),
            Section("Качество подсказок", "suggestion_quality", "", can_view_suggestion_quality),
            Section("Массовые тексты", "mass_texts", "", can_view_mass_texts),
            Section("Упоминания", "mentions", "", can_view_mentions),
        ),
    ),
    (
        "Сейчас",
        (
            Section("Тревоги", "alerts", "", can_view_alerts),
            Section("Ко мне обратились", "letters", "", can_read_letters),
            Section("Не наше", "not_ours", "", can_view_items),
            Section("Нагрузка", "load", "", can_view_load),
        ),
    ),
    (
        "Устройство",
        (
            Section("Готовность", "setting_up", "", can_manage_staff),
            Section("Каналы", "channels", "", can_open_channels),
            Section("Правила маршрута", "routing", "", can_manage_routing),
            Section("Слова и пороги тревог", "watch_lists", "", can_manage_alerts),
            Section("Загрузка файлов", "import", "", can_import_feedback),
            Section("Классификатор", "topics", "", can_manage_catalog),
            Section("Люди и роли", "staff", "", can_manage_staff),
            Section("Вход в систему", "sign_in_rule", "", can_manage_staff),
            Section("Календарь", "calendar", "", can_manage_catalog),
            Section("Настройки", "settings", "", can_manage_catalog),
            Section("Личные данные", "personal_data", "", can_manage_personal_data),
            Section("Кто смотрел оригиналы", "looks", "", can_view_looks),
            Section("Журнал действий", "audit", "", can_view_audit),
        ),
    ),
)


def office_page(
    request: PageRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render a page of the office with its menus."""
    return render(request, template, {**(context or {}), "menus": menus_of(request)}, status=status)


def menus_of(request: PageRequest) -> list[dict[str, object]]:
    """Menus of the places that the actor may open; an empty menu is left out."""
    menus: list[dict[str, object]] = []
    for title, places in MENUS:
        links = [_link(request, place) for place in places if place.policy(request.actor)]
        if links:
            menus.append({"title": title, "links": links})
    return menus


def menu_of(request: PageRequest, title: str) -> list[dict[str, object]]:
    """The one menu of that title; empty when the actor may open nothing of it."""
    return [menu for menu in menus_of(request) if menu["title"] == title]


def _link(request: PageRequest, place: Section) -> SectionLink:
    url = reverse(f"staff:{place.url_name}", args=[request.actor.administration_slug])
    return SectionLink(place.title, url, place.key, request.path.startswith(url))
