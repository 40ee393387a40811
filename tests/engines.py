"""A real Neo4j for tests: the Community edition from Maven Central as a library, on loopback only."""

import fcntl
import os
import re
import secrets
import shutil
import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError

from graph.store.ports import free_ports
from graph.store.secrets import write_private

VERSION = "5.26.30"
JAVA = 17
START_SECONDS = 120.0

POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>neo4j-home</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version>
  </dependency></dependencies>
</project>
"""

CONF = """server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
"""


@dataclass
class RunningNeo4j:
    uri: str
    user: str
    password: str = field(repr=False)
    password_file: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.kill()  # its folder is thrown away: an orderly end would take ten seconds
        self.process.wait(60)


def home() -> Path:
    return Path(os.environ.get("EUREGRAPH_NEO4J_HOME") or Path.home() / f".cache/euregraph/neo4j-{VERSION}")


def neo4j_missing() -> str | None:
    """Why no Neo4j can be started here; none where it can (the first start may download 123 MB)."""
    if not shutil.which("java"):
        return f"there is no java on the path (Neo4j {VERSION} needs {JAVA} or later)"
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    if not found or int(found[1]) < JAVA:
        return f"java is version {found[1] if found else 'unknown'}, Neo4j {VERSION} needs {JAVA} or later"
    if not (home() / "lib").is_dir() and not shutil.which("mvn"):
        return f"{home()} holds no Neo4j and there is no mvn to fetch it"
    return None


def _jars() -> Path:
    """The folder of jars, filled once; a half-filled one never gets the final name."""
    target = home()
    target.mkdir(parents=True, exist_ok=True)
    with (target / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (target / "lib").is_dir():
            draft = target / "lib.new"
            shutil.rmtree(draft, ignore_errors=True)
            (target / "pom.xml").write_text(POM, encoding="utf-8")
            command = ["mvn", "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={draft}"]
            subprocess.run(command, cwd=target, check=True)
            draft.rename(target / "lib")
    return target / "lib"


def start_neo4j(folder: Path, more: str = "") -> RunningNeo4j:
    """Start an empty Neo4j in this folder, with `more` lines of settings, and give it a password of its own."""
    [port] = free_ports(1)
    (folder / "conf").mkdir(parents=True)
    (folder / "conf/neo4j.conf").write_text((CONF + more).format(port=port), encoding="utf-8")
    password = secrets.token_urlsafe(24)
    write_private(folder / "password", password)
    uri = f"bolt://127.0.0.1:{port}"
    server = RunningNeo4j(uri, "neo4j", password, folder / "password", _process(folder))
    try:
        _first_login(server)
    except BaseException:
        server.stop()
        raise
    return server


def start_again(folder: Path, server: RunningNeo4j) -> RunningNeo4j:
    """The server of this folder, stopped before; who asks waits until it answers."""
    return replace(server, process=_process(folder))


def _process(folder: Path) -> subprocess.Popen[bytes]:
    words = [
        "java",
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        f"{_jars()}/*",
        "org.neo4j.server.CommunityEntryPoint",
    ]
    words += [f"--home-dir={folder}", f"--config-dir={folder}/conf"]
    with (folder / "out.log").open("wb") as log:
        return subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder)


def _first_login(server: RunningNeo4j) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with GraphDatabase.driver(server.uri, auth=(server.user, "neo4j")) as driver:
                change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
                driver.execute_query(change, {"new": server.password}, database_="system")
                return
        except DriverError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.2)
