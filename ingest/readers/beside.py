"""What an operator may say of a register's own files in a `delivery.yaml` beside them."""

from collections.abc import Mapping
from typing import cast

import yaml

from graph.errors import UsageError
from ingest.contract.columns import near
from ingest.readers.folder import Folder

NAME = "delivery.yaml"


def read_beside(folder: Folder, known: tuple[str, ...]) -> Mapping[str, bool]:
    """The switches of a register's delivery (`complete`, `synthetic`); none without a file."""
    if NAME not in folder.names():
        return {}
    with folder.open(NAME) as stream:
        try:
            told = yaml.load(stream.read().decode("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise UsageError(f"{NAME} of {folder.name} is no readable YAML.") from error
    if not isinstance(told, dict):
        raise UsageError(f"{NAME} of {folder.name} must hold lines such as `synthetic: true`.")
    for key, value in told.items():
        if key not in known:
            raise UsageError(f"{NAME} of {folder.name}: {key!r} is not known for this register; {near(key, known)}.")
        if value not in {"true", "false"}:
            raise UsageError(f"{NAME} of {folder.name}: {key} is true or false, nothing else.")
    return {key: value == "true" for key, value in cast(dict[str, str], told).items()}
