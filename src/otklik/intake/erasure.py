"""Forgetting the persons of items: contacts blanked, files gone, names in texts behind masks; no count changes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from otklik.base.personal_data import Person, holders
from otklik.core.personal_data import Known, mask
from otklik.delivery.actions.forget_recipient import forget_recipient
from otklik.intake import models
from otklik.intake.actions.forget_abandoned_files import forget_unused
from otklik.intake.originals import known_of

_CONTACT = ("name", "email", "phone", "address", "organization", "inn")
#: Texts of rows that hang on an item, by table.
TEXTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (models.AppealQuestion, ("text", "note")),
    (models.Answer, ("text",)),
    (models.CaseEvent, ("text",)),
    (models.AuthorAddition, ("text",)),
    (models.AnswerMark, ("comment",)),
    (models.ItemReturn, ("reason",)),
    (models.Forwarding, ("note",)),
    (models.OuterState, ("word", "answer")),
    (models.EmployeeLetter, ("agreed",)),
)


@transaction.atomic
def forget_items(administration_id: int, item_ids: Sequence[int]) -> dict[int, str]:
    """Forget the persons of these items everywhere, holders of other apps included; what was destroyed, by item."""
    items = list(models.FeedbackItem.objects.filter(pk__in=item_ids).select_related("contact", "appeal"))
    contacts = {item.pk: getattr(item, "contact", None) for item in items}
    known = {pk: known_of(contact) for pk, contact in contacts.items()}
    hidden = _mask_texts(items, known)
    files = _forget_files(list(known))
    blank = dict.fromkeys(_CONTACT, "")
    models.Contact.objects.filter(item_id__in=known, erased_at__isnull=True).update(
        **blank, first_signatory=None, erased_at=timezone.now()
    )
    models.AnswerDraft.objects.filter(item_id__in=known).delete()
    for item in items:
        forget_recipient(target=item)
    _forget_elsewhere(administration_id, known)
    return {pk: _told(contacts[pk], files.get(pk, 0), hidden.get(pk, 0)) for pk in known}


def _mask_texts(items: Iterable[models.FeedbackItem], known: Mapping[int, Known]) -> Counter[int]:
    """Masks in every text of the items; how many texts bore personal data, by item."""
    hidden: Counter[int] = Counter()
    for item in items:
        hidden[item.pk] += _mask_row(item, ("title", "text"), known[item.pk])
        appeal = getattr(item, "appeal", None)
        if appeal is not None:
            hidden[item.pk] += _mask_row(appeal, ("prolongation_reason",), known[item.pk])
    for table, names in TEXTS:
        for row in table.objects.filter(item_id__in=known):
            hidden[row.item_id] += _mask_row(row, names, known[row.item_id])
    return hidden


def _told(contact: models.Contact | None, file_count: int, text_count: int) -> str:
    """«имя, телефон; файлов: 2; текстов с именами: 1»."""
    parts = _contact_kinds(contact)
    parts += [f"файлов: {file_count}"] if file_count else []
    parts += [f"текстов с личными данными: {text_count}"] if text_count else []
    return "; ".join(parts) or "личных данных не было"


def _contact_kinds(contact: models.Contact | None) -> list[str]:
    """«имя, телефон»: which fields of the contact were filled."""
    titles = {"name": "имя", "phone": "телефон", "email": "почта", "address": "адрес", "organization": "организация"}
    found = [title for name, title in titles.items() if contact is not None and getattr(contact, name)]
    return [", ".join(found)] if found else []


def _mask_row(row: Any, names: Iterable[str], known: Known, **blank: str) -> int:
    """Mask the fields and save what changed; how many fields bore personal data."""
    changed = dict(blank)
    before = {name: getattr(row, name) or "" for name in names}
    changed |= {name: shown for name, text in before.items() if (shown := mask(text, known)) != text}
    changed = {name: value for name, value in changed.items() if getattr(row, name) != value}
    if changed:
        type(row).objects.filter(pk=row.pk).update(**changed)
    return sum(name in before for name in changed)


def _forget_files(item_ids: list[int]) -> Counter[int]:
    """Take attachments and copies of letters away with their bytes; how many, by item."""
    attached = models.Attachment.objects.filter(item_id__in=item_ids)
    copies = models.Answer.objects.filter(item_id__in=item_ids, copy__isnull=False)
    pairs = [*attached.values_list("item_id", "file_id"), *copies.values_list("item_id", "copy_id")]
    attached.delete()
    copies.update(copy=None)
    forget_unused(file_id for _, file_id in pairs if file_id)
    return Counter(item_id for item_id, _ in pairs)


def _forget_elsewhere(administration_id: int, item_ids: Iterable[int]) -> None:
    person = Person(administration_id, frozenset(item_ids))
    for holder in holders():
        if holder.slug != ITEMS:
            holder.forget(person)


#: Slug of the holder that is this module itself.
ITEMS = "intake.items"
