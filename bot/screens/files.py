"""What kinds of files are called, wherever a screen refuses one."""

from bot.i18n.translator import Translator


def kind_name(t: Translator, kind: str) -> str:
    """By its id, as `bot.sheets.kinds` has it."""
    names = {
        "picture": t.label("a picture or a video"),
        "pdf": t.label("a PDF file"),
        "word": t.label("a Word document"),
        "slides": t.label("a presentation"),
        "archive": t.label("an archive of files"),
        "old-excel": t.label("a workbook of old Excel (.xls)"),
        "binary-excel": t.label("a binary Excel workbook (.xlsb)"),
        "open-document": t.label("an OpenDocument file (.ods)"),
        "numbers": t.label("a file of Apple Numbers"),
    }
    return names.get(kind, kind)
