"""`seminar-bot check` says of each thing whether it is right, and changes nothing."""

from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.agenda.sample import SAMPLE, read_sample
from bot.check import check
from bot.clock import Clock
from bot.settings import Settings
from bot.storage.engine import open_database
from bot.storage.migrate import migrate

TOKEN = "123456789:" + "A" * 35  # the one that `bot_api` knows


async def filled(database_url: str, document: Document) -> None:
    async with open_database(database_url) as database:
        await migrate(database)
        async with database.writing() as tx:
            await agenda.store_programme(tx, document, source=SAMPLE.name, now=Clock().now())


async def report(**settings: Any) -> dict[str, str]:
    """What is said, by what it is about; it must agree with the verdict."""
    lines: list[str] = []
    well = await check(Settings(**settings), lines.append)
    assert well == all(line.startswith("ok ") for line in lines)
    verdicts = [line.split(maxsplit=2) for line in lines]
    return {name.rstrip(":"): f"{verdict} {rest}" for verdict, name, rest in verdicts}


async def test_all_is_well(bot_api: str, database_url: str) -> None:
    await filled(database_url, read_sample())
    owners = {"organisers": frozenset({1})}
    said = await report(bot_token=TOKEN, telegram_api_url=bot_api, database_url=database_url, **owners)
    database = said.pop("database")
    assert database.startswith(f"ok {database_url.partition(':')[0]}://")
    assert said == {
        "token": f"ok @seminar_bot at {bot_api}",
        "catalogues": "ok kk, ru, en",
        "zone": "ok Asia/Almaty has UTC+06:00 on 2019-04-30, as the programme expects",
        "programme": "ok International Capacity-Building Seminar “Asian UNESCO Clubs for "
        "Global Citizenship Education (GCED)”, 24 sessions",
        "organisers": "ok 1 in ORGANISERS",
    }


async def test_nobody_could_organise(bot_api: str, tmp_path: Path) -> None:
    said = await report(
        bot_token=TOKEN, telegram_api_url=bot_api, database_url=f"sqlite:///{tmp_path}/bot.db"
    )
    assert said["organisers"] == "WRONG there are none: set ORGANISERS to your own Telegram id"


async def test_telegram_refuses_the_token(bot_api: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    said = await report(bot_token=TOKEN + "B", telegram_api_url=bot_api, database_url=url)
    assert said["token"] == f"WRONG BOT_TOKEN was not accepted by {bot_api}"


async def test_telegram_cannot_be_reached(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    said = await report(bot_token=TOKEN, telegram_api_url="http://127.0.0.1:1", database_url=url)
    refused = "No connection to 127.0.0.1:1: Connection refused"
    assert said["token"] == f"WRONG TELEGRAM_API_URL http://127.0.0.1:1: {refused}"
    assert TOKEN not in said["token"]


async def test_a_database_that_is_missing_is_not_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    said = await report(database_url=url)
    assert said["token"].startswith("WRONG BOT_TOKEN is missing")
    assert said["database"] == f"ok {url} will be made at the first start"
    assert said["programme"].startswith("WRONG there is none")
    assert list(tmp_path.iterdir()) == []


async def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    said = await report(database_url=f"sqlite:///{tmp_path}/data/bot.db")
    assert said["database"] == f"WRONG DATABASE_URL: {tmp_path}/data is no folder that can be written"
    assert said["programme"] == said["zone"] == "? not known without the database"


async def test_an_empty_database_is_left_empty(database_url: str) -> None:
    async with open_database(database_url) as database, database.reading() as tx:
        pass
    said = await report(database_url=database_url, programme=SAMPLE)
    assert said["database"].endswith(" will be brought to this version at the next start")
    assert said["programme"].startswith("ok International Capacity-Building Seminar")
    async with open_database(database_url) as database, database.reading() as tx:
        assert await tx.run_sync(lambda connection: inspect(connection).get_table_names()) == []


async def test_a_database_that_cannot_be_written_is_named(postgresql_url: str) -> None:
    said = await report(database_url=f"{postgresql_url}&default_transaction_read_only=on")
    assert said["database"].startswith("WRONG DATABASE_URL: ")
    assert said["database"].endswith("cannot execute CREATE TABLE in a read-only transaction")


async def test_a_programme_that_is_missing_is_named(tmp_path: Path) -> None:
    said = await report(database_url=f"sqlite:///{tmp_path}/bot.db", programme=tmp_path / "none.yaml")
    assert said["programme"].startswith("WRONG PROGRAMME cannot be read")


async def test_a_programme_that_is_wrong_says_where(tmp_path: Path) -> None:
    file = tmp_path / "programme.yaml"
    file.write_text(SAMPLE.read_text("utf-8").replace("day: day1", "day: day9", 1), "utf-8")
    said = await report(database_url=f"sqlite:///{tmp_path}/bot.db", programme=file)
    assert said["programme"].startswith(f"WRONG PROGRAMME is wrong: {file}: line ")


async def test_clocks_that_organisers_do_not_expect_are_named(database_url: str) -> None:
    document = read_sample()
    event = document.event.model_copy(update={"expected_utc_offset": "+05:00"})
    await filled(database_url, document.model_copy(update={"event": event}))
    said = await report(database_url=database_url)
    assert "expects UTC+05:00 on 2019-04-30, but Asia/Almaty has UTC+06:00" in said["zone"]
    assert said["zone"].startswith("WRONG ")
