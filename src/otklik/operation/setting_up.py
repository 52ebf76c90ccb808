"""What an administration still has to set up before people can work with it: each thing, its state, where to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from otklik.accounts.gaps import role_gaps
from otklik.accounts.queries import people_without_entry
from otklik.base.actor import Actor
from otklik.catalog.calendar import moves_are_known
from otklik.catalog.letterhead import letterhead_of
from otklik.catalog.models import Administration, Department, Process
from otklik.catalog.queries import topic_edition
from otklik.core.russian import count_with_word
from otklik.correspondence.overview import overview
from otklik.operation.mail import mail_state

#: From this month on the coming year's days off ought to be known.
_CALENDAR_MONTH = 11


@dataclass(frozen=True)
class Thing:
    """One thing to set up. `told` says how it stands; `place` is the name of the page, `of_list` the list's slug."""

    title: str
    is_ready: bool
    told: str
    place: str = ""
    of_list: str = ""
    is_optional: bool = False


def things_to_set_up(actor: Actor, on: date) -> list[Thing]:
    """Everything in the order in which it is best done; a steady number of queries."""
    administration = Administration.objects.get(pk=actor.administration_id)
    return [_units(actor), *(make(actor, on) for make in _MAKERS), *_papers(administration), _mail()]


def _units(actor: Actor) -> Thing:
    count = Department.objects.filter(administration_id=actor.administration_id, is_active=True).count()
    told = f"Записано: {count}." if count else "Нет ни одного: загрузите их вместе с людьми из таблицы."
    return Thing("Подразделения", count > 0, told, "list" if count else "staff_import", "departments" if count else "")


def _roles(actor: Actor, on: date) -> Thing:
    gaps = role_gaps(actor, on)
    return Thing("Люди и роли", not gaps, gaps[0] if gaps else "На все нужные роли кто-то назначен.", "staff")


def _passwords(actor: Actor, _on: date) -> Thing:
    waiting = sum(not person.has_usable_password() for person in people_without_entry(actor))
    people = count_with_word(waiting, "человек", "человека", "человек")
    told = f"Пароля ещё нет: {people}." if waiting else "Все, у кого есть учётная запись, могут войти."
    return Thing("Пароли", not waiting, told, "staff_passwords")


def _processes(actor: Actor, _on: date) -> Thing:
    count = Process.objects.filter(administration_id=actor.administration_id, is_active=True).count()
    told = f"Записано: {count}." if count else "Нет ни одного: без услуг и функций отзывы не привязать к процессам."
    return Thing("Процессы: услуги, функции, контроль", count > 0, told, "list", "processes")


def _channels(actor: Actor, _on: date) -> Thing:
    found = overview(actor, {}, timezone.now())
    bare = [
        one.channel.title for one in (*found.external, *found.internal) if one.is_unserved and one.channel.is_active
    ]
    told = f"Не подключены: {', '.join(bare)}." if bare else "Все каналы порядка обслуживаются."
    return Thing("Каналы", not bare, told, "channels")


def _topics(actor: Actor, on: date) -> Thing:
    edition = topic_edition(actor.administration_id, on)
    full = edition is not None and not edition.is_shipped
    told = f"Действует «{edition}»." if full else "Действуют заголовки из поставки: темы присваиваются укрупнённо."
    return Thing("Классификатор", full, told, "topics", is_optional=True)


def _calendar(_actor: Actor, on: date) -> Thing:
    years = [on.year] + ([on.year + 1] if on.month >= _CALENDAR_MONTH else [])
    unknown = next((year for year in years if not moves_are_known(year)), None)
    told = f"Переносы выходных на {unknown} год неизвестны." if unknown else "Переносы выходных учтены."
    return Thing("Календарь", unknown is None, told, "calendar")


def _papers(administration: Administration) -> list[Thing]:
    contacts, head = administration.contacts, letterhead_of(administration)
    missing = [word for name, word in _CONTACTS.items() if not contacts.get(name)]
    signed = bool(head.address and head.signer_name)
    return [
        Thing(
            "Контакты",
            not missing,
            f"Не указано: {', '.join(missing)}." if missing else "Адрес, телефон и почта указаны.",
            "contacts",
        ),
        Thing(
            "Бланк письма",
            signed,
            "Адрес и подпись указаны." if signed else "Нет адреса или имени подписывающего.",
            "letterhead",
        ),
    ]


def _mail() -> Thing:
    state = mail_state()
    if not state.is_set:
        return Thing("Почта системы", False, "Не настроена: письма ждут. Её задаёт администратор узла.")
    if state.is_printed:
        return Thing("Почта системы", False, "Письма никуда не уходят: программа печатает их в своём окне.")
    return Thing("Почта системы", not state.problem, state.problem or f"Письма уходят через {state.server}.")


_CONTACTS = {"address": "почтовый адрес", "phone": "телефон", "email": "электронная почта"}
_MAKERS: tuple[Callable[[Actor, date], Thing], ...] = (_roles, _passwords, _processes, _channels, _topics, _calendar)
