"""A draft of an answer with what is known around it, and what its check may say."""

from dataclasses import dataclass, field

from otklik.core.appeals import ItemKind, Outcome
from otklik.core.labels import Labelled


class Rule(Labelled):
    """What a good answer keeps to; the label says it to the person who writes."""

    DATE = "date", "Назвать дату или срок"
    RESPONSIBLE = "responsible", "Назвать, кто отвечает за дело"
    ACTION = "action", "Сказать, что сделано или будет сделано"
    QUESTIONS = "questions", "Ответить на каждый вопрос"
    EMPTY = "empty", "Не ограничиваться общими словами"
    STOCK = "stock", "Заменить общие слова делом"
    SENTENCES = "sentences", "Разбить длинные предложения"
    EASE = "ease", "Написать проще"
    GENITIVES = "genitives", "Разорвать цепочку родительных падежей"
    GREETING = "greeting", "Поздороваться с автором"
    SIGNATURE = "signature", "Подписать ответ"
    FOREIGN_DATA = "foreign_data", "Не раскрывать чужих персональных данных"
    BLANKS = "blanks", "Заполнить пустые места"

    @property
    def is_advice(self) -> bool:
        """True where the remark is only shown; the other rules are kept, or overridden with a reason."""
        return self in ADVICE


#: They make an answer better, and no answer is held up by them.
ADVICE: frozenset[Rule] = frozenset({Rule.STOCK, Rule.SENTENCES, Rule.GENITIVES})


@dataclass(frozen=True)
class Question:
    """One question of the appeal; an empty text means that the appeal has only this one."""

    position: int
    text: str
    outcome: Outcome | None = None


@dataclass(frozen=True)
class DraftAnswer:
    """What is checked: the text with the appeal, the author's name and address, and who belongs to the house.

    `units` are titles of the administration's units, `own_names` whole names of its staff, `own_contacts` phones and
    addresses that it prints itself, `signer` the name under the letter.
    """

    text: str
    appeal_text: str = ""
    kind: ItemKind = ItemKind.COMPLAINT
    is_interim: bool = False
    questions: tuple[Question, ...] = ()
    author_name: str = ""
    author_address: str = ""
    author_contacts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    own_contacts: tuple[str, ...] = ()
    signer: str = ""

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """The results chosen so far."""
        return frozenset(question.outcome for question in self.questions if question.outcome)


@dataclass(frozen=True)
class Remark:
    """A rule that is not kept: in plain words why, what to do, and where (`start` < 0: the text as a whole)."""

    rule: Rule
    message: str
    quote: str = ""
    start: int = -1
    end: int = -1
    more: tuple[str, ...] = field(default=())

    @property
    def is_advice(self) -> bool:
        """Shown only; does not hold the answer up."""
        return self.rule.is_advice
