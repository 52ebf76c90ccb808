"""The administration's own words for talks and receipts."""

from collections.abc import Mapping

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.options import keep_options, locked_administration
from otklik.core.dialogue.words import DEFAULT_WORDS, wrong_names

LONGEST_WORDS = 2000
#: Words that an administration may set, with their titles; consent, number and code are told as the law wants.
OWN_WORDS: Mapping[str, str] = {
    "greeting": "Приветствие",
    "greeting_internal": "Приветствие сотрудника",
    "kept": "Обращение написано сразу, до согласия",
    "refused": "Человек не дал согласия",
    "address": "Вопрос о месте",
    "text": "Просьба написать, что случилось",
    "gathered": "После каждого сообщения",
    "operator": "Человек зовёт человека",
    "thanks": "Ответ на «спасибо»",
    "answered": "После ответа администрации",
    "why": "Человек не доволен ответом",
    "public_receipt": "Ответ под комментарием",
}


@transaction.atomic
def change_words(*, actor: Actor, words: Mapping[str, str]) -> None:
    """Keep what differs from the program's own words; empty ones become the program's again.

    RuleBroken for words that are too long or name in braces what cannot be put in. NotFound without the right.
    """
    administration = locked_administration(actor)
    own = {key: _checked(key, words.get(key, "")) for key in OWN_WORDS}
    kept = {key: said for key, said in own.items() if said and said != DEFAULT_WORDS[key]}
    keep_options(administration, dialogue_words=kept)
    audit.record(actor, "change_words", administration, "Изменены слова беседы", count=len(kept))


def _checked(key: str, given: str) -> str:
    said = given.replace("\r\n", "\n").replace("\0", "").strip()
    if len(said) > LONGEST_WORDS:
        raise RuleBroken("words_long", f"Не длиннее {LONGEST_WORDS} знаков: такое не дочитают.", key)
    if wrong := wrong_names(key, said):
        named = ", ".join(f"{{{one}}}" for one in wrong)
        raise RuleBroken("words_name", f"Программа не знает, что подставить вместо {named}.", key)
    return said
