"""A real OpenLDAP with people of the test's own, over an enciphered connection with a certificate of the test's own."""

import ipaddress
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from ldap3 import MODIFY_REPLACE, NONE, Connection, Server

SLAPD, SCHEMAS = "/usr/sbin/slapd", Path("/etc/ldap/schema")
BASE, ROOT, ROOT_PASSWORD = "dc=example,dc=ru", "cn=root,dc=example,dc=ru", "koren-17"
PASSWORD = "lesnoe-ozero-41"


@dataclass(frozen=True)
class LdapServer:
    """Where the server stands; people are added and changed as its administrator would."""

    url: str
    tls_url: str
    authority: str

    def settings(self, **other: object) -> dict[str, object]:
        """What `settings.LDAP` holds for this server."""
        return {
            "urls": (self.url,), "base": BASE, "bind_name": ROOT, "bind_password": ROOT_PASSWORD,
            "person_filter": "(&(objectClass=person)(|(sAMAccountName={login})(uid={login})))",
            "authority_file": self.authority, "may_be_plain": False, **other,
        }  # fmt: skip

    def root(self) -> Connection:
        """The administrator's own connection."""
        return Connection(Server(self.url, get_info=NONE), ROOT, ROOT_PASSWORD, auto_bind=True, check_names=False)

    def add(self, login: str, name: str = "Иванова Ольга Петровна", mail: str = "") -> str:
        """A person with the password; returns the name of the entry."""
        entry = f"uid={login},ou=people,{BASE}"
        facts = {
            "uid": login,
            "cn": name,
            "sn": name.split(maxsplit=1)[0],
            "userPassword": PASSWORD,
            "title": "Специалист",
        }
        if mail:
            facts["mail"] = mail
        with self.root() as root:
            root.delete(entry)
            assert root.add(entry, ["inetOrgPerson", "shadowAccount"], facts), root.result
        return entry

    def change(self, entry: str, **facts: str) -> None:
        """New values of attributes; an empty one takes the attribute off."""
        with self.root() as root:
            changes = {name: [(MODIFY_REPLACE, [value] if value else [])] for name, value in facts.items()}
            assert root.modify(entry, changes), root.result

    def group(self, title: str, *members: str) -> None:
        """A group of exactly these people."""
        entry = f"cn={title},ou=groups,{BASE}"
        with self.root() as root:
            root.delete(entry)
            if members:
                assert root.add(entry, ["groupOfNames"], {"member": list(members)}), root.result

    def delete(self, entry: str) -> None:
        """The person left."""
        with self.root() as root:
            assert root.delete(entry), root.result


@pytest.fixture(scope="session")
def ldap_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LdapServer]:
    """One server a session, with two empty folders of people and groups."""
    folder = tmp_path_factory.mktemp("slapd")
    _make_certificate(folder)
    (folder / "slapd.conf").write_text(_configuration(folder), encoding="ascii")
    (folder / "db").mkdir()
    plain, tls = _free_port(), _free_port()
    urls = f"ldap://127.0.0.1:{plain} ldaps://127.0.0.1:{tls}"
    server = subprocess.Popen(
        [SLAPD, "-d", "0", "-f", folder / "slapd.conf", "-h", urls],
        stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT,
    )  # fmt: skip
    found = LdapServer(f"ldap://127.0.0.1:{plain}", f"ldaps://127.0.0.1:{tls}", str(folder / "tls.pem"))
    try:
        _await(server, plain)
        _fill(found)
        yield found
    finally:
        server.terminate()
        server.wait(10)


def _configuration(folder: Path) -> str:
    schemas = [f"include {SCHEMAS / name}.schema" for name in ("core", "cosine", "inetorgperson", "nis")]
    tls = [f"TLSCertificateFile {folder / 'tls.pem'}", f"TLSCertificateKeyFile {folder / 'tls.key'}"]
    kept = ["modulepath /usr/lib/ldap", "moduleload back_mdb", f"pidfile {folder / 'pid'}"]
    database = ["database mdb", f'suffix "{BASE}"', f'rootdn "{ROOT}"', f"rootpw {ROOT_PASSWORD}"]
    database += [f"directory {folder / 'db'}", "maxsize 16777216", "dbnosync"]
    return "\n".join([*schemas, *kept, *tls, *database]) + "\n"


def _make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.NoEncryption()
    (folder / "tls.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "tls.key").write_bytes(private)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _await(server: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + 60
    while True:
        assert server.poll() is None, "slapd ended"
        assert time.monotonic() < until, "slapd does not start"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return


def _fill(server: LdapServer) -> None:
    with server.root() as root:
        assert root.add(BASE, ["dcObject", "organization"], {"dc": "example", "o": "Пример"}), root.result
        for unit in ("people", "groups"):
            assert root.add(f"ou={unit},{BASE}", ["organizationalUnit"], {"ou": unit}), root.result
