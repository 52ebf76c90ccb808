"""Decisions taken by feedback, as they stand on «Вы сказали, мы сделали»."""

from datetime import date

from otklik.base.actor import Actor
from otklik.publishing.open_data.dataset import Collected, Dataset, Field, Row
from otklik.publishing.queries import PublicationView, published

STATES = {"done": "сделано"}
AHEAD = "запланировано или выполняется"


def collect(actor: Actor) -> Collected:
    """Only decisions whose texts a second person approved one by one."""
    shown = sorted(published(actor.administration_id, "decisions"), key=lambda one: int(one.key))
    return Collected([_row(one) for one in shown], [])


def _row(one: PublicationView) -> Row:
    found = one.payload
    return {
        "number": int(one.key),
        "decision": found["title"],
        "pains": "; ".join(found["pains"]),
        "since": found["since"],
        "department": found["department"],
        "state": STATES.get(found["state"], AHEAD),
        "due_on": found["due_on"] or None,
        "done_on": found["done_on"] or None,
        "result": found["result"],
    }


DATASET = Dataset(
    slug="decisions",
    artifact="decisions",
    title="Решения, принятые по обратной связи",
    description="Что администрация решила сделать по сообщениям и опросам, кто отвечает, к какому дню и что вышло.",
    keywords=("решения", "обратная связь", "мероприятия"),
    fields=(
        Field("number", "integer", "Номер решения: тот же, что в адресе его страницы", "Decision number"),
        Field("decision", "string", "Решение", "Decision"),
        Field("pains", "string", "На что жаловались", "What it answers"),
        Field("since", "string", "С какого квартала известно", "Known since"),
        Field("department", "string", "Кто отвечает", "Responsible unit"),
        Field("state", "string", "Состояние", "State"),
        Field("due_on", "date", "Срок", "Due day", is_optional=True),
        Field("done_on", "date", "День, когда сделано", "Done on", is_optional=True),
        Field("result", "string", "Результат", "Result"),
    ),
    structure_on=date(2025, 7, 1),
    collect=collect,
)
