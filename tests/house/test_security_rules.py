"""Habits of the code that docs/security.md counts on: what would open a hole does not stand in it."""

import re
from pathlib import Path

import pytest
from tests.house.conftest import ROOT, shown, tracked_files

from otklik.config.environment import SETTINGS

CODE = {shown(path): path.read_text(encoding="utf-8") for path in tracked_files(".py", under="src")}
SCRIPTS = {
    shown(path): path.read_text(encoding="utf-8") for path in tracked_files(".js", under="src/otklik/web/static")
}
PAGES = {shown(path): path.read_text(encoding="utf-8") for path in tracked_files(".html", under="src/otklik/web")}
#: Values that a page takes as ready markup: pictures drawn by us, help and descriptions written by us.
OURS = {"overview", "one", "section", "picture", "pictures", "block", "about", "help", "page"}
#: Pickle and marshal between a process and its own child, never of outside bytes.
OWN_PROCESS = {"src/otklik/intake/bulk/reader.py"}
#: Statements put together from names of tables and columns that the code or the database gives, never from words.
NAMES_ONLY = {
    *("src/otklik/intake/bulk/dialect.py", "src/otklik/intake/row_inserts.py", "src/otklik/intake/word_index.py"),
    *("src/otklik/operation/backup/loading.py", "src/otklik/operation/backup/schema.py"),
    "src/otklik/operation/backup/snapshots.py",
}
#: Markup that Django's own templates have escaped, or a constant.
MADE_SAFE = {"src/otklik/web/region/kept.py", "src/otklik/web/staff/forms/plain_select.py"}
#: What others have signed is compared with whatever digest they took; nothing of ours leans on it.
SIGNED_BY_OTHERS = {"src/otklik/core/detached_signature.py"}
#: Asks an own certificate for its last day and sends nothing.
ASKS_FOR_THE_END = {"src/otklik/operation/state/outside.py"}


def lines_with(
    pattern: str, texts: dict[str, str] = CODE, *, but: set[str] | frozenset[str] = frozenset()
) -> list[str]:
    """Places where the pattern stands."""
    found = re.compile(pattern)
    return [
        f"{name}: {line.strip()}"
        for name, text in texts.items()
        if name not in but
        for line in text.splitlines()
        if found.search(line)
    ]


def test_no_sql_is_glued_together() -> None:
    glued = lines_with(r"(?:execute|executemany|RawSQL|\.raw|\.extra)\(\s*(?:f[\"']|[\"'].*[\"']\s*(?:%|\+|\.format))")
    assert {line.split(":")[0] for line in glued} <= NAMES_ONLY


def test_programs_are_called_by_lists() -> None:
    assert not lines_with(r"shell\s*=\s*True|os\.system\(|os\.popen\(|commands\.getoutput")


def test_nothing_typed_is_run() -> None:
    assert not lines_with(r"(?<![\w.])(?:eval|exec)\(|\byaml\.load\(|\bdill\b|\bshelve\b|allow_pickle=True")
    assert not lines_with(r"\b(?:pickle|marshal)\.(?:loads?|Unpickler)", but=OWN_PROCESS)


def test_marked_safe_is_made_by_us() -> None:
    assert not lines_with(r"mark_safe|SafeString\(", but=MADE_SAFE)
    assert not lines_with(r"autoescape off", PAGES)
    marked = {name for text in PAGES.values() for name in re.findall(r"\{\{\s*(\w+)[\w.]*\|safe", text)}
    assert marked <= OURS


def test_xml_of_others_is_read_by_hardened_parsers() -> None:
    assert not lines_with(
        r"ElementTree.*\b(?:parse|fromstring|XMLParser)\b|minidom|xml\.sax|pulldom|resolve_entities\s*=\s*True"
    )


def test_expressions_are_ours() -> None:
    made = lines_with(r"re\.(?:compile|search|match|fullmatch|sub|findall|finditer)\(\s*f[\"']")
    assert not [line for line in made if "request" in line or "typed" in line or "words" in line]


def test_secrets_come_from_the_systems_randomness() -> None:
    guessable = lines_with(
        r"\brandom\.(?:random|randint|choice|choices|randrange|sample|shuffle|getrandbits)\(|uuid1\("
    )
    assert not guessable
    seeded = {line.split(":")[0] for line in lines_with(r"random\.Random\(")}
    assert all(not re.search(r"token|secret|code|key|password", Path(name).name) for name in seeded)


def test_no_weak_digests() -> None:
    weak = lines_with(r"hashlib\.(?:md5|sha1)\(|hashlib\.new\(|[\"'](?:md5|sha1)[\"']", but=SIGNED_BY_OTHERS)
    assert not [line for line in weak if "usedforsecurity=False" not in line]


def test_ciphers_are_the_named_ones() -> None:
    used = {
        name
        for text in CODE.values()
        for found in re.findall(r"from (?:cryptography|pyrage|nacl|Crypto)[\w.]* import ([\w, ]+)", text)
        for name in found.replace(" ", "").split(",")
        if name[:1].isupper()
    }
    assert used <= {"Fernet", "InvalidToken", "AESGCM", "InvalidTag", "InvalidSignature", "Identity", "Recipient"}
    assert not lines_with(r"modes\.(?:ECB|CBC|CFB|OFB)|algorithms\.(?:TripleDES|ARC4|Blowfish)|PKCS1v15\(\).*decrypt")


def test_certificates_are_always_checked() -> None:
    assert not lines_with(
        r"verify\s*=\s*False|CERT_NONE|check_hostname\s*=\s*False|_create_unverified_context|AutoAddPolicy|WarningPolicy",
        but=ASKS_FOR_THE_END,
    )


def test_no_redirect_is_followed() -> None:
    assert not lines_with(
        r"follow_redirects\s*=\s*True|allow_redirects\s*=\s*True|urllib\.request\.urlopen|\burlopen\("
    )


def test_texts_name_their_charset() -> None:
    assert not lines_with(r"content_type=[\"']text/(?:plain|csv|html|calendar|xml|css)[\"']")


def test_scripts_put_words_as_text() -> None:
    assert not lines_with(
        r"\beval\(|new Function\(|document\.write|outerHTML\s*=|__proto__|Object\.assign\(\{\}, JSON", SCRIPTS
    )
    markup = lines_with(r"\.innerHTML\s*=|insertAdjacentHTML", SCRIPTS)
    ours = re.compile(
        r"getElementById\(\"question-row\"\)\.innerHTML|pattern\.replaceAll|innerHTML = \"<p>Вы уже|innerHTML = \"\""
    )
    assert not [line for line in markup if not ours.search(line)]


def test_messages_of_frames_name_their_sender() -> None:
    listening = {name: text for name, text in SCRIPTS.items() if 'addEventListener("message"' in text}
    assert set(listening) == {"src/otklik/web/static/otklik/frame.js"}
    assert all("event.source" in text for text in listening.values())


def test_left_drafts_are_swept_after_a_day() -> None:
    script = SCRIPTS["src/otklik/web/static/otklik/otklik.js"]
    assert "DRAFT_HOURS = 24" in script
    assert "sweepDrafts()" in script


def test_debugging_is_off_by_default() -> None:
    assert {one.name: one.default for one in SETTINGS}["OTKLIK_DEBUG"] == "0"
    assert not lines_with(r"^\s*(?:breakpoint\(|import pdb|print\(request)")


def test_no_secret_has_a_default() -> None:
    assert not [one.name for one in SETTINGS if one.is_secret and one.default]


def test_libraries_are_pinned_with_digests() -> None:
    for path in tracked_files(".txt", under="requirements"):
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^([\w.\[\]-]+)==[^\s;\\]+", text, re.MULTILINE)
        assert pins, path
        assert text.count("--hash=sha256:") >= len(pins), path


def test_production_needs_no_tools_of_tests() -> None:
    needed = (ROOT / "requirements/run.txt").read_text(encoding="utf-8")
    tools = ("pytest", "hypothesis", "playwright", "mypy", "ruff", "django-debug-toolbar", "moto", "schemathesis")
    assert not [name for name in tools if re.search(rf"^{name}==", needed, re.MULTILINE)]


def test_the_proxy_speaks_modern_tls_only() -> None:
    texts = [path.read_text(encoding="utf-8") for path in tracked_files(under="deploy/nginx")]
    spoken = [line for text in texts for line in re.findall(r"^\s*ssl_protocols\s+(.+);", text, re.MULTILINE)]
    assert spoken
    assert {word for line in spoken for word in line.split()} <= {"TLSv1.2", "TLSv1.3"}
    assert not [text for text in texts if re.search(r"^\s*(?:autoindex on|root |alias )", text, re.MULTILINE)]
    assert any("proxy_set_header X-Forwarded-For $remote_addr;" in text for text in texts)


@pytest.mark.parametrize("path", tracked_files(".service", under="deploy/systemd"), ids=shown)
def test_services_are_fenced_in(path: Path) -> None:
    unit = path.read_text(encoding="utf-8")
    for line in (
        "User=otklik",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=",
    ):
        assert line in unit, line
