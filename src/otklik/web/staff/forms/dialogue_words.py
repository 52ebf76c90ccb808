"""The administration's own words for talks and receipts."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from otklik.core.dialogue.words import DEFAULT_WORDS
from otklik.correspondence.actions.change_words import OWN_WORDS
from otklik.web.staff.forms.base import StaffForm

#: What stands in place of a name in braces.
_MEANINGS = {
    "operator": "название администрации",
    "ways": "как ещё обратиться: сайт, телефон, адрес",
    "number": "номер сообщения",
    "due": "срок ответа",
    "status_url": "адрес страницы статуса",
    "code": "код для этой страницы",
    "survey_url": "адрес опроса",
    "consent_url": "адрес текста согласия",
    "topics": "темы по номерам",
    "summary": "всё, что человек написал",
    "cases": "его сообщения и их состояние",
    "result": "что решено",
    "day": "день",
    "most": "сколько файлов можно",
}


def _told(name: str) -> str:
    return f"{{{name}}} — {_MEANINGS[name]}" if name in _MEANINGS else f"{{{name}}}"


class DialogueWordsForm(StaffForm):
    """A field for each; an empty one means the program's own words."""

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, title in OWN_WORDS.items():
            names = ", ".join(map(_told, dict.fromkeys(re.findall(r"\{([a-z_]+)\}", DEFAULT_WORDS[key]))))
            self.fields[key] = forms.CharField(
                label=title,
                required=False,
                initial=words[key],
                help_text=f"Программа подставит: {names}." if names else "",
                widget=forms.Textarea(attrs={"rows": 3}),
            )
