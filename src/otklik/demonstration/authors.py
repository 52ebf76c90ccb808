"""Invented authors: names, contacts on domains reserved for examples, addresses."""

from dataclasses import dataclass
from random import Random

from otklik.core.appeals import SenderKind
from otklik.demonstration.dice import chance
from otklik.demonstration.place import Place
from otklik.demonstration.slots import Filler
from otklik.demonstration.texts import names, phrases

MAIL_DOMAINS = ("pochta.example", "mail.example", "example.org", "example.com")
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "sch",
            "-",
            "y",
            "-",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
NAMED = {"letter": 0.99, "reception": 0.97, "phone": 0.85, "portal": 1.0, "site": 0.92, "mail": 0.93, "network": 0.6}
MAILED = {"site": 0.95, "mail": 1.0, "portal": 0.8, "letter": 0.15, "network": 0.1}
PHONED = {"phone": 0.8, "reception": 0.7, "portal": 0.6, "site": 0.5, "letter": 0.5, "mail": 0.3}


@dataclass(frozen=True)
class Author:
    """Who writes. Every part may be empty; `male` rules the grammar of the text either way."""

    male: bool
    surname: str = ""
    first_name: str = ""
    patronymic: str = ""
    email: str = ""
    phone: str = ""
    organization: str = ""

    @property
    def full_name(self) -> str:
        """Surname, first name, patronymic; empty for an anonymous author."""
        return " ".join(part for part in (self.surname, self.first_name, self.patronymic) if part)

    @property
    def sender_kind(self) -> SenderKind:
        """Individual, representative or not stated."""
        if self.organization:
            return SenderKind.REPRESENTATIVE
        return SenderKind.INDIVIDUAL if self.surname else SenderKind.NOT_STATED


def invent_author(rng: Random, place: Place, habit: str) -> Author:
    """An author who leaves what people leave in such a channel."""
    male = chance(rng, 0.41)
    if not chance(rng, NAMED.get(habit, 0.15)):
        return Author(male)
    gender = "male" if male else "female"
    surname = _surname(rng, place, male=male)
    first = rng.choice(names()[f"{gender}_first"])
    patronymic = rng.choice(names()[f"{gender}_patronymic"]) if chance(rng, 0.93) or habit == "letter" else ""
    return Author(
        male,
        surname,
        first,
        patronymic,
        email=_email(rng, surname, first) if chance(rng, MAILED.get(habit, 0)) else "",
        phone=_phone(rng) if chance(rng, PHONED.get(habit, 0)) else "",
        organization=_organization(rng) if chance(rng, 0.05) and habit in MAILED else "",
    )


def address_of(filler: Filler) -> str:
    """«г. Город, ул. Лесная, д. 5, кв. 12»."""
    parts = [filler.area.short, f"ул. {filler.street}", f"д. {filler.house}"]
    return ", ".join([*parts, f"кв. {filler.flat}"] if filler.flat else parts)


def _surname(rng: Random, place: Place, *, male: bool) -> str:
    pool = place.surnames if place.surnames and chance(rng, 0.35) else names()["surnames"]
    surname = rng.choice(pool)
    return surname if male else feminine(surname)


def feminine(surname: str) -> str:
    """«Волков» -> «Волкова», «Зимний» -> «Зимняя»; surnames without gender stay."""
    if surname.endswith(("ский", "цкий", "ый")):
        return surname[:-2] + "ая"
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return surname + "а"
    return surname


def _email(rng: Random, surname: str, first: str) -> str:
    latin = "".join(LATIN.get(letter, "-") for letter in surname.lower()).replace("-", "")
    initial = LATIN[first[0].lower()]
    local = rng.choice(
        (f"{initial}.{latin}", f"{latin}.{initial}", f"{latin}{rng.randint(60, 99)}", f"{latin}_{initial}")
    )
    return f"{local}@{rng.choice(MAIL_DOMAINS)}"


def _phone(rng: Random) -> str:
    return f"+7 (900) 000-{rng.randint(10, 99)}-{rng.randint(10, 99)}"


def _organization(rng: Random) -> str:
    return rng.choice(phrases()["organization"])
