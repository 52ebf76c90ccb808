"""Can an answer be read: length of sentences, ease, chains of genitives, greeting and signature."""

import re

from otklik.core.answer_remarks import DraftAnswer, Remark, Rule
from otklik.core.morphology import may_be, readings
from otklik.core.russian import count_with_word, format_number
from otklik.core.sentences import Span, reading_ease, sentences, words

LONGEST_SENTENCE = 25
HARD_BELOW = 10.0
LONGEST_CHAIN = 3
_GREETING = re.compile(
    r"^\W*(?:здравствуйте|добр(?:ый|ое) (?:день|вечер|утро)|уважаем|дорог(?:ой|ая|ие)\b)", re.IGNORECASE
)
_TOKEN = re.compile(r"[а-яё]+(?:-[а-яё]+)*|[^\sа-яё]", re.IGNORECASE)


def language(draft: DraftAnswer) -> list[Remark]:
    """Remarks on how it is written."""
    return [
        *_long_sentences(draft.text),
        *_ease(draft.text),
        *_genitives(draft.text),
        *_greeting(draft),
        *_signature(draft),
    ]


def _long_sentences(text: str) -> list[Remark]:
    found = []
    for span in sentences(text):
        count = len(words(span.text))
        if count > LONGEST_SENTENCE:
            length = count_with_word(count, "слово", "слова", "слов")
            found.append(
                _at(Rule.SENTENCES, f"В предложении {length}. Разбейте его: до {LONGEST_SENTENCE} слов.", span)
            )
    return found


def _ease(text: str) -> list[Remark]:
    ease = reading_ease(text)
    if ease is None or ease >= HARD_BELOW:
        return []
    message = (
        f"Текст очень трудный: {format_number(ease)} по шкале Флеша для русского языка, где 100 — легко, а ниже "
        f"{format_number(HARD_BELOW)} — понятно только специалисту. Пишите короче и обычными словами."
    )
    return [Remark(Rule.EASE, message)]


def genitive_chains(text: str) -> list[Span]:
    """Runs of more than three genitives that hang on one another: «организации обеспечения качества оказания услуг»."""
    found: list[Span] = []
    chain: list[re.Match[str]] = []
    for token in [*_TOKEN.finditer(text), None]:
        if token is not None and _is_genitive(token.group()):
            chain.append(token)
            continue
        if sum(_is_noun(link.group()) for link in chain) > LONGEST_CHAIN:
            found.append(Span(chain[0].start(), chain[-1].end(), text[chain[0].start() : chain[-1].end()]))
        chain = []
    return found


def _is_genitive(word: str) -> bool:
    return word[0].isalpha() and (
        may_be(word, "NOUN", "gent") or may_be(word, "ADJF", "gent") or may_be(word, "PRTF", "gent")
    )


def _is_noun(word: str) -> bool:
    return readings(word)[0].has("NOUN")


def _genitives(text: str) -> list[Remark]:
    message = "Существительные цепляются одно за другое. Скажите глаголом: «чтобы отремонтировать дорогу»."
    return [_at(Rule.GENITIVES, message, span) for span in genitive_chains(text)]


def _greeting(draft: DraftAnswer) -> list[Remark]:
    first = next(iter(sentences(draft.text)), None)
    if first is None or _GREETING.match(first.text) or _calls_by_name(first.text, draft.author_name):
        return []
    example = "«Здравствуйте, Нина Ивановна!»" if draft.author_name else "«Здравствуйте!»"
    return [_at(Rule.GREETING, f"Ответ начинается без приветствия. Начните так: {example}", first)]


def _calls_by_name(sentence: str, name: str) -> bool:
    called = [word.lower() for word in words(name)[1:]]
    return bool(called) and all(word in sentence.lower() for word in called)


def _signature(draft: DraftAnswer) -> list[Remark]:
    if draft.signer.strip():
        return []
    return [
        Remark(
            Rule.SIGNATURE,
            "Под ответом некому подписаться. Укажите подписывающего в настройках бланка или имя в учётной записи.",
        )
    ]


def _at(rule: Rule, message: str, span: Span) -> Remark:
    return Remark(rule, message, span.text, span.start, span.end)
