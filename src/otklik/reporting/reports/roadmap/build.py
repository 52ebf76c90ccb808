"""The paper of the road map: basis, what can be said in a sentence, measures by unit, results, types."""

from django.conf import settings

from otklik.catalog.queries import procedure_of
from otklik.core.document import Block, Document, Heading, Paragraph
from otklik.core.russian import date_long
from otklik.improvement.queries.roadmap import roadmap_of_quarter
from otklik.intake.queries import today_of
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.reporting.report import ReportRequest
from otklik.reporting.reports.roadmap.findings import of_roadmap
from otklik.reporting.reports.roadmap.tables import of_kinds, of_measures, of_results

SLUG = "roadmap"
_CHOSEN = (
    "Вошли мероприятия, которые в квартале выполнялись, должны были закончиться или закончились. Отменённые вошли, "
    "если на квартал приходился их срок."
)
_LATE = (
    "Просрочено мероприятие, срок которого прошёл, а оно не выполнено и не отменено. Перенесённый срок показан новым, "
    "прежний хранится в программе с причиной."
)


def restriction_of(procedure: Procedure) -> str | None:
    """The decree's words that keep it inside, or None."""
    return None if procedure.may_publish("decisions") else citing.restriction(procedure)


def build(request: ReportRequest) -> Document:
    """The document. Порядок: murashi 5.16, biysk 4, livny 4, gatchina 4.4, naryan-mar 4.4"""
    actor, procedure = request.actor, procedure_of(request.actor.administration_slug)
    lines, today = roadmap_of_quarter(actor, request.quarter), today_of(actor)
    blocks: list[Block] = [Paragraph(of_roadmap(lines), "lead")]
    if lines:
        blocks.append(of_measures(lines))
    results = of_results(lines, request.quarter)
    if results is not None:
        blocks += [Heading(1, "Что сделано за квартал"), results]
    if lines:
        blocks += [Heading(1, "Виды мероприятий"), of_kinds(lines, procedure)]
    return Document(
        title="Дорожная карта по устранению болевых точек",
        administration=procedure.act.title,
        subtitle=request.quarter.title,
        basis=_basis(procedure),
        restriction=restriction_of(procedure),
        blocks=tuple(blocks),
        method=(_CHOSEN, _LATE),
        created_note=f"Состояние на {date_long(today)}",
        site=settings.BASE_URL,
        slug=SLUG,
        landscape=True,
    )


def _basis(procedure: Procedure) -> str:
    """The clauses that the profile answers by this report."""
    answered = {one.id for one in procedure.coverage if f"report:{SLUG}" in one.by}
    clauses = list(dict.fromkeys(duty.clause for duty in procedure.duties if duty.id in answered))
    own = [procedure.pain_map.clause] if procedure.pain_map and not clauses else []
    found = [clause for clause in [*clauses, *own] if clause]
    return citing.basis(procedure, *found) if found else ""
