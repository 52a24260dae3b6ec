"""What the bot serves: Telegram's webhook, and whether it is alive and ready.

It knows no feature: what to do with an update, and what readiness means, it is told.
"""

from bot.web.application import create
from bot.web.serving import serve

__all__ = ["create", "serve"]
