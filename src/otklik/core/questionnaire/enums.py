"""What a question is and what it rates."""

from typing import Literal

from otklik.core.labels import Labelled

Rates = Literal["whole", "quality", "element", "information", "activity", "aspect"]


class QuestionKind(Labelled):
    """How one answers."""

    SCALE = "scale", "Оценка от 1 до 5"
    SCALE_10 = "scale_10", "Оценка от 0 до 10"
    YES_NO = "yes_no", "Да или нет"
    SINGLE = "single", "Один ответ из списка"
    MULTIPLE = "multiple", "Несколько ответов из списка"
    MATRIX = "matrix", "Несколько строк с одной шкалой от 1 до 5"
    NUMBER = "number", "Число"
    DATE = "date", "Дата"
    TEXT = "text", "Ответ своими словами"


class Cut(Labelled):
    """The dimension that an answer places its respondent in; its options bear the catalogue's slugs."""

    DEPARTMENT = "department", "Подразделение"
    SEGMENT = "segment", "Клиентский сегмент"
    LIFE_SITUATION = "life_situation", "Жизненная ситуация"
    PROCESS = "process", "Услуга или процесс"
    TOUCHPOINT = "touchpoint", "Точка взаимодействия"
    OWN = "own", "Свой признак (пол, возраст, стаж)"


class Criterion(Labelled):
    """The five criteria of «Ваш контроль», rated from 1 to 5."""

    PROVISION_TIME = "provision_time", "Время предоставления услуги"
    WAITING = "waiting", "Время ожидания в очереди"
    POLITENESS = "politeness", "Вежливость и компетентность сотрудника"
    COMFORT = "comfort", "Комфортность условий в помещении"
    ACCESS_TO_INFORMATION = "access_to_information", "Доступность информации о порядке предоставления"


#: Cuts whose options are lists of the catalogue; a file leaves them empty.
FROM_CATALOGUE = frozenset(set(Cut) - {Cut.OWN})

SCALE_KINDS = frozenset({QuestionKind.SCALE, QuestionKind.SCALE_10, QuestionKind.MATRIX})
CHOICE_KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.YES_NO})

#: Scale ends, both inclusive.
ENDS: dict[QuestionKind, tuple[int, int]] = {
    QuestionKind.SCALE: (1, 5),
    QuestionKind.MATRIX: (1, 5),
    QuestionKind.SCALE_10: (0, 10),
}
