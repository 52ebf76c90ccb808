"""What stands in the accepted packages and what stands in the consolidated report, reconciled."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from tests.intake.conftest import receive
from tests.reporting.consolidated import NOW, filled

from otklik.catalog.models import Administration, Department, Process
from otklik.core.report_period import ReportPeriod
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.reporting.consolidated.reconciliation import reconciled
from otklik.reporting.models import Package, PackageVersion
from otklik.reporting.reports.consolidated.reconciliation import reconciliation_words

__all__ = ["receive"]
pytestmark = pytest.mark.django_db
PERIOD = ReportPeriod.of_quarter(NOW)


def test_packages_and_the_whole_add_up(receive: Callable[..., FeedbackItem], administration: Administration) -> None:
    """One appeal at two organisers, one at none, a package of one unit accepted before six appeals came."""
    filled(receive, administration)
    own = Department.objects.filter(administration=administration)
    roads, water = own.get(slug="roads"), own.get(slug="water")
    Process.objects.filter(administration=administration).delete()
    for unit in (roads, water):
        Process.objects.create(administration=administration, slug=unit.slug, title=unit.title, organizer=unit)
    appeals = FeedbackItem.objects.filter(administration=administration, quarter=NOW.key)
    both = appeals.filter(department=roads)[0]
    AppealQuestion.objects.create(item=both, administration_id=administration.pk, quarter=NOW.key, kind=both.kind,
                                  department=water)  # fmt: skip
    package = Package.objects.create(administration=administration, quarter=NOW.key, department=roads, title="Дороги",
                                     state=Package.State.ACCEPTED, created_at=timezone.now())  # fmt: skip
    now = timezone.now()
    payload_told = {"sections": [{"slug": "monitoring", "facts": {"appeals": 44}}]}
    PackageVersion.objects.create(package=package, number=1, payload=payload_told, handed_in_at=now, accepted_at=now)

    (told,) = reconciled(administration.pk, PERIOD, 5)

    assert told == {
        "quarter": "2025Q3", "packages": 44, "since": 6, "awaited": 51, "repeated": 1, "unassigned": 7, "total": 107,
    }  # fmt: skip
    (hidden,) = reconciled(administration.pk, PERIOD, 60)
    assert (hidden["awaited"], hidden["since"]) == (0, 57)
    (said,) = reconciliation_words({"reconciliation": [told]})
    assert said == (
        "III квартал 2025 года: в принятых пакетах 44, плюс 6 поступило или изменилось после сдачи, плюс 51 у тех, чьи "
        "пакеты не приняты, минус 1 посчитано дважды, плюс 7 вне ведения организаторов — всего 107 обращений внешних "
        "клиентов."
    )
