"""Noto Sans with the letters of Kazakh, Russian and English, for what is drawn; its licence is OFL.txt."""

from pathlib import Path
from typing import Final

REGULAR: Final = Path(__file__).parent / "NotoSans-Regular.ttf"
BOLD: Final = Path(__file__).parent / "NotoSans-Bold.ttf"
