"""What the consolidated report says and leaves unsaid: a year counted in part, one pain alone."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.intake.conftest import receive
from tests.reporting.consolidated import NOW, filled

from otklik.base.actor import system_actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.document import Heading, Paragraph, Table
from otklik.core.periods import Quarter
from otklik.core.report_period import ReportPeriod
from otklik.intake.models import FeedbackItem
from otklik.reporting.consolidated.gather import gather
from otklik.reporting.consolidated.snapshot import Snapshot
from otklik.reporting.consolidated.words import before_pains_words, summary
from otklik.reporting.reports.consolidated.build import document_of
from otklik.reporting.reports.consolidated.organizers import words_blocks

__all__ = ["receive"]


@pytest.mark.django_db
def test_no_change_is_shown_against_a_year_counted_in_part(
    receive: Callable[..., FeedbackItem], administration: Administration
) -> None:
    filled(receive, administration)
    FeedbackItem.objects.filter(quarter=NOW.key).update(quarter=Quarter(2026, 3).key)
    year = gather(system_actor(administration.pk, administration.slug), ReportPeriod(2026), date(2027, 1, 10))
    assert year["counted_before"] == ["2025Q2"]
    told = year["audiences"]["external"]
    assert not any("change" in row for metric in told["metrics"] for row in metric["rows"])
    assert "2025 год" not in " ".join(words for _, said in summary(year) for words in said[1:])
    snapshot = Snapshot(ReportPeriod(2026), year, {})
    tables = {one.key: one for one in document_of(snapshot, procedure_of("murashi")).blocks if isinstance(one, Table)}
    for slug, at in (("satisfied_share", 4), ("waiting_time", 3)):
        table = tables[f"external-{slug}"]
        assert {row.cells[at].value for row in table.rows} == {"—"}
        assert table.note.endswith("Изменение не показано: за 2025 год учтён только II квартал.")


def test_one_pain_is_told_as_one() -> None:
    row = {"measures": [], "refusal": "", "is_closed": False, "is_told_again": True}
    assert before_pains_words(_with_pains(row), "external") == (
        "Боль III квартала 2025 года одна, не устранена, снова названа, нет ни мероприятия, ни отказа с причиной."
    )
    two = _with_pains(row, row | {"is_closed": True})
    assert before_pains_words(two, "external").startswith("Из 2 болей III квартала 2025 года: устранено 1,")


@pytest.mark.parametrize(("period", "wanted"), [("2025", ["III квартал 2025 года", "Яма.", "Снег."]), ("2025Q3", [])])
def test_words_of_an_organiser_stand_under_their_quarter(period: str, wanted: list[str]) -> None:
    told = {"title": "Архив", "section": "introduction", "quarter": "2025Q3", "text": "Яма.\n\nСнег."}
    found = words_blocks(Snapshot(ReportPeriod.parse(period), {"words": [told]}, {}))
    texts = [one.text for one in found if isinstance(one, Heading | Paragraph)]
    assert texts == ["Архив", *(wanted or ["Яма.", "Снег."])]


def _with_pains(*rows: dict[str, object]) -> dict[str, object]:
    return {"period": "2025Q4", "audiences": {"external": {"before": rows}}}
