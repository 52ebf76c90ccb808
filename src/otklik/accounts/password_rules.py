"""What a new password may not be: words of the house, in either layout of the keyboard, and what was stolen elsewhere.

No rule asks for kinds of signs: length and being unknown to others is what counts.
"""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from otklik.accounts.models import User

#: Words that everybody tries first here; docs/security.md lists them (2.6 there). Beside them the administration's own.
HOUSE_WORDS = (
    *("otklik", "отклик", "administracia", "administration", "администрация", "admin", "админ", "parol", "пароль"),
    *("password", "qwerty", "йцукен", "регистратор", "координатор", "руководитель", "специалист", "обращение"),
    *("rossiya", "россия", "poryadok", "порядок", "obratnayasvyaz", "обратнаясвязь", "welcome", "letmein"),
)
#: What must be left of a password when its known words are taken out.
LEAST_OWN = 8
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
_OTHER_LAYOUT = str.maketrans(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN)
_DIGEST_LETTERS = 40


class HouseWords:
    """Refuses a password that is little more than words of the house, as typed or in the other layout."""

    def validate(self, password: str, user: User | None = None) -> None:
        """ValidationError where fewer than eight signs of one's own are left."""
        words = sorted({*HOUSE_WORDS, *_own_words(user)}, key=len, reverse=True)
        for read in (password.lower(), password.lower().translate(_OTHER_LAYOUT)):
            left = re.sub("|".join(map(re.escape, words)), "", read)
            if left != read and len(left) < LEAST_OWN:
                raise ValidationError("Пароль слишком похож на слова этой системы: их пробуют первыми.", "house_words")

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return "Не составляйте пароль из названий системы, администрации и должностей."


class StolenPasswords:
    """Refuses what stands in the node's file of stolen passwords (`OTKLIK_STOLEN_PASSWORDS`); without one, nothing."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 - Django's signature
        """ValidationError for a password of the file."""
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        if settings.STOLEN_PASSWORDS and stands_in(Path(settings.STOLEN_PASSWORDS), digest):
            raise ValidationError("Этот пароль уже украли на другом сайте: его знают взломщики.", "stolen")

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return "Пароль не должен быть известен по утечкам с других сайтов."


def stands_in(path: Path, digest: str) -> bool:
    """Whether a line of the sorted file begins with the digest; read by halves, whatever its size."""
    with path.open("rb") as lines:
        low, high = 0, lines.seek(0, 2)
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()
            found = lines.readline()[:_DIGEST_LETTERS].decode("ascii", "replace").upper()
            if found == digest:
                return True
            if found and found < digest:
                low = middle + 1
            else:
                high = middle
        lines.seek(0)
        return lines.readline()[:_DIGEST_LETTERS].decode("ascii", "replace").upper() == digest


def _own_words(user: User | None) -> set[str]:
    own = getattr(user, "administration", None)
    if own is None:
        return set()
    parts = re.findall(r"[a-zа-яё]{4,}", f"{own.slug} {own.title}".lower())
    return {part[:5] for part in parts}  # a name in any case of the language begins alike
