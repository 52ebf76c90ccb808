"""Setting the letterhead, and the rules by which answers leave and are marked."""

from collections.abc import Mapping
from typing import IO
from urllib.parse import urlsplit

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.files import store_file
from otklik.catalog.letterhead import COAT_LIMIT, COAT_TYPES, HEAD_FIELDS, LONGEST_LINE, MOST_LINES, AnswerRules
from otklik.catalog.options import keep_options, locked_administration
from otklik.core.author_marks import LONGEST_DAYS
from otklik.core.check_digits import inn_is_valid, ogrn_is_valid
from otklik.core.outgoing import validate_outgoing

LONGEST = 300


@transaction.atomic
def change_letterhead(
    *,
    actor: Actor,
    lines: str,
    fields: Mapping[str, str],
    coat: IO[bytes] | None = None,
    coat_name: str = "",
    drop_coat: bool = False,
) -> None:
    """Set what letters begin and end with; letters that have left keep theirs.

    RuleBroken for no name, wrong check digits of ОГРН or ИНН, a picture that is none or too large.
    """
    administration = locked_administration(actor)
    head: dict[str, object] = {"lines": _lines(lines)}
    head |= {name: fields.get(name, "").strip()[:LONGEST] for name in HEAD_FIELDS}
    _check_numbers(str(head["ogrn"]), str(head["inn"]))
    kept = administration.options.get("letterhead", {}).get("coat")
    if coat is not None:
        kept = _store_coat(administration.pk, coat, coat_name)
    elif drop_coat:
        kept = None
    keep_options(administration, letterhead={**head, "coat": kept})
    audit.record(actor, "change_letterhead", administration, "Бланк письма изменён")


@transaction.atomic
def change_answer_rules(*, actor: Actor, rules: AnswerRules) -> None:
    """Set the outgoing number, the survey's address, and what an author may say to an answer and until when.

    RuleBroken for a template that makes no number, an address that is none, days out of bounds.
    """
    administration = locked_administration(actor)
    try:
        validate_outgoing(rules.outgoing_template.strip())
    except ValueError as wrong:
        raise RuleBroken("outgoing_template", str(wrong), "outgoing_template") from wrong
    _check_address(rules.survey_url.strip())
    if not 1 <= rules.mark_days <= LONGEST_DAYS:
        raise RuleBroken("mark_days", f"Оценку можно принимать от 1 до {LONGEST_DAYS} дней.", "mark_days")
    given = {
        "outgoing_template": rules.outgoing_template.strip(),
        "survey_url": rules.survey_url.strip(),
        "mark_days": rules.mark_days,
        "after_unsatisfied": rules.after_unsatisfied.value,
    }
    keep_options(administration, answers=given)
    audit.record(actor, "change_answer_rules", administration, "Правила ответов изменены")


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.replace("\0", "").splitlines() if line.strip()]
    if not lines:
        raise RuleBroken("lines_empty", "Напишите название администрации: с него начинается письмо.", "lines")
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        message = f"На бланке помещается до {MOST_LINES} строк названия, до {LONGEST_LINE} знаков в каждой."
        raise RuleBroken("lines_long", message, "lines")
    return lines


def _check_numbers(ogrn: str, inn: str) -> None:
    if ogrn and not ogrn_is_valid(ogrn):
        raise RuleBroken("ogrn", "В ОГРН ошибка: не сходится контрольная цифра. Сверьте с выпиской.", "ogrn")
    if inn and not inn_is_valid(inn):
        raise RuleBroken("inn", "В ИНН ошибка: не сходится контрольная цифра. Сверьте с выпиской.", "inn")


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_address = not url or (parts.scheme in {"http", "https"} and bool(parts.hostname) and len(url) <= LONGEST)
    except ValueError:
        is_address = False
    if not is_address:
        raise RuleBroken(
            "survey_url", "Адрес опроса начинается с https://, например https://example.ru/opros.", "survey_url"
        )


def _store_coat(administration_id: int, coat: IO[bytes], name: str) -> int:
    content = coat.read(COAT_LIMIT + 1)
    coat.seek(0)
    if len(content) > COAT_LIMIT:
        raise RuleBroken("coat_size", f"Картинка больше {COAT_LIMIT // 1024} КБ. Уменьшите её.", "coat")
    try:
        stored = store_file(administration_id, coat, name)
    except RuleBroken as broken:
        raise RuleBroken(broken.code, broken.message, "coat") from broken
    if stored.media_type not in COAT_TYPES or not is_picture(content):
        raise RuleBroken("coat_type", "Герб принимается картинкой PNG или JPEG.", "coat")
    return stored.pk


def is_picture(content: bytes) -> bool:
    """Word and Typst must both be able to read it: the picture is tried before it is kept."""
    from docx.image.image import Image  # noqa: PLC0415 - only this page needs it

    try:
        return Image.from_blob(content).px_width > 0
    except Exception:  # noqa: BLE001 - whatever is wrong with the bytes, it is no picture
        return False
