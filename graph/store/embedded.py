"""The embedded engine: one server process per data folder, started by whoever comes first, shared by all.

It outlives the command that started it. In the data folder: `engine/` (the database), `engine.json` (pid,
start, port, instance), `engine.secret` (password), `engine.args`, `engine.logging` and `engine.log`.
"""

import errno
import fcntl
import json
import os
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import StoreError, UsageError
from graph.store.ports import LOOPBACK, Server, free_ports, open_driver, started_at
from graph.store.secrets import OWNER_ONLY, keep_password, read_private, write_private

USER = "root"
DATABASE = "euregraph"
START_SECONDS = 60.0
STOP_SECONDS = 20.0
BEGIN_SECONDS = 10.0
COMMAND_TIMEOUT_MS = 120_000
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EIO}

# the shell ends at once and hands the server to init: no zombie and no handle stays with the command
LAUNCH = '"$0" "$@" >../engine.log 2>&1 </dev/null & echo $!'
ASK_NAME = "MATCH (s:StateStore {id: 'store'}) RETURN s.instance AS instance"
GIVE_NAME = "MERGE (s:StateStore {id: 'store'}) ON CREATE SET s.instance = $new RETURN s.instance AS instance"

# refused statements are not logged: their errors quote the values of rows
LOGGING = """handlers=java.util.logging.ConsoleHandler
java.util.logging.ConsoleHandler.formatter=com.arcadedb.utility.AnsiLogFormatter
.level=SEVERE
com.arcadedb.server.level=INFO
com.arcadedb.bolt.BoltNetworkExecutor.level=OFF
"""


@dataclass(frozen=True)
class Engine:
    """A running engine and how to reach it."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    pid: int
    instance: str


def start(data: Path) -> Engine:
    """Start the engine of this folder, or attach to the one that runs; returns when it answers."""
    folder = data.resolve()
    try:
        for part in (folder, folder / "engine"):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(folder):
            return _attach(folder, _find(folder) or _launch(folder))
    except OSError as error:
        kind = StoreError if error.errno in FULL else UsageError
        raise kind(f"The data folder {folder} cannot be used ({error.strerror}): choose another.") from None


def stop(data: Path) -> bool:
    """End the engine of this folder; False where none was running. No process but ours is ever touched."""
    folder = data.resolve()
    if not (folder / "engine.json").exists():
        return False
    with _alone(folder):
        server = _find(folder)
        ended = server is not None and server.end(_mark(folder), STOP_SECONDS)
        (folder / "engine.json").unlink(missing_ok=True)
        return ended


def status(data: Path) -> Engine | None:
    """The engine that runs on this folder, if any; starts nothing and writes nothing."""
    folder = data.resolve()
    server = _find(folder)
    return _engine(folder, server) if server and server.instance else None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    lock = os.open(folder / "engine.lock", os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits here, then attaches
        yield
    finally:
        os.close(lock)


def _mark(folder: Path) -> str:
    """The word on the command line by which the server of this folder is known."""
    return f"@{folder / 'engine.args'}"


def _engine(folder: Path, server: Server) -> Engine:
    password = read_private(folder / "engine.secret")
    return Engine(server.uri, USER, password, DATABASE, server.pid, server.instance)


def _note(folder: Path, server: Server) -> Server:
    write_private(folder / "engine.json", json.dumps(asdict(server)) + "\n")
    return server


def _find(folder: Path) -> Server | None:
    """The process that engine.json names, if it still is that one; a stale or torn file counts as none."""
    try:
        server = Server(**json.loads((folder / "engine.json").read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None
    return server if server.runs(_mark(folder)) else None


def _arguments(folder: Path, jars: Path, bolt: int, http: int) -> str:
    """What `java @file` reads: the command line itself then shows nothing but the name of this file."""
    flags = {
        "server.rootPath": folder / "engine",
        "server.rootPasswordPath": folder / "engine.secret",
        "server.defaultDatabases": f"{DATABASE}[{USER}]",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.mode": "test",  # "production" hides where a statement is wrong
        "server.httpIncomingHost": LOOPBACK,
        "server.httpIncomingPort": http,
        "bolt.host": LOOPBACK,
        "bolt.port": bolt,
        "command.timeout": COMMAND_TIMEOUT_MS,  # the driver's own timeout is ignored by this engine
        "txWalFlush": 2,  # fsync at each commit: the default survives a killed process, not a power cut
        "opencypher.loadCsv.allowFileUrls": "false",  # LOAD CSV would read any file of this machine
        "opencypher.loadCsv.allowRemoteUrls": "false",
    }
    words = ["--add-modules=jdk.incubator.vector", "-Xmx1g", "-cp", f"{jars}/*"]
    words += [f"-Darcadedb.{name}={value}" for name, value in flags.items()]
    words += [
        f"-Djava.util.logging.config.file={folder / 'engine.logging'}",
        "com.arcadedb.server.ArcadeDBServer",
    ]
    quoted = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return "".join(f'"{word}"\n' for word in quoted)


def _launch(folder: Path) -> Server:
    spec = find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise StoreError("arcadedb-embedded is not installed: install it, or set EUREGRAPH_URI to a Neo4j.")
    home = Path(spec.origin).parent
    bolt, http = free_ports(2)
    keep_password(folder / "engine.secret")
    write_private(folder / "engine.logging", LOGGING)
    write_private(folder / "engine.args", _arguments(folder, home / "jars", bolt, http))
    shell = subprocess.run(
        ["/bin/sh", "-c", LAUNCH, str(home / "jre/bin/java"), _mark(folder)],
        cwd=folder / "engine",
        env={"LANG": "C.UTF-8"},
        umask=0o077,
        start_new_session=True,
        stdout=subprocess.PIPE,
        check=True,
    )
    pid = int(shell.stdout)
    server = Server(pid, started_at(pid) or 0, bolt)
    server.begins(_mark(folder), BEGIN_SECONDS)  # if it does not, the attach says so
    return _note(folder, server)


def _ask_instance(folder: Path, server: Server) -> str:
    """The name of the database that answers; a server that never answered before may give itself one."""
    statement = ASK_NAME if server.instance else GIVE_NAME
    with open_driver(server.uri, USER, read_private(folder / "engine.secret"), 0.0) as driver:
        rows = driver.execute_query(statement, {"new": uuid.uuid4().hex}, database_=DATABASE).records
    return str(rows[0]["instance"]) if rows else ""


def _attach(folder: Path, server: Server) -> Engine:
    """Wait until the server answers, and make sure that it is the one of this folder."""
    deadline = time.monotonic() + START_SECONDS
    while server.runs(_mark(folder)) and time.monotonic() < deadline:
        try:
            instance = _ask_instance(folder, server)
        except AuthError:
            instance = ""
        except (DriverError, Neo4jError):  # it does not listen yet, or its database is not open yet
            time.sleep(0.05)
            continue
        if not instance or server.instance not in ("", instance):
            raise StoreError(f"Another database than that of {folder} answers at {server.uri}: stop, start again.")
        return _engine(folder, _note(folder, replace(server, instance=instance)))
    log = (folder / "engine.log").read_text(encoding="utf-8", errors="replace").splitlines()
    told = [line for line in log if not line.startswith("\tat ")]
    raise StoreError(f"The engine of {folder} does not answer; engine.log ends with: {' / '.join(told[-5:])}")
