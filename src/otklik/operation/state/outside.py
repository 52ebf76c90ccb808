"""What other machines show of us, asked by the clock once in some hours: the certificate that visitors meet."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings
from django.utils import timezone

from otklik.operation.models import Observation
from otklik.operation.state.findings import Finding, good, notice, trouble
from otklik.operation.state.words import moment

CERTIFICATE = "certificate"
EVERY = timedelta(hours=6)
#: So many days before its end the keeper is told, and so many before it becomes urgent.
SOON, URGENT = timedelta(days=30), timedelta(days=10)
TIMEOUT = 5.0


def look_at_certificate() -> None:
    """Ask our own public address for its certificate, if it is served by HTTPS and it is time to look again."""
    address = urlsplit(settings.BASE_URL)
    if address.scheme != "https" or not address.hostname:
        Observation.objects.filter(slug=CERTIFICATE).delete()
        return
    now = timezone.now()
    if Observation.objects.filter(slug=CERTIFICATE, seen_at__gt=now - EVERY).exists():
        return
    try:
        told: dict[str, str] = {"until": certificate_end(address.hostname, address.port or 443).isoformat()}
    except (OSError, ValueError) as problem:
        told = {"problem": type(problem).__name__}
    Observation.objects.update_or_create(slug=CERTIFICATE, defaults={"content": told, "seen_at": now})


def certificate_end(host: str, port: int) -> datetime:
    """Until when the certificate holds, whoever signed it; OSError where nobody answers."""
    anything = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anything.check_hostname, anything.verify_mode = False, ssl.CERT_NONE  # its own end is asked for, not trust
    with (
        socket.create_connection((host, port), timeout=TIMEOUT) as plain,
        anything.wrap_socket(plain, server_hostname=host) as secured,
    ):
        held = secured.getpeercert(binary_form=True)
    if held is None:
        raise ValueError("no certificate")
    return x509.load_der_x509_certificate(held).not_valid_after_utc.astimezone(UTC)


def certificate(now: datetime) -> Finding | None:
    """What was seen last; None where the system is not served by HTTPS, or nobody has looked yet."""
    seen = Observation.objects.filter(slug=CERTIFICATE).first()
    if seen is None:
        return None
    title, advice = (
        "Сертификат сайта",
        "Получите новый сертификат, положите его на место прежнего и скажите nginx reload.",
    )
    if "until" not in seen.content:
        said = f"Свой адрес {settings.BASE_URL} с этого узла не открывается, срок сертификата не узнать."
        return notice("certificate", title, said, "Если так задумано (узел не видит сам себя), ничего не делайте.")
    until = datetime.fromisoformat(seen.content["until"])
    said = f"Действует до {moment(until)}."
    if until <= now:
        return trouble("certificate", title, f"Срок истёк: {moment(until)}. Браузеры не пускают людей.", advice)
    if until - now < URGENT:
        return trouble("certificate", title, said, advice)
    return notice("certificate", title, said, advice) if until - now < SOON else good("certificate", title, said)
