"""Does an answer say anything: when, who, what, to each question, and more than stock phrases."""

import re

from otklik.core.answer_phrases import (
    ASKING,
    CEREMONY,
    COMMON,
    DATE,
    NOBODY,
    OF_PAPER,
    ORGANIZATION,
    PAPER_VERBS,
    PASSING_ON,
    PERSON,
    STOCK_PHRASE,
)
from otklik.core.answer_remarks import DraftAnswer, Question, Remark, Rule
from otklik.core.appeals import Outcome
from otklik.core.morphology import Reading, may_be, readings
from otklik.core.russian import lemmas
from otklik.core.sentences import Span, sentences, words

_ENUMERATED = (
    r"(?:^|[\n.!?])\s*{n}[.)]\s|вопрос[а-яё]*\s*(?:№\s*)?{n}\b|{ordinal}[а-яё]+ вопрос"
    r"|(?:^|[\n.])\s*{adverb}\b"
)
_ORDINALS = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят")
_ADVERBS = ("во-первых", "во-вторых", "в-третьих", "в-четвертых", "в-пятых", "в-шестых", "в-седьмых", "в-восьмых",
            "в-девятых", "в-десятых")  # fmt: skip
_ENOUGH = 1 / 3


def has_date(text: str) -> bool:
    """A day, a month, a term or a weekday of the matter itself; dates of papers («от 2 мая») do not count."""
    return any(not OF_PAPER.search(text[: found.start()]) for found in DATE.finditer(text))


def has_responsible(draft: DraftAnswer) -> bool:
    """A unit, an organisation or a person by name; «соответствующие службы» is nobody."""
    text = draft.text
    if any(not NOBODY.search(text[: found.start()]) for found in ORGANIZATION.finditer(text)):
        return True
    if PERSON.search(text):
        return True
    said = f" {' '.join(lemmas(text))} "
    return any(f" {' '.join(lemmas(unit))} " in said for unit in draft.units if unit.strip())


#: Results for which a rule or a custom told in the present tense is an answer: «вывозят по пятницам».
_TELLING = frozenset({Outcome.EXPLAINED, Outcome.NOT_SUPPORTED, Outcome.ANSWERED})


def has_action(text: str, outcomes: frozenset[Outcome] = frozenset()) -> bool:
    """A deed done or promised (a perfective verb, «будет» with another), or what the author is to do.

    Sending the message on counts only where the result says so; an explanation may tell what is done as a rule.
    """
    idle = PAPER_VERBS if Outcome.TRANSFERRED in outcomes else PAPER_VERBS | PASSING_ON
    tells = bool(outcomes) and outcomes <= _TELLING
    told = [span.text for span in sentences(text) if not _is_ceremony(span.text)]
    return any(_acts(sentence, idle) or (tells and _tells(sentence)) for sentence in told)


def _tells(sentence: str) -> bool:
    """A full verb in the present: what is done as a rule."""
    found = [readings(word)[0] for word in words(STOCK_PHRASE.sub(" ", sentence))]
    return any(word.has("VERB", "pres", "tran") and word.lemma not in PAPER_VERBS for word in found)


def _acts(sentence: str, idle: frozenset[str]) -> bool:
    found = [readings(word)[0] for word in words(STOCK_PHRASE.sub(" ", sentence))]
    leads = ASKING.search(sentence) or any(word.lemma == "быть" and word.has("futr") for word in found)
    if leads and any(word.has("INFN") for word in found):
        return True
    return any(word.has("impr") or _is_deed(word, idle) for word in found)


def _is_deed(word: Reading, idle: frozenset[str]) -> bool:
    return word.has("perf") and bool(word.marks & {"VERB", "PRTS"}) and word.lemma not in idle


def _is_ceremony(sentence: str) -> bool:
    return CEREMONY.search(sentence) is not None


def substance(draft: DraftAnswer) -> list[Remark]:
    """What is missing: the date, the responsible, the deed, the answer to a question."""
    found = _when_and_who(draft)
    if not draft.is_interim and not has_action(draft.text, draft.outcomes):
        found.append(
            Remark(
                Rule.ACTION,
                "Из ответа не видно дела. Напишите, что сделали, что сделаете или что может сделать сам автор: "
                "«засыпали яму», «заменим опору», «подайте заявление в МФЦ».",
            )
        )
    return found if draft.is_interim else found + _questions(draft)


def _when_and_who(draft: DraftAnswer) -> list[Remark]:
    found = []
    if not has_date(draft.text):
        wanted = "когда автор получит окончательный ответ" if draft.is_interim else "когда сделано или будет сделано"
        found.append(Remark(Rule.DATE, f"В ответе нет ни даты, ни срока. Напишите, {wanted}: «до 15 мая 2025 г.»."))
    if not has_responsible(draft):
        found.append(
            Remark(
                Rule.RESPONSIBLE,
                "Не сказано, кто этим занимается. Назовите отдел, организацию или человека, лучше с телефоном.",
            )
        )
    return found


def _questions(draft: DraftAnswer) -> list[Remark]:
    if len(draft.questions) <= 1:
        return _single_question(draft)
    if all(_is_enumerated(draft.text, place) for place in range(1, len(draft.questions) + 1)):
        return []
    said = _content(draft.text)
    missing = [question for question in draft.questions if question.text and not _is_answered(question, said)]
    return [
        Remark(
            Rule.QUESTIONS,
            f"Похоже, на вопрос {question.position} ответа нет: в тексте не встретились слова этого вопроса. Ответьте "
            f"на него отдельно или начните абзац словами «По вопросу {question.position}».",
            question.text[:200],
        )
        for question in missing
    ]


def _single_question(draft: DraftAnswer) -> list[Remark]:
    asked = _content(" ".join([draft.appeal_text, *(question.text for question in draft.questions)]))
    if not asked:
        return []
    if asked & _content(draft.text) or draft.outcomes == {Outcome.TRANSFERRED}:
        return []
    return [
        Remark(
            Rule.QUESTIONS,
            "Ответ будто о другом: в нём нет слов из обращения. Скажите прямо о том, о чём спросил автор.",
            draft.appeal_text[:200],
        )
    ]


def _is_enumerated(text: str, place: int) -> bool:
    if place > len(_ORDINALS):
        return False
    pattern = _ENUMERATED.format(n=place, ordinal=_ORDINALS[place - 1], adverb=_ADVERBS[place - 1])
    return re.search(pattern, text.lower().replace("ё", "е")) is not None


def _is_answered(question: Question, said: frozenset[str]) -> bool:
    asked = _content(question.text)
    return not asked or len(asked & said) / len(asked) >= _ENOUGH


def _content(text: str) -> frozenset[str]:
    """What a text is about: its nouns, adjectives of places and full verbs, in dictionary form, and its numbers."""
    found = {lemma for word in words(text) if (lemma := _matter(word)) and lemma not in COMMON}
    return frozenset(found | set(re.findall(r"\d+", text)))


def _matter(word: str) -> str:
    if len(word) <= 2 and not word.isupper():  # noqa: PLR2004 - prepositions and the like
        return ""
    first = readings(word)[0]
    is_matter = first.marks & {"NOUN", "ADJF", "VERB", "INFN", "PRTF", "PRTS"} and not may_be(word, "Name")
    return first.lemma if is_matter and first.lemma not in PAPER_VERBS else ""


def stock_phrases(text: str) -> list[Span]:
    """Phrases that promise nothing, with their places."""
    return [Span(found.start(), found.end(), found.group()) for found in STOCK_PHRASE.finditer(text)]


def emptiness(draft: DraftAnswer) -> list[Remark]:
    """Nothing but stock phrases and ceremony is forbidden; stock phrases among real words are shown."""
    phrases = stock_phrases(draft.text)
    telling = [span for span in sentences(draft.text) if not _is_ceremony(span.text) and not _is_idle(span.text)]
    if not telling:
        quote = phrases[0] if phrases else None
        message = (
            "Так отвечать нельзя: кроме общих слов, в ответе ничего нет. Автор спросит ещё раз. Напишите, что именно "
            "решили, кто это сделает и когда."
        )
        return [_placed(Rule.EMPTY, message, quote)]
    return [
        _placed(Rule.STOCK, f"«{span.text}» ничего не обещает. Замените датой, действием или именем отдела.", span)
        for span in phrases
    ]


def _is_idle(sentence: str) -> bool:
    """A sentence with a stock phrase, or about the paper alone, that brings neither a date nor a deed."""
    if _acts(sentence, PAPER_VERBS | PASSING_ON) and not STOCK_PHRASE.search(sentence):
        return False
    if STOCK_PHRASE.search(sentence):
        return not has_date(sentence)
    return len(words(sentence)) < 3 or "обращени" in sentence.lower()  # noqa: PLR2004 - «С уважением», a name


def _placed(rule: Rule, message: str, span: Span | None) -> Remark:
    return Remark(rule, message, span.text, span.start, span.end) if span else Remark(rule, message)
