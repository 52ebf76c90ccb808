"""Invented visitors: everybody has a name and a phone of their own."""

from random import Random

from otklik.demonstration.authors import Author, invent_author
from otklik.demonstration.place import load_place
from otklik.reception.people import Visitor


def invent_visitor(rng: Random, slug: str, habit: str = "letter") -> Visitor:
    """Somebody of the place; by the habit «site» most leave an e-mail."""
    author = Author(male=False)
    while not author.surname:
        author = invent_author(rng, load_place(slug), habit)
    phone = f"+7 (900) 000-{rng.randint(10, 99)}-{rng.randint(10, 99)}"
    return Visitor(author.full_name, author.phone or phone, author.email if habit == "site" else "")
