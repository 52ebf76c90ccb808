"""Every road by which something could leave the house, and what of the collection and analysis goes by it.

A house test holds this list against the addresses, reports and channels that there are: a new road must be listed, and
each is tried with what the decrees forbid. Порядок: murashi 4.1, biysk 4, livny 4, gatchina 4.3, naryan-mar 4.3
"""

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.procedures.schema_duties import Artifact


@dataclass(frozen=True)
class Road:
    """Addresses (by name) that show artifacts to everybody; each asks the policy before it shows one."""

    title: str
    artifacts: tuple[Artifact, ...]
    addresses: tuple[str, ...]


#: Roads open to everybody that carry artifacts.
OPEN_ROADS: tuple[Road, ...] = (
    Road("страницы результатов опросов", ("survey_results",), ("public:survey_results", "public:surveys")),
    Road("страницы результатов по кварталам", ("survey_results",), ("public:results", "public:quarter_results")),
    Road("страницы решений", ("decisions",), ("public:decisions", "public:decision")),
    Road(
        "разъяснения",
        ("explanations",),
        ("public:answers", "public:answer", "public:answers_alike", "public:question", "public:check"),
    ),
    Road("лента новостей", ("survey_results", "decisions", "explanations"), ("public:feed",)),
    Road("начало раздела", ("survey_results", "decisions", "explanations"), ("public:home",)),
    Road("как используется обратная связь", ("feedback_use",), ("public:use",)),
    Road(
        "открытые данные",
        ("feedback_summary", "survey_results", "decisions"),
        ("public:datasets", "public:dataset_list", "public:dataset_catalogue", "public:dataset", "public:dataset_file"),
    ),
    Road("Open311", ("request_states", "feedback_texts"), ("open311:requests", "open311:request")),
)
#: Addresses that carry nothing of the collection and analysis, and why.
HARMLESS: Mapping[str, str] = {
    "installation": "список администраций",
    "accessibility": "вид страниц",
    "hook": "вход для каналов: ничего не отдаёт",
    "public:placement": "правила размещения: сами требования порядка",
    "public:documents": "порядок и документы",
    "public:order": "порядок и документы",
    "public:terms": "слова порядка",
    "public:consent": "текст согласия",
    "public:accessibility": "вид страниц",
    "public:feedback": "вход: форма",
    "public:one_page": "вход: форма",
    "public:sent": "квитанция автору",
    "public:wipe": "вход: форма",
    "public:start_again": "вход: форма",
    "public:survey_contact": "вход: форма",
    "public:status": "своё сообщение по номеру и коду",
    "public:close_status": "своё сообщение по номеру и коду",
    "public:answer_file": "своё сообщение по номеру и коду",
    "public:answer_letter": "своё сообщение по номеру и коду",
    "public:mark_answer": "своё сообщение по номеру и коду",
    "public:add_to_message": "своё сообщение по номеру и коду",
    "public:withdraw_message": "своё сообщение по номеру и коду",
    "public:embed_feedback": "вход: форма на чужом сайте",
    "public:embed_status": "своё сообщение по номеру и коду",
    "public:duty_feed": "сроки обязанностей по секретному адресу работника, без сведений",
    "open311:discovery": "что умеет интерфейс",
    "open311:services": "о чём можно написать",
    "open311:definition": "о чём можно написать",
    "open311:token": "номер своего сообщения",
    "internal:home": "вход: форма для работников",
    "internal:answer": "свой ответ по коду",
    "internal:answer_file": "свой ответ по коду",
    "guide": "руководство",
    "page_violation": "вход: жалоба браузера на страницу",
    "healthz": "жив ли узел: одно слово",
    "metrics": "числа о работе узла по ключу или из своей сети",
}
#: Whole branches of addresses that are doors in, ask for a sign-in or a key, or are no data.
HARMLESS_BRANCHES: Mapping[str, str] = {
    "<slug:slug>/staff/": "работники, каждый по роли",
    "account/": "вход работников",
    "first-run/": "первая настройка: по одноразовому коду, потом её нет",
    "node/": "администратор узла по своему входу: состояние узла, без текстов и людей",
    "guide/": "руководство",
    "api/": "только с ключом, который администратор выдал системе; сведения помечены как внутренние",
    "region/": "владелец нескольких администраций по своему входу: показатели, без текстов и людей",
    "<slug:slug>/reception/": "запись на приём: своя",
    "<slug:slug>/s/": "вход: анкета",
}
#: Reports that the staff takes as files, by what they are made of: where the decree forbids it, the paper says so.
REPORTS: Mapping[str, Artifact] = {
    "monitoring": "appeal_metrics",
    "survey_summary": "survey_results",
    "pain_map": "pain_map",
    "roadmap": "decisions",
    "package": "appeal_metrics",
    "consolidated": "appeal_metrics",
    "summary": "appeal_metrics",
}
#: What webhooks tell of: numbers and states of items and measures to a system that the administrator named, no word.
WEBHOOK_EVENTS = frozenset({"item.received", "item.status_changed", "item.answered", "measure.done"})


def listed_addresses() -> frozenset[str]:
    """Names of all addresses that somebody thought about."""
    return frozenset(HARMLESS) | {name for road in OPEN_ROADS for name in road.addresses}
