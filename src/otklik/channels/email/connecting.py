"""Opening the mailbox and the outgoing server, and saying in Russian what to do where they do not open."""

import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4
from typing import TYPE_CHECKING

from otklik.channels.contract import TryLater
from otklik.channels.email.settings import EmailSettings, Security

if TYPE_CHECKING:
    from imapclient import IMAPClient

CONNECT_SECONDS = 15
READ_SECONDS = 60
#: SMTP's word for «signed in» (RFC 4954).
_SIGNED_IN = 235
#: An application password is what these services want; who to ask is in the guide.
_APP_PASSWORD = ("yandex", "mail.ru", "vk.", "gmail", "google")


class MailTrouble(TryLater):
    """The mailbox or the server does not open: what happened and what to do, in Russian."""


@contextmanager
def imap(settings: EmailSettings) -> Iterator["IMAPClient"]:
    """The mailbox, signed in; MailTrouble in Russian, and so does every failure within the block."""
    from imapclient.exceptions import IMAPClientError  # noqa: PLC0415 - only jobs read mail

    client = None
    try:
        client = _opened(settings)
        yield client
    except (OSError, IMAPClientError) as problem:
        raise MailTrouble(explain(problem, settings.imap_host, settings.imap_port)) from problem
    finally:
        if client is not None:
            with suppress(Exception):
                client.logout()


def _opened(settings: EmailSettings) -> "IMAPClient":
    from imapclient import IMAPClient, SocketTimeout  # noqa: PLC0415
    from imapclient.exceptions import LoginError  # noqa: PLC0415

    context = tls_context(settings)
    client = IMAPClient(
        settings.imap_host,
        port=settings.imap_port,
        ssl=settings.imap_security is Security.TLS,
        ssl_context=context,
        timeout=SocketTimeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
    )
    client.normalise_times = False
    try:
        if settings.imap_security is Security.STARTTLS:
            client.starttls(ssl_context=context)
        _sign_in_imap(client, settings.user, settings.password.get_secret_value())
    except LoginError as problem:
        client.shutdown()
        raise MailTrouble(_wrong_password(settings.imap_host, "IMAP", str(problem)), after=600) from None
    except BaseException:
        with suppress(Exception):
            client.shutdown()
        raise
    return client


def _sign_in_imap(client: "IMAPClient", user: str, password: str) -> None:
    """LOGIN takes ASCII only; a Russian password goes by AUTHENTICATE PLAIN."""
    if (user + password).isascii():
        client.login(user, password)
    else:
        client.sasl_login("PLAIN", lambda _challenge: _plain(user, password))


def _plain(user: str, password: str) -> bytes:
    """RFC 4616: UTF-8."""
    return f"\0{user}\0{password}".encode()


@contextmanager
def smtp(settings: EmailSettings) -> Iterator[smtplib.SMTP]:
    """The outgoing server, signed in; MailTrouble in Russian where it does not open."""
    server = _opened_smtp(settings)
    try:
        yield server
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def _opened_smtp(settings: EmailSettings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    server: smtplib.SMTP | None = None
    try:
        if settings.smtp_security is Security.TLS:
            server = smtplib.SMTP_SSL(host, port, timeout=CONNECT_SECONDS, context=tls_context(settings))
        else:
            server = smtplib.SMTP(host, port, timeout=CONNECT_SECONDS)
        if settings.smtp_security is Security.STARTTLS:
            server.starttls(context=tls_context(settings))
        server.ehlo_or_helo_if_needed()
        if settings.smtp_login:
            _sign_in(server, settings)
    except (OSError, smtplib.SMTPException) as problem:  # MailTrouble is neither
        _hang_up(server)
        raise MailTrouble(explain(problem, host, port)) from problem
    except MailTrouble:
        _hang_up(server)
        raise
    if server.sock is not None:
        server.sock.settimeout(READ_SECONDS)
    return server


def _hang_up(server: smtplib.SMTP | None) -> None:
    if server is not None:
        server.close()


def _sign_in(server: smtplib.SMTP, settings: EmailSettings) -> None:
    user = settings.smtp_user or settings.user
    password = settings.smtp_password.get_secret_value() or settings.password.get_secret_value()
    try:
        _sign_in_smtp(server, user, password)
    except smtplib.SMTPAuthenticationError as problem:
        words = f"{problem.smtp_code} {_text(problem.smtp_error)}"
        raise MailTrouble(_wrong_password(settings.smtp_host, "SMTP", words), after=600) from None
    except smtplib.SMTPNotSupportedError:
        raise MailTrouble(
            f"Сервер {settings.smtp_host} не предлагает входа по паролю: включите защиту (tls или starttls) "
            "либо снимите «SMTP требует входа»."
        ) from None


def _sign_in_smtp(server: smtplib.SMTP, user: str, password: str) -> None:
    """Python's own way takes ASCII only."""
    if (user + password).isascii():
        server.login(user, password)
        return
    code, said = server.docmd("AUTH", f"PLAIN {b64encode(_plain(user, password)).decode()}")
    if code != _SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, said)


def tls_context(settings: EmailSettings) -> ssl.SSLContext:
    """Certificates are always checked; the organisation's own authority is trusted where its certificate is given."""
    context = ssl.create_default_context()
    if settings.certificate.strip():
        context.load_verify_locations(cadata=settings.certificate)
    return context


def explain(problem: Exception, host: str, port: int) -> str:
    """What to do, in Russian."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return _about_certificate(problem, host)
    said = _text(str(problem))[:250]
    words = (
        (ssl.SSLError, f"На порту {port} сервера {host} нет TLS: выберите starttls или другой порт (993 или 465)."),
        (socket.gaierror, f"Сервер {host} не найден: проверьте имя сервера и доступ в сеть."),
        (TimeoutError, f"Сервер {host} не отвечает на порту {port}: проверьте порт, защиту и межсетевой экран."),
        (ConnectionRefusedError, f"Сервер {host} не принимает соединений на порту {port}: проверьте порт."),
        (IMAP4.abort, f"Сервер {host} прервал разговор: {said}"),
        (IMAP4.error, f"Сервер {host} отказал: {said}"),
    )
    return next((one for kind, one in words if isinstance(problem, kind)), f"Сервер {host} прервал разговор: {said}")


def _about_certificate(problem: ssl.SSLCertVerificationError, host: str) -> str:
    said = problem.verify_message or ""
    if "mismatch" in said.lower() or "doesn't match" in said.lower() or "not valid for" in said.lower():
        return f"Сертификат выдан не для {host}: укажите имя сервера так, как оно стоит в сертификате."
    if "expired" in said:
        return f"Сертификат сервера {host} просрочен: его обновляет тот, кто ведёт сервер."
    return (
        f"Сертификату сервера {host} нет доверия. Если его выпустила ваша организация, вставьте сертификат её "
        "удостоверяющего центра в поле «Сертификат своего удостоверяющего центра»."
    )


def _wrong_password(host: str, protocol: str, said: str) -> str:
    words = f"Сервер {host} не принял имя или пароль ({protocol})."
    if any(one in host.lower() for one in _APP_PASSWORD):
        words += (
            " Нужен пароль приложения, созданный для почты, и доступ почтовых программ, включённый в настройках ящика."
        )
    else:
        words += " Проверьте имя (часто это адрес целиком), пароль и разрешён ли доступ почтовых программ."
    return f"{words} Ответ сервера: {_text(said)[:150]}"


def _text(said: str | bytes) -> str:
    told = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    if told.startswith("b'"):
        told = told[2:-1]
    return " ".join(told.split())
