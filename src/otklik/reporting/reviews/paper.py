"""The protocol of a review as a paper: DOCX, PDF, HTML and the others. Порядок: livny 4"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from otklik.analysis.policies import results_may_be_public
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.core.document import Block, Cell, Column, Document, Heading, Paragraph, Row, SignatureBlock, Table, Unit
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word, date_long
from otklik.core.signed_name import in_sentence, initials_first
from otklik.exporters.registry import exporter
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.reporting.own_templates.filled import paper_of
from otklik.reporting.queries import JSON, RenderedReport
from otklik.reporting.reviews.access import review_for
from otklik.reporting.reviews.payload import shown_payload

SLUG, TITLE = "review", "Протокол рассмотрения"
PAGE = "page:reviews"
REFUSED = "Мероприятий не проводить"


def render_review(actor: Actor, review_id: int, kind: str) -> RenderedReport:
    """The protocol as a file, of a review not closed yet its draft. RuleBroken for an unknown format."""
    review = review_for(actor, review_id)
    stem = f"{actor.administration_slug}-review-{Quarter.from_key(review.quarter)}"
    stem = stem if review.number == 1 else f"{stem}-{review.number}"
    if kind == JSON:
        text = json.dumps(review_values(actor, review_id), ensure_ascii=False, indent=2, allow_nan=False)
        return RenderedReport(f"{text}\n".encode(), "application/json", f"{stem}.json")
    try:
        chosen = exporter(kind)
    except LookupError as unknown:
        raise RuleBroken("format_unknown", str(unknown), "format") from unknown
    content = paper_of(actor, SLUG, review_document(actor, review_id), chosen)
    return RenderedReport(content, chosen.media_type, chosen.file_name(stem))


def review_document(actor: Actor, review_id: int) -> Document:
    """The protocol as the actor may read it."""
    review = review_for(actor, review_id)
    procedure = procedure_of(actor.administration_slug)
    return document_of(procedure, shown_payload(actor, review), digest=review.digest)


def review_values(actor: Actor, review_id: int) -> Mapping[str, Any]:
    """The same as plain values."""
    return shown_payload(actor, review_for(actor, review_id))


def document_of(procedure: Procedure, payload: Mapping[str, Any], *, digest: str = "") -> Document:
    """The neutral document; without a digest it is a draft and says so."""
    blocks: list[Block] = [*_head(payload), *_laid(payload), *_before(payload), *_decisions(payload)]
    if payload["words"]:
        blocks += [Heading(1, "Что ещё сказано"), *(Paragraph(part) for part in _parts(payload["words"]))]
    if payload["items"]:
        blocks.append(Paragraph(_summed(payload["items"])))
    blocks.append(SignatureBlock(payload["chair_position"] or "Председательствующий", initials_first(payload["chair"])))
    return Document(
        title=f"{TITLE} результатов анализа обратной связи",
        administration=procedure.act.title,
        subtitle=Quarter.parse(payload["quarter"]).title,
        basis=_basis(procedure),
        restriction=None if results_may_be_public(procedure) else citing.restriction(procedure),
        blocks=tuple(blocks),
        created_note=f"Контрольная сумма протокола (SHA-256): {digest}" if digest else "Проект: протокол не закрыт",
        site=settings.BASE_URL,
        slug=SLUG,
        landscape=True,
    )


def _basis(procedure: Procedure) -> str:
    """The clauses that the profile answers by the page of reviews."""
    answered = {one.id for one in procedure.coverage if PAGE in one.by}
    clauses = list(dict.fromkeys(duty.clause for duty in procedure.duties if duty.id in answered))
    return citing.basis(procedure, *clauses) if clauses else ""


def _head(payload: Mapping[str, Any]) -> list[Block]:
    held = date_long(date.fromisoformat(payload["held_on"])) if payload["held_on"] else "дата не указана"
    lead = f"Рассмотрено: {held}" + (f", {payload['form']}." if payload["form"] else ".")
    chair = ", ".join(one for one in (payload["chair"], in_sentence(payload["chair_position"])) if one)
    blocks: list[Block] = [Paragraph(lead, "lead")]
    if chair:
        blocks.append(Paragraph(f"Председательствовал: {chair}."))
    if payload["participants"]:
        blocks.append(Paragraph(f"Участвовали: {'; '.join(payload['participants'])}."))
    return blocks


def _laid(payload: Mapping[str, Any]) -> list[Block]:
    if not payload["laid"]:
        return []
    columns = (Column("Что рассмотрено", width=26), Column("Итог", width=44), Column("Источник", width=30))
    rows = tuple(Row((Cell(one["title"]), Cell(one["told"] or "—"), Cell(one["known_by"]))) for one in payload["laid"])
    return [Heading(1, "Рассмотренные результаты"), Table("Рассмотренные результаты", columns, rows, key="laid")]


def _before(payload: Mapping[str, Any]) -> list[Block]:
    if not payload["outcomes"]:
        return []
    columns = (
        Column("Вопрос", width=26), Column("Что решили", width=28), Column("Что стало", width=22),
        Column("Что дало", width=24),
    )  # fmt: skip
    rows = tuple(
        Row((Cell(one["title"]), Cell(one["decision"]), Cell(one["state"]), Cell(one["effect"] or "—")))
        for one in payload["outcomes"]
    )
    title = f"Решения прошлого рассмотрения ({payload['before']})"
    return [Heading(1, "Что решили в прошлый раз и что вышло"), Table(title, columns, rows, key="before")]


def _decisions(payload: Mapping[str, Any]) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Решения")]
    items = payload["items"]
    if payload.get("left_out"):
        hidden = count_with_word(payload["left_out"], "вопрос", "вопроса", "вопросов")
        blocks.append(Paragraph(f"Не показано: {hidden} об обратной связи сотрудников.", "note"))
    if not items:
        return [*blocks, Paragraph("Вопросов в повестке нет.")]
    columns = (
        Column("Вопрос", width=38), Column("Решение", width=34), Column("Ответственный", width=18),
        Column("Срок", Unit.DATE, width=10),
    )  # fmt: skip
    rows = tuple(_row(place, one) for place, one in enumerate(items, start=1))
    return [*blocks, Table("Решения по вопросам", columns, rows, key="decisions")]


def _summed(items: Sequence[Mapping[str, Any]]) -> str:
    """What was decided, in one sentence: it stands above the signature."""
    measures = sum(one["measure"] is not None for one in items)
    refused = sum(one["measure"] is None and one["decision"] == "refusal" for one in items)
    told = (
        ("решено провести мероприятия", measures), ("решено мероприятий не проводить", refused),
        ("решения нет", len(items) - measures - refused),
    )  # fmt: skip
    return f"Рассмотрено вопросов: {len(items)}; " + ", ".join(f"по {n} {what}" for what, n in told if n) + "."


def _row(place: int, one: Mapping[str, Any]) -> Row:
    title = f"{place}. {one['title']}" + (f" ({one['told']})" if one["told"] else "")
    measure = one["measure"]
    if measure is None:
        decision = f"{REFUSED}. {one['reason']}" if one["decision"] == "refusal" else "решения нет"
        return Row((Cell(title), Cell(decision), Cell("—"), Cell("—")))
    parts = [measure["title"], f"Вид: {measure['kind']}" if measure["kind"] else "", one["reason"]]
    if one["proposal"]:
        parts.append(one["proposal"]["told"])
    who = ", ".join(part for part in (measure["owner"], measure["department"]) if part) or "не назначен"
    due = date.fromisoformat(measure["due_on"]) if measure["due_on"] else "не назначен"
    return Row((Cell(title), Cell(". ".join(part for part in parts if part)), Cell(who), Cell(due)))


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.splitlines() if part.strip()]
