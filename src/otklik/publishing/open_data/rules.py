"""What the administration decided of its open data, or the usual terms where it decided nothing yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.catalog.models import Administration
from otklik.publishing.models import OpenDataRules

TERMS_TITLE = "Условия использования открытых данных"
TERMS_TEXT = (
    "Данные можно бесплатно использовать, копировать, распространять и перерабатывать в любых законных целях, в том "
    "числе коммерческих, без договора и без уведомления. Нужно указать источник и дать ссылку на страницу набора. "
    "Нельзя выдавать изменённые данные за исходные и искажать их смысл. Данные предоставляются как есть; администрация "
    "исправляет ошибки, о которых ей сообщили."
)


@dataclass(frozen=True)
class OpenDataInForce:
    """`is_own` False: nobody saved them yet, nothing is chosen."""

    chosen: Sequence[str]
    inn: str
    terms_title: str
    terms_text: str
    terms_url: str
    responsible: str
    phone: str
    email: str
    changed_at: datetime | None = None

    @property
    def is_own(self) -> bool:
        """Whether the administration saved them itself."""
        return self.changed_at is not None


def open_data_rules(administration_id: int) -> OpenDataInForce:
    """The rules in force."""
    own = OpenDataRules.objects.filter(administration_id=administration_id).first()
    if own is None:
        contacts = Administration.objects.values_list("contacts", flat=True).get(pk=administration_id)
        phone, email = str(contacts.get("phone", "")), str(contacts.get("email", ""))
        return OpenDataInForce((), "", TERMS_TITLE, TERMS_TEXT, "", "", phone, email)
    return OpenDataInForce(
        tuple(own.chosen),
        own.inn,
        own.terms_title,
        own.terms_text,
        own.terms_url,
        own.responsible,
        own.phone,
        own.email,
        own.changed_at,
    )
