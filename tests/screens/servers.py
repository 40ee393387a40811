"""A server of its own for a test, and one request to it, as no browser would send it."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from graph.store.ports import free_ports

SERVE = "import sys; from datetime import date; from pathlib import Path; from dashboards.serve import serve; "
SERVE += "serve(Path(sys.argv[1]), int(sys.argv[2]), today=date(2026, 6, 1))"
START_SECONDS = 60


class Answer(NamedTuple):
    """Header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: str


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of the screens of this data folder, in a process of its own with this process's settings."""
    port = free_ports(1)[0]
    command = [sys.executable, "-c", SERVE, str(data), str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "STREAMLIT_SERVER_PORT": ""})
    address = f"http://127.0.0.1:{port}"
    _wait(process, address)
    yield address
    process.terminate()
    process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health"):
                return
        except URLError:
            time.sleep(0.1)  # it does not listen yet
    pytest.fail(f"The server at {address} did not start.")


def asked(server: str, method: str, path: str, headers: Mapping[str, str] | None = None, **form: str) -> Answer:
    """What the server answers to one request; no redirect is followed."""
    with_form = {"content-type": "application/x-www-form-urlencoded"} if form else {}
    connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=60)
    connection.request(method, path, urlencode(form) or None, {**with_form, **(headers or {})})
    answer = connection.getresponse()
    told = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return Answer(answer.status, told, body)
