"""How each thing that the product looks at comes to be, on a given day: for the tests of the year."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from otklik.analysis.models import PeriodEdition
from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.duties.models import DutyMark
from otklik.duties.queries.lines import DutyLine
from otklik.improvement.models import PainMap
from otklik.procedures.registry import procedures
from otklik.publishing.models import Publication
from otklik.reporting.models import Consolidated, HandOver, Package, PackageVersion, PeriodReview
from otklik.surveys.models import Questionnaire, QuestionnaireVersion, SummedUp, Survey


def morning(day: date) -> datetime:
    """Nine o'clock in Moscow."""
    return datetime.combine(day, time(6), UTC)


def do(line: DutyLine, administration: Administration) -> None:
    """Do the duty on its last day by the thing that the product looks at, or by a document where it looks at none."""
    seen, on, span = line.occurrence.duty.seen_by, line.occurrence.last.on, line.occurrence.span
    maker = MAKERS.get(seen)
    if maker is None or (seen == "closed_period" and line.occurrence.why_shorter):
        DutyMark.objects.create(
            administration=administration, duty=line.occurrence.duty.slug, starts_on=span.starts_on,
            ends_on=span.ends_on, done_on=on, document="Записка № 1", marked_at=morning(on),
        )  # fmt: skip
        return
    maker(line, administration, on)


def close(line: DutyLine, administration: Administration, on: date) -> None:
    key = Quarter.of(line.occurrence.span.starts_on).key
    PeriodEdition.objects.create(
        administration=administration, quarter=key, edition=1, procedure_revision=1, payload={}, digest="",
        closed_at=morning(on), closed_by_name="Иванова",
    )  # fmt: skip


def approve(line: DutyLine, administration: Administration, on: date) -> None:
    PainMap.objects.create(
        administration=administration, quarter=Quarter.of(line.occurrence.span.starts_on).key, state="approved",
        department_id=line.unit_id, created_at=morning(on), approved_at=morning(on),
    )  # fmt: skip


def hand_in(line: DutyLine, administration: Administration, on: date) -> None:
    package = Package.objects.create(
        administration=administration, quarter=Quarter.of(line.occurrence.span.starts_on).key, title=line.unit,
        department_id=line.unit_id, state="handed_in", created_at=morning(on),
    )  # fmt: skip
    PackageVersion.objects.create(package=package, number=1, payload={}, digest="", handed_in_at=morning(on))


def sum_up(line: DutyLine, administration: Administration, on: date) -> None:
    span = line.occurrence.span
    SummedUp.objects.create(administration=administration, starts_on=span.starts_on, ends_on=span.ends_on, done_on=on)


def publish(line: DutyLine, administration: Administration, on: date) -> None:
    quarter = str(Quarter.of(line.occurrence.span.starts_on))
    artifact = (
        "survey_results" if procedures()[administration.slug].may_publish("survey_results") else "feedback_summary"
    )
    Publication.objects.create(
        administration=administration, kind="quarter_results", key=quarter, artifact=artifact, ruled_as=artifact,
        clause="3", quote="", title=quarter, period=quarter, version=1, payload={}, digest="", state="published",
        proposed_at=morning(on), published_on=on,
    )  # fmt: skip


def consider(line: DutyLine, administration: Administration, on: date) -> None:
    PeriodReview.objects.create(
        administration=administration, quarter=Quarter.of(line.occurrence.span.starts_on).key, held_on=on,
        made_at=morning(on), closed_at=morning(on),
    )  # fmt: skip


def hand_over(line: DutyLine, administration: Administration, on: date) -> None:
    report = Consolidated.objects.create(
        administration=administration, period=str(line.occurrence.span.starts_on.year), state="frozen", digest="1",
        made_at=morning(on), frozen_at=morning(on),
    )  # fmt: skip
    HandOver.objects.create(
        consolidated=report, to_person="Глава", handed_on=on, way="person", digest="1", recorded_at=morning(on)
    )


def hold(line: DutyLine, administration: Administration, on: date) -> None:
    held_survey(administration, line.occurrence.opens_on, on, audience="internal")


def held_survey(administration: Administration, opens_on: date, on: date, *, audience: str) -> Survey:
    """A survey that ended on the day."""
    questionnaire, _ = Questionnaire.objects.get_or_create(
        administration=administration, slug=f"year-{audience}", title="Опрос", audience=audience
    )
    version, _ = QuestionnaireVersion.objects.get_or_create(
        questionnaire=questionnaire, number=1, content={}, changed_at=morning(date(2026, 1, 1))
    )
    return Survey.objects.create(
        administration=administration, title="Опрос", audience=audience, state="closed", version=version,
        opens_on=opens_on, closes_on=on, minimum_group=10, created_at=morning(on),
    )  # fmt: skip


MAKERS: dict[str, Callable[[DutyLine, Administration, date], None]] = {
    "closed_period": close,
    "pain_map": approve,
    "package": hand_in,
    "survey_summary": sum_up,
    "publication": publish,
    "review": consider,
    "annual_report": hand_over,
    "internal_survey": hold,
}
