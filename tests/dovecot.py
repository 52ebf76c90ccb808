"""A real Dovecot of the tests' own: on 127.0.0.1, in a throw-away folder, as root or as an ordinary user."""

import datetime
import ipaddress
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "ключ-от-ящика"
_CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = 0
imap_capability = {capability}
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A server at work; any name is a user, all with one password."""

    home: Path
    port: int
    tls_port: int
    uid: int
    gid: int

    @property
    def certificate(self) -> str:
        """The certificate of the server, its own authority, as PEM."""
        return (self.home / "cert.pem").read_text()

    def put(self, user: str, letters: Sequence[bytes], folder: str = "") -> None:
        """Deliver letters as a mail server does: into the folder's `new`, in their order."""
        box = self.home / "mail" / user / "Maildir"
        box = box / f".{folder}" if folder else box
        for name in ("cur", "new", "tmp"):
            self._make(box / name)
        moment = time.time_ns()
        for number, letter in enumerate(letters):
            path = box / "tmp" / f"{moment // 10**9}.M{moment % 10**9}N{number:06}.tests"
            path.write_bytes(letter)
            self._own(path)
            path.rename(box / "new" / path.name)

    def make_folder(self, user: str, folder: str) -> None:
        """A folder of the mailbox, named in ASCII."""
        self.put(user, [], folder)

    def lay_anew(self, user: str) -> None:
        """As after a restored backup: the same letters, numbered anew."""
        for path in (self.home / "mail" / user / "Maildir").glob("dovecot*"):
            if path.is_file():
                path.unlink()

    def _make(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for one in missing:
            self._own(one)

    def _own(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


@contextmanager
def running(*, capability: str = "", password: str = PASSWORD) -> Iterator[Dovecot]:
    """The server until the end of the block. `capability` is what it says of itself instead of all it can."""
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    home.chmod(0o755)
    (home / "mail").mkdir()
    server = Dovecot(home, free_port(), free_port(), *_mail_owner())
    server._own(home / "mail")
    _certify(home)
    config = home / "dovecot.conf"
    config.write_text(_CONFIG.format(**_facts(server), capability=capability, password=password))
    process = subprocess.Popen([program, "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _await(server, process)
        yield server
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        shutil.rmtree(home, ignore_errors=True)


def _mail_owner() -> tuple[int, int]:
    """Dovecot opens no mailbox of root's."""
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return owner.pw_uid, owner.pw_gid


def _facts(server: Dovecot) -> dict[str, object]:
    own = pwd.getpwuid(os.geteuid())
    is_root = os.geteuid() == 0
    user = "dovecot" if is_root else own.pw_name
    group = subprocess.run(["id", "-gn", user], check=True, capture_output=True, text=True).stdout.strip()
    facts = {
        "internal": user,
        "group": group,
        "login": "dovenull" if is_root else user,
    }
    return {**facts, **vars(server)}


def _certify(home: Path) -> None:
    """A certificate for 127.0.0.1 and «localhost» that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=7))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (home / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    packed = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (home / "key.pem").write_bytes(packed)


def free_port() -> int:
    """Of 127.0.0.1, free a moment ago."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _await(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
            raise AssertionError(f"Dovecot did not start: {said}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=2) as talk:
            if talk.recv(200).startswith(b"* OK"):
                return
        time.sleep(0.05)
    log = server.home / "log"
    raise AssertionError(f"Dovecot does not answer: {log.read_text() if log.exists() else ''}")
