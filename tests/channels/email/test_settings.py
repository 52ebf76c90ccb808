"""What the administrator may fill in."""

import pytest
from pydantic import ValidationError

from otklik.channels.email.settings import EmailSettings
from otklik.delivery.connections import seal_settings
from otklik.delivery.secrets import decipher

GIVEN = {"imap_host": "imap.yandex.ru", "user": "priem@gorod.ru", "password": "тайна", "from_address": "priem@gorod.ru"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"from_address": "приёмная"}, "не адрес электронной почты"),
        ({"staff_addresses": "a b@"}, "не адрес и не домен"),
        ({"certificate": "-----BEGIN"}, "не сертификат PEM"),
        ({"after_taking": "move"}, "Назовите папку"),
        ({"move_to": "INBOX"}, "та же, откуда"),
    ],
)
def test_what_cannot_be_is_refused_in_words(facts: dict[str, str], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        EmailSettings.model_validate(GIVEN | facts)


def test_staff_is_told_by_address_and_domain() -> None:
    settings = EmailSettings.model_validate(
        GIVEN | {"staff_addresses": "Ivanov@Gorod.ru, @adm.gorod.ru\nduma.gorod.ru"}
    )
    assert settings.staff == {"ivanov@gorod.ru", "@adm.gorod.ru", "@duma.gorod.ru"}


def test_a_cyrillic_domain_stands_in_ascii_in_our_numbers() -> None:
    assert EmailSettings.model_validate(GIVEN | {"from_address": "priem@город.рф"}).domain == "xn--c1ac3aaj.xn--p1ai"


def test_settings_travel_enciphered_and_come_back() -> None:
    settings = EmailSettings.model_validate(GIVEN | {"after_taking": "move", "move_to": "Принято"})
    sealed = seal_settings(settings)
    assert "тайна" not in sealed
    assert EmailSettings.model_validate_json(decipher(sealed)) == settings
