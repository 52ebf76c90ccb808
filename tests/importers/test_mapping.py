from dataclasses import fields
from pathlib import Path

import pytest

from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.importers.mapping import (
    FIELD_TITLES,
    MappingError,
    load_mapping,
    mapping_from_toml,
    shipped_mappings,
)

HEAD = 'name = "x"\ntitle = "Пример"\n'
TEXT = '[columns]\ntext = "Текст"\n'


def test_the_shipped_mappings_are_named_as_their_files_and_described() -> None:
    assert set(shipped_mappings()) == {
        "kursk-2022",
        "troitsk-2020",
        "pos",
        "regional-portal",
        "vash-kontrol",
        "incident",
        "mfc",
        "mkgu",
        "sed",
    }
    for name, mapping in shipped_mappings().items():
        assert load_mapping(name) is mapping
        assert mapping.title
        assert len(mapping.description) > 80
        assert mapping.channel


def test_a_file_is_read_with_or_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        f'{HEAD}{TEXT}[[kind_rules]]\nkind = "gratitude"\ncolumn = "Тема"\ncontains = ["Благодар"]\n', "utf-8-sig"
    )
    assert load_mapping(str(path)).kind_rules[0].kind is ItemKind.GRATITUDE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = [", "ошибкой TOML"),
        (HEAD, "columns — обязательно"),
        (f'{HEAD}[columns]\nname = "ФИО"\n', "не назван столбец с текстом"),
        (f'{HEAD}{TEXT}mood = "a"\n', "columns.mood — такого поля нет"),
        (f'{HEAD}colour = "a"\n{TEXT}', "colour — такого ключа нет"),
        (f"{HEAD}{TEXT}title = []\n", "columns.title"),
        (f'{HEAD}{TEXT}[values.kind]\n"Жалобы" = "zhaloba"\n', "нет значения «zhaloba», есть: proposal"),
        (f'{HEAD}{TEXT}[constants]\noutcome = "done"\n', "нет значения «done»"),
        ('name = "Имя с пробелом"\ntitle = "x"\n' + TEXT, "только строчные латинские"),
        (f'{HEAD}{TEXT}[[kind_rules]]\nkind = "praise"\ncolumn = "a"\ncontains = ["b"]\n', "kind_rules.0.kind"),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, said: str) -> None:
    with pytest.raises(MappingError, match=said):
        mapping_from_toml(text)


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(MappingError, match="Есть: incident, kursk-2022"):
        load_mapping("nothing")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="не читается"):
        load_mapping(str(tmp_path / "none.toml"))


def test_constants_are_overridden_and_checked() -> None:
    mapping = load_mapping("kursk-2022").with_constants({"received_at": "2025-08-01", "kind": "statement"})
    assert mapping.constants == {"received_at": "2025-08-01", "kind": "statement"}
    with pytest.raises(MappingError, match="нет значения"):
        mapping.with_constants({"kind": "плач"})


def test_every_field_has_a_title_and_stands_in_the_message() -> None:
    assert set(FIELD_TITLES) == {field.name for field in fields(IncomingFeedback)} - {"attachments", "first_signatory"}
