"""What a question may rate, as a list to choose from, in the words of the administration's procedure."""

from otklik.core.appeals import Audience
from otklik.core.questionnaire.enums import Rates
from otklik.core.questionnaire.schema import END, Question, Questionnaire
from otklik.core.questionnaire.wording import RATES, numbers_of
from otklik.procedures.schema import Procedure
from otklik.procedures.serving import known_of

NOTHING = ("", "Ничего: ответ не входит в показатели")
_RATED: dict[Audience, tuple[Rates, ...]] = {
    Audience.EXTERNAL: ("whole", "quality", "element", "information", "activity"),
    Audience.INTERNAL: ("whole", "aspect", "element"),
}
_WITH_PARTS: tuple[Rates, ...] = ("element", "information", "activity", "aspect")
Choice = tuple[str, str]
Group = tuple[str, list[Choice]]


def what_rates(procedure: Procedure, audience: Audience) -> list[Choice | Group]:
    """(«element:queue», «Ожидание в очереди») in groups by what is rated."""
    found: list[Choice | Group] = [NOTHING]
    for rates in _RATED[audience]:
        whole: Choice = (f"{rates}:", RATES[rates])
        if rates not in _WITH_PARTS:
            found.append(whole)
            continue
        parts = [(f"{rates}:{slug}", title) for slug, title in known_of(procedure, rates).items()]
        found.append((RATES[rates], [(whole[0], f"{RATES[rates]}: без уточнения"), *parts]))
    return found


def rated_words(procedure: Procedure, rates: Rates | None, of: str) -> str:
    """«Отдельный элемент или этап: Ожидание в очереди»; empty when nothing is rated."""
    if rates is None:
        return ""
    part = known_of(procedure, rates).get(of, of)
    return f"{RATES[rates]}: {part}" if part else RATES[rates]


def destinations(questionnaire: Questionnaire, question: Question | None, after: str = "") -> list[Choice]:
    """Where an answer may lead: later questions by number and words, the end."""
    numbers = numbers_of(questionnaire)
    place = numbers[question.slug] if question else numbers.get(after, len(numbers))
    later = questionnaire.questions[place:]
    titled = [(one.slug, f"Вопрос {numbers[one.slug]}. {one.title[:60]}") for one in later]
    return [("", "к следующему вопросу"), *titled, (END, "к окончанию опроса")]
