"""The code of a country that is written in another way."""

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml
from anyascii import anyascii


@cache
def _names() -> dict[str, str]:
    text = Path(__file__).with_name("countries.yaml").read_text(encoding="utf-8")
    return {name: code for code, names in yaml.load(text, Loader=yaml.BaseLoader).items() for name in names}  # noqa: S506


@lru_cache(maxsize=5_000)
def country_code(text: str) -> str:
    """ISO 3166 alpha-2 of a code, or of a name or other code of the region's countries; "" for what is neither."""
    bare = " ".join(re.sub(r"[^a-z]+", " ", anyascii(text).lower()).split())
    return _names().get(bare) or (bare.upper() if len(bare) == 2 else "")
