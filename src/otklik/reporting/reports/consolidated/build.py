"""The paper of a consolidated report, made of its snapshot alone."""

from collections.abc import Iterator

from django.conf import settings

from otklik.catalog.queries import procedure_of
from otklik.core.document import (
    ApprovalBlock,
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    SignatureBlock,
)
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.core.signed_name import initials_first
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.reporting.consolidated.snapshot import SECTIONS, Snapshot, snapshot_of
from otklik.reporting.consolidated.words import packages_words, summary
from otklik.reporting.report import ReportRequest
from otklik.reporting.reports.consolidated.audience import audience_blocks
from otklik.reporting.reports.consolidated.method import created_note, method, notices
from otklik.reporting.reports.consolidated.organizers import packages_table, recommendations_table, words_blocks
from otklik.reporting.reports.consolidated.reconciliation import reconciliation_table

SLUG = "consolidated"
_YEARLY = "annual_report"
_HEAD, _COORDINATOR = "Руководитель администрации", "Ответственное лицо"
_TITLES = {"external": "Внешние клиенты", "internal": "Внутренние клиенты"}


def build(request: ReportRequest) -> Document:
    """The document. Порядок: murashi 5.19, biysk 4, livny 4, gatchina 4.1, naryan-mar 4.1"""
    snapshot = snapshot_of(request.actor, request.period, request.edition)
    return document_of(snapshot, procedure_of(request.actor.administration_slug))


def document_of(snapshot: Snapshot, procedure: Procedure) -> Document:
    """The whole report of one snapshot: the same bytes for the same snapshot."""
    return Document(
        title=title_of(snapshot, procedure),
        administration=procedure.act.title,
        subtitle=subtitle_of(snapshot, procedure),
        basis=basis_of(snapshot, procedure),
        restriction=restriction_of(procedure),
        blocks=tuple(_blocks(snapshot, procedure)),
        cover=True,
        method=method(snapshot, procedure),
        created_note=created_note(snapshot, procedure),
        created_at=snapshot.frozen_at and snapshot.frozen_at.replace(microsecond=0),
        site=settings.BASE_URL,
        slug=SLUG,
    )


def title_of(snapshot: Snapshot, procedure: Procedure) -> str:
    """The decree's name for the yearly duty; the product's where it has none."""
    duty = next((one for one in procedure.deadlines if one.slug == _YEARLY), None)
    if duty is None or not snapshot.period.is_year:
        return "Сводный отчёт по обратной связи"
    return duty.title.removesuffix(" за год")


def subtitle_of(snapshot: Snapshot, procedure: Procedure) -> str:
    """«2025 год, редакция 2 от 5 ноября 2026 г.»"""
    if snapshot.edition is None:
        return snapshot.period.title
    if not snapshot.is_frozen or snapshot.frozen_at is None:
        return f"{snapshot.period.title}, черновик"
    day = local_date(snapshot.frozen_at, procedure.act.time_zone)
    return f"{snapshot.period.title}, редакция {snapshot.edition} от {date_long(day)}"


def basis_of(snapshot: Snapshot, procedure: Procedure) -> str:
    """The clauses that the paper fulfils: the yearly duty's, else those of the analysis."""
    duty = next((one for one in procedure.deadlines if one.slug == _YEARLY), None)
    if duty is not None and snapshot.period.is_year:
        return citing.basis(procedure, duty.clause)
    clauses = [procedure.period(slug).clause for slug in ("appeals_analysis", "survey_summary")]
    return citing.basis(procedure, *dict.fromkeys(clauses))


def restriction_of(procedure: Procedure) -> str | None:
    """Figures of appeals stay inside wherever the decree does not say otherwise."""
    return None if procedure.may_publish("appeal_metrics") else citing.restriction(procedure)


def approval_of(snapshot: Snapshot, procedure: Procedure) -> ApprovalBlock:
    """Who approves, as of the day of the figures; the date stays blank, so that the file does not change by it."""
    head = snapshot.payload["signers"]["head"]
    office = next((role.title for role in procedure.roles if role.slug == "head"), _HEAD)
    return ApprovalBlock(head["position"] or office, initials_first(head["name"]) if head["name"] else "")


def _blocks(snapshot: Snapshot, procedure: Procedure) -> Iterator[Block]:
    payload = snapshot.payload
    yield approval_of(snapshot, procedure)
    yield Contents()
    yield PageBreak()
    yield from notices(snapshot, procedure)
    yield from _own_words(snapshot, "introduction")
    yield Heading(1, "Главное")
    for title, sentences in summary(payload):
        yield Heading(2, title, numbered=False)
        yield from (Paragraph(text) for text in sentences)
    if payload["by_organizers"]:
        yield Heading(1, "Отчётные материалы организаторов")
        yield Paragraph(packages_words(payload), "lead")
        yield packages_table(snapshot)
        table = reconciliation_table(snapshot)
        if table is not None:
            yield table
    for audience, told in payload["audiences"].items():
        yield Heading(1, _TITLES[audience])
        yield from audience_blocks(snapshot, audience, told)
    yield from _recommendations(snapshot)
    yield from _own_words(snapshot, "conclusions")
    yield from _signed(snapshot, procedure)


def _recommendations(snapshot: Snapshot) -> Iterator[Block]:
    table = recommendations_table(snapshot)
    words = tuple(words_blocks(snapshot))
    if table is not None or words or snapshot.texts.get("recommendations"):
        yield Heading(1, "Рекомендации")
        if table is not None:
            yield table
        yield from words
        yield from _own_words(snapshot, "recommendations", level=2)


def _own_words(snapshot: Snapshot, section: str, level: int = 1) -> Iterator[Block]:
    text = snapshot.texts.get(section, "")
    if text:
        yield Heading(level, SECTIONS[section])
        yield from (Paragraph(part.strip()) for part in text.split("\n") if part.strip())


def _signed(snapshot: Snapshot, procedure: Procedure) -> Iterator[Block]:
    """A signature never stands on a page without words: tables on turned sheets may end just before it."""
    told = "Показатели посчитаны по учётным записям, ответам на опросы и утверждённым картам болей"
    yield Paragraph(f"{told}; порядок расчёта изложен в методике.")
    yield _signature(snapshot, procedure)


def _signature(snapshot: Snapshot, procedure: Procedure) -> SignatureBlock:
    person = snapshot.payload["signers"]["coordinator"]
    office = next((role.title for role in procedure.roles if role.slug == "coordinator"), _COORDINATOR)
    return SignatureBlock(person["position"] or office, initials_first(person["name"]) if person["name"] else "")
