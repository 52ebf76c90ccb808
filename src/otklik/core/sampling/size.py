"""How many answers are enough, and how sure so many answers are."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from otklik.core.russian import format_number, format_share

#: Answers wanted where the population is so small that a sample saves nothing: everybody is asked.
EVERYBODY_FROM = 0.5


@dataclass(frozen=True)
class SampleSize:
    """The wanted number of answers; `steps` say in Russian how it was found.

    `endless`: the size for a population without end (n₀), `exact`: after the correction, before rounding up.
    """

    answers: int
    endless: float
    exact: float
    steps: tuple[str, ...]


def sample_size(
    population: int | None, *, margin: float, confidence: float = 0.95, expected_share: float = 0.5
) -> SampleSize:
    """n₀ = z²p(1−p)/Δ², n = n₀/(1+(n₀−1)/N), rounded up; without `population` the correction falls away.

    `margin`, `confidence` and `expected_share` are shares of one; ValueError in Russian outside (0, 1).
    """
    _check(margin=margin, confidence=confidence, expected_share=expected_share, population=population)
    z = quantile(confidence)
    spread = expected_share * (1 - expected_share)
    endless = z * z * spread / (margin * margin)
    steps = [
        f"z для доверия {format_share(confidence, 0)} равно {format_number(z, 2)}.",
        f"Ожидаемая доля p = {format_share(expected_share, 0)}, погрешность Δ = {format_share(margin, 1)}.",
        f"n₀ = z²·p·(1−p) / Δ² = {format_number(endless, 1)}: столько ответов нужно при очень большой совокупности.",
    ]
    if population is None:
        return SampleSize(math.ceil(endless - 1e-9), endless, endless, tuple(steps))
    exact = min(endless / (1 + (endless - 1) / population), population) if endless > 1 else 1.0
    answers = min(max(1, math.ceil(exact - 1e-9)), population)
    steps.append(
        f"n = n₀ / (1 + (n₀ − 1) / N), N = {format_number(population)}: {format_number(exact, 1)},"
        f" с округлением вверх {format_number(answers)}."
    )
    if answers > EVERYBODY_FROM * population:
        steps.append("Это больше половины всех: проще опросить каждого (сплошной опрос).")
    return SampleSize(answers, endless, exact, tuple(steps))


def reached_margin(
    answers: int,
    population: int | None,
    *,
    confidence: float = 0.95,
    share: float = 0.5,
    design_effect: float = 1.0,
) -> float | None:
    """The margin that so many answers reach: z·√(deff·p(1−p)/n · (N−n)/(N−1)); None without an answer."""
    if answers <= 0:
        return None
    rest = (population - answers) / (population - 1) if population is not None and population > 1 else 1.0
    rest = max(0.0, rest) if population is None or population > 1 else 0.0
    return quantile(confidence) * math.sqrt(design_effect * share * (1 - share) / answers * rest)


def invited_size(answers: int, expected_response: float, population: int | None = None) -> int:
    """How many to ask so that so many answer; never more than there are. ValueError outside (0, 1]."""
    if not 0 < expected_response <= 1:
        raise ValueError("Доля ответивших должна быть больше 0 и не больше 100 %.")
    wanted = math.ceil(answers / expected_response - 1e-9)
    return wanted if population is None else min(wanted, population)


def quantile(confidence: float) -> float:
    """z of a two-sided confidence: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _check(*, margin: float, confidence: float, expected_share: float, population: int | None) -> None:
    if not 0 < margin < 1:
        raise ValueError("Погрешность должна быть больше 0 и меньше 100 %.")
    if not 0 < confidence < 1:
        raise ValueError("Доверительная вероятность должна быть больше 0 и меньше 100 %.")
    if not 0 < expected_share < 1:
        raise ValueError("Ожидаемая доля должна быть больше 0 и меньше 100 %.")
    if population is not None and population < 1:
        raise ValueError("Генеральная совокупность пуста: выбирать не из кого.")
