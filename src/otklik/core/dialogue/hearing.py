"""What a person means: a command, a button, or words for us."""

import re
from dataclasses import dataclass
from enum import StrEnum

from otklik.core.dialogue.state import SaidFile


class Intent(StrEnum):
    """What was meant; WORDS is everything that is none of the others."""

    START = "start"
    HELP = "help"
    CANCEL = "cancel"
    STATUS = "status"
    OPERATOR = "operator"
    AGREE = "agree"
    REFUSE = "refuse"
    SEND = "send"
    MORE = "more"
    SKIP = "skip"
    OTHER = "other"
    ADD = "add"
    NEW = "new"
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    THANKS = "thanks"
    NOTHING = "nothing"
    WORDS = "words"


#: Said alone, so that «помощь» inside a message is a word like others.
_SAID: dict[Intent, tuple[str, ...]] = {
    Intent.START: ("start", "начать", "старт", "привет", "здравствуйте", "здравствуй", "добрый день", "доброе утро",
                   "добрый вечер", "доброго дня", "меню"),
    Intent.HELP: ("help", "помощь", "справка", "что ты умеешь", "что умеешь", "как пользоваться"),
    Intent.CANCEL: ("cancel", "stop", "отмена", "отменить", "стоп", "отбой", "сброс"),
    Intent.STATUS: ("status", "статус", "где ответ", "мои обращения", "мои сообщения", "что с обращением",
                    "что с моим обращением", "узнать статус", "номер"),
    Intent.OPERATOR: ("operator", "оператор", "человек", "позовите человека", "позовите оператора", "соедините",
                      "живой человек", "нужен человек", "хочу поговорить с человеком"),
    Intent.AGREE: ("согласен", "согласна", "да", "согласен(а)", "да согласен", "да согласна", "ага", "ок", "окей",
                   "хорошо", "принимаю", "всё верно", "все верно", "верно", "да всё верно", "да отправить"),
    Intent.REFUSE: ("не согласен", "не согласна", "нет", "отказываюсь", "не хочу", "не принимаю"),
    Intent.SEND: ("отправить", "отправляй", "отправляйте", "отправь", "всё", "все", "готово", "это всё", "это все",
                  "всё верно отправить", "все верно отправить"),
    Intent.MORE: ("дописать", "исправить", "изменить", "добавить", "дополнить"),
    Intent.SKIP: ("пропустить", "без адреса", "нет адреса", "не нужно", "skip", "дальше"),
    Intent.OTHER: ("другое", "другая тема", "другой вопрос", "нет в списке"),
    Intent.NEW: ("новое сообщение", "новое", "новое обращение", "другое сообщение"),
    Intent.SATISFIED: ("доволен", "довольна", "доволен ответом", "вопрос решён", "вопрос решен", "всё хорошо"),
    Intent.UNSATISFIED: ("не доволен", "не довольна", "недоволен", "недовольна", "не доволен ответом",
                         "вопрос не решён", "вопрос не решен", "ничего не сделали"),
    Intent.THANKS: ("спасибо", "большое спасибо", "спасибо большое", "благодарю", "спс", "понятно", "понял", "поняла",
                    "ясно"),
}  # fmt: skip
_BY_WORDS = {words: intent for intent, ways in _SAID.items() for words in ways}
_ADD = re.compile(r"(дополнить|это дополнение к|дополнение к)( №.*)?")
_NOT_WORDS = re.compile(r"[^\w№()/-]+")


@dataclass(frozen=True)
class Heard:
    """One message of the person."""

    text: str = ""
    files: tuple[SaidFile, ...] = ()


def folded(text: str) -> str:
    """Small letters, one space between words, no signs and pictures around."""
    return " ".join(_NOT_WORDS.sub(" ", text.casefold()).split()).lstrip("/").rstrip("-/")


def intent_of(heard: Heard) -> Intent:
    """What the message means by itself; a message with files is never a command."""
    said = folded(heard.text)
    if heard.files:
        return Intent.WORDS
    if not said:  # opening a bot brings no words at all, a picture of a thumb brings signs
        return Intent.NOTHING if heard.text.strip() else Intent.START
    if _ADD.fullmatch(said) and said != "дополнить":
        return Intent.ADD
    command = said.split()[0] if heard.text.lstrip().startswith("/") else said
    return _BY_WORDS.get(command, Intent.WORDS)
