"""A detached electronic signature (CMS, .sig or .p7s): does the digest inside it belong to this file?

What is checked: the message digest that the signer signed is the file's own (SHA-1, SHA-2, or GOST R 34.11-2012 of 256
and 512 bits). What is not: the mathematics of the signature, the chain of certificates, their revocation, the time;
for that one needs a certified tool and the lists of the accredited centres.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from otklik.core.streebog import is_too_long, streebog

Result = Literal["matches", "differs", "unknown"]
#: Larger than any real signature with its chain of certificates.
MOST_BYTES = 1_000_000
_PEM = re.compile(rb"-----BEGIN [A-Z0-9 ]+-----(.+?)-----END [A-Z0-9 ]+-----", re.DOTALL)
_STREEBOG = {"1.2.643.7.1.1.2.2": "streebog256", "1.2.643.7.1.1.2.3": "streebog512"}
_TOO_LONG = (
    "Файл больше 1 МБ, а библиотеки libgcrypt, которая быстро считает контрольную сумму ГОСТ, на сервере нет. Сверьте "
    "подпись средством электронной подписи."
)
_TITLES = {
    "sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512",
    "streebog256": "ГОСТ Р 34.11-2012 (256 бит)", "streebog512": "ГОСТ Р 34.11-2012 (512 бит)",
}  # fmt: skip


@dataclass(frozen=True)
class SignatureChecked:
    """`signer` and `signed_at` are what the file says of itself: nobody vouches for them here."""

    result: Result
    algorithm: str
    signer: str = ""
    signed_at: datetime | None = None
    why: str = ""


class NotASignature(ValueError):  # noqa: N818 - what the file is not
    """The file is no CMS signature; the message is in Russian."""


def check_detached(signature: bytes, document: bytes) -> SignatureChecked:
    """Compare each signer's message digest with the document's: all of them must be the document's.

    Raises NotASignature. Порядок: murashi 5.19
    """
    if len(signature) > MOST_BYTES:
        raise NotASignature("Файл слишком большой для подписи.")
    try:
        found = _checked(signature, document)
    except NotASignature:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as broken:
        raise NotASignature("Файл не похож на электронную подпись (.sig, .p7s).") from broken
    return next((one for one in found if one.result != "matches"), found[0])


def _checked(signature: bytes, document: bytes) -> list[SignatureChecked]:
    from asn1crypto import cms  # noqa: PLC0415 - only who attaches a signature pays for it

    content = cms.ContentInfo.load(_der(signature), strict=True)
    if content["content_type"].native != "signed_data":
        raise NotASignature("Это не электронная подпись.")
    signed = content["content"]
    if signed["encap_content_info"]["content"].native is not None:
        raise NotASignature("Подпись присоединённая: в ней уже лежит документ. Нужна отсоединённая подпись (.sig).")
    signers = list(signed["signer_infos"])
    if not signers:
        raise NotASignature("В файле нет ни одной подписи.")
    own = _Digests(document)
    return [_check(one, own, signed) for one in signers]


def _der(signature: bytes) -> bytes:
    """Binary as it is; text (PEM, or bare base64) decoded."""
    armoured = _PEM.search(signature)
    text = armoured[1] if armoured else signature
    if not armoured and signature[:1] == b"\x30":
        return signature
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return signature


class _Digests:
    """The document's digests, each reckoned once however many signers there are."""

    def __init__(self, document: bytes) -> None:
        self.document = document
        self._found: dict[str, bytes] = {}

    def of(self, name: str) -> bytes:
        """The digest by the algorithm's name."""
        if name not in self._found:
            self._found[name] = _DIGESTS[name](self.document)
        return self._found[name]


def _check(signer: Any, document: _Digests, signed: Any) -> SignatureChecked:
    algorithm = str(signer["digest_algorithm"]["algorithm"].native)
    name = _STREEBOG.get(algorithm, algorithm)
    title = _TITLES.get(name, algorithm)
    facts = _facts(signer, signed)
    attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]} if signer["signed_attrs"] else {}
    if "message_digest" not in attributes:
        why = "В подписи нет контрольной суммы документа: сверить её можно только средством электронной подписи."
        return SignatureChecked("unknown", title, *facts, why)
    if name not in _DIGESTS:
        return SignatureChecked("unknown", title, *facts, f"Алгоритм {title} здесь не поддержан.")
    if name in _STREEBOG.values() and is_too_long(document.document):
        return SignatureChecked("unknown", title, *facts, _TOO_LONG)
    is_own = bytes(attributes["message_digest"][0].native) == document.of(name)
    return SignatureChecked("matches" if is_own else "differs", title, *facts)


def _facts(signer: Any, signed: Any) -> tuple[str, datetime | None]:
    """The signer as the certificate inside names him, and the time that the signer's computer showed."""
    moment = None
    for one in signer["signed_attrs"] or ():
        if one["type"].native == "signing_time":
            moment = one["values"][0].native
    return _name(signer, signed), moment


def _name(signer: Any, signed: Any) -> str:
    chosen = signer["sid"].chosen
    serial = chosen["serial_number"].native if signer["sid"].name == "issuer_and_serial_number" else None
    for one in signed["certificates"] or ():
        if one.name == "certificate" and (serial is None or one.chosen.serial_number == serial):
            subject: Mapping[str, Any] = one.chosen.subject.native
            parts = [subject.get(key) for key in ("surname", "given_name")]
            full = " ".join(part for part in parts if isinstance(part, str))
            return (full or str(subject.get("common_name", "")))[:200]
    return ""


def _plain(name: str) -> Callable[[bytes], bytes]:
    return lambda content: hashlib.new(name, content).digest()


_DIGESTS: Mapping[str, Callable[[bytes], bytes]] = {
    **{name: _plain(name) for name in ("sha1", "sha256", "sha384", "sha512")},
    "streebog256": lambda content: streebog(content, 256),
    "streebog512": lambda content: streebog(content, 512),
}
