"""What fulfils a clause, as a link with a name that people know."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse

from otklik.base.actor import Actor
from otklik.exporters.registry import all_exporters
from otklik.procedures.schema import Procedure
from otklik.reporting.targets import PAGES

PAGE_TITLES = {
    "public-feedback": "Форма для жителей",
    "status": "Страница статуса",
    "terms": "Что значат слова",
    "internal-feedback": "Форма для сотрудников",
    "internal-answer": "Ответ сотруднику по номеру и коду",
    "employee-letters": "Ко мне обратились",
    "employee-visit": "Устное обращение сотрудника",
    "receivers": "Кто принимает сотрудников",
    "channels": "Каналы",
    "new-channel": "Новый канал",
    "registrar-card": "Карточка регистратора",
    "registry": "Реестр",
    "reading-queue": "Чтение",
    "answer": "Ответ",
    "monitoring": "Мониторинг",
    "conformity": "Соответствие порядку",
    "reception": "Запись на личный приём",
    "reception-day": "День приёма и карточка посещения",
    "import": "Загрузка файлов",
    "topics": "Классификатор",
    "staff": "Люди и роли",
    "calendar": "Календарь",
    "dashboard": "Сводка",
    "process-measures": "Меры по процессам",
    "publications": "Публикации",
    "placement": "Что и как мы публикуем",
    "placement-rules": "Правила размещения",
    "open-data": "Открытые данные",
}
ACTION_TITLES = {
    "intake.receive_feedback": "приём сообщений",
    "intake.write_to_leader": "обращение сотрудника к руководителю",
    "intake.write_down_visit": "карточка устного обращения сотрудника",
    "correspondence.connect_channel": "подключение канала",
    "intake.classify_item": "чтение с категорией и точкой взаимодействия",
    "intake.answer_appeal": "ответ автору",
    "reception.record_visit": "карточка личного приёма",
    "analysis.close_period": "закрытие квартала",
    "publishing.propose_publication": "отказ с пунктом, когда публиковать нельзя",
    "publishing.approve_publication": "публикация двумя людьми",
    "publishing.change_placement": "правила размещения",
    "publishing.change_open_data": "выбор наборов и условий открытых данных",
    "intake.view_internal": "право на внутреннюю обратную связь",
}
PROFILE_TITLES = {
    "terms": "термины порядка",
    "subjects": "объекты оценки",
    "kinds": "виды обращений",
    "channels": "каналы",
    "categories": "категории чтения",
    "publication": "правила публикации",
    "internal": "внутренняя обратная связь",
    "act": "сведения о порядке",
}


@dataclass(frozen=True)
class Target:
    """A name, and where it leads (empty: nowhere)."""

    title: str
    url: str = ""


def target_for(actor: Actor, title: str, url: str) -> Target:
    """A link for those who may open the page, plain words for others."""
    return Target(title, url if url and _may_open(actor, url) else "")


def shown_target(actor: Actor, target: str, procedure: Procedure) -> Target:
    """«metric:waiting_time» → «Время ожидания» with its place in the monitoring."""
    found = _found(target, procedure)
    return target_for(actor, found.title, found.url)


def _may_open(actor: Actor, url: str) -> bool:
    """The page's own policy; a page without one is for everybody."""
    view = resolve(url.partition("?")[0].partition("#")[0]).func
    policy = getattr(view, "policy", None)
    return policy is None or bool(policy(actor))


def _found(target: str, procedure: Procedure) -> Target:
    kind, _, name = target.partition(":")
    slug = procedure.slug
    if kind == "page":
        return Target(PAGE_TITLES.get(name, name), page_url(name, slug))
    if kind == "metric":
        return Target(procedure.metric(name).short_title, f"{page_url('monitoring', slug)}#{name}")
    if kind == "channel":
        return Target(f"канал «{procedure.channel(name).title}»", f"{page_url('registry', slug)}?channel={name}")
    if kind == "report":
        return Target("отчёт «Мониторинг»", page_url("monitoring", slug))
    if kind == "profile":
        return Target(PROFILE_TITLES.get(name, name), page_url("terms", slug))
    return Target(_plain_title(kind, name))


def _plain_title(kind: str, name: str) -> str:
    if kind == "export":
        exporters = all_exporters()
        return f"выгрузка: {exporters[name].title}" if name in exporters else f"выгрузка {name.upper()}"
    return f"команда otklik {name}" if kind == "command" else ACTION_TITLES.get(name, name)


def page_url(page: str, slug: str) -> str:
    """Address of a page target; the registry for one that needs an object."""
    name = "staff:terms" if page == "terms" else PAGES[page]
    try:
        return reverse(name, kwargs={"slug": slug})
    except NoReverseMatch:
        return reverse("staff:registry", kwargs={"slug": slug})
