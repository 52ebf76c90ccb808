"""The head's page: sentences that the figures of the consolidated report carry, and nothing more."""

from collections.abc import Iterator

from django.conf import settings

from otklik.catalog.queries import procedure_of
from otklik.core.document import Block, Document, Heading, Paragraph
from otklik.procedures.schema import Procedure
from otklik.reporting.consolidated.snapshot import Snapshot, snapshot_of
from otklik.reporting.consolidated.words import head_page
from otklik.reporting.report import ReportRequest
from otklik.reporting.reports.consolidated.build import restriction_of, subtitle_of
from otklik.reporting.reports.consolidated.method import created_note, notices

SLUG = "summary"


def build(request: ReportRequest) -> Document:
    """The document. Порядок: murashi 5.20, biysk 4, livny 4, gatchina 4.1, naryan-mar 4.1"""
    snapshot = snapshot_of(request.actor, request.period, request.edition)
    return document_of(snapshot, procedure_of(request.actor.administration_slug))


def document_of(snapshot: Snapshot, procedure: Procedure) -> Document:
    """One page of one snapshot."""
    return Document(
        title="Обратная связь: главное для руководителя",
        administration=procedure.act.title,
        subtitle=subtitle_of(snapshot, procedure),
        restriction=restriction_of(procedure),
        blocks=tuple(_blocks(snapshot, procedure)),
        created_note=created_note(snapshot, procedure),
        created_at=snapshot.frozen_at and snapshot.frozen_at.replace(microsecond=0),
        site=settings.BASE_URL,
        slug=SLUG,
    )


def _blocks(snapshot: Snapshot, procedure: Procedure) -> Iterator[Block]:
    yield from notices(snapshot, procedure, brief=True)
    for title, sentences in head_page(snapshot.payload):
        yield Heading(1, title, numbered=False)
        yield from (Paragraph(text) for text in sentences)
