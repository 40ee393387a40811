"""One region and its second deliveries, written once for all tests."""

from pathlib import Path

import pytest

from ingest.region.build import build_region
from ingest.region.second import build_second


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("region")
    build_region(out, 0.002, 1)
    return out


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("second")
    build_second(out, 0.002, 1)
    return out
