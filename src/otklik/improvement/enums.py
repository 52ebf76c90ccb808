"""Words of the pain map and of the road map, as the decrees use them."""

from django.db import models


class PainKind(models.TextChoices):
    """A pain is a problem met, or a need that a change of the process would meet. Порядок: biysk 4, livny 4."""

    PROBLEM = "problem", "проблема"
    NEED = "need", "потребность"


class PainState(models.TextChoices):
    """Whether the pain is still felt."""

    OPEN = "open", "не устранена"
    CLOSED = "closed", "устранена"


class PainOrigin(models.TextChoices):
    """Where the pain came from."""

    DRAFT = "draft", "из черновика карты"
    HAND = "hand", "добавлена человеком"


class Level(models.TextChoices):
    """The three levels of the template. Порядок: livny, приложение."""

    HIGH = "high", "высокая"
    MEDIUM = "medium", "средняя"
    LOW = "low", "низкая"


class Trend(models.TextChoices):
    """The life of a pain from one quarter's map to the next."""

    NEW = "new", "новая"
    GROWING = "growing", "растёт"
    STEADY = "steady", "без изменений"
    SHRINKING = "shrinking", "убывает"
    CLOSED = "closed", "устранена"
    RETURNED = "returned", "вернулась"


class EvidenceKind(models.TextChoices):
    """What speaks for a pain. Порядок: murashi 5.14."""

    ITEM = "item", "отзыв или обращение"
    INDICATOR = "indicator", "низкий показатель"
    STAFF = "staff", "замечание сотрудника"
    EXPERT = "expert", "мнение эксперта"


class MapState(models.TextChoices):
    """How far a map is."""

    DRAFTING = "drafting", "собирается"
    FAILED = "failed", "не собралась"
    DRAFT = "draft", "черновик"
    APPROVED = "approved", "утверждена"


class MeasureState(models.TextChoices):
    """How far a measure is."""

    PLANNED = "planned", "запланировано"
    IN_WORK = "in_work", "выполняется"
    DONE = "done", "выполнено"
    CANCELLED = "cancelled", "отменено"


class ProposalOutcome(models.TextChoices):
    """What became of a proposal to another body. Порядок: biysk 6, livny 6."""

    ACCEPTED = "accepted", "принято"
    PARTLY = "partly", "принято частично"
    REFUSED = "refused", "отклонено"
    SILENT = "silent", "ответа не было"


class ChangeVerb(models.TextChoices):
    """What a person did to the draft of a map."""

    MERGE = "merge", "объединение"
    SPLIT = "split", "разделение"
    RENAME = "rename", "название"
    ADD = "add", "новая боль"
    KIND = "kind", "проблема или потребность"
    PLACE = "place", "процесс и точка взаимодействия"
    MOVE = "move", "перенос"
    EXPLAIN = "explain", "объяснение"
    CLOSE = "close", "устранение"
    REFUSE = "refuse", "отказ от мероприятия"
    FEASIBLE = "feasible", "возможность устранить"
    PRIORITY = "priority", "приоритет"
