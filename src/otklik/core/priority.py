"""Impact of a pain and the priority of its removal: numbers that explain themselves in a sentence."""

from dataclasses import dataclass

from otklik.core.grades import Grade, Steps
from otklik.core.russian import count_with_word, format_share


@dataclass(frozen=True)
class ImpactScale:
    """Weights of the parts of the impact, processes from which the spread is full, steps of the impact (0..1)."""

    severity: float
    importance: float
    spread: float
    wide_processes: int
    steps: Steps


@dataclass(frozen=True)
class Impact:
    """Each part 0..1; the whole is their weighted mean over the parts that are known."""

    severity: float
    importance: float | None
    spread: float
    process_count: int
    value: float
    grade: Grade

    @property
    def sentence(self) -> str:
        """Which parts the impact is made of. Порядок: murashi 5.15 («ограничено ли оно одним процессом»)."""
        weight = "важность по опросам неизвестна"
        if self.importance is not None:
            weight = f"важность по опросам {format_share(self.importance, 0)} от самого важного"
        reach = "в одном процессе" if self.process_count <= 1 else f"в {_processes(self.process_count)}"
        return (
            f"Тяжесть {format_share(self.severity, 0)}, {weight}, ощущается {reach}: "
            f"воздействие {self.grade.neuter} ({format_share(self.value, 0)})."
        )


def impact_of(severity: float, importance: float | None, process_count: int, scale: ImpactScale) -> Impact:
    """The impact from the severity of texts and scores (0..1), the importance of what is concerned (0..1; None: not
    known, then the others make the whole) and the number of processes touched. Порядок: murashi 5.15
    """
    spread = min(1.0, max(process_count - 1, 0) / (scale.wide_processes - 1))
    parts = [(severity, scale.severity), (spread, scale.spread)]
    if importance is not None:
        parts.append((importance, scale.importance))
    whole = sum(weight for _part, weight in parts)
    value = sum(part * weight for part, weight in parts) / whole if whole else 0.0
    return Impact(severity, importance, spread, process_count, value, scale.steps.grade(value))


@dataclass(frozen=True)
class PriorityScale:
    """By what each grade (1 to 3) is multiplied, and the scores from which the priority is medium and high."""

    prevalence: int
    impact: int
    feasibility: int
    steps: Steps

    @property
    def most(self) -> int:
        """The largest score there is."""
        return Grade.HIGH * (self.prevalence + self.impact + self.feasibility)


@dataclass(frozen=True)
class Priority:
    """The score and its grade; `feasibility` None: nobody has judged it yet, and it was taken as medium."""

    prevalence: Grade
    impact: Grade
    feasibility: Grade | None
    score: int
    grade: Grade
    scale: PriorityScale

    @property
    def sentence(self) -> str:
        """How the score was made and where it falls."""
        scale = self.scale
        told = f"{self.feasibility.word}" if self.feasibility else "не оценена, принята средней"
        parts = (
            f"распространённость {self.prevalence.word} ({_product(self.prevalence, scale.prevalence)})",
            f"воздействие {self.impact.neuter} ({_product(self.impact, scale.impact)})",
            f"возможность устранить {told} ({_product(self.feasibility or Grade.MEDIUM, scale.feasibility)})",
        )
        points = f"{count_with_word(self.score, 'балл', 'балла', 'баллов')} из {scale.most}"
        return f"{' + '.join(parts)} = {points}: приоритет {self.grade.masculine} ({self._step()}).".capitalize()

    def _step(self) -> str:
        steps = self.scale.steps
        if self.grade is Grade.LOW:
            return f"меньше {steps.medium:g}"
        return f"от {steps.high:g}" if self.grade is Grade.HIGH else f"от {steps.medium:g} до {steps.high - 1:g}"


def priority_of(prevalence: Grade, impact: Grade, feasibility: Grade | None, scale: PriorityScale) -> Priority:
    """The priority: never lower when a part is higher. Порядок: murashi 5.15, biysk 4, livny 4"""
    score = prevalence * scale.prevalence + impact * scale.impact + (feasibility or Grade.MEDIUM) * scale.feasibility
    return Priority(prevalence, impact, feasibility, score, scale.steps.grade(score), scale)


def _product(grade: Grade, points: int) -> str:
    return f"{int(grade)} × {points}"


def _processes(count: int) -> str:
    return f"{count} процессах"
