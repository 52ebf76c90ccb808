"""People and organisations who wrote before, found while the registrar types: to fill the card and to link repeats.

Only what the actor may see is looked at; the index finds the newest items of the administration by what was typed, and
here they become people: one name with one address, telephone or e-mail is one person.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from otklik.base.actor import Actor
from otklik.core.addresses import read_address as read_address_anew
from otklik.core.check_digits import digits_of, inn_is_valid
from otklik.intake import name_index
from otklik.intake.actions.note_look import note_looks
from otklik.intake.models import Contact, FeedbackItem, OriginalLook
from otklik.intake.name_index import Wanted
from otklik.intake.querysets import FeedbackItemQuerySet

#: So many of the newest items are turned into people; a person with more shows «не меньше».
MOST_ITEMS = 100
MOST_PEOPLE = 8
MOST_EARLIER = 6
#: Rows of the index taken at once, and how often: past what the actor may not see.
PAGE, MOST_PAGES = 120, 20
#: Letters of a name, or of a street, from which on looking is worth it.
SHORTEST = 3
#: One address is compared with many.
read_address = lru_cache(maxsize=1000)(read_address_anew)
FIELDS = ("name", "organization", "inn", "address", "phone", "email")


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of the card."""

    name: str = ""
    organization: str = ""
    inn: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass
class Applicant:
    """One person or organisation: the newest of each field, the earlier items newest first, why it is offered."""

    name: str = ""
    organization: str = ""
    inn: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    sender_kind: str = ""
    items: list[FeedbackItem] = field(default_factory=list)
    reasons: tuple[str, ...] = ()
    rank: int = 0

    @property
    def newest(self) -> FeedbackItem:
        """The item that the fields come from."""
        return self.items[0]

    @property
    def count(self) -> int:
        """Earlier messages, as far as they were looked at."""
        return len(self.items)

    @property
    def is_at_least(self) -> bool:
        """There may be more than were looked at."""
        return self.count >= MOST_ITEMS

    @property
    def earlier(self) -> list[FeedbackItem]:
        """The newest of them, to choose the first one of a repeat."""
        return self.items[:MOST_EARLIER]


def find_applicants(actor: Actor, typed: Typed) -> list[Applicant]:
    """Those who fit what was typed, the likeliest first; an empty list as long as too little was typed."""
    contacts: dict[int, Contact] = {}
    for wanted in _searches(typed):
        contacts |= {contact.item_id: contact for contact in _contacts(actor, wanted)}
    people = _people(sorted(contacts.values(), key=lambda contact: -contact.item_id))
    for person in people:
        _judge(person, typed)
    ranked = sorted((one for one in people if one.rank), key=lambda one: (-one.rank, -one.newest.pk))
    return ranked[:MOST_PEOPLE]


def show_applicants(actor: Actor, typed: Typed) -> list[Applicant]:
    """The same for a page: that the registrar saw these people's contacts is written down (152-ФЗ)."""
    people = find_applicants(actor, typed)
    if people:
        note_looks(actor, [person.newest.pk for person in people], OriginalLook.Place.CARD)
    return people


def applicant_of_item(actor: Actor, item_id: int) -> Applicant | None:
    """The person of an earlier item, with the other items; None when the actor may not see it."""
    item = visible(actor).filter(pk=item_id).first()
    contact = getattr(item, "contact", None) if item else None
    if contact is None or contact.erased_at:
        return None
    typed = Typed(**{name: getattr(contact, name) for name in FIELDS})
    found = (one for one in find_applicants(actor, typed) if any(item.pk == item_id for item in one.items))
    return next(found, None) or _people([contact])[0]


def items_of_name(actor: Actor, name: str, wanted: int) -> list[FeedbackItem]:
    """The newest visible items whose author's name holds every word."""
    words = Wanted(("name", "organization"), name_index.words_of(name))
    return _newest(actor, [words], wanted)


def visible(actor: Actor) -> FeedbackItemQuerySet:
    """Items that the actor may see, with their contacts."""
    return FeedbackItem.objects.visible_to(actor).select_related("contact", "channel")


def _searches(typed: Typed) -> list[list[Wanted]]:
    """Each is one look into the index; what is too short to tell people apart is not looked for."""
    address = read_address(typed.address)
    home = (address.street, _house_forms(address.house)) if address.is_home else ()
    inn = digits_of(typed.inn) if inn_is_valid(typed.inn) else ""
    email = name_index.words_of(typed.email.partition("@")[0]) if "@" in typed.email else ()
    phone = name_index.phone_word(typed.phone)
    searches = (
        *_typing("name", typed.name),
        *_typing("organization", typed.organization),
        [Wanted(("address",), home)],
        [Wanted(("reach",), (phone,) if phone else ())],
        [Wanted(("reach",), email)],
        [Wanted(("reach",), (inn,) if inn else ())],
    )
    return [search for search in searches if any(wanted.words for wanted in search)]


def _typing(shelf: str, typed: str) -> list[list[Wanted]]:
    """The words as they are, and with the last one as the beginning of a longer one as long as it is being typed.

    Apart, because «Иванов» begins every «Иванович» too, and there are more of those than are looked at.
    """
    words = _long_words(typed)
    whole = [Wanted((shelf,), words, is_exact=True)]
    if typed[-1:].isspace():
        return [whole]
    return [whole, [Wanted((shelf,), words[:-1], is_exact=True), Wanted((shelf,), words[-1:])]]


def _long_words(typed: str) -> tuple[str, ...]:
    """Words that tell people apart; an initial is compared afterwards."""
    return tuple(word for word in name_index.words_of(typed) if len(word) >= SHORTEST)


def _house_forms(house: str) -> tuple[str, ...]:
    """«12а к2» may stand in the index as «12а», as «12» and «а»; the whole address is compared afterwards."""
    number = house.partition(" ")[0].partition("/")[0]
    return tuple(dict.fromkeys((number, number.rstrip("абвгдежзиклмнопрстуфхцчшщэюя"))))


def _contacts(actor: Actor, wanted: Sequence[Wanted]) -> Iterable[Contact]:
    for item in _newest(actor, wanted, MOST_ITEMS):
        contact = item.contact
        contact.item = item
        if not contact.erased_at:
            yield contact


def _newest(actor: Actor, wanted: Sequence[Wanted], most: int) -> list[FeedbackItem]:
    """The newest that the actor may see, however many that he may not see stand among them."""
    found: list[FeedbackItem] = []
    before = name_index.NEWEST
    for _ in range(MOST_PAGES):
        ids = name_index.found(actor.administration_id, wanted, limit=PAGE, before=before)
        if ids:
            found += visible(actor).filter(pk__in=ids, contact__isnull=False).order_by("-pk")
        if len(ids) < PAGE or len(found) >= most:
            break
        before = ids[-1]
    return found[:most]


def _people(contacts: Sequence[Contact]) -> list[Applicant]:
    """Contacts, newest first, as people."""
    people: dict[tuple[str, ...], list[Applicant]] = {}
    for contact in contacts:
        same_name = people.setdefault(_folded(contact.name, contact.organization), [])
        person = next((one for one in same_name if _is_same(one, contact)), None)
        if person is None:
            person = Applicant(sender_kind=contact.item.sender_kind)
            same_name.append(person)
        for name in FIELDS:
            setattr(person, name, getattr(person, name) or getattr(contact, name))
        person.items.append(contact.item)
    return [person for group in people.values() for person in group]


def _is_same(person: Applicant, contact: Contact) -> bool:
    """One name, and one address, telephone, e-mail or ИНН; those of whom nothing but the name is known are one."""
    if any(test(person, contact) for test in (_one_home, _one_phone, _one_email, _one_inn)):
        return True
    return not _reach(person) and not _reach(contact)


def _reach(who: Applicant | Contact | Typed) -> str:
    return f"{who.address}{who.phone}{who.email}{who.inn}"


def _one_home(first: Applicant, second: Contact | Typed) -> bool:
    ours, theirs = read_address(first.address), read_address(second.address)
    return ours.is_same_home(theirs) or (bool(first.address) and _folded(first.address) == _folded(second.address))


def _one_phone(first: Applicant, second: Contact | Typed) -> bool:
    phone = name_index.phone_word(first.phone)
    return bool(phone) and phone == name_index.phone_word(second.phone)


def _one_email(first: Applicant, second: Contact | Typed) -> bool:
    return bool(first.email) and first.email.casefold() == second.email.strip().casefold()


def _one_inn(first: Applicant, second: Contact | Typed) -> bool:
    return bool(first.inn) and first.inn == digits_of(second.inn)


def _folded(*texts: str) -> tuple[str, ...]:
    """Words in the order of the alphabet: «Нина Сидорова» is «Сидорова Нина»."""
    return tuple(" ".join(sorted(name_index.words_of(text))) for text in texts)


#: What makes a person likely, with the points for it, in words for the registrar.
_Test = Callable[[Applicant, Typed], bool]


def _one_name(first: Applicant, second: Typed) -> bool:
    """Every word typed begins a word of the name."""
    ours, typed = name_index.words_of(first.name), name_index.words_of(second.name)
    return bool(typed) and all(any(word.startswith(part) for word in ours) for part in typed)


def _one_firm(first: Applicant, second: Typed) -> bool:
    ours, typed = name_index.words_of(first.organization), name_index.words_of(second.organization)
    return bool(typed) and all(any(word.startswith(part) for word in ours) for part in typed)


def _one_house(first: Applicant, second: Typed) -> bool:
    return read_address(first.address).is_same_house(read_address(second.address))


_REASONS: tuple[tuple[str, int, _Test], ...] = (
    ("имя", 4, _one_name),
    ("ИНН", 8, _one_inn),
    ("организация", 4, _one_firm),
    ("телефон", 5, _one_phone),
    ("почта", 5, _one_email),
    ("адрес", 3, _one_home),
)


def _judge(person: Applicant, typed: Typed) -> None:
    """Note what is the same and how much it weighs; a neighbour is worth the least."""
    same = [(word, points) for word, points, test in _REASONS if test(person, typed)]
    if not any(word == "адрес" for word, _ in same) and _one_house(person, typed):
        same.append(("дом", 1))
    if _asks_for_name(typed) and not {"имя", "организация", "ИНН"} & {word for word, _ in same}:
        same = [(word, 1) for word, _ in same]  # somebody else at that address or telephone
    first = 2 if same and _begins_alike(person.name, typed.name) else 0
    person.reasons, person.rank = tuple(word for word, _ in same), first + sum(points for _, points in same)


def _begins_alike(name: str, typed: str) -> bool:
    """The surname stands first: «Ива…» is «Иванова» rather than «Петрова Нина Ивановна»."""
    ours, asked = name_index.words_of(name), name_index.words_of(typed)
    return bool(ours and asked) and ours[0].startswith(asked[0])


def _asks_for_name(typed: Typed) -> bool:
    return bool(re.search(r"\w", typed.name or typed.organization))
