"""What an operator may say of a register's own files in a `delivery.yaml` beside them."""

from collections.abc import Mapping
from typing import cast

from graph.errors import UsageError
from ingest.contract.columns import near
from ingest.readers.folder import Folder
from ingest.readers.yaml_file import NoYaml, read_yaml

NAME = "delivery.yaml"


def read_beside(folder: Folder, known: tuple[str, ...]) -> Mapping[str, bool]:
    """The switches of a register's delivery (`complete`, `synthetic`); none without a file."""
    if NAME not in folder.names():
        return {}
    with folder.open(NAME) as stream:
        try:
            told = read_yaml(stream.read())
        except NoYaml as error:
            raise UsageError(f"{NAME} of {folder.name} cannot be used: {error}.") from error
    if not isinstance(told, dict):
        raise UsageError(f"{NAME} of {folder.name} must hold lines such as `synthetic: true`.")
    for key, value in told.items():
        if key not in known:
            raise UsageError(
                f"{NAME} of {folder.name}: {key[:40]!r} is not known for this register; {near(key, known)}."
            )
        if value not in ["true", "false"]:
            raise UsageError(f"{NAME} of {folder.name}: {key} is true or false, nothing else.")
    return {key: value == "true" for key, value in cast(dict[str, str], told).items()}
