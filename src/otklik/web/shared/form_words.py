"""Words of every form that the framework's translation says badly; said once, for the whole house."""

from django.core.validators import ProhibitNullCharactersValidator

INVISIBLE_SIGN = (
    "В тексте есть невидимый служебный знак, сохранить его нельзя. Обычно он попадает при вставке из другой программы: "
    "сотрите вставленное и наберите его заново."
)


def speak_plainly() -> None:
    """Every text field asks this validator; it is told here what to say."""
    ProhibitNullCharactersValidator.message = INVISIBLE_SIGN
