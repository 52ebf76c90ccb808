"""The method sheet («паспорт исследования»): printed with every result of a survey."""

from collections.abc import Iterator

from otklik.core.document import Block, Cell, Column, Heading, Paragraph, Row, Table, Unit
from otklik.core.periods import local_date
from otklik.core.russian import count_with_word, date_long, date_short, format_number, format_share
from otklik.core.sampling.weights import HEAVY
from otklik.surveys.models import Survey, TargetPopulation
from otklik.surveys.sampling.overview import SampleOverview, sample_overview

#: Letters of a digest or a seed that are printed: enough to tell two draws apart.
SHOWN = 16
ANSWERS = ("ответ", "ответа", "ответов")
PEOPLE = ("человек", "человека", "человек")


def method_blocks(survey: Survey) -> tuple[Block, ...]:
    """Heading, facts as a table, limits as sentences; for any report that shows the survey's figures.

    Порядок: biysk 4, livny 4.
    """
    found = sample_overview(survey)
    rows = tuple(Row((Cell(title), Cell(words))) for title, words in method_facts(found))
    table = Table("Паспорт исследования", (Column("Что", width=2), Column("Как", width=5)), rows, key="method")
    limits = (Paragraph(words, "note") for words in method_limits(found))
    return Heading(1, "Как проводился опрос"), table, *limits


def passport_of(survey: Survey) -> tuple[tuple[str, str], ...]:
    """The facts beside the results of a sampled survey; none where no population is stated."""
    if not TargetPopulation.objects.filter(survey=survey).exists():
        return ()
    return tuple(method_facts(sample_overview(survey)))


def method_facts(found: SampleOverview) -> Iterator[tuple[str, str]]:
    """(what, how) in the order in which a reader asks."""
    survey = found.survey
    ends = date_long(survey.closes_on) if survey.closes_on else "без срока"
    yield "Срок", f"{date_long(survey.opens_on)} – {ends}"
    yield "Кого спрашивали", survey.target or survey.get_audience_display().lower()
    yield from _population(found)
    yield from _sample(found)
    yield "Получено", _answers(found)
    if found.margin is not None:
        yield "Достигнутая погрешность", _margin(found)
    yield from _weights(found)


def method_limits(found: SampleOverview) -> Iterator[str]:
    """What the figures do not say; never empty."""
    if found.population is None:
        yield (
            "Генеральная совокупность не определена, отвечали желающие: результаты говорят о тех, кто ответил,"
            " а интервалы показывают только случайный разброс."
        )
        return
    drawn = found.sample is not None and found.sample.drawn_at is not None
    if not drawn:
        yield "Людей не отбирали случайно: интервалы верны, только если ответившие похожи на остальных."
    if found.response is not None and found.response < 1:
        yield (
            f"Ответили {format_share(found.response)} приглашённых. Мнение тех, кто не ответил, неизвестно и может"
            " отличаться: веса исправляют состав, а не нежелание отвечать."
        )
    if drawn and found.population.reachable < found.population.size:
        rest = found.population.size - found.population.reachable
        yield (
            f"Отбирали из тех, с кем можно связаться ({format_number(found.population.reachable)}); ещё"
            f" {count_with_word(rest, *PEOPLE)} попасть в выборку не могли."
        )
    if found.weights and found.weights.uses and found.weights.most > HEAVY:
        most = format_number(found.weights.most, 1)
        yield f"Наибольший вес {most}: один ответ говорит за многих. Осторожнее с группами, где ответов мало."
    if found.is_stale:
        yield "После расчёта весов пришли новые ответы: рассчитайте веса ещё раз."
    yield "Погрешность посчитана для доли 50 %, у других долей она меньше. Ошибки в самих ответах она не учитывает."


def _population(found: SampleOverview) -> Iterator[tuple[str, str]]:
    if found.population is None or found.frame is None:
        yield "Генеральная совокупность", "не определена"
        return
    size = count_with_word(found.frame.size, *PEOPLE)
    counted = date_short(local_date(found.population.counted_at, found.survey.administration.time_zone))
    yield "Генеральная совокупность", f"{size}; {found.population.get_source_display()}, на {counted}"
    yield "Основа", found.population.basis
    if found.frame.dimensions:
        named = ", ".join(f"«{one.title}»" for one in found.frame.dimensions)
        cells = count_with_word(len(found.frame.cells), "ячейка", "ячейки", "ячеек")
        yield "Как разделена", f"{named}: {cells}"


def _sample(found: SampleOverview) -> Iterator[tuple[str, str]]:
    sample = found.sample
    if sample is None or found.size is None:
        return
    yield (
        "Нужно ответов",
        (
            f"{format_number(sample.size)}: погрешность {format_share(sample.margin)} при доверии"
            f" {format_share(sample.confidence, 0)}, ожидаемая доля {format_share(sample.expected_share, 0)},"
            " поправка на конечную совокупность"
        ),
    )
    yield "Распределение", f"{sample.get_allocation_display()}; {sample.get_method_display()}"
    if sample.drawn_at is not None:
        drawn_on = local_date(sample.drawn_at, found.survey.administration.time_zone)
        yield (
            "Отбор",
            (
                f"{count_with_word(found.drawn_count, *PEOPLE)}, {date_short(drawn_on)};"
                f" зерно {sample.seed[:SHOWN]}, отпечаток совокупности {sample.drawn_digest[:SHOWN]}"
            ),
        )


def _answers(found: SampleOverview) -> str:
    words = count_with_word(found.answers, *ANSWERS)
    if found.response is not None:
        asked = count_with_word(found.drawn_count, *PEOPLE)
        return f"{words}; приглашено {asked}, ответили {format_share(found.response)}"
    return words


def _margin(found: SampleOverview) -> str:
    confidence = format_share(found.sample.confidence if found.sample else 0.95, 0)
    margin = format_number((found.margin or 0) * 100, 1)
    words = f"±{margin} п. п. для доли 50 % при доверии {confidence}"
    return f"{words}, с учётом весов" if found.design_effect > 1 else words


def _weights(found: SampleOverview) -> Iterator[tuple[str, str]]:
    stored = found.weights
    if stored is None:
        yield "Веса", "не применялись"
        return
    state = "" if stored.uses else "; рассчитаны, но выключены"
    spread = f"от {format_number(stored.least, 2)} до {format_number(stored.most, 2)}"
    yield "Веса", f"{stored.get_method_display()}: {spread}{state}"
    yield (
        "Эффект плана (Киш)",
        (
            f"{format_number(stored.design_effect, 2)}: {count_with_word(stored.n, *ANSWERS)} с весами"
            f" так же точны, как {format_number(stored.effective_n)} без весов"
        ),
    )


def cells_table(found: SampleOverview) -> Table:
    """Every cell: people, wanted, asked, done, left; what may not be told is «мало»."""
    columns = (
        Column("Ячейка", width=4),
        Column("Людей", Unit.COUNT),
        Column("Нужно", Unit.COUNT),
        Column("Пригласить", Unit.COUNT),
        Column("Получено", Unit.COUNT),
        Column("Осталось", Unit.COUNT),
    )
    rows = tuple(
        Row((
            Cell(one.title), Cell(one.people), Cell(one.target), Cell(one.invited),
            Cell(one.done if one.shown else "мало"), Cell(one.left if one.shown else "—"),
        ))
        for one in found.cells
    )  # fmt: skip
    note = f"Ответов без признака: {found.unplaced}." if found.unplaced else ""
    return Table("Контроль квот", columns, rows, note=note, key="cells", sheet="Квоты")
