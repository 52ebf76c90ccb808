"""The administration's letterhead and its rules of outgoing letters: what is set, and what stands in until then."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from otklik.base.files import open_file, stored_files
from otklik.base.models import StoredFile
from otklik.catalog.models import Administration
from otklik.core.author_marks import DEFAULT_DAYS, AfterUnsatisfied
from otklik.core.letter import Letterhead
from otklik.core.outgoing import DEFAULT_TEMPLATE

#: Fields of the letterhead with their titles, in the order of the form; the name's lines stand apart.
HEAD_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "address": "Адрес",
        "phone": "Телефон",
        "email": "Электронная почта",
        "site": "Сайт",
        "ogrn": "ОГРН",
        "inn": "ИНН",
        "signer_position": "Должность подписывающего",
        "signer_name": "Имя подписывающего",
        "executor_phone": "Телефон исполнителя",
    }
)
#: Bytes of a coat of arms: it is printed 17 mm high, and it travels inside every letter.
COAT_LIMIT = 200 * 1024
COAT_TYPES = ("image/png", "image/jpeg")
MOST_LINES, LONGEST_LINE = 6, 120


@dataclass(frozen=True)
class AnswerRules:
    """How answers leave, and what an author may say to them."""

    outgoing_template: str = DEFAULT_TEMPLATE
    survey_url: str = ""
    mark_days: int = DEFAULT_DAYS
    after_unsatisfied: AfterUnsatisfied = AfterUnsatisfied.REOPEN


def letterhead_of(administration: Administration) -> Letterhead:
    """As set; until then the administration's title and contacts."""
    given = administration.options.get("letterhead", {})
    contacts = {name: administration.contacts.get(name, "") for name in ("address", "phone", "email", "site")}
    facts = {"lines": [administration.title]} | contacts | {name: value for name, value in given.items() if value}
    return Letterhead.of(facts)


def coat_file(administration: Administration) -> StoredFile | None:
    """The stored picture of the coat of arms."""
    file_id = administration.options.get("letterhead", {}).get("coat")
    return next(iter(stored_files(administration.pk, [int(file_id)])), None) if file_id else None


def coat_of(administration: Administration) -> bytes | None:
    """The picture's bytes; None when there is none, or its file is gone."""
    stored = coat_file(administration)
    if stored is None:
        return None
    try:
        with open_file(stored) as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def answer_rules_of(administration: Administration) -> AnswerRules:
    """As set, else the defaults."""
    given = administration.options.get("answers", {})
    return AnswerRules(
        outgoing_template=str(given.get("outgoing_template") or DEFAULT_TEMPLATE),
        survey_url=str(given.get("survey_url") or ""),
        mark_days=int(given.get("mark_days", DEFAULT_DAYS)),
        after_unsatisfied=AfterUnsatisfied(given.get("after_unsatisfied", AfterUnsatisfied.REOPEN)),
    )


def coat_file_ids() -> list[int]:
    """Every administration's coat of arms: files that belong to nobody else."""
    options = Administration.objects.values_list("options", flat=True)
    heads = (given.get("letterhead", {}) for given in options)
    return [int(head["coat"]) for head in heads if head.get("coat")]
