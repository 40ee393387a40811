"""A deployment of its own for a test: a file in its folder, and the process reads it anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from graph.access.authorities import authorities
from graph.access.deployed import DEMO, deployment_text
from graph.access.deployment import deployment


@contextmanager
def deployed(folder: Path, **keys: object) -> Iterator[Path]:
    """The deployment with these keys, of the authorities of the demonstration, while the block runs."""
    path = folder / "deployment.yaml"
    path.write_text(yaml.safe_dump({"authorities": str(DEMO.with_name("authorities.yaml")), **keys}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EUREGRAPH_DEPLOYMENT", str(path))
        _forget()
        try:
            yield path
        finally:
            patch.undo()
            _forget()


def _forget() -> None:
    for one in (deployment_text, authorities, deployment):
        one.cache_clear()
