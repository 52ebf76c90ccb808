"""What a person has to finish before the desk: whoever signs in without a page in mind is led there.

Apps above tell of their own (`add_errand`).
"""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from otklik.accounts.models import User

Person = User | AnonymousUser
#: The address of what is to be finished; empty where there is nothing.
Errand = Callable[[Person], str]
_ERRANDS: list[Errand] = []


def add_errand(errand: Errand) -> None:
    """Ask this too, after what was added before."""
    if errand not in _ERRANDS:
        _ERRANDS.append(errand)


def first_errand(user: Person) -> str:
    """The first address that an errand names; empty when nothing is left undone."""
    return next((found for errand in _ERRANDS if (found := errand(user))), "")
