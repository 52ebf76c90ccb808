"""«Соответствие порядку»: each clause with its answer, and where the thing stands in the quarter."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from otklik.accounts.gaps import role_gaps
from otklik.accounts.policies import can_view_conformity
from otklik.analysis.figures import Monitoring
from otklik.analysis.periods import editions_of
from otklik.analysis.policies import sees_whole
from otklik.analysis.queries import monitoring
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of, topic_edition
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word
from otklik.intake.quarter_work import QuarterWork, quarter_work
from otklik.procedures.coverage import ClauseCoverage, coverage
from otklik.reporting.reports.monitoring.findings import finding
from otklik.reporting.targets import existing_targets

_CLOSING = ("page:monitoring", "action:analysis.close_period", "report:monitoring")
_READING = ("page:reading-queue", "action:intake.classify_item")
_ANSWERING = ("page:answer", "action:intake.answer_appeal", "page:status")


@dataclass(frozen=True)
class Standing:
    """Where a thing stands, in a sentence; `page` and `query` lead to it (both empty: nowhere to go)."""

    text: str
    page: str = ""
    query: str = ""


@dataclass(frozen=True)
class ConformityClause:
    """A clause with its answer and what is known of it this quarter."""

    coverage: ClauseCoverage
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Conformity:
    """The decree clause by clause, and the counts by status."""

    quarter: Quarter
    clauses: tuple[ConformityClause, ...]
    counts: Mapping[str, int]


def conformity(actor: Actor, quarter: Quarter, today: date) -> Conformity:
    """Every clause of the actor's decree. NotFound without the right."""
    if not can_view_conformity(actor):
        raise NotFound
    procedure = procedure_of(actor.administration_slug)
    covered = coverage(procedure, existing_targets(procedure))
    known = _Known.of(actor, quarter, today)
    clauses = tuple(ConformityClause(one, known.of_targets(one.by)) for one in covered)
    counts = {status: sum(one.status == status for one in covered) for status in ("done", "planned", "people")}
    return Conformity(quarter, clauses, counts)


@dataclass(frozen=True)
class _Known:
    """What is read once for all clauses."""

    actor: Actor
    quarter: Quarter
    today: date
    work: QuarterWork
    figures: Monitoring | None
    is_closed: bool
    gaps: int
    texts: dict[str, Standing | None] = field(default_factory=dict)

    @classmethod
    def of(cls, actor: Actor, quarter: Quarter, today: date) -> "_Known":
        """Counts of the quarter; figures only for those who may see them."""
        return cls(
            actor=actor,
            quarter=quarter,
            today=today,
            work=quarter_work(actor, quarter, today),
            figures=monitoring(actor, quarter) if sees_whole(actor) else None,
            is_closed=bool(editions_of(actor.administration_id, quarter)),
            gaps=len(role_gaps(actor, today)),
        )

    def of_targets(self, targets: Iterable[str]) -> tuple[Standing, ...]:
        """What is known of any of the targets, nothing twice."""
        found = (self._standing(target) for target in targets)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _standing(self, target: str) -> Standing | None:
        if target not in self.texts:
            kind, _, name = target.partition(":")
            by_kind: Mapping[str, Callable[[str], Standing | None]] = {"metric": self._metric, "channel": self._channel}
            self.texts[target] = by_kind[kind](name) if kind in by_kind else self._thing(target)
        return self.texts[target]

    def _metric(self, slug: str) -> Standing | None:
        if self.figures is None:
            return None
        return Standing(finding(self.figures.metric(slug)), "monitoring", f"quarter={self.quarter}#{slug}")

    def _channel(self, slug: str) -> Standing:
        count = self.work.channels.get(slug, 0)
        words = count_with_word(count, "сообщение", "сообщения", "сообщений") if count else "ни одного сообщения"
        return Standing(f"За квартал: {words}.", "registry", f"quarter={self.quarter}&channel={slug}")

    def _thing(self, target: str) -> Standing | None:
        if target in _CLOSING:
            word = "закрыт" if self.is_closed else "ещё не закрыт"
            return Standing(f"{self.quarter.title} {word}.", "monitoring", f"quarter={self.quarter}")
        if target in _READING:
            return self._counted(self.work.unread, "Не прочитано", "Всё прочитано.", "read=0")
        if target in _ANSWERING:
            return self._counted(self.work.overdue, "Просрочено", "Просроченных нет.", "queue=overdue")
        if target == "page:topics":
            edition = topic_edition(self.actor.administration_id, self.today)
            return Standing(f"Действует «{edition}».", "topics") if edition else None
        if target == "page:staff":
            words = count_with_word(self.gaps, "пробел", "пробела", "пробелов")
            return Standing(f"В назначениях {words}." if self.gaps else "Все роли назначены.", "staff")
        return None

    def _counted(self, count: int, word: str, none: str, query: str) -> Standing:
        if not count:
            return Standing(none)
        words = count_with_word(count, "сообщение", "сообщения", "сообщений")
        of_quarter = "" if query.startswith("queue") else f"quarter={self.quarter}&"
        return Standing(f"{word}: {words}.", "registry", f"{of_quarter}{query}")
