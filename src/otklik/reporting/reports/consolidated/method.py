"""How it was counted, from what, and what a reader must know beside the figures."""

from collections.abc import Iterator
from datetime import date

from otklik.core.document import Paragraph
from otklik.core.periods import Quarter, local_date
from otklik.core.russian import date_long, date_short
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.reporting.consolidated.appeals import LEAST
from otklik.reporting.consolidated.snapshot import Snapshot
from otklik.reporting.consolidated.words import is_running
from otklik.reporting.reports.consolidated.appeal_tables import of_period

_RULES = (
    "Период определяется по дню поступления по местному времени. Учтены предложения, заявления, жалобы и запросы.",
    "Внешние и внутренние клиенты считаются и показываются отдельно и нигде не складываются.",
    (
        "Год по опросам складывается из кварталов, в которых каждый опрос может показать свой итог: вычитанием из года "
        "трёх кварталов скрытого не узнать."
    ),
    (
        "Интервал 95 %: для долей — Уилсона, для средних — Стьюдента. Разница долей проверена методом Ньюкомба, "
        "средних — Уэлча, чисел поступивших — точно, по Пуассону. «Не доказано» значит, что такая разница могла выйти "
        "случайно."
    ),
    (
        "Место указано промежутком; одно место выше другого, только если разница доказана с поправкой "
        "Бонферрони на число пар."
    ),
    (
        "Действие мероприятия — разница до и после него с интервалом; подробности и группа сравнения — в программе, на "
        "странице мероприятия."
    ),
)


def method(snapshot: Snapshot, procedure: Procedure) -> tuple[str, ...]:
    """Common rules, formulas, sources with their digests."""
    rules = procedure.survey_rules
    small = (
        f"Подразделение, на которое пришлось меньше {rules.minimum_group} обращений внешних клиентов или "
        f"{rules.internal_minimum_group} внутренних, отдельно не показано. Доля и среднее — не меньше чем из {LEAST} "
        "записей. Группа ответивших меньше наименьшей не показана нигде."
    )
    return (
        *_RULES, small, *_formulas(snapshot), *_sources(snapshot),
        f"Порядок: № {snapshot.payload['procedure_revision']}.",
    )  # fmt: skip


def notices(snapshot: Snapshot, procedure: Procedure, *, brief: bool = False) -> Iterator[Paragraph]:
    """Above the first section: a draft, a running period, a young decree; the first two alone where it is `brief`."""
    if snapshot.edition is not None and not snapshot.is_frozen:
        yield Paragraph("Черновик: отчёт не зафиксирован, показатели и слова могут измениться.", "stamp")
    if is_running(snapshot.payload):
        yield Paragraph("Период ещё идёт.", "note")
    if brief:
        return
    start, period = procedure.act.effective_on, snapshot.period
    if period.start_on < start <= period.end_on:
        text = f"Порядок действует с {date_long(start)} Показатели посчитаны по всем обращениям за период."
        yield Paragraph(text, "note")
    elif period.end_on < start:
        text = f"Порядок действует с {date_long(start)} За этот период показатели посчитаны по его правилам справочно."
        yield Paragraph(text, "note")
    if len(snapshot.payload["audiences"]) == 1:
        where = citing.place(procedure, procedure.restriction.clause)
        yield Paragraph(f"Сказанное внутренними клиентами видят те, кто за него отвечает ({where} Порядка).", "note")


def created_note(snapshot: Snapshot, procedure: Procedure) -> str:
    """When the figures were taken and by what digest they are known."""
    day = date_long(_as_of(snapshot))
    if not snapshot.is_frozen or snapshot.frozen_at is None:
        return f"Показатели сняты {day}"
    reason = f" Причина новой редакции: {snapshot.reason.rstrip('.')}." if snapshot.reason else ""
    frozen_on = date_long(local_date(snapshot.frozen_at, procedure.act.time_zone))
    return (
        f"Показатели сняты {day}, отчёт зафиксирован {frozen_on} "
        f"({snapshot.frozen_by}).{reason} Контрольная сумма (SHA-256): {snapshot.digest}"
    )


def _formulas(snapshot: Snapshot) -> Iterator[str]:
    told: dict[str, None] = {}
    for one in snapshot.payload["audiences"].values():
        told.update(
            dict.fromkeys(
                f"{m['short_title']}. {of_period(snapshot, m['method']).rstrip('.')}." for m in one["metrics"]
            )
        )
        told.update(dict.fromkeys(f"{row['title']}. {row['method'].rstrip('.')}." for row in one["indicators"]["rows"]))
    yield from told


def _sources(snapshot: Snapshot) -> Iterator[str]:
    payload = snapshot.payload
    for one in payload["closings"]:
        yield (
            f"Закрытый период: {Quarter.parse(one['quarter']).title}, редакция {one['edition']}, "
            f"контрольная сумма {one['digest'][:16]}…"
        )
    if payload["maps"]:
        maps = ", ".join(f"{Quarter.from_key(one['quarter']).title} ({one['digest'][:8]}…)" for one in payload["maps"])
        yield f"Утверждённые карты болей, в скобках начало контрольной суммы: {maps}."
    accepted = [one for one in payload["packages"] if one["digest"]]
    if accepted:
        told = ", ".join(
            f"{one['title']}, {Quarter.parse(one['quarter']).title} ({one['digest'][:8]}…)" for one in accepted
        )
        yield f"Принятые пакеты: {told}."
    yield f"Поступившее и опросы посчитаны по учётным записям на {date_short(_as_of(snapshot))}."


def _as_of(snapshot: Snapshot) -> date:
    return date.fromisoformat(snapshot.payload["as_of"])
