"""Everything that is known of a survey's sample, for its page and its papers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from otklik.core.appeals import Audience
from otklik.core.questionnaire.columns import Column
from otklik.core.sampling.cells import Codes, Frame
from otklik.core.sampling.size import SampleSize, reached_margin, sample_size
from otklik.surveys.matrix import matrix_of_survey
from otklik.surveys.models import FramePerson, Sample, Survey, SurveyWeights, TargetPopulation
from otklik.surveys.sampling.field import CellProgress, Matched, counts_by_codes, matched, progress

HALF = 0.5


@dataclass(frozen=True)
class SampleOverview:
    """A survey's population, sample, field and weights; what is not there yet is None or empty."""

    survey: Survey
    population: TargetPopulation | None
    frame: Frame | None
    sample: Sample | None
    size: SampleSize | None
    drawn_count: int
    answers: int
    cells: tuple[CellProgress, ...]
    pairs: tuple[Matched, ...]
    unplaced: int
    weights: SurveyWeights | None

    @property
    def columns(self) -> Sequence[Column]:
        """Questions that stand for the population's dimensions."""
        return [pair.column for pair in self.pairs if pair.column]

    @property
    def full_count(self) -> int:
        """Cells whose target is reached; those whose count may not be told are not among them."""
        return sum(cell.is_full and cell.shown for cell in self.cells)

    @property
    def by_cells(self) -> bool:
        """The answers can be told apart by the population's cells."""
        return bool(self.pairs) and all(pair.fits for pair in self.pairs)

    @property
    def design_effect(self) -> float:
        """Of the weights in use; 1 without them."""
        return self.weights.design_effect if self.weights and self.weights.uses else 1.0

    @property
    def margin(self) -> float | None:
        """The largest margin of a share that so many answers reach, the weights reckoned in; None without answers."""
        confidence = self.sample.confidence if self.sample else 0.95
        size = self.frame.size if self.frame else None
        if size is not None and self.answers > size:
            return None
        return reached_margin(self.answers, size, confidence=confidence, share=HALF, design_effect=self.design_effect)

    @property
    def response(self) -> float | None:
        """Answers by people asked; None where nobody was drawn (an open link has no response rate)."""
        asked = self.drawn_count
        return min(1.0, self.answers / asked) if asked else None

    @property
    def is_stale(self) -> bool:
        """Answers came after the weights were made."""
        return self.weights is not None and self.weights.n + self.weights.unplaced != self.answers


def sample_overview(survey: Survey) -> SampleOverview:
    """All of it in a handful of queries; the caller has checked the right to see the survey."""
    matrix = matrix_of_survey(survey.pk)
    population = TargetPopulation.objects.filter(survey=survey).select_related("counted_by").first()
    sample = Sample.objects.filter(survey=survey).select_related("drawn_by").first() if population else None
    frame = Frame.of(population.frame) if population else None
    pairs = matched(frame, matrix.columns) if frame else ()
    can_place = frame is not None and (not frame.dimensions or all(pair.column for pair in pairs))
    counts, unplaced = counts_by_codes(matrix, pairs) if can_place else (Counter[Codes](), len(matrix))
    hidden = survey.minimum_group if survey.audience == Audience.INTERNAL else 0
    targets, invited = (sample.targets, sample.invited_targets) if sample else ((), ())
    return SampleOverview(
        survey,
        population,
        frame,
        sample,
        _size(frame, sample),
        FramePerson.objects.filter(survey=survey, place__isnull=False).count() if sample and sample.drawn_at else 0,
        len(matrix),
        tuple(progress(frame, targets, invited, counts, hidden_below=hidden)) if frame else (),
        pairs,
        unplaced,
        SurveyWeights.objects.filter(survey=survey).first(),
    )


def _size(frame: Frame | None, sample: Sample | None) -> SampleSize | None:
    if frame is None or sample is None:
        return None
    return sample_size(
        frame.size, margin=sample.margin, confidence=sample.confidence, expected_share=sample.expected_share
    )
