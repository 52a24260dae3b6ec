"""Pictures are measured, and files are kept as long as there is room."""

import pytest

from bot.demo import files
from bot.demo.files import Files
from bot.demo.images import size_of
from bot.demo.parameters import Upload
from tests.demo.sides import picture

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"  # an application segment to skip
    b"\xff\xc0\x00\x11\x08\x00\x02\x00\x03\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"  # 2 high, 3 wide
)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (picture(640, 480), (640, 480)),
        (b"GIF89a\x03\x00\x02\x00", (3, 2)),
        (JPEG, (3, 2)),
        (JPEG[:24], None),
        (b"\xff\xd8nothing more", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"<svg/>", None),
        (b"", None),
    ],
)
def test_sizes_of_pictures(content: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(content) == size


def test_the_oldest_files_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "KEPT", 10)
    store = Files()
    kept = [store.keep(Upload(f"{n}.txt", "text/plain", b"1234"), "document") for n in range(3)]
    assert [store.find(file.id) for file in kept] == [None, *kept[1:]]
    assert store.at_path(kept[2].path) == kept[2]
