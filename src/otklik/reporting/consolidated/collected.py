"""What organisers handed in: who did and who did not, their words, their recommendations."""

from typing import Any

from otklik.accounts.models import Recommendation
from otklik.analysis.periods import editions_of
from otklik.core.periods import Quarter, local_date
from otklik.core.report_period import ReportPeriod
from otklik.reporting.packages.payload import field_texts
from otklik.reporting.packages.queries import accepted_packages, package_states
from otklik.reporting.packages.words import filled

Plain = dict[str, Any]
ACCEPTED = "accepted"


def packages_of(administration_id: int, period: ReportPeriod) -> list[Plain]:
    """Every package that the period awaits, with its state; accepted ones with the digest of what was accepted."""
    accepted = {(one.quarter, one.department_id): one for one in accepted_packages(administration_id, period.quarters)}
    found = []
    for quarter in period.quarters:
        for one in package_states(administration_id, quarter):
            own = accepted.get((quarter, one.department_id))
            found.append({
                "quarter": str(quarter),
                "department": one.department_id,
                "title": one.title,
                "state": one.state,
                "handed_in_on": one.handed_in_on.isoformat() if one.handed_in_on else None,
                "accepted_on": one.accepted_on.isoformat() if one.accepted_on else None,
                "digest": own.digest if own else "",
            })  # fmt: skip
    return found


def words_of(administration_id: int, period: ReportPeriod) -> list[Plain]:
    """The organisers' words in the accepted packages, with their figures. Порядок: murashi 5.18, 5.19"""
    return [
        {
            "quarter": str(one.quarter),
            "title": one.title,
            "section": section,
            "text": filled(text, field_texts(one.payload)).strip(),
        }
        for one in accepted_packages(administration_id, period.quarters)
        for section, text in one.texts.items()
        if text.strip()
    ]


def recommendations_of(administration_id: int, period: ReportPeriod) -> list[Plain]:
    """What responsible persons proposed to better in the feedback system itself. Порядок: murashi 5.9"""
    keys = [quarter.key for quarter in period.quarters]
    rows = Recommendation.objects.filter(administration_id=administration_id, quarter__in=keys)
    return [
        {
            "quarter": str(Quarter.from_key(row.quarter)),
            "department": row.department.title if row.department else "",
            "text": row.text,
            "state": row.state,
            "decision": row.decision,
        }
        for row in rows.select_related("department").order_by("quarter", "pk")
    ]


def closings_of(administration_id: int, period: ReportPeriod, time_zone: str) -> list[Plain]:
    """The newest closing of each quarter of the period: which edition, and its digest."""
    found: dict[Quarter, Plain] = {}
    for one in editions_of(administration_id):
        if one.quarter in period.quarters and one.quarter not in found:
            found[one.quarter] = {
                "quarter": str(one.quarter), "edition": one.number, "digest": one.digest,
                "closed_on": local_date(one.closed_at, time_zone).isoformat(),
            }  # fmt: skip
    return [found[quarter] for quarter in period.quarters if quarter in found]
