"""What tests plan, and what they look at afterwards, over HTTP."""

from aiohttp import web

from bot.demo.faults import Fault
from bot.demo.guard import body_of, telegram_of
from bot.demo.refusal import Refusal


async def calls(request: web.Request) -> web.Response:
    found = telegram_of(request).calls.of(request.query.get("method", ""))
    return web.json_response([call.document() for call in found])


async def faults(request: web.Request) -> web.Response:
    """`{"clear": true, "latency": 0.05, "plan": [{"answer": "429", ...}], "deactivate": [ids]}`, or parts."""
    telegram, body = telegram_of(request), await body_of(request)
    try:
        planned = [Fault(**fault) for fault in body.get("plan", [])]
        gone = [telegram.phones[person] for person in body.get("deactivate", [])]
        latency = float(body.get("latency", 0 if body.get("clear") else telegram.faults.latency))
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal(f"no such fault: {error}") from None
    if body.get("clear"):
        telegram.faults.clear()
    telegram.faults.latency = latency
    for fault in planned:
        telegram.faults.plan(fault)
    for phone in gone:
        phone.deactivated = True
    return web.json_response({"latency": telegram.faults.latency})
