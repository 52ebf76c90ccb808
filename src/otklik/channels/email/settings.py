"""What the administrator fills in to connect a mailbox."""

import re
import ssl
from enum import StrEnum

from pydantic import Field, SecretStr, field_validator, model_validator

from otklik.channels.contract import ChannelSettings


class Security(StrEnum):
    """How the connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class AfterTaking(StrEnum):
    """What happens to a letter at the source once it is kept here."""

    SEEN = "seen"
    MOVE = "move"
    NOTHING = "nothing"


class FirstTake(StrEnum):
    """Which letters that were there before are taken at the first connection."""

    UNSEEN = "unseen"
    NEW = "new"
    ALL = "all"


ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+")
SECURITY_WORDS = (
    "tls — TLS, обычно порты 993 и 465; starttls — STARTTLS, порты 143 и 587; "
    "none — без защиты, только внутри своей сети."
)


class EmailSettings(ChannelSettings):
    """A mailbox: where letters are read, from where answers leave, who in it is staff."""

    imap_host: str = Field(title="Сервер входящей почты (IMAP)", description="Например, imap.yandex.ru.", min_length=1)
    imap_port: int = Field(993, title="Порт IMAP", description="Обычно 993.", ge=1, le=65535)
    imap_security: Security = Field(Security.TLS, title="Защита IMAP", description=SECURITY_WORDS)
    user: str = Field(
        title="Имя пользователя", description="Чаще всего адрес ящика целиком: priem@gorod.ru.", min_length=1
    )
    password: SecretStr = Field(
        title="Пароль", description="У Яндекса и Mail.ru — пароль приложения, а не пароль, с которым входят на сайт."
    )
    folder: str = Field("INBOX", title="Папка", description="Откуда брать письма. INBOX — «Входящие».", min_length=1)
    first_take: FirstTake = Field(
        FirstTake.UNSEEN,
        title="При первом подключении взять",
        description="unseen — непрочитанные; new — только те, что придут потом; all — все, что лежат в папке.",
    )
    after_taking: AfterTaking = Field(
        AfterTaking.SEEN,
        title="После приёма",
        description="seen — отметить прочитанным; move — перенести в папку, названную ниже; nothing — не трогать.",
    )
    move_to: str = Field(
        "", title="Папка для принятых писем", description="Нужна, если письма переносятся.",
        json_schema_extra={"advanced": True},
    )  # fmt: skip
    from_address: str = Field(title="Адрес отправителя", description="С него уходят ответы: priem@gorod.ru.")
    from_name: str = Field("", title="Имя отправителя", description="Например, «Администрация города».", max_length=120)
    smtp_host: str = Field(
        "", title="Сервер исходящей почты (SMTP)", description="Например, smtp.yandex.ru. Пусто — ответы не уходят."
    )
    smtp_port: int = Field(465, title="Порт SMTP", description="Обычно 465 или 587.", ge=1, le=65535)
    smtp_security: Security = Field(Security.TLS, title="Защита SMTP", description=SECURITY_WORDS)
    smtp_user: str = Field("", title="Имя пользователя SMTP", description="Пусто — то же, что для входящей почты.")
    smtp_password: SecretStr = Field(
        SecretStr(""), title="Пароль SMTP", description="Пусто — тот же, что для входящей почты."
    )
    smtp_login: bool = Field(
        default=True, title="SMTP требует входа", description="Снимите, если свой сервер принимает письма без пароля."
    )
    staff_addresses: str = Field(
        "",
        title="Адреса и домены сотрудников",
        description="По одному в строке: ivanov@gorod.ru или @gorod.ru. Письма с них видят только те, кому доступна "
        "внутренняя обратная связь.",
        json_schema_extra={"multiline": True},
    )
    certificate: str = Field(
        "",
        title="Сертификат своего удостоверяющего центра",
        description="Текст PEM, если сертификат почтового сервера выпущен внутри организации.",
        json_schema_extra={"multiline": True},
    )
    largest_letter: int = Field(
        40, title="Самое большое письмо, МБ", description="От большего берётся начало, целиком оно остаётся в ящике.",
        ge=1, le=200,
    )  # fmt: skip

    @field_validator("from_address")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if not ADDRESS.fullmatch(value.strip()):
            raise ValueError("Это не адрес электронной почты. Пример: priem@gorod.ru.")
        return value.strip()

    @field_validator("staff_addresses")
    @classmethod
    def _are_addresses(cls, value: str) -> str:
        for entry in _entries(value):
            if not ADDRESS.fullmatch(entry) and not ADDRESS.fullmatch(f"x{entry}"):
                raise ValueError(f"«{entry}» — не адрес и не домен. Примеры: ivanov@gorod.ru, @gorod.ru.")
        return value

    @field_validator("certificate")
    @classmethod
    def _is_certificate(cls, value: str) -> str:
        if value.strip():
            try:
                ssl.create_default_context().load_verify_locations(cadata=value)
            except (ssl.SSLError, ValueError):
                raise ValueError("Это не сертификат PEM: он начинается с «-----BEGIN CERTIFICATE-----».") from None
        return value

    @model_validator(mode="after")
    def _has_folder_to_move_to(self) -> "EmailSettings":
        if self.after_taking is AfterTaking.MOVE and not self.move_to.strip():
            raise ValueError("Назовите папку для принятых писем или выберите «отметить прочитанным».")
        if self.move_to.strip() == self.folder.strip():
            raise ValueError("Папка для принятых писем — та же, откуда они берутся. Назовите другую.")
        return self

    @property
    def domain(self) -> str:
        """The domain of the sender's address, in lower case, as it stands in our Message-ID."""
        return self.from_address.rpartition("@")[2].lower().encode("idna").decode()

    @property
    def own_addresses(self) -> frozenset[str]:
        """Addresses from which a letter is our own, in lower case."""
        return frozenset(one.lower() for one in (self.from_address, self.user, self.smtp_user) if "@" in one)

    @property
    def staff(self) -> frozenset[str]:
        """Addresses of staff and domains («@gorod.ru») in lower case."""
        return frozenset(one if "@" in one else f"@{one}" for one in _entries(self.staff_addresses.lower()))


def _entries(text: str) -> list[str]:
    """Addresses and domains of the field; a bare domain gains its «@»."""
    return [one if "@" in one else f"@{one}" for one in re.split(r"[\s,;]+", text) if one]
