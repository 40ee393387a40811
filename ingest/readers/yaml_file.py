"""A small YAML file that somebody wrote by hand: every value is text, and what cannot be read is one reason."""

import yaml


class NoYaml(ValueError):
    """Why a text is no YAML that can be used."""


def read_yaml(data: bytes) -> object:
    """What the text says; NoYaml where it says nothing that could be read (no UTF-8, no YAML, nested too deep)."""
    try:
        told: object = yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506
    except RecursionError as error:
        raise NoYaml("nested too deep") from error
    except (yaml.YAMLError, ValueError) as error:
        raise NoYaml("it is no readable YAML") from error
    return told
