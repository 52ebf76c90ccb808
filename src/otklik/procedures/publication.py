"""What the decree says of putting a thing before the public: forbidden, allowed or required, by which clause."""

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.procedures.schema import Procedure
from otklik.procedures.schema_duties import Artifact, PublicationRule

#: Names of the artifacts as people read them.
ARTIFACTS: Mapping[Artifact, str] = {
    "appeal_metrics": "показатели мониторинга обращений",
    "survey_results": "результаты опросов",
    "feedback_summary": "обобщённые данные обратной связи",
    "feedback_use": "сведения о том, как использована обратная связь",
    "decisions": "принятые решения",
    "internal_feedback": "обратная связь работников",
    "pain_map": "карта болей",
    "explanations": "разъяснения",
    "feedback_texts": "тексты сообщений",
    "request_states": "список сообщений с их состоянием",
    "everything": "всё, что собрано и найдено анализом",
}
#: What a decree that is silent of the first names by a wider word.
WIDER: Mapping[Artifact, tuple[Artifact, ...]] = {
    "survey_results": ("feedback_summary",),
}
#: Not a finding of the analysis but the register of one's own messages: where the decree is silent, the administration
#: decides by switching the face on.
LEFT_TO_ADMINISTRATION: frozenset[Artifact] = frozenset({"request_states"})
LEFT = "Порядок об этом не говорит: решает администрация."
SILENT = "Порядок не называет это среди того, что можно публиковать ({title}), поэтому оно остаётся внутри."


@dataclass(frozen=True)
class Ruling:
    """The answer for one artifact. `may` and `must` are the class; `clause` and `quote` are empty where it is silent.

    `ruled_as` is the artifact whose rule decided: its own, a wider one, or «everything».
    """

    artifact: Artifact
    ruled_as: Artifact
    title: str
    may: bool
    must: bool
    clause: str = ""
    quote: str = ""
    #: The decree has numbered clauses («пункт 4.3»), not only sections («раздел 3»).
    is_numbered: bool = True

    @property
    def is_silent(self) -> bool:
        """No clause speaks of it."""
        return not self.clause

    @property
    def class_title(self) -> str:
        """«нельзя», «можно», «нужно»."""
        if self.must:
            return "нужно публиковать"
        return "можно публиковать" if self.may else "публиковать нельзя"

    @property
    def words(self) -> str:
        """The clause with its words, or that there is none."""
        if self.is_silent:
            return LEFT if self.may else SILENT.format(title=self.title)
        place = "Пункт" if self.is_numbered else "Раздел"
        return f"{place} {self.clause} порядка: «{self.quote.rstrip('.')}»."


def ruling(procedure: Procedure, artifact: Artifact) -> Ruling:
    """The class of the artifact by its own rule, else a wider one, else that of everything; silence keeps it inside."""
    rule = _rule(procedure, artifact)
    title = ARTIFACTS[artifact]
    if rule is None:
        return Ruling(artifact, artifact, title, may=artifact in LEFT_TO_ADMINISTRATION, must=False)
    may, must = rule.policy != "forbidden", rule.policy == "required"
    return Ruling(artifact, rule.artifact, title, may, must, rule.clause, rule.quote, procedure.act.numbered_clauses)


def rulings(procedure: Procedure) -> list[Ruling]:
    """The class of every artifact, in the order of `ARTIFACTS`."""
    return [ruling(procedure, artifact) for artifact in ARTIFACTS if artifact != "everything"]


def _rule(procedure: Procedure, artifact: Artifact) -> PublicationRule | None:
    rules = {rule.artifact: rule for rule in procedure.publication}
    for name in (artifact, *WIDER.get(artifact, ()), "everything"):
        if name in rules:
            return rules[name]
    return None
