"""The installation's mail server: kept with its password enciphered, and tried by a letter."""

import smtplib

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.delivery.actions.try_own_mail_again import try_own_mail_again
from otklik.delivery.secrets import encipher
from otklik.operation.mail import MailFacts, mail_state, stored_mail, told_problem
from otklik.operation.models import MailSettings
from otklik.operation.policies import can_keep_node

TEST_TEXT = (
    "Это пробное письмо системы «Отклик».\n\n"
    "Если вы его читаете, почта системы настроена: письма жителям и сотрудникам уходят.\nОтвечать на него не нужно.\n"
)


@transaction.atomic
def set_mail(*, actor: Actor, facts: MailFacts) -> MailSettings:
    """Keep the server; letters that waited for one are tried again at once.

    An empty password keeps the one that is stored, unless the name was taken away.
    """
    _check_right(actor)
    if not _is_address(facts.from_address):
        raise RuleBroken("from", "Адрес отправителя написан с ошибкой. Пример: otklik@example.ru", "from_address")
    kept = stored_mail() or MailSettings()
    if facts.password:
        kept.sealed_password = encipher(facts.password)
    elif not facts.username:
        kept.sealed_password = ""
    kept.host, kept.port, kept.security = facts.host, facts.port, facts.security
    kept.username, kept.from_address = facts.username, facts.from_address
    kept.changed_at, kept.tested_at, kept.test_problem = timezone.now(), None, ""
    kept.save()
    try_own_mail_again()
    audit.record(actor, "set_mail", kept, f"Почта системы: {kept}, отправитель {kept.from_address}")
    return kept


def send_test_letter(*, actor: Actor, to: str) -> str:
    """Send a letter now and return what is wrong, «» when the server took it; RuleBroken for what is no address."""
    _check_right(actor)
    if not _is_address(to):
        raise RuleBroken("to", "Адрес написан с ошибкой. Пример: ivanova@example.ru", "to")
    problem = ""
    try:
        EmailMessage(subject="Пробное письмо системы «Отклик»", body=TEST_TEXT, to=[to]).send()
    except (OSError, smtplib.SMTPException, ValueError) as refused:
        problem = told_problem(refused) if mail_state().is_set else str(refused)
    _note(actor, problem)
    return problem


@transaction.atomic
def _note(actor: Actor, problem: str) -> None:
    MailSettings.objects.update(tested_at=timezone.now(), test_problem=problem[:500])
    if not problem:
        try_own_mail_again()
    told = "Пробное письмо не ушло" if problem else "Пробное письмо ушло"
    audit.record(actor, "test_mail", "operation.mailsettings", told)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _check_right(actor: Actor) -> None:
    if not can_keep_node(actor):
        raise NotFound
