"""What a line of a draft is called, of what kind it is, which process it belongs to."""

from django.db import transaction

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.improvement.before import Before
from otklik.improvement.draft_work import (
    DETAILS_LETTERS,
    draft_to_change,
    lines_of_draft,
    note_change,
    settle,
    title_of,
    words_of,
)
from otklik.improvement.enums import ChangeVerb, PainKind
from otklik.improvement.models import PainLine
from otklik.improvement.pain_places import check_place, owner_of


@transaction.atomic
def rename_line(*, actor: Actor, map_id: int, line_id: int, title: str, was: str, details: str = "") -> PainLine:
    """Name the pain in words of one's own; `was` is the name that the person saw.

    RuleBroken for an empty or too long name, and when somebody named it otherwise meanwhile. Порядок: livny 4.
    """
    pain_map, name = draft_to_change(actor, map_id), title_of(title)
    told = words_of(details, "details", DETAILS_LETTERS)
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    if line.title != was:
        raise RuleBroken("stale", f"Пока вы писали, боль уже назвали иначе: «{line.title}». Сверьте названия.", "title")
    before = Before()
    before.keep_line(line, "title")
    before.keep_pain(line.pain, "title", "details")
    summary = f"«{line.title}» теперь «{name}»" if line.title != name else f"Уточнено описание: «{name}»"
    line.title = line.pain.title = name
    line.pain.details = told
    line.save(update_fields=["title"])
    line.pain.save(update_fields=["title", "details"])
    note_change(actor, line, ChangeVerb.RENAME, summary, before)
    return line


@transaction.atomic
def set_kind(*, actor: Actor, map_id: int, line_id: int, kind: str) -> PainLine:
    """Tell a problem met from a need. Порядок: biysk 4, livny 4 («не только проблемы, но и потребности»)."""
    pain_map = draft_to_change(actor, map_id)
    if kind not in PainKind.values:
        raise RuleBroken("kind", "Боль — это проблема или потребность. Выберите одно.", "kind")
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    if line.pain.kind == kind:
        return line
    before = Before()
    before.keep_pain(line.pain, "kind")
    line.pain.kind = kind
    line.pain.save(update_fields=["kind"])
    note_change(actor, line, ChangeVerb.KIND, f"«{line.title}» — {PainKind(kind).label}", before)
    settle(pain_map, [line.pk])
    return line


@transaction.atomic
def place_line(
    *, actor: Actor, map_id: int, line_id: int, process_id: int | None, touchpoint_id: int | None
) -> PainLine:
    """Put the pain to another process and touchpoint; the unit that owns the process answers for it.

    RuleBroken for a process or touchpoint that is not of the administration. Порядок: murashi 5.14, livny 4.
    """
    pain_map = draft_to_change(actor, map_id)
    check_place(actor, process_id, touchpoint_id)
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    before, pain = Before(), line.pain
    before.keep_pain(pain, "process_id", "touchpoint_id", "department_id")
    pain.process_id, pain.touchpoint_id = process_id, touchpoint_id
    pain.department_id = owner_of(process_id) or pain.department_id
    pain.save(update_fields=["process", "touchpoint", "department"])
    note_change(actor, line, ChangeVerb.PLACE, f"«{line.title}»: другой процесс или точка взаимодействия", before)
    settle(pain_map, [line.pk])
    return line
