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
    (folder / "bot.po").write_text(BACK.format(text), encoding="utf-8")


def back(folder: Path) -> str:
    return load_catalogue(folder.parent.parent, "ru").gettext("Back")


def test_it_is_compiled_once(folder: Path) -> None:
    assert back(folder) == "Назад"
    first = (folder / "bot.mo").stat()
    assert back(folder) == "Назад"
    again = (folder / "bot.mo").stat()
    assert sorted(file.name for file in folder.iterdir()) == ["bot.mo", "bot.po"]
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


def test_whoever_may_read_the_source_may_read_what_was_made_of_it(folder: Path) -> None:
    for mode in (0o644, 0o640):
        (folder / "bot.po").chmod(mode)
        (folder / "bot.mo").unlink(missing_ok=True)
        back(folder)
        assert (folder / "bot.mo").stat().st_mode & 0o777 == mode


def test_who_reads_meanwhile_reads_a_whole_one(folder: Path) -> None:
    back(folder)
    with (folder / "bot.mo").open("rb") as reading:
        write(folder, "Артқа")
        back(folder)
        assert "Назад" in reading.read().decode(errors="ignore")
