"""How the bot learns what people did: long polling or a webhook."""

import re
from typing import Any, Final

from bot.demo.links import LinkError, parse
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram
from bot.demo.webhook import Target, Webhook

LONGEST_POLL: Final = 50  # seconds
MOST_UPDATES: Final = 100
MOST_CONNECTIONS: Final = 100
LONGEST_SECRET: Final = 256
LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
WEBHOOK_IS_SET: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_updates(telegram: Telegram, given: Parameters) -> object:
    if telegram.webhook:
        raise Refusal(WEBHOOK_IS_SET, 409)
    _remember_allowed(telegram, given)
    if offset := given.integer("offset"):
        telegram.updates.confirm(offset)
    limit = min(max(given.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
    seconds = min(max(given.integer("timeout"), 0), LONGEST_POLL)
    return await telegram.updates.poll(limit, seconds)


async def set_webhook(telegram: Telegram, given: Parameters) -> object:
    """An empty address deletes the webhook; unlike Telegram this takes http too, for this machine only."""
    if not given.text("url"):
        return await delete_webhook(telegram, given)
    target = _target(given)
    await _stop(telegram, given)
    _remember_allowed(telegram, given)
    telegram.updates.terminate("terminated by setWebhook request")
    telegram.webhook = Webhook(target, telegram.updates, telegram.sleep)
    return True


async def delete_webhook(telegram: Telegram, given: Parameters) -> object:
    await _stop(telegram, given)
    return True


def get_webhook_info(telegram: Telegram, _: Parameters) -> object:
    seen: dict[str, Any] = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates.pending),
    }
    if telegram.webhook:
        target = telegram.webhook.target
        seen |= {"url": target.url, "max_connections": target.connections}
        if telegram.webhook.last_error:
            seen |= {"last_error_message": telegram.webhook.last_error, "last_error_date": telegram.date}
    if telegram.updates.allowed:
        seen["allowed_updates"] = list(telegram.updates.allowed)
    return seen


def _remember_allowed(telegram: Telegram, given: Parameters) -> None:
    """Without the parameter what was asked for last stays; an empty list means the default."""
    allowed = given.document("allowed_updates", "allowed_updates")
    if isinstance(allowed, list):
        telegram.updates.allowed = tuple(map(str, allowed))


def _target(given: Parameters) -> Target:
    url, secret = given.text("url"), given.text("secret_token")
    try:
        address = parse(url, "https")
    except LinkError:
        raise Refusal("invalid webhook URL specified") from None
    if len(secret) > LONGEST_SECRET:
        raise Refusal("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise Refusal("secret token contains unallowed characters")
    if address.scheme == "http" and address.host not in LOOPBACK:
        raise Refusal("bad webhook: An HTTPS URL must be provided for webhook")
    connections = min(max(given.integer("max_connections", 40), 1), MOST_CONNECTIONS)
    return Target(str(address), secret, connections)


async def _stop(telegram: Telegram, given: Parameters) -> None:
    if telegram.webhook:
        await telegram.webhook.close()
        telegram.webhook = None
    if given.flag("drop_pending_updates"):
        telegram.updates.clear()


METHODS: Final = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
