"""Weights that make the answers fit the population: post-stratification and raking by `svy`, design effect by Kish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otklik.core.sampling.cells import Codes

if TYPE_CHECKING:
    import svy

#: The largest relative misfit of a margin that is still called a fit.
TOLERANCE = 1e-8
MOST_SWEEPS = 1000
#: A factor above it lets one person speak for many: said beside the figures.
HEAVY = 5.0


@dataclass(frozen=True)
class Weighting:
    """Factors of the combinations (their mean over the answers is 1), and what they cost."""

    factors: dict[Codes, float]
    counts: dict[Codes, int]

    @property
    def n(self) -> int:
        """Answers weighed."""
        return sum(self.counts.values())

    @property
    def design_effect(self) -> float:
        """Kish: 1 + cv² of the weights = n·Σw² / (Σw)²; 1 when all weigh the same."""
        whole = sum(self.counts[key] * factor for key, factor in self.factors.items())
        squares = sum(self.counts[key] * factor**2 for key, factor in self.factors.items())
        return max(1.0, self.n * squares / (whole * whole)) if whole else 1.0

    @property
    def effective_n(self) -> float:
        """So many answers of equal weight would be as sure: n / deff."""
        return self.n / self.design_effect

    @property
    def extremes(self) -> tuple[float, float]:
        """The least and the largest factor."""
        return min(self.factors.values(), default=1.0), max(self.factors.values(), default=1.0)


def poststratify(counts: Mapping[Codes, int], population: Mapping[Codes, int]) -> Weighting:
    """Each cell weighs as much among the answers as among the people. ValueError where a cell has no answer."""
    answered = {codes: count for codes, count in counts.items() if count}
    _check_cells(answered, population)
    if not _parts(population):
        return Weighting(dict.fromkeys(answered, 1.0), answered)
    names = {codes: _name(codes) for codes in answered}
    sample = _sample({"cell": list(names.values())}, list(answered.values()))
    shares: dict[Any, Any] = {names[codes]: float(population[codes]) for codes in answered}
    fitted = sample.weighting.poststratify(shares=shares, cells="cell", wgt_name="fitted")
    return _weighting(fitted, answered)


def rake(counts: Mapping[Codes, int], margins: Sequence[Mapping[str, int]]) -> Weighting:
    """Every dimension's shares fit, each by itself (iterative proportional fitting, Deming and Stephan 1940).

    `margins`: people by value, a mapping for each dimension of the codes, in order. ValueError where a value of the
    population has no answer, or the fit is not reached.
    """
    answered = {codes: count for codes, count in counts.items() if count}
    for place, margin in enumerate(margins):
        _check_values({codes[place] for codes in answered}, margin)
    columns = {f"d{place}": [codes[place] for codes in answered] for place in range(len(margins))}
    shares: dict[str, Any] = {
        f"d{place}": {code: float(count) for code, count in margin.items() if count}
        for place, margin in enumerate(margins)
    }
    sample = _sample(columns, list(answered.values()))
    from svy.errors import SvyError  # noqa: PLC0415 - see `_sample`

    try:
        fitted = sample.weighting.rake(shares=shares, tol=TOLERANCE, max_iter=MOST_SWEEPS, wgt_name="fitted")
    except SvyError as error:
        raise ValueError(
            "Веса не сошлись: при таких ответах нельзя выполнить все доли сразу. Уберите один из признаков."
        ) from error
    return _weighting(fitted, answered)


def _sample(columns: Mapping[str, Sequence[str]], counts: Sequence[int]) -> "svy.Sample":
    """Rows are combinations, weighted by their answers: a million answers cost what their combinations do."""
    import polars  # noqa: PLC0415 - three seconds and 90 MB, needed when weights are made and never when they are used
    import svy  # noqa: PLC0415

    rows: dict[str, Any] = {**columns, "w": [float(count) for count in counts]}
    return svy.Sample(polars.DataFrame(rows), svy.Design(wgt="w"))


def _weighting(fitted: "svy.Sample", answered: dict[Codes, int]) -> Weighting:
    rows: Any = fitted.data
    weights = [float(weight) for weight in rows["fitted"]]
    scale = sum(answered.values()) / sum(weights)
    factors = {codes: weight * scale / count for (codes, count), weight in zip(answered.items(), weights, strict=True)}
    return Weighting(factors, answered)


def _name(codes: Codes) -> str:
    return "\x1f".join(codes)


def _parts(population: Mapping[Codes, int]) -> int:
    return max((len(codes) for codes in population), default=0)


def _check_cells(answered: Mapping[Codes, int], population: Mapping[Codes, int]) -> None:
    if not answered:
        raise ValueError("Ответов ещё нет: взвешивать нечего.")
    silent = [", ".join(codes) for codes, count in population.items() if count and codes not in answered]
    if silent:
        raise ValueError(
            f"Ячейки без единого ответа: {'; '.join(silent[:5])}. Выровняйте по каждому признаку отдельно (рейкинг)."
        )
    _check_foreign([", ".join(codes) for codes in answered if not population.get(codes)])


def _check_values(given: set[str], margin: Mapping[str, int]) -> None:
    if not given:
        raise ValueError("Ответов ещё нет: взвешивать нечего.")
    silent = [code for code, count in margin.items() if count and code not in given]
    if silent:
        raise ValueError(f"Значения без единого ответа: {'; '.join(silent[:5])}. Уберите этот признак.")
    _check_foreign([code for code in given if not margin.get(code)])


def _check_foreign(foreign: Sequence[str]) -> None:
    if foreign:
        raise ValueError(
            f"Ответили те, кого в генеральной совокупности нет: {'; '.join(sorted(foreign)[:5])}."
            " Уточните численность ячеек."
        )
