"""A decree's profile as an administration writes it: TOML, questionnaires, the list of clauses."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

import otklik.procedures
from otklik.procedures.loading import load_procedure
from otklik.procedures.problems import ProfileBrokenError
from otklik.procedures.questionnaire_files import questionnaire_from
from tests.fuzz.target import Target, as_text, read_all

FOLDER = Path(otklik.procedures.__file__).parent
SHIPPED = FOLDER / "profiles" / "murashi"
MARKS = (
    b"[[a]]\n",
    b"[a]\n",
    b"a = 1\n",
    b'"""',
    b"''",
    b"# ",
    b'based_on = "x"\n',
    b"inf",
    b"1979-05-27T07:32:00Z",
    b"\\U0000",
)


def _profile(name: str, content: bytes) -> None:
    folder = Path(mkdtemp(prefix="otklik-fuzz-"))
    try:
        for file in ("procedure.toml", "decree.txt", "clauses.tsv"):
            shutil.copy(SHIPPED / file, folder)
        (folder / name).write_bytes(content)
        load_procedure(folder)
    finally:
        shutil.rmtree(folder)


TARGETS = (
    *(
        Target(
            f"profile-{name.partition('.')[0]}",
            lambda content, name=name: _profile(name, content),
            (((SHIPPED / name).read_bytes()),),
            (ProfileBrokenError,),
            marks=MARKS,
            weight=0.15,
        )
        for name in ("procedure.toml", "clauses.tsv", "decree.txt")
    ),
    Target(
        "questionnaire",
        lambda content: questionnaire_from(as_text(content), "a.toml"),
        read_all((FOLDER / "questionnaires").glob("*.toml")),
        (ProfileBrokenError,),
        marks=MARKS,
        weight=0.5,
    ),
)
