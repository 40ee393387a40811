"""The file that says what this deployment is; one process serves one, so it is read once, like the policy."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import UsageError
from graph.settings import read_settings

DEMO = Path(__file__).parent / "deployments" / "demo.yaml"


def deployment_path() -> Path:
    """The file that the setting names, or the demonstration's."""
    return read_settings().deployment or DEMO


@cache
def deployment_text() -> dict[str, Any]:
    """Its keys, values as text."""
    return read_yaml(deployment_path())


def beside(name: str) -> dict[str, Any]:
    """A file that the deployment names, in the folder of its own."""
    return read_yaml(deployment_path().parent / name)


def read_yaml(path: Path) -> dict[str, Any]:
    try:
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} cannot be read ({type(error).__name__}): EUREGRAPH_DEPLOYMENT names it.") from None
    if not isinstance(told, dict):
        raise UsageError(f"{path} must hold keys and values (docs/operate.md shows them).")
    return told
