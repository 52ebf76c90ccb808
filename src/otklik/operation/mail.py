"""The installation's own mail: what is in force, and what a server's refusal means in plain words."""

import smtplib
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from otklik.delivery.secrets import decipher
from otklik.operation.models import MailSettings

#: The backend that takes the settings of the page; with another one the environment has named the server.
PAGE_BACKEND = "otklik.operation.mail_backend.PageMailBackend"
#: Letters of the demonstration and of a developer: printed, sent to nobody.
PRINTING_BACKEND = "django.core.mail.backends.console.EmailBackend"
NOT_SET = "Почта системы не настроена: администратор узла задаёт её на странице «Почта» или в OTKLIK_EMAIL_URL."


@dataclass(frozen=True)
class MailFacts:
    """Where letters are handed over, and as whom."""

    host: str
    port: int
    security: str
    username: str
    password: str
    from_address: str


@dataclass(frozen=True)
class MailState:
    """What the pages say of the mail. `source`: «environment», «printed», «page» or «» where nothing is set."""

    source: str
    server: str = ""
    from_address: str = ""
    tested_at: datetime | None = None
    problem: str = ""

    @property
    def is_printed(self) -> bool:
        """Nothing leaves: the program prints its letters."""
        return self.source == "printed"

    @property
    def is_set(self) -> bool:
        """Letters can leave."""
        return bool(self.source)


def mail_state() -> MailState:
    """The mail in force: the environment's setting, else the page's."""
    kept = stored_mail()
    if settings.EMAIL_BACKEND == PRINTING_BACKEND:
        return MailState("printed", "окно программы", settings.DEFAULT_FROM_EMAIL)
    if settings.EMAIL_BACKEND != PAGE_BACKEND:
        server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return MailState("environment", server, settings.DEFAULT_FROM_EMAIL)
    if kept is None:
        return MailState("")
    return MailState("page", str(kept), kept.from_address, kept.tested_at, kept.test_problem)


def told_test(to: str) -> str:
    """What came of a test letter that was handed over."""
    if mail_state().is_printed:
        return "Письмо напечатано в окне программы и никуда не ушло."
    return f"Сервер принял письмо для {to}. Посмотрите, пришло ли оно."


def stored_mail() -> MailSettings | None:
    """The row of the page; None until somebody has filled it in."""
    return MailSettings.objects.order_by("pk").first()


def stored_facts() -> MailFacts | None:
    """The settings with the password told; ValueError in Russian where the installation's key has changed."""
    kept = stored_mail()
    if kept is None:
        return None
    password = decipher(kept.sealed_password) if kept.sealed_password else ""
    return MailFacts(kept.host, kept.port, kept.security, kept.username, password, kept.from_address)


def told_problem(problem: Exception) -> str:
    """What went wrong with a letter, and what to look at."""
    for kind, words in _WORDS:
        if isinstance(problem, kind):
            said = _said(problem)
            return f"{words} Ответ сервера: {said}" if said else words
    return f"Письмо не ушло: {problem}"[:500]


def _said(problem: Exception) -> str:
    """The server's own words, where it said any."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        problem = smtplib.SMTPResponseException(*next(iter(problem.recipients.values())))
    if not isinstance(problem, smtplib.SMTPResponseException):
        return ""
    words = problem.smtp_error
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return f"{problem.smtp_code} {text}"[:200]


_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "Сервера с таким именем не нашли. Проверьте имя и настройку DNS на этом узле."),
    (ConnectionRefusedError, "Сервер не принимает связь на этом порту. Проверьте порт и межсетевой экран."),
    (TimeoutError, "Сервер не ответил вовремя. Проверьте порт, межсетевой экран и вид защиты."),
    (
        ssl.SSLCertVerificationError,
        (
            "Сертификату почтового сервера этот узел не верит. Имя сервера должно быть тем, что в сертификате, а "
            "сертификат своего удостоверяющего центра нужно добавить на узел (update-ca-certificates)."
        ),
    ),
    (ssl.SSLError, "Защищённая связь не получилась. Скорее всего, для этого порта нужен другой вид защиты."),
    (smtplib.SMTPNotSupportedError, "Сервер не умеет того, что выбрано: STARTTLS или вход по имени. Проверьте защиту."),
    (smtplib.SMTPAuthenticationError, "Сервер не принял имя или пароль."),
    (smtplib.SMTPSenderRefused, "Сервер не принимает писем с такого адреса отправителя."),
    (smtplib.SMTPRecipientsRefused, "Сервер не принял адрес получателя."),
    (smtplib.SMTPServerDisconnected, "Сервер прервал связь. Скорее всего, для этого порта нужен другой вид защиты."),
    (smtplib.SMTPResponseException, "Сервер отказал."),
    (ValueError, "Секретный ключ программы сменился, и пароль почты больше не прочесть: введите его снова."),
    (OSError, "До почтового сервера не дойти. Проверьте имя, порт и сеть этого узла."),
)
