"""Numbers of coverage in words: by which ways given, from where the answers came."""

from collections.abc import Mapping

from otklik.surveys.coverage import Row
from otklik.surveys.models import GivenWay, SurveyLink


def given_told(row: Row) -> str:
    """«ссылкой в электронном ответе 12, на приёме 3»."""
    return _told(row.given, {way.value: way.label for way in GivenWay})


def answers_told(row: Row) -> str:
    """«ответ на обращение 4, плакат с QR-кодом 2»."""
    return _told(row.answers, {source.value: source.label for source in SurveyLink.Source})


def _told(numbers: Mapping[str, int], labels: Mapping[str, str]) -> str:
    ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{labels.get(key, key)} {number}" for key, number in ordered if number)
