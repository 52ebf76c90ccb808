"""What an administrator brings: the archive of a decree, a table of the staff, a copy to be restored."""

import shutil
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from zipfile import ZipFile

from django.test import override_settings

from otklik.accounts.staff_list.columns import known_cells
from otklik.accounts.staff_list.lines import CommonAct, staff_lines
from otklik.base.errors import RuleBroken
from otklik.importers.contract import UnreadableFile
from otklik.importers.registry import read_rows
from otklik.operation.backup.archive import MANIFEST, ArchiveWriter
from otklik.operation.backup.looking import look_into
from otklik.operation.backup.sealing import new_identity, sealed_into
from otklik.operation.backup.writing import SUMMARY
from otklik.operation.profile_archive import keep_profile_archive
from otklik.web.shared.page_violations import reports_in
from tests.fuzz.target import Target, storable
from tests.fuzz.targets.profiles import SHIPPED

STAFF = (
    "Подразделение;Входит в;Фамилия, имя, отчество;Должность;Имя для входа;Почта;Роль;Акт;Номер акта;Дата акта;"
    "По какой день\n"
    "Отдел писем;Управление делами;Котова Вера Ильинична;Специалист;kotova;a@example.ru;регистратор; координатор;"
    "Распоряжение;7-р;12.01.2026;\nОтдел писем;;Ёлкин Пётр;;;;глава;;;2026-01-12 00:00:00;31.12.26\n".encode()
)
REPORTS = (
    b'{"csp-report": {"effective-directive": "script-src", "blocked-uri": "inline", "document-uri": "/murashi/"}}',
    b'[{"body": {"effectiveDirective": "img-src", "blockedURL": "https://a.example/b", "documentURL": "http://x/"}}]',
)
_IDENTITY = new_identity()


def _order() -> bytes:
    """The folder of a decree as one file."""
    out = BytesIO()
    with ZipFile(out, "w") as book:
        for name in ("procedure.toml", "decree.txt", "clauses.tsv"):
            book.write(SHIPPED / name, f"порядок/{name}")
    return out.getvalue()


def _profile_archive(content: bytes) -> None:
    """Nothing comes to lie beside the folder of the profiles."""
    around = Path(mkdtemp(prefix="otklik-fuzz-"))
    try:
        with override_settings(PROFILES_DIR=str(around / "profiles")):
            slug = keep_profile_archive(BytesIO(content))
        assert {path.name for path in (around / "profiles").iterdir()} == {slug}
        assert {path.name for path in around.iterdir()} == {"profiles"}
    finally:
        shutil.rmtree(around)


def _staff(content: bytes) -> None:
    path = Path(gettempdir()) / "otklik-fuzz-staff.csv"
    path.write_bytes(content)
    lines, problems = staff_lines(known_cells(read_rows(path)), CommonAct())
    for line in lines:
        storable(line.unit, line.parent, line.full_name, line.position, line.username, line.email)
        assert all(role.valid_to is None or role.valid_from <= role.valid_to for role in line.roles)
    for problem in problems:
        assert problem.message


def _copy() -> bytes:
    """The members of a small copy, before they are sealed."""
    out = BytesIO()
    archive = ArchiveWriter(out)
    archive.add_json(MANIFEST, {"version": "1", "made_at": "2026-03-02", "engine": "sqlite"})
    archive.add_bytes("tables/a/000001.jsonl.zz", b"x")
    archive.add_json(SUMMARY, {"tables": {"a": {"rows": 1}}, "files": 0, "file_bytes": 0})
    archive.close()
    return out.getvalue()


def _sealed(content: bytes) -> bytes:
    out = BytesIO()
    with sealed_into(out, [_IDENTITY.to_public()]) as stream:
        stream.write(content)
    return out.getvalue()


TARGETS = (
    Target(
        "profile-archive", _profile_archive, (_order(),), (RuleBroken,), form="zip", marks=(b"PK\1\2",), weight=0.15
    ),
    Target(
        "staff-list",
        _staff,
        (STAFF,),
        (UnreadableFile, RuleBroken),
        marks=(b";", b"\n", "Роль".encode(), b"31.02.2026"),
    ),
    Target(
        "copy", lambda content: look_into(BytesIO(content), _IDENTITY), (_sealed(_copy()),), (RuleBroken,), weight=0.5
    ),
    Target(
        "copy-members",
        lambda content: look_into(BytesIO(_sealed(content)), _IDENTITY),
        (_copy(),),
        (RuleBroken,),
        marks=(b"path=", b"30 size=-1\n", b"ustar", b'"rows": "a"', b"contents.jsonl"),
        weight=0.5,
    ),
    Target("page-report", lambda content: list(reports_in(content)), REPORTS, form="json"),
)
