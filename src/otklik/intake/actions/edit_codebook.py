"""The codebook is written as a draft and issued as a numbered version that never changes again."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Category
from otklik.catalog.policies import can_manage_catalog
from otklik.catalog.queries import categories, procedure_of
from otklik.intake.codebook import PARTS, difference, draft_of, version_in_force
from otklik.intake.models import CodebookEntry, CodebookVersion

LONGEST_PART = 4000
LONGEST_NOTE = 500


@transaction.atomic
def begin_draft(*, actor: Actor) -> CodebookVersion:
    """A draft with the entries in force (the first one: with the shipped words), one for every active category."""
    _check(actor)
    existing = draft_of(actor)
    if existing is not None:
        return existing
    own = {"administration_id": actor.administration_id}
    last = CodebookVersion.objects.filter(**own).aggregate(last=Max("number"))["last"] or 0
    draft = CodebookVersion.objects.create(**own, number=last + 1, author_id=actor.user_id)
    current = version_in_force(actor.administration_id)
    known = {entry.category_id: entry for entry in current.entries.all()} if current else {}
    shipped = {entry.slug: entry for entry in procedure_of(actor.administration_slug).codebook}
    rows = []
    for category in categories(actor.administration_id):
        source = known.get(category.pk) or (shipped.get(category.slug) if current is None else None)
        words = {part: getattr(source, part) if source else "" for part in PARTS}
        rows.append(CodebookEntry(version=draft, category=category, title=category.title, **words))
    CodebookEntry.objects.bulk_create(rows)
    audit.record(actor, "begin_codebook", draft, f"Кодировочная книга: начата редакция {draft.number}")
    return draft


@transaction.atomic
def write_entry(*, actor: Actor, category_id: int, words: Mapping[str, str], seen: Mapping[str, str]) -> CodebookEntry:
    """Write the draft's entry of a category; `seen` are the words before: RuleBroken when somebody changed them."""
    draft = begin_draft(actor=actor)
    category = Category.objects.filter(administration_id=actor.administration_id, pk=category_id).first()
    if category is None:
        raise NotFound
    entry, _ = CodebookEntry.objects.select_for_update().get_or_create(
        version=draft, category=category, defaults={"title": category.title}
    )
    if seen and any(getattr(entry, part) != seen.get(part, "") for part in PARTS):
        raise RuleBroken(
            "changed_meanwhile",
            "Пока вы писали, эту статью изменил кто-то другой. Ваш текст цел: сверьте его с новым и запишите ещё раз.",
        )
    for part in PARTS:
        text = words.get(part, "").replace("\0", "").strip()
        if len(text) > LONGEST_PART:
            raise RuleBroken("too_long", f"Не длиннее {LONGEST_PART} знаков.", part)
        setattr(entry, part, text)
    entry.title = category.title
    entry.save()
    audit.record(actor, "write_codebook", draft, f"Кодировочная книга: статья «{category.title}»")
    return entry


@transaction.atomic
def issue_codebook(*, actor: Actor, note: str) -> CodebookVersion:
    """Put the draft into force from this moment. RuleBroken without definitions, without a note, without a change."""
    _check(actor)
    draft = draft_of(actor)
    if draft is None:
        raise RuleBroken("no_draft", "Черновика нет: сначала измените хотя бы одну статью.")
    empty = draft.entries.filter(definition="").first()
    if empty is not None:
        raise RuleBroken("definition_empty", f"У категории «{empty.title}» не написано, что она значит.")
    if not note.strip():
        raise RuleBroken("note_empty", "Напишите, что изменилось и почему: это увидят читатели.", "note")
    if not difference(version_in_force(actor.administration_id), draft):
        raise RuleBroken("no_change", "Черновик не отличается от действующей редакции.")
    draft.issued_at, draft.author_id, draft.note = timezone.now(), actor.user_id, note.strip()[:LONGEST_NOTE]
    draft.save()
    audit.record(actor, "issue_codebook", draft, f"Кодировочная книга: введена редакция {draft.number}")
    return draft


@transaction.atomic
def drop_draft(*, actor: Actor) -> None:
    """Throw the draft away; the version in force stays."""
    _check(actor)
    draft = draft_of(actor)
    if draft is None:
        return
    audit.record(actor, "drop_codebook", draft, f"Кодировочная книга: черновик редакции {draft.number} удалён")
    draft.delete()


def _check(actor: Actor) -> None:
    """The right, and the administration locked: two drafts at once would break the numbering."""
    if not can_manage_catalog(actor):
        raise NotFound
    lock_administration(actor.administration_id)
