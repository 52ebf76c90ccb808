"""How each clause of a decree is answered: «Соответствие порядку»."""

from dataclasses import dataclass
from typing import Literal

from otklik.procedures.schema import Procedure
from otklik.procedures.schema_duties import Answered, ClauseDuty

Status = Literal["done", "planned", "people"]

STATUS_LABELS: dict[Status, str] = {"done": "выполняет", "planned": "строится", "people": "делают люди"}
ORDER_LABELS: dict[str, str] = {
    "workplace": "рабочее место",
    "surveys": "опросы",
    "improvement": "карта болей и улучшения",
    "channels": "каналы",
    "reports": "отчёты и публикация",
    "operation": "эксплуатация",
}


@dataclass(frozen=True)
class ClauseCoverage:
    """The answer to one clause; `problem` is empty when the answer holds."""

    id: str
    clause: str
    duty: str
    status: Status
    by: tuple[str, ...]
    """Targets of a done clause; «order:surveys» of a planned one; the reason of one left to people."""
    quote: str
    note: str
    problem: str

    def as_row(self) -> dict[str, object]:
        """The row that `otklik coverage --json` prints."""
        return {"id": self.id, "clause": self.clause, "status": self.status, "by": list(self.by), "quote": self.quote}


def coverage(procedure: Procedure, targets: frozenset[str]) -> tuple[ClauseCoverage, ...]:
    """Every clause of the procedure's list in the order of the list, with its answer.

    `targets` are the things that exist («page:status», «metric:channels», «command:import-feedback»), collected by
    the caller from the registries; what the profile itself holds (`own_targets`) is added here.
    """
    existing = targets | own_targets(procedure)
    answers = {answer.id: answer for answer in procedure.coverage}
    return tuple(_covered(duty, answers[duty.id], existing) for duty in procedure.duties)


def as_rows(covered: tuple[ClauseCoverage, ...]) -> list[dict[str, object]]:
    """Rows of `otklik coverage --json`."""
    return [clause.as_row() for clause in covered]


def own_targets(procedure: Procedure) -> frozenset[str]:
    """What the profile itself gives: «channel:post» for each channel, «profile:terms» for each block that is filled."""
    blocks = {f"profile:{name}" for name in type(procedure).model_fields if getattr(procedure, name)}
    return frozenset(blocks | {f"channel:{channel.slug}" for channel in procedure.channels})


def used_targets(procedure: Procedure) -> frozenset[str]:
    """Every target that the profile's done clauses name."""
    return frozenset(target for answer in procedure.coverage for target in answer.by)


def _covered(duty: ClauseDuty, answer: Answered, existing: frozenset[str]) -> ClauseCoverage:
    missing = [target for target in answer.by if target not in existing]
    return ClauseCoverage(
        id=duty.id,
        clause=duty.clause,
        duty=duty.duty,
        status=answer.status,
        by=_by(answer),
        quote=answer.quote,
        note=answer.note,
        problem=f"названо, но не существует: {', '.join(missing)}" if missing else "",
    )


def _by(answer: Answered) -> tuple[str, ...]:
    if answer.status == "planned":
        return (f"order:{answer.order}",)
    return answer.by if answer.status == "done" else (answer.reason,)
