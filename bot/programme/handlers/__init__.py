"""Taps, commands and files of organisers who change the programme, and of hosts about their sessions."""

from collections.abc import Mapping

from bot.context import Describe, Handler
from bot.programme.handlers import applying, editing, home, hosting, timing
from bot.programme.screens.home import describe_programme
from bot.programme.screens.hosting import describe_host

HANDLERS: Mapping[str, Handler] = {
    "programme": home.programme,
    "sendprogramme": home.send,
    "programmesheet": home.sheet,
    "undochange": home.undo,
    "changeday": editing.change_day,
    "change": editing.change,
    "shift": timing.shift,
    "shiftday": timing.shift_day,
    "ends": timing.ends,
    "delay": timing.delay,
    "moveroom": editing.move_room,
    "rooms": editing.rooms,
    "calloff": editing.call_off,
    "restore": editing.restore,
    "swapwith": editing.swap_with,
    "swap": editing.swap,
    "apply": applying.apply,
    "allchanges": applying.all_changes,
    "dropchange": applying.drop,
    "host": hosting.host,
    "hosting": hosting.hosting,
    "roomfull": hosting.room_full,
    "startlate": hosting.start_late,
}
COMMANDS: Mapping[str, Describe] = {"programme": describe_programme, "host": describe_host}
