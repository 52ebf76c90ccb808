"""«Проверить связь» says what to do."""

import pytest
from tests.channels.mail_fixtures import Box
from tests.dovecot import Dovecot

from otklik.channels.email.checking import check


def test_all_is_well(box: Box, dovecot_server: Dovecot) -> None:
    settings = box()
    dovecot_server.put(settings.user, [b"From: a@b.example\n\nx\n"])
    found = check(settings)
    assert found.is_good
    assert "1 непрочитанное письмо" in found.said
    assert "ответы уходят с адреса priem@gorod.example" in found.said


def test_protected_connections_work_with_the_own_certificate(box: Box, dovecot_server: Dovecot) -> None:
    tls = {"imap_port": dovecot_server.tls_port, "imap_security": "tls", "certificate": dovecot_server.certificate}
    assert check(box(**tls)).is_good
    assert check(box(**tls, imap_host="localhost", smtp_host="localhost", smtp_security="starttls")).is_good


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"password": "не тот"}, "Входящая почта: Сервер 127.0.0.1 не принял имя или пароль (IMAP)"),
        ({"imap_host": "imap.mail.ru.invalid"}, "Сервер imap.mail.ru.invalid не найден"),
        ({"imap_port": 9}, "не принимает соединений на порту 9"),
        ({"imap_security": "tls"}, "нет TLS: выберите starttls"),
        ({"imap_security": "starttls"}, "Сертификату сервера 127.0.0.1 нет доверия"),
        ({"folder": "Приём"}, "папки «Приём» в ящике нет. Есть: «INBOX»"),
        ({"after_taking": "move", "move_to": "Принято"}, "папки «Принято» в ящике нет"),
        ({"smtp_password": "не тот"}, "Исходящая почта: Сервер 127.0.0.1 не принял имя или пароль (SMTP)"),
        ({"smtp_port": 9}, "Исходящая почта: Сервер 127.0.0.1 не принимает соединений"),
        ({"smtp_security": "starttls"}, "Исходящая почта: Сертификату сервера 127.0.0.1 нет доверия"),
        ({"from_address": "chuzhoy@gorod.example"}, "не разрешает отправлять с адреса chuzhoy@gorod.example"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(box: Box, facts: dict[str, object], words: str) -> None:
    found = check(box(**facts))
    assert not found.is_good
    assert words in found.said


def test_a_box_without_an_outgoing_server_only_takes(box: Box) -> None:
    found = check(box(smtp_host=""))
    assert found.is_good
    assert "не уходят" in found.said
