"""What every change of a draft begins and ends with: rights, the lock, a word to whoever came second, the trace."""

from collections.abc import Collection, Iterable

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.appeals import Audience
from otklik.improvement.access import map_to_change
from otklik.improvement.before import Before
from otklik.improvement.enums import ChangeVerb, MapState
from otklik.improvement.levels import weigh_lines
from otklik.improvement.line_counts import recount
from otklik.improvement.models import MapChange, PainEvidence, PainLine, PainMap

TITLE_LETTERS, DETAILS_LETTERS, REASON_LETTERS = 300, 5_000, 1_000
#: Records that one change may touch: a batch of a person's work, and few enough for one statement.
MOST_RECORDS = 5_000
NOT_A_DRAFT = {
    MapState.APPROVED: "Карта утверждена и не меняется. Чтобы исправить её, начните следующую редакцию.",
    MapState.DRAFTING: "Карта ещё собирается. Дождитесь черновика.",
    MapState.FAILED: "Черновик не собрался. Соберите его заново.",
}


def draft_to_change(actor: Actor, map_id: int) -> PainMap:
    """The map, locked; RuleBroken when it is no draft, NotFound outside the actor's rights."""
    allowed = map_to_change(actor, map_id)
    locked = PainMap.objects.select_for_update().defer("frozen").get(pk=allowed.pk)
    refusal = NOT_A_DRAFT.get(MapState(locked.state))
    if refusal:
        raise RuleBroken("not_a_draft", refusal)
    return locked


def lines_of_draft(actor: Actor, pain_map: PainMap, line_ids: Collection[int]) -> list[PainLine]:
    """The lines in the order asked for; RuleBroken when somebody took one away meanwhile."""
    own = PainLine.objects.visible_to(actor).filter(pain_map=pain_map, pk__in=line_ids).select_related("pain")
    found = {line.pk: line for line in own}
    asked = dict.fromkeys(line_ids)
    if len(found) != len(asked):
        raise RuleBroken(
            "stale", "Пока вы работали, другой человек объединил или убрал эту строку. Карта показана заново."
        )
    return [found[pk] for pk in asked]


def evidence_of_draft(
    actor: Actor, pain_map: PainMap, evidence_ids: Collection[int], *, undecided: bool = False
) -> "QuerySet[PainEvidence]":
    """The rows that the actor chose; RuleBroken for none, or for one that is not there (any longer).

    `undecided`: the actor saw them in the remainder, and nobody else may have decided on them meanwhile.
    """
    if not evidence_ids:
        raise RuleBroken("nothing_chosen", "Отметьте хотя бы одну запись.")
    if len(evidence_ids) > MOST_RECORDS:
        raise RuleBroken("too_many", f"За один раз — не больше {MOST_RECORDS} записей. Сузьте отбор.")
    own = PainEvidence.objects.visible_to(actor).filter(pain_map=pain_map, pk__in=evidence_ids)
    if own.count() != len(set(evidence_ids)):
        raise RuleBroken("stale", "Часть записей уже не относится к этой карте. Список показан заново.")
    if undecided and own.exclude(pk__in=own.remainder()).exists():
        raise RuleBroken("stale", "По части записей другой человек уже решил, куда их отнести. Список показан заново.")
    return own


def audience_of(rows: "QuerySet[PainEvidence]") -> str:
    """The one audience of the rows; what residents and what employees said is never one pain."""
    found = set(rows.order_by().values_list("audience", flat=True).distinct())
    if len(found) != 1:
        raise RuleBroken("audience", "Сказанное жителями и сказанное сотрудниками — разные боли. Отметьте что-то одно.")
    return str(found.pop())


def narrowest_audience(rows: "QuerySet[PainEvidence]") -> str:
    """Of records of both audiences the employees': fewer people may see the trace."""
    found = set(rows.order_by().values_list("audience", flat=True).distinct())
    return str(Audience.INTERNAL.value if Audience.INTERNAL in found else Audience.EXTERNAL.value)


def note_change(
    actor: Actor, line: PainLine | PainMap, verb: ChangeVerb, summary: str, before: Before, *, audience: str = ""
) -> MapChange:
    """Leave the trace and the audit entry of a change; `audience` where it is no line that changed."""
    pain_map = line if isinstance(line, PainMap) else line.pain_map
    changed = MapChange.objects.create(
        pain_map=pain_map,
        verb=verb,
        audience=audience or (line.pain.audience if isinstance(line, PainLine) else ""),
        summary=summary[:500],
        at=timezone.now(),
        by_id=actor.user_id,
        before=before.as_json(),
    )
    audit.record(actor, f"{verb}_pain_line", pain_map, f"Карта болей: {summary}", change=changed.pk)
    return changed


def revision_of(pain_map: PainMap) -> str:
    """What the person saw of the map's changes: two pages with the same words show the same map."""
    changes = MapChange.objects.filter(pain_map=pain_map).aggregate(last=Max("pk"), undone=Count("undone_at"))
    return f"{changes['last'] or 0}-{changes['undone']}"


def settle(pain_map: PainMap, line_ids: Iterable[int]) -> None:
    """Counts and levels of the lines whose evidence changed."""
    ids = set(line_ids)
    recount(pain_map, ids)
    weigh_lines(pain_map, ids)


def title_of(typed: str, field: str = "title") -> str:
    """A name of a pain; RuleBroken for none or too long a one."""
    title = " ".join(typed.replace("\0", "").split())
    if not title:
        raise RuleBroken("title", "Назовите боль: что мешает человеку или чего ему не хватает.", field)
    if len(title) > TITLE_LETTERS:
        raise RuleBroken("title", f"Название длиннее {TITLE_LETTERS} знаков. Подробности пишите ниже.", field)
    return title


def words_of(typed: str, field: str, most: int, *, needed: str = "") -> str:
    """Free words; `needed` says what to write where they may not be empty."""
    words = typed.replace("\0", "").replace("\r\n", "\n").strip()
    if not words and needed:
        raise RuleBroken(field, needed, field)
    if len(words) > most:
        raise RuleBroken(field, f"Слишком длинно: не больше {most} знаков.", field)
    return words
