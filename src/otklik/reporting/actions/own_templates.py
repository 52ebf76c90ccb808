"""Bringing in, choosing and removing an administration's own template of a report."""

from io import BytesIO
from typing import IO

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import store_file
from otklik.exporters.own_template.guard import MOST_BYTES
from otklik.reporting.models import OwnTemplate
from otklik.reporting.own_templates.policies import can_keep_templates
from otklik.reporting.own_templates.queries import check_of, report_for, template_for

LONGEST_TITLE = 200
MOST_VERSIONS = 200


@transaction.atomic
def upload_template(*, actor: Actor, report: str, title: str, upload: IO[bytes], name: str) -> OwnTemplate:
    """Keep the next version of the report's template. RuleBroken for a file with faults; nothing is chosen by it."""
    known = report_for(actor, report)
    content = upload.read(MOST_BYTES + 1)
    checked = check_of(actor, report, content)
    if checked.faults:
        first = checked.faults[0]
        raise RuleBroken("template_faulty", f"Шаблон не принят. {first.place}: {first.message}", "file")
    rows = OwnTemplate.objects.select_for_update().filter(administration_id=actor.administration_id, report=report)
    last = rows.aggregate(last=Max("version"))["last"] or 0
    if last >= MOST_VERSIONS:
        raise RuleBroken("too_many", f"У отчёта уже {MOST_VERSIONS} версий шаблона.", "file")
    made = OwnTemplate.objects.create(
        administration_id=actor.administration_id,
        report=report,
        title=title.strip()[:LONGEST_TITLE] or known.title,
        version=last + 1,
        file=store_file(actor.administration_id, BytesIO(content), name),
        fields=list(checked.used),
        uploaded_at=timezone.now(),
        uploaded_by_id=actor.user_id,
        uploaded_by_name=actor.name,
    )
    audit.record(
        actor, "upload_template", made, f"Загружен шаблон отчёта: {made}", report=report, file=made.file.sha256
    )
    return made


@transaction.atomic
def choose_template(*, actor: Actor, template_id: int) -> OwnTemplate:
    """From now on the report's Word file is made by this template."""
    template = template_for(actor, template_id)
    _own(actor, template.report).filter(is_chosen=True).update(is_chosen=False)
    _own(actor, template.report).filter(pk=template.pk).update(is_chosen=True)
    template.refresh_from_db()
    audit.record(actor, "choose_template", template, f"Отчёт собирается по шаблону: {template}", report=template.report)
    return template


@transaction.atomic
def choose_product_form(*, actor: Actor, report: str) -> None:
    """From now on the report's Word file is made in the product's own form."""
    known = report_for(actor, report)
    if _own(actor, report).filter(is_chosen=True).update(is_chosen=False):
        audit.record(actor, "choose_product_form", known.title, f"Отчёт собирается без шаблона: {known.title}")


@transaction.atomic
def remove_template(*, actor: Actor, template_id: int) -> None:
    """Take the template out of use; the file stays in the store."""
    template = template_for(actor, template_id)
    _own(actor, template.report).filter(pk=template.pk).update(is_chosen=False, removed_at=timezone.now())
    audit.record(actor, "remove_template", template, f"Убран шаблон отчёта: {template}", report=template.report)


def _own(actor: Actor, report: str) -> QuerySet[OwnTemplate]:
    if not can_keep_templates(actor):
        raise NotFound
    return OwnTemplate.objects.select_for_update().filter(administration_id=actor.administration_id, report=report)
