"""The words of thanks for a suggestion that was carried out: a template with fields, and how they are filled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from otklik.core.russian import NO_BREAK_SPACE, date_long

#: In a letter to a person «Вы» has a capital.
DEFAULT = """{приветствие}

В {сообщение} Вы предложили: «{предложение}».

Ваше предложение принято и выполнено. {сделано}

Благодарим Вас за участие в обратной связи: такие предложения помогают администрации работать лучше."""
DEFAULT_SURVEY = """{приветствие}

Отвечая на опрос «{опрос}», Вы захотели узнать, что изменится. Участники опроса предложили: «{предложение}».

Это предложение принято и выполнено. {сделано}

Благодарим Вас за участие в обратной связи: ответы помогают администрации работать лучше."""
#: What a field means, for the page where templates are written.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "приветствие": "обращение по имени и отчеству, если имя известно",
        "сообщение": "«обращении № П-00012/2025 от 3 марта 2025 г.», после слова «в»",
        "предложение": "что именно принято",
        "сделано": "что сделано, из результата мероприятия",
        "мероприятие": "название мероприятия",
        "опрос": "название опроса, после которого оставлен контакт",
        "администрация": "название администрации",
    }
)
LONGEST_TEMPLATE = 4000
_FIELD = re.compile(r"\{([^{}\n]{0,60})\}")
_WHOLE = 3


@dataclass(frozen=True)
class ThanksWords:
    """What is known for the fields; empty words leave the field to be seen and mended."""

    name: str = ""
    number: str = ""
    on: date | None = None
    is_appeal: bool = False
    suggestion: str = ""
    result: str = ""
    measure: str = ""
    survey: str = ""
    administration: str = ""


def thanks_text(template: str, words: ThanksWords) -> str:
    """The template with its fields filled."""
    known = {
        "приветствие": greeting(words.name),
        "сообщение": _message(words),
        "предложение": words.suggestion.strip().rstrip("."),
        "сделано": _sentence(words.result),
        "мероприятие": words.measure.strip(),
        "опрос": words.survey.strip(),
        "администрация": words.administration.strip(),
    }
    return _FIELD.sub(lambda found: known.get(found[1].strip().lower()) or found[0], template).strip()


def unfilled(text: str) -> tuple[str, ...]:
    """Fields that still stand in a text: it must not leave so."""
    return tuple(dict.fromkeys(name.strip() for name in _FIELD.findall(text)))


def unknown_fields(template: str) -> tuple[str, ...]:
    """Misspelt fields of a template."""
    return tuple(name for name in unfilled(template) if name.lower() not in FIELDS)


def greeting(name: str) -> str:
    """«Уважаемая Мария Петровна!» where surname, name and patronymic tell it, else «Здравствуйте!» with the name."""
    parts = name.split()
    if len(parts) == _WHOLE:
        ending = parts[2].lower()
        if ending.endswith(("вна", "чна")):
            return f"Уважаемая {parts[1]} {parts[2]}!"
        if ending.endswith("ич"):
            return f"Уважаемый {parts[1]} {parts[2]}!"
    return f"Здравствуйте, {' '.join(parts)}!" if parts else "Здравствуйте!"


def call_script(text: str, administration: str) -> str:
    """What to say by telephone: who calls, then the words without the written greeting."""
    first, _, rest = text.partition("\n")
    is_greeting = first.strip().endswith("!")
    named = first.strip().rstrip("!").removeprefix("Уважаемая ").removeprefix("Уважаемый ")
    hello = f"Здравствуйте, {named}!" if is_greeting and not named.startswith("Здравствуйте") else f"{named}!"
    opening = hello if is_greeting else "Здравствуйте!"
    return f"{opening} Вам звонит {administration}.\n\n{(rest if is_greeting else text).strip()}"


def _message(words: ThanksWords) -> str:
    what = "обращении" if words.is_appeal else "сообщении"
    number = f" №{NO_BREAK_SPACE}{words.number}" if words.number else ""
    return f"{what}{number} от {date_long(words.on)}" if words.on else f"{what}{number}"


def _sentence(text: str) -> str:
    """With a capital and a full stop, so that it stands alone."""
    plain = text.strip()
    if not plain:
        return ""
    return plain[:1].upper() + plain[1:] + ("" if plain[-1] in ".!?…" else ".")
