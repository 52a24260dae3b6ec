"""What is wrong with a workbook and its cells."""

from typing import Final

from bot.programme.screens.faults.saying import Table

SHEET: Final[Table] = {
    "not-xlsx": lambda t, _: t.label(
        "this is not a readable XLSX workbook. Save it as XLSX, or begin from the template."
    ),
    "zip-too-big": lambda t, p: t.label(
        "unpacked it has more than {limit} MB. Copy the programme into a fresh template.", **p
    ),
    "too-many-cells": lambda t, _: t.label(
        "there are too many empty cells and formats in it. Copy the programme into a fresh template."
    ),
    "sheet-unknown": lambda t, p: t.label(
        "the sheet “{sheet}” is not read. Rename it if it is one of: {expected}.", **p
    ),
    "sheet-missing": lambda t, p: t.label(
        "there is no sheet “{sheet}”. Give the sheet its name back, or add it.", **p
    ),
    "column-missing": lambda t, p: t.label("there is no column “{column}”. Add it to the header row.", **p),
    "column-unknown": lambda t, p: t.label("the column “{column}” is not known.", **p),
    "column-twice": lambda t, p: t.label("the column “{column}” is there twice. Keep one of the two.", **p),
    "formula": lambda t, _: t.label(
        "there is a formula in the cell. Put in its result: copy, then paste values only."
    ),
    "cell-error": lambda t, p: t.label("the cell says {value}. Write the value itself.", **p),
    "merged": lambda t, p: t.label(
        "the cells {cells} are merged. Split them, and write the value into each row.", **p
    ),
    "too-many-rows": lambda t, p: t.label(
        "there are more than {limit} rows. Delete the rows that are not the programme.", **p
    ),
    "row-unknown": lambda t, p: t.label("“{value}” is not known here.", **p),
    "row-twice": lambda t, p: t.label("“{value}” is there twice. Keep one of the two.", **p),
    "no-such-row": lambda t, p: t.label(
        "there is no “{value}” on the sheet {sheet}. Write one of its ids.", **p
    ),
}
