"""Which of several items come from one sender: by e-mail, telephone, or name and address."""

from collections.abc import Sequence

from otklik.core.addresses import read_address
from otklik.core.text_terms import phone_term, plain
from otklik.intake.models import Contact, FeedbackItem


def earlier_of_sender(items: Sequence[FeedbackItem]) -> dict[int, int]:
    """Id of an item -> id of the first one of the same sender, in order of receipt; first ones are left out."""
    contacts = {contact.pk: contact for contact in Contact.objects.filter(item__in=items, erased_at__isnull=True)}
    first_of: dict[str, int] = {}
    found: dict[int, int] = {}
    for item in sorted(items, key=lambda one: (one.received_at, one.pk)):
        contact = contacts.get(item.pk)
        marks = marks_of(contact) if contact else ()
        known = [first_of[mark] for mark in marks if mark in first_of]
        known = [pk for pk in known if contact and names_agree(contact.name, contacts[pk].name)]
        if known:
            found[item.pk] = known[0]
        for mark in marks:
            first_of.setdefault(mark, known[0] if known else item.pk)
    return found


def names_agree(first: str, second: str) -> bool:
    """One telephone may serve a family: two names that are both given must have a word and the surname in common."""
    ours, theirs = set(plain(first).split()), set(plain(second).split())
    return not ours or not theirs or len(ours & theirs) >= min(2, len(ours), len(theirs))


def marks_of(contact: Contact) -> tuple[str, ...]:
    """Each mark tells a person (or an organisation) from the others; none for a bare name."""
    marks = [f"mail {plain(contact.email.strip())}"] if contact.email.strip() else []
    phone = phone_term(contact.phone)
    marks += [phone] if len(phone) > len("t:123456") else []
    name, home = " ".join(sorted(plain(contact.name).split())), read_address(contact.address)
    if len(name.split()) > 1 and home.is_home:
        marks.append(f"{name} {home.house} {home.flat} {' '.join(sorted(home.words))}")
    marks += [f"inn {contact.inn}"] if contact.inn else []
    return tuple(marks)
