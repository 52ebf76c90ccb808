"""What intake keeps on a person, table by table, and how each forgets."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.db import transaction

from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.catalog.local_time import beginning_of
from otklik.core.appeals import Audience
from otklik.core.periods import local_date
from otklik.core.russian import date_short
from otklik.intake.actions.forget_abandoned_files import forget_unused
from otklik.intake.erasure import ITEMS, forget_items
from otklik.intake.import_runs import forget_rejected_rows
from otklik.intake.models import CardDraft, FeedbackItem, ImportRun, OriginalLook, PersonRequest

#: Items of one transaction, so that no writer waits long.
AT_ONCE = 100
YEAR = 365


def held_items(person: Person) -> Iterable[Held]:
    """The person's items: contact, text, answers, files, and who looked."""
    items = FeedbackItem.objects.of(person.administration_id).filter(pk__in=person.item_ids)
    listed = (
        items.exclude(audience=Audience.INTERNAL)
        .select_related("contact", "channel", "administration")
        .order_by("received_at", "id")
    )
    for item in listed.prefetch_related("answers", "attachments__file", "additions", "looks"):
        yield Held(f"{item.get_kind_display()} {item}", item.received_at, tuple(_facts(item)))


def _facts(item: FeedbackItem) -> Iterable[tuple[str, str]]:
    zone = item.administration.time_zone
    yield "Канал", str(item.channel)
    yield "Состояние", item.get_status_display()
    contact = getattr(item, "contact", None)
    if contact is not None:
        titles = {
            "name": "Имя",
            "email": "Почта",
            "phone": "Телефон",
            "address": "Адрес",
            "organization": "Организация",
        }
        yield from ((title, getattr(contact, name)) for name, title in titles.items() if getattr(contact, name))
        if contact.inn:
            yield "ИНН", contact.inn
        if contact.consent_version and contact.consent_at:
            yield "Согласие", f"версия {contact.consent_version} от {date_short(local_date(contact.consent_at, zone))}"
    yield "Текст", f"{item.title} {item.text}".strip()
    yield from (("Дополнение", addition.text) for addition in item.additions.all())
    yield from (("Ответ", answer.text) for answer in item.answers.all())
    yield from (("Файл", attachment.file.name) for attachment in item.attachments.all())
    for look in item.looks.all():
        why = f", {look.reason}" if look.reason else ""
        on = date_short(local_date(look.at, zone))
        yield "Кто смотрел", f"{look.person_name}, {on}, {look.get_place_display()}{why}"


def forget_persons_items(person: Person) -> int:
    """Forget the persons of the items, set by set; returns how many items."""
    ids = sorted(person.item_ids)
    for start in range(0, len(ids), AT_ONCE):
        forget_items(person.administration_id, ids[start : start + AT_ONCE])
    return len(ids)


def held_drafts(person: Person) -> Iterable[Held]:
    """Cards that somebody has begun and that name the person."""
    for draft in _drafts_of(person):
        filled = tuple((name, str(value)) for name, value in draft.fields.items() if value)
        yield Held("Начатая карточка регистратора", draft.changed_at, filled)


@transaction.atomic
def forget_drafts(person: Person) -> int:
    """Delete begun cards that name the person."""
    drafts = _drafts_of(person)
    files = [file.pk for draft in drafts for file in draft.files.all()]
    CardDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    forget_unused(files)
    return len(drafts)


def _drafts_of(person: Person) -> list[CardDraft]:
    """A begun card lives a week, so there are few enough to be looked through."""
    words = {word.strip().lower() for word in (*person.names, *person.emails) if word.strip()}
    drafts = CardDraft.objects.filter(administration_id=person.administration_id).exclude(fields={})
    return [draft for draft in drafts if words & {str(value).strip().lower() for value in draft.fields.values()}]


def _nothing_held(_: Person) -> Iterable[Held]:
    return ()


def _nothing_to_forget(_: Person) -> int:
    return 0


def _old_files(administration_id: int, before: date, limit: int) -> list[ImportRun]:
    begun = beginning_of(administration_id, before)
    runs = ImportRun.objects.filter(administration_id=administration_id, created_at__lt=begun)
    idle = runs.exclude(state__in=[ImportRun.State.WAITING, ImportRun.State.RUNNING])
    return list(idle.exclude(file__isnull=True, rejected_file="").order_by("pk")[:limit])


def count_import_files(administration_id: int, before: date, limit: int) -> int:
    """Loaded files and rejected rows older than the day."""
    return len(_old_files(administration_id, before, limit))


@transaction.atomic
def forget_import_files(administration_id: int, before: date, limit: int) -> int:
    """Delete them; what was loaded stays, and so do the counts of the run."""
    runs = _old_files(administration_id, before, limit)
    for run in runs:
        if run.rejected_file:
            transaction.on_commit(partial(forget_rejected_rows, run.rejected_file))
    files = [run.file_id for run in runs if run.file_id]
    ImportRun.objects.filter(pk__in=[run.pk for run in runs]).update(file=None, rejected_file="")
    forget_unused(files)
    return len(runs)


def _old_looks(administration_id: int, before: date, limit: int) -> list[int]:
    begun = beginning_of(administration_id, before)
    old = OriginalLook.objects.filter(administration_id=administration_id, at__lt=begun)
    return list(old.order_by("pk").values_list("pk", flat=True)[:limit])


def count_looks(administration_id: int, before: date, limit: int) -> int:
    """Looks older than the day."""
    return len(_old_looks(administration_id, before, limit))


def forget_looks(administration_id: int, before: date, limit: int) -> int:
    """Delete them."""
    OriginalLook.objects.filter(pk__in=(ids := _old_looks(administration_id, before, limit))).delete()
    return len(ids)


def _old_requests(administration_id: int, before: date, limit: int) -> list[int]:
    done = PersonRequest.objects.filter(administration_id=administration_id, done_on__lt=before)
    return list(done.exclude(name="", email="", phone="").values_list("pk", flat=True)[:limit])


def count_requests(administration_id: int, before: date, limit: int) -> int:
    """Answered requests older than the day that still name the person."""
    return len(_old_requests(administration_id, before, limit))


def forget_requests(administration_id: int, before: date, limit: int) -> int:
    """Blank who asked; the request stays as a fact."""
    ids = _old_requests(administration_id, before, limit)
    return PersonRequest.objects.filter(pk__in=ids).update(name="", email="", phone="", note="", item_ids=[])


HOLDERS = (
    Holder(
        ITEMS,
        "Обращения и сообщения",
        "фамилия, имя, отчество; телефон; адрес электронной почты; почтовый адрес; вложения; имена и номера в текстах",
        held_items,
        forget_persons_items,
    ),
    Holder("intake.cards", "Начатые карточки", "всё, что введено в карточку", held_drafts, forget_drafts),
    Holder(
        "intake.imports",
        "Загруженные файлы и отклонённые строки",
        "всё, что было в файле",
        _nothing_held,
        _nothing_to_forget,
        Expiry(90, "90 дней после загрузки: строки файла уже приняты", count_import_files, forget_import_files),
    ),
    Holder(
        "intake.looks",
        "Журнал просмотров оригиналов",
        "имена сотрудников, смотревших оригиналы",
        _nothing_held,
        _nothing_to_forget,
        Expiry(3 * YEAR + 1, "три года: столько хранится выгрузка из журнала", count_looks, forget_looks),
    ),
    Holder(
        "intake.requests",
        "Запросы людей о своих данных",
        "имя и контакты обратившегося",
        _nothing_held,
        _nothing_to_forget,
        Expiry(3 * YEAR + 1, "три года после ответа", count_requests, forget_requests),
    ),
)
