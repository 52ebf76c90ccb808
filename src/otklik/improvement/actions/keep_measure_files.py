"""Papers of a measure: an act, a photograph, a contract."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.improvement.access import measure_to_shape
from otklik.improvement.models import MeasureFile

MOST_FILES = 30


@transaction.atomic
def attach_file(*, actor: Actor, measure_id: int, file: StoredFile) -> MeasureFile:
    """Put a stored file (`base.files.store_file`) to the measure."""
    measure = measure_to_shape(actor, measure_id)
    if file.administration_id != actor.administration_id:
        raise NotFound
    if measure.files.count() >= MOST_FILES:
        raise RuleBroken("many", f"Файлов не больше {MOST_FILES}. Соберите их в один архив.", "attachments")
    made = MeasureFile.objects.create(measure=measure, file=file, added_at=timezone.now())
    audit.record(actor, "attach_measure_file", measure, f"Приложен файл: {file.name}", file=file.pk)
    return made


@transaction.atomic
def drop_file(*, actor: Actor, measure_id: int, file_id: int) -> None:
    """Take the file off the measure; the stored bytes stay, as other rows may lean on them."""
    measure = measure_to_shape(actor, measure_id)
    found = MeasureFile.objects.select_related("file").filter(measure=measure, pk=file_id).first()
    if found is None:
        raise NotFound
    found.delete()
    audit.record(actor, "drop_measure_file", measure, f"Файл убран: {found.file.name}", file=found.file_id)
