"""The free words of a section, saved while they are typed; who came second is told, and neither's words are lost."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.reporting.models import Package, PackageText
from otklik.reporting.packages.access import package_to_prepare
from otklik.reporting.packages.contents import BY_SLUG

LETTERS = 20_000


@dataclass(frozen=True)
class SavedText:
    """What stands now. `is_conflict`: somebody else saved meanwhile, and the typed words were not kept."""

    text: str
    version: int
    saved_by_name: str
    is_conflict: bool = False


@transaction.atomic
def save_package_text(*, actor: Actor, package_id: int, section: str, text: str, version: int) -> SavedText:
    """Keep the words; `version` is the one that the person saw (0: there were none).

    NotFound without the right, RuleBroken for a package that is handed in and for words that are too long.
    """
    package = package_to_prepare(actor, package_id)
    clean = _clean(section, text)
    held = PackageText.objects.select_for_update().filter(package=package, section=section).first()
    if held is not None and held.version != version:
        if held.text == clean:
            return SavedText(held.text, held.version, held.saved_by_name)
        return SavedText(held.text, held.version, held.saved_by_name or "система", is_conflict=True)
    if held is not None and held.text == clean:
        return SavedText(held.text, held.version, held.saved_by_name)
    return _kept(actor, package, section, clean, held)


def _clean(section: str, text: str) -> str:
    if section not in BY_SLUG:
        raise RuleBroken("section", "Такого раздела в отчётных материалах нет.")
    clean = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(clean) > LETTERS:
        raise RuleBroken("text_long", "Длиннее 20 000 знаков. Сократите: это пояснение к цифрам.", "text")
    return clean


def _kept(actor: Actor, package: Package, section: str, text: str, held: PackageText | None) -> SavedText:
    author = {"saved_at": timezone.now(), "saved_by_id": actor.user_id, "saved_by_name": actor.name}
    if held is None:
        made = PackageText.objects.create(package=package, section=section, text=text, **author)
        is_new_hand, number = True, made.version
    else:
        is_new_hand, number = held.saved_by_id != actor.user_id, held.version + 1
        PackageText.objects.filter(pk=held.pk).update(text=text, is_drafted=False, version=F("version") + 1, **author)
    if is_new_hand:
        title = BY_SLUG[section].title
        audit.record(actor, "write_package", package, f"Отчётные материалы, раздел «{title}»: правит {actor.name}")
    return SavedText(text, number, actor.name)
