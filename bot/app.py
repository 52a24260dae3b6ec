"""The composition root: settings in, a running application out."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from telegram.ext import ExtBot

from bot.agenda import handlers as agenda_handlers
from bot.agenda import jobs as agenda_jobs
from bot.agenda import queries as agenda
from bot.agenda.formats import read_programme
from bot.clock import Clock, RehearsalClock
from bot.context import Services
from bot.delivery.request import AiohttpRequest
from bot.dispatch import dispatch
from bot.errors import SettingError
from bot.i18n.translator import load_translators
from bot.people import handlers as people_handlers
from bot.people import menu
from bot.people import queries as people
from bot.reminders import handlers as reminders_handlers
from bot.reminders import jobs as reminders_jobs
from bot.settings import Settings
from bot.storage.engine import Database
from bot.storage.migrate import migrate
