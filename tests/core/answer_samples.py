"""Answers of our own making, good and bad, with the rules that each one breaks: the table beside this file."""

from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass
from pathlib import Path

from otklik.core.answer_remarks import DraftAnswer, Question
from otklik.core.appeals import ItemKind, Outcome

TABLE = Path(__file__).with_suffix(".tsv")
AUTHOR = "Сидорова Нина Ивановна"
HOLE = "На улице Лесной у дома 5 второй месяц яма на дороге. Когда её засыпят?"


@dataclass(frozen=True)
class Sample:
    """A text with its appeal; `broken` are the rules that hold it up, `advice` those that must be shown at least."""

    name: str
    is_good: bool
    text: str
    appeal: str
    broken: frozenset[str]
    advice: frozenset[str]
    outcome: Outcome
    kind: ItemKind
    questions: tuple[str, ...]
    is_interim: bool

    @property
    def draft(self) -> DraftAnswer:
        """As the page of the answer gives it."""
        return DraftAnswer(
            text=self.text,
            appeal_text=self.appeal,
            kind=self.kind,
            is_interim=self.is_interim,
            questions=tuple(Question(place, text, self.outcome) for place, text in enumerate(self.questions, start=1)),
            author_name=AUTHOR,
            author_address="улица Лесная, д. 5, кв. 12",
            author_contacts=("+7 912 345-67-89", "sidorova@example.org"),
            units=("Отдел благоустройства", "Управление жилищно-коммунального хозяйства", "Канцелярия"),
            own_names=("Смирнова Анна Петровна", "Орлов Пётр Сергеевич"),
            own_contacts=("8 (83348) 2-14-15", "adm@example.org"),
            signer="А. П. Смирнова",
        )


def _sample(row: dict[str, str]) -> Sample:
    return Sample(
        name=row["name"],
        is_good=row["quality"] == "good",
        text=row["text"].replace("\\n", "\n"),
        appeal=row["appeal"],
        broken=frozenset(row["broken"].split()),
        advice=frozenset(row["advice"].split()),
        outcome=Outcome(row["outcome"]),
        kind=ItemKind(row["kind"]),
        questions=tuple(row["questions"].split("|")),
        is_interim=row["stage"] == "interim",
    )


with TABLE.open(encoding="utf-8", newline="") as table:
    ALL = tuple(_sample(row) for row in DictReader(table, delimiter="\t", quoting=QUOTE_NONE))
GOOD = tuple(sample for sample in ALL if sample.is_good)
BAD = tuple(sample for sample in ALL if not sample.is_good)
