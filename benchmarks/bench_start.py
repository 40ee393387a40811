"""`euregraph engine start` until its first query is answered, against the bare server until it answers Bolt.

Both take turns on folders of their own; printed are the medians and their ratio (at most 1.5).

    python benchmarks/bench_start.py [--times 5]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.store import embedded
from graph.store.ports import free_ports

PASSWORD = "bench-only-1"


def command(folder: Path) -> float:
    """Seconds of the command on a new folder; it ends when the engine has answered its first query."""
    began = time.perf_counter()
    words = [sys.executable, "-c", "import euregraph; euregraph.main()", "engine", "start", "--data", str(folder)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    embedded.stop(folder)
    return seconds


def bare(folder: Path) -> float:
    """Seconds from the start of java to the first answer over Bolt on a new folder."""
    spec = find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise SystemExit("arcadedb-embedded is not installed")
    home, (bolt, http) = Path(spec.origin).parent, free_ports(2)
    flags = {"server.rootPath": folder, "server.rootPassword": PASSWORD, "server.defaultDatabases": "bench[root]"}
    flags |= {"server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin", "server.httpIncomingHost": "127.0.0.1"}
    flags |= {"server.httpIncomingPort": http, "bolt.host": "127.0.0.1", "bolt.port": bolt}
    folder.mkdir()
    words = [str(home / "jre/bin/java"), "--add-modules=jdk.incubator.vector", "-Xmx1g", "-cp", f"{home}/jars/*"]
    words += [f"-Darcadedb.{name}={value}" for name, value in flags.items()]
    began = time.perf_counter()
    server = subprocess.Popen(
        [*words, "com.arcadedb.server.ArcadeDBServer"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        answer(f"bolt://127.0.0.1:{bolt}", server)
        return time.perf_counter() - began
    finally:
        server.kill()
        server.wait()


def answer(uri: str, server: "subprocess.Popen[bytes]") -> None:
    with GraphDatabase.driver(uri, auth=("root", PASSWORD), max_transaction_retry_time=0.0) as driver:
        while server.poll() is None:
            try:
                driver.execute_query("RETURN 1 AS one", database_="bench")
                return
            except (DriverError, Neo4jError):
                time.sleep(0.05)
    raise SystemExit("the bare server ended by itself")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        pairs = [(bare(Path(name) / f"bare{n}"), command(Path(name) / f"command{n}")) for n in range(times)]
    alone, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"bare server {alone:.2f} s, command {whole:.2f} s, ratio {whole / alone:.2f} (at most 1.5)")


if __name__ == "__main__":
    main()
