"""A catalogue is compiled once, and read as it was written whatever lies beside it."""

from pathlib import Path

import pytest

from bot.i18n.catalogues import load_catalogue

BACK = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Back"\nmsgstr "{}"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    write(folder, "Назад")
    return folder


def write(folder: Path, text: str) -> None:
    (folder / "bot.po").write_text(BACK.format(text))


def back(folder: Path) -> str:
    return load_catalogue(folder.parent.parent, "ru").gettext("Back")


def test_it_is_compiled_once(folder: Path) -> None:
    assert back(folder) == "Назад"
    first = (folder / "bot.mo").stat()
    assert back(folder) == "Назад"
    again = (folder / "bot.mo").stat()
    assert (again.st_ino, again.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_a_changed_text_is_read_at_once(folder: Path) -> None:
    back(folder)
    write(folder, "Артқа")
    assert back(folder) == "Артқа"


@pytest.mark.parametrize("spoiled", [slice(0), slice(100), slice(-1), slice(1, None)])
def test_a_spoiled_copy_is_made_again(folder: Path, spoiled: slice) -> None:
    back(folder)
    whole = (folder / "bot.mo").read_bytes()
    (folder / "bot.mo").write_bytes(whole[spoiled])
    assert back(folder) == "Назад"
    assert (folder / "bot.mo").read_bytes() == whole


def test_where_nothing_can_be_kept_it_is_read_all_the_same(folder: Path) -> None:
    (folder / "bot.mo").mkdir()
    assert back(folder) == "Назад"
    assert sorted(file.name for file in folder.iterdir()) == ["bot.mo", "bot.po"]
