"""What is wrong with a list, where, and what would be right."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.guests.rules import ROLES, Code, Column, Problem
from bot.guests.screens.words import column_name
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.screens.files import kind_name
from bot.screens.roles import role_name

About = Mapping[str, str]


def in_words(t: Translator, problem: Problem) -> str:
    """Row 7, Language: “elvish” is no language of this seminar. Write one of: …"""
    where = _place(t, problem)
    said = _WORDS[problem.code](t, problem.about)
    return f"{where}: {said}" if where else said


def _place(t: Translator, problem: Problem) -> str:
    if not problem.row:
        return problem.column
    if not problem.column:
        return t.label("Row {row}", row=problem.row)
    return t.label("Row {row}, {column}", row=problem.row, column=problem.column)


# ------------------------------------------------------------- the whole file


def _empty(t: Translator, _: About) -> str:
    return t.label("The file is empty.")


def _too_big(t: Translator, about: About) -> str:
    return t.label("The file has more than {limit} MB. Take out pictures and other sheets.", **about)


def _other_kind(t: Translator, about: About) -> str:
    return t.label("This is {kind}. Send the list as XLSX or CSV.", kind=kind_name(t, about["kind"]))


def _other_sheet(t: Translator, about: About) -> str:
    return t.label("This is {kind}. Open it, and save it as XLSX.", kind=kind_name(t, about["kind"]))


def _locked(t: Translator, _: About) -> str:
    return t.label("The file has a password. Save it as XLSX without one.")


def _not_xlsx(t: Translator, _: About) -> str:
    return t.label("This is not a readable workbook. Open it and save it as XLSX or CSV, without a password.")


def _unpacked(t: Translator, about: About) -> str:
    return t.label("Unpacked, the file has more than {limit} MB. Copy the list into a new workbook.", **about)


def _too_full(t: Translator, _: About) -> str:
    return t.label("There are too many empty cells and formats in it. Copy the list into a new workbook.")


def _too_many(t: Translator, about: About) -> str:
    return t.label("There are more than {limit} rows. Send the list in parts.", **about)


def _no_table(t: Translator, _: About) -> str:
    return t.label("This is not a table. Send the list as XLSX or CSV.")


def _lists(t: Translator, about: About) -> str:
    return t.label("There are lists on several sheets: {sheets}. Put everybody on one sheet.", **about)


def _no_names(t: Translator, _: About) -> str:
    columns = ", ".join(column_name(t, column) for column in Column)
    return t.label(
        "There is no column with names. Write the names of the columns into the first row: {columns}.",
        columns=columns,
    )


def _nobody(t: Translator, _: About) -> str:
    return t.label("There is nobody on the list. Write one guest a row, below the names of the columns.")


def _column_twice(t: Translator, about: About) -> str:
    return t.label("It says the same as the column “{other}”. Delete one of the two.", **about)


def _merged(t: Translator, about: About) -> str:
    return t.label("Merged cells: {cells}. Split them, and write the value into each row.", **about)


def _quote(t: Translator, _: About) -> str:
    return t.label(
        "A quotation mark is opened and not closed, so the rows below are not read. Close it, or delete it."
    )


# ------------------------------------------------------------------ one cell


def _formula(t: Translator, _: About) -> str:
    return t.label("There is a formula in the cell. Put in its result: copy, then paste values only.")


def _cell_error(t: Translator, about: About) -> str:
    return t.label("The cell shows {value}. Write the value itself.", **about)


def _name_missing(t: Translator, _: About) -> str:
    return t.label("The name is missing. Write it, or clear the row.")


def _no_letters(t: Translator, about: About) -> str:
    return t.label("“{value}” is no name: it has no letters. Write the name, as a text.", **about)


def _too_long(t: Translator, about: About) -> str:
    return t.label("More than {limit} characters. Shorten it.", **about)


def _letters_lost(t: Translator, about: About) -> str:
    return t.label(
        "Letters were lost in “{value}” when the file was saved. Save it as XLSX, or as CSV UTF-8.", **about
    )


def _language(t: Translator, about: About) -> str:
    expected = ", ".join(LANGUAGE_NAMES[language] for language in LANGUAGES)
    return t.label("“{value}” is not known here. Write one of: {expected}.", **about, expected=expected)


def _role(t: Translator, about: About) -> str:
    expected = ", ".join(role_name(t, role) for role in ROLES)
    return t.label("“{value}” is not known here. Write one of: {expected}.", **about, expected=expected)


def _email(t: Translator, about: About) -> str:
    return t.label("“{value}” is no e-mail address. Write one like name@example.org, or none.", **about)


def _twice(t: Translator, about: About) -> str:
    return t.label("“{value}” is in row {row} already. Delete one, or give each their own e-mail.", **about)


# ------------------------------------------------------------- hosts and clubs


def _host_missing(t: Translator, about: About) -> str:
    if not about["expected"]:
        return t.label("A trainer or room host needs their id from the programme.")
    return t.label("A trainer or room host needs their id from the programme. One of: {expected}.", **about)


def _host_unknown(t: Translator, about: About) -> str:
    return t.label("Nobody in the programme has the id “{value}”. One of: {expected}.", **about)


def _host_unwanted(t: Translator, about: About) -> str:
    return t.label("Only a trainer or room host has an id. Correct the role, or delete “{value}”.", **about)


def _country_alone(t: Translator, about: About) -> str:
    return t.label("For the country “{value}” a club or an organisation is needed. Write it.", **about)


def _country_other(t: Translator, about: About) -> str:
    return t.label("“{club}” has the country “{country}” further up. Correct one of them.", **about)


_WORDS: Final[Mapping[Code, Callable[[Translator, About], str]]] = {
    Code.EMPTY: _empty,
    Code.TOO_BIG: _too_big,
    Code.OTHER_KIND: _other_kind,
    Code.OTHER_SHEET: _other_sheet,
    Code.LOCKED: _locked,
    Code.NOT_XLSX: _not_xlsx,
    Code.UNPACKED: _unpacked,
    Code.TOO_FULL: _too_full,
    Code.TOO_MANY: _too_many,
    Code.NO_TABLE: _no_table,
    Code.LISTS: _lists,
    Code.NO_NAMES: _no_names,
    Code.NOBODY: _nobody,
    Code.COLUMN_TWICE: _column_twice,
    Code.MERGED: _merged,
    Code.FORMULA: _formula,
    Code.CELL_ERROR: _cell_error,
    Code.QUOTE: _quote,
    Code.NAME_MISSING: _name_missing,
    Code.NO_LETTERS: _no_letters,
    Code.TOO_LONG: _too_long,
    Code.LETTERS_LOST: _letters_lost,
    Code.LANGUAGE: _language,
    Code.ROLE: _role,
    Code.EMAIL: _email,
    Code.HOST_MISSING: _host_missing,
    Code.HOST_UNKNOWN: _host_unknown,
    Code.HOST_UNWANTED: _host_unwanted,
    Code.COUNTRY_ALONE: _country_alone,
    Code.COUNTRY_OTHER: _country_other,
    Code.TWICE: _twice,
}


def as_text(t: Translator, problems: Sequence[Problem]) -> bytes:
    """All of them as a file, a line each."""
    lines = [in_words(t, problem) for problem in problems]
    return "\n".join([*lines, ""]).encode("utf-8-sig")  # Windows shows Kazakh letters only with a mark
