"""A detached signature belongs to a file when the digest inside it is that of the file; what is none is refused."""

import base64
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from otklik.core import streebog as streebog_module
from otklik.core.detached_signature import NotASignature, check_detached
from otklik.core.streebog import SLOW_BYTES, slow_streebog, streebog

PAPER = "Свод за 2025 год".encode() * 50
NOW = datetime(2026, 3, 25, 10, tzinfo=UTC)


def _signed(*options: pkcs7.PKCS7Options, encoding: serialization.Encoding = serialization.Encoding.DER) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([
        x509.NameAttribute(NameOID.SURNAME, "Волкова"), x509.NameAttribute(NameOID.GIVEN_NAME, "Анна Петровна"),
    ])  # fmt: skip
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(NOW).not_valid_after(NOW + timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    made = pkcs7.PKCS7SignatureBuilder().set_data(PAPER).add_signer(certificate, key, hashes.SHA256())
    return made.sign(encoding, [pkcs7.PKCS7Options.Binary, *options])


def _gost(digest: bytes, oid: str) -> bytes:
    """The skeleton that Russian tools make: no certificate that we could read, the digest by GOST R 34.11-2012."""
    attributes: Any = [{"type": "message_digest", "values": [digest]}]
    signer = cms.SignerInfo({
        "version": "v1",
        "sid": cms.SignerIdentifier(
            name="issuer_and_serial_number",
            value=cms.IssuerAndSerialNumber({"issuer": cms.Name.build({"common_name": "УЦ"}), "serial_number": 5}),
        ),
        "digest_algorithm": {"algorithm": oid},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "1.2.643.7.1.1.1.1"},
        "signature": b"\x01" * 64,
    })  # fmt: skip
    signed = cms.SignedData({
        "version": "v1", "digest_algorithms": [{"algorithm": oid}],
        "encap_content_info": {"content_type": "data"}, "signer_infos": [signer],
    })  # fmt: skip
    dumped: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return dumped


@pytest.mark.parametrize("encoding", [serialization.Encoding.DER, serialization.Encoding.PEM])
def test_a_signature_of_the_file_matches_and_names_its_signer(encoding: serialization.Encoding) -> None:
    found = check_detached(_signed(pkcs7.PKCS7Options.DetachedSignature, encoding=encoding), PAPER)
    assert (found.result, found.algorithm) == ("matches", "SHA-256")
    assert found.signer == "Волкова Анна Петровна"
    assert found.signed_at is not None


def test_bare_base64_is_read_too() -> None:
    armoured = base64.encodebytes(_signed(pkcs7.PKCS7Options.DetachedSignature))
    assert check_detached(armoured, PAPER).result == "matches"


def test_a_changed_file_differs() -> None:
    assert check_detached(_signed(pkcs7.PKCS7Options.DetachedSignature), PAPER + b" ").result == "differs"


@pytest.mark.parametrize(("bits", "oid"), [(256, "1.2.643.7.1.1.2.2"), (512, "1.2.643.7.1.1.2.3")])
def test_gost_digests_are_reckoned(bits: int, oid: str) -> None:
    digest = streebog(PAPER, bits)
    assert check_detached(_gost(digest, oid), PAPER).result == "matches"
    assert check_detached(_gost(digest, oid), PAPER[:-1]).result == "differs"


@pytest.mark.parametrize("streebog", [streebog, slow_streebog], ids=["as the machine does", "by our own steps"])
def test_streebog_is_the_standards_own(streebog: Callable[[bytes, int], bytes]) -> None:
    """GOST R 34.11-2012, examples A.1 and A.2, bytes as the standard's tables read from the right."""
    first = b"012345678901234567890123456789012345678901234567890123456789012"
    assert streebog(first, 256).hex() == "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"
    assert streebog(first, 512).hex() == (
        "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
        "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48"
    )
    assert streebog(b"", 256).hex() == "3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb"
    second = "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251")
    assert streebog(second, 256).hex() == "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50"


def test_without_the_library_a_long_file_is_not_reckoned_for_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streebog_module, "_LIBRARY", "libnothing.so")
    streebog_module._library.cache_clear()
    try:
        found = check_detached(_gost(b"x" * 32, "1.2.643.7.1.1.2.2"), b"x" * (SLOW_BYTES + 1))
        assert streebog(PAPER, 256) == slow_streebog(PAPER, 256)
    finally:
        streebog_module._library.cache_clear()
    assert found.result == "unknown"
    assert "libgcrypt" in found.why


def test_an_old_algorithm_is_told_as_unknown() -> None:
    found = check_detached(_gost(hashlib.md5(PAPER, usedforsecurity=False).digest(), "1.2.643.2.2.9"), PAPER)
    assert found.result == "unknown"
    assert "не поддержан" in found.why


def test_without_signed_attributes_nothing_can_be_compared() -> None:
    found = check_detached(_signed(pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.NoAttributes), PAPER)
    assert found.result == "unknown"


@pytest.mark.parametrize("content", [b"", b"\x30", b"hello", b"\x30\x82\xff\xff", PAPER, core.Integer(5).dump()])
def test_what_is_no_signature_is_refused_in_russian(content: bytes) -> None:
    with pytest.raises(NotASignature, match="подпис"):
        check_detached(content, PAPER)


def test_an_attached_signature_is_refused() -> None:
    with pytest.raises(NotASignature, match="отсоединённая"):
        check_detached(_signed(), PAPER)
