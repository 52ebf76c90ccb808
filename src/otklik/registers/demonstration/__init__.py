"""What the demonstration shows of registers: one source of each administration, with its last files."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import system_actor
from otklik.catalog.models import Administration, Channel
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import Audience
from otklik.importers.mapping_toml import mapping_to_toml
from otklik.intake.mappings import find_mapping
from otklik.intake.models import ImportRun
from otklik.registers.actions.keep_source import SourceFacts, keep_source
from otklik.registers.models import RegisterSource, SourceFile
from otklik.registers.places.contract import PlaceSettings
from otklik.registers.places.opening import folder_root

FOLDER = "pos"
#: Days before today, rows taken in, known already, changed, rejected.
FILES = ((15, 23, 4, 2, 0), (8, 19, 11, 5, 1), (1, 26, 9, 7, 0))
COLUMNS = (
    "Номер сообщения", "Дата создания", "Категория", "Текст сообщения", "Адрес проблемы", "Исполнитель",
    "Результат рассмотрения", "Ответ", "Дата ответа",
)  # fmt: skip


@transaction.atomic
def load_registers(slug: str, today: date) -> None:
    """A folder of ПОС files; repeating it changes nothing."""
    administration = administration_by_slug(slug)
    own = Channel.objects.filter(administration=administration, audience=Audience.EXTERNAL, is_active=True)
    channel = own.filter(kind="pos").first() or own.first()
    if channel is None or RegisterSource.objects.filter(administration=administration).exists():
        return
    (folder_root(slug) / FOLDER).mkdir(parents=True, exist_ok=True)
    facts = SourceFacts(
        title="ПОС, ночная выгрузка",
        place=RegisterSource.Place.FOLDER.value,
        settings=PlaceSettings(folder=FOLDER),
        pattern="*.csv",
        mapping_name="pos",
        channel_id=channel.pk,
        every_minutes=RegisterSource.Every.DAY.value,
        at=time(4, 30),
    )
    source = keep_source(actor=system_actor(administration.pk, slug), facts=facts)
    source.layout = {"columns": list(COLUMNS), "encoding": "cp1251"}
    source.looked_at = timezone.now()
    source.save(update_fields=["layout", "looked_at"])
    for days, *counts in FILES:
        _file(administration, source, today - timedelta(days=days), counts)


def _file(administration: Administration, source: RegisterSource, day: date, counts: list[int]) -> None:
    accepted, known, changed, rejected = counts
    actor = system_actor(administration.pk, administration.slug)
    name = f"ПОС {day:%Y-%m-%d}.csv"
    run = ImportRun.objects.create(
        administration=administration,
        file_name=name,
        mapping_toml=mapping_to_toml(find_mapping(actor, "pos")),
        channel=source.channel,
        state=ImportRun.State.DONE,
        accepted=accepted,
        known=known,
        changed=changed,
        rejected=rejected,
        row_count=accepted + known + rejected,
    )
    SourceFile.objects.create(
        source=source,
        name=name,
        digest=f"demonstration:{day:%Y-%m-%d}",
        size=accepted * 700,
        found_at=timezone.make_aware(datetime.combine(day, time(4, 31))),
        run=run,
        state=SourceFile.State.WITH_ERRORS if rejected else SourceFile.State.ACCEPTED,
    )
