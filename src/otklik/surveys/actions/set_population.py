"""Stating of whom a survey is to tell: counted from the register, read from a file, or typed cell by cell."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Process
from otklik.core.russian import count_with_word
from otklik.core.sampling.cells import Codes, Dimension, Frame, frame_of
from otklik.core.sampling.draw import population_digest
from otklik.surveys.access import survey_to_run
from otklik.surveys.models import Sample, Survey, SurveyWeights, TargetPopulation
from otklik.surveys.sampling.lists import read_list
from otklik.surveys.sampling.people import Known, keep_people
from otklik.surveys.sampling.questions import dimension_of, dividing_columns
from otklik.surveys.sampling.register import DIVISIONS, RegisterQuery, basis_of, register_frame, register_people


@transaction.atomic
def count_from_register(*, actor: Actor, survey_id: int, query: RegisterQuery) -> TargetPopulation:
    """The authors of answered cases of some quarters. RuleBroken where there are none. Порядок: biysk 4, livny 4."""
    survey = _survey(actor, survey_id)
    if query.since > query.until:
        raise RuleBroken("quarters", "Первый квартал позже последнего.", "since")
    if any(one not in DIVISIONS for one in query.divisions):
        raise RuleBroken("division", "Такого признака в реестре нет.", "divisions")
    processes = Process.objects.filter(administration_id=actor.administration_id)
    process = processes.filter(pk=query.process_id).first() if query.process_id else None
    try:
        frame = register_frame(actor, survey.audience, query)
    except ValueError as fault:
        raise RuleBroken("population", str(fault), "divisions") from fault
    people = list(register_people(actor, survey.audience, query, frame))
    basis = basis_of(query, process.title if process else "")
    return _store(actor, survey, frame, people, source=TargetPopulation.Source.REGISTER, basis=basis)


@transaction.atomic
def read_from_file(
    *, actor: Actor, survey_id: int, content: bytes, name: str, columns: Sequence[str], basis: str
) -> TargetPopulation:
    """People or cells of a CSV or XLSX file. RuleBroken says what in it is wrong. Порядок: biysk 4, livny 4."""
    survey = _survey(actor, survey_id)
    if not basis.strip():
        raise RuleBroken("basis", "Напишите, откуда этот список и на каком основании он у вас.", "basis")
    known = [dimension_of(column) for column in dividing_columns(survey)]
    try:
        found = read_list(content, name, columns, known)
    except ValueError as fault:
        raise RuleBroken("file", str(fault), "file") from fault
    source = TargetPopulation.Source.CELLS if found.is_cells else TargetPopulation.Source.LIST
    return _store(actor, survey, found.frame, found.people, source=source, basis=basis.strip())


@transaction.atomic
def type_cells(
    *, actor: Actor, survey_id: int, questions: Sequence[str], counts: Mapping[Codes, int], basis: str
) -> TargetPopulation:
    """Counts by cells whose values are the options of the survey's own questions (none: one number for all).

    Порядок: biysk 4, livny 4.
    """
    survey = _survey(actor, survey_id)
    if not basis.strip():
        raise RuleBroken("basis", "Напишите, откуда эти числа: сборник, дата, чьи сведения.", "basis")
    known = {column.name: dimension_of(column) for column in dividing_columns(survey)}
    absent = [one for one in questions if one not in known]
    if absent:
        raise RuleBroken("questions", "Такого вопроса в анкете нет.", "questions")
    dimensions: list[Dimension] = [known[one] for one in questions]
    try:
        frame = frame_of(dimensions, counts)
    except ValueError as fault:
        raise RuleBroken("population", str(fault)) from fault
    return _store(actor, survey, frame, (), source=TargetPopulation.Source.CELLS, basis=basis.strip())


def _survey(actor: Actor, survey_id: int) -> Survey:
    survey = survey_to_run(actor, survey_id)
    drawn = Sample.objects.filter(survey=survey, drawn_at__isnull=False)
    if drawn.exists():
        raise RuleBroken("drawn", "Люди уже отобраны: совокупность больше не меняют. Сначала отмените отбор.")
    return survey


def _store(
    actor: Actor, survey: Survey, frame: Frame, people: Iterable[Known], *, source: str, basis: str
) -> TargetPopulation:
    listed = list(people)
    reachable = keep_people(survey, listed)
    digest = population_digest([(cell.codes, cell.count) for cell in frame.cells], [one.ref for one in listed])
    Sample.objects.filter(survey=survey).delete()
    SurveyWeights.objects.filter(survey=survey).delete()
    population, _ = TargetPopulation.objects.update_or_create(
        survey=survey,
        defaults={
            "source": source,
            "basis": basis[:500],
            "frame": frame.as_json(),
            "size": frame.size,
            "digest": digest,
            "reachable": reachable,
            "counted_at": timezone.now(),
            "counted_by_id": actor.user_id,
        },
    )
    told = count_with_word(frame.size, "человек", "человека", "человек")
    audit.record(actor, "set_population", survey, f"Генеральная совокупность: {told}", source=source, digest=digest)
    return population
