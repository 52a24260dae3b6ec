"""The code in a guest's link, made anew each time from the bot's token: the database keeps only its hash.

So the sheet and the badges can be printed again. Whoever lists a guest again whose row was deleted gets
another code: the moment of listing goes into it, because SQLite may give the id of a deleted row again. That
moment is also what changes when a guest gets a new link.
"""

import base64
import hmac
from datetime import datetime
from typing import Final

LENGTH: Final = 27  # characters of six bits, as `bot.clock.secret_code`


def code_for(token: str, guest_id: int, listed_at: datetime) -> str:
    """HMAC-SHA256 (RFC 2104) keyed with the bot's token; URL-safe, within Telegram's 64 characters."""
    about = f"guest:{guest_id}:{listed_at.isoformat()}".encode()
    digest = hmac.digest(token.encode(), about, "sha256")
    return base64.urlsafe_b64encode(digest).decode()[:LENGTH]


def link_to(username: str, code: str) -> str:
    return f"https://t.me/{username}?start={code}"
