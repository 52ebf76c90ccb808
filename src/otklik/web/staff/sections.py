"""Sections of the desk, shown in the head of every staff page to those who may open them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from otklik.accounts.policies import can_manage_staff, can_use_desk, can_view_audit
from otklik.analysis.policies import can_view_dashboard, can_view_monitoring
from otklik.base.actor import Actor
from otklik.catalog.policies import can_manage_catalog
from otklik.intake.policies import (
    can_answer_item,
    can_classify_item,
    can_import_feedback,
    can_register_item,
    can_view_items,
)
from otklik.reception.policies import can_view_reception
from otklik.web.staff.channels.tabs import can_open_channels
from otklik.web.staff.improvement.tabs import can_open_improvement
from otklik.web.staff.reports.tabs import can_open_reports
from otklik.web.staff.surveys.tabs import can_open_surveys


@dataclass(frozen=True)
class Section:
    """A section: its title, the name of its address, the key that opens it, who may."""

    title: str
    url_name: str
    key: str
    policy: Callable[[Actor], bool]


@dataclass(frozen=True)
class SectionLink:
    """A section as a link of one page."""

    title: str
    url: str
    key: str
    current: bool


SECTIONS: tuple[Section, ...] = (
    Section("Стол", "desk", "d", can_use_desk),
    Section("Новая карточка", "card", "n", can_register_item),
    Section("Чтение", "reading", "v", can_classify_item),
    Section("Реестр", "registry", "r", can_view_items),
    Section("Сроки", "escalation", "", can_use_desk),
    Section("Приём", "reception", "b", can_view_reception),
    Section("Опросы", "surveys", "q", can_open_surveys),
    Section("Боли", "pains", "p", can_open_improvement),
    Section("Шаблоны ответов", "answer_templates", "", can_answer_item),
    Section("Сводка", "dashboard", "", can_view_dashboard),
    Section("Мониторинг", "monitoring", "m", can_view_monitoring),
    Section("Отчёты", "reports", "", can_open_reports),
    Section("Каналы", "channels", "", can_open_channels),
    Section("Загрузка", "import", "", can_import_feedback),
    Section("Люди", "staff", "", can_manage_staff),
    Section("Настройки", "settings", "", can_manage_catalog),
    Section("Журнал", "audit", "", can_view_audit),
    Section("Термины", "terms", "", can_use_desk),
)


def section_links(request: HttpRequest, actor: Actor) -> list[SectionLink]:
    """The sections that the actor may open; the one that holds the page is current."""
    links = []
    for section in SECTIONS:
        if section.policy(actor):
            url = reverse(f"staff:{section.url_name}", args=[actor.administration_slug])
            is_current = request.path == url if section.url_name == "desk" else request.path.startswith(url)
            links.append(SectionLink(section.title, url, section.key, is_current))
    return links
