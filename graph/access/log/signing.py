"""The signature of this log: Ed25519, its key with the other keys and so outside the data folder.

Who may write to the data folder alone can change the log, but sign nothing in it.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from graph.store.secrets import keep_bytes

FILE = "log.key"
SIGNATURE = ("key", "signature")


def signed(keys: Path, told: Mapping[str, Any]) -> dict[str, Any]:
    """What is told, with the id of the key and the signature over all of it."""
    private = _private(keys)
    whole = {**told, "key": _id(private)}
    return {**whole, "signature": private.sign(_bytes(whole)).hex()}


def is_signed(keys: Path, told: Mapping[str, Any]) -> bool:
    """Whether this was signed here, as it stands; nothing is where the key is gone."""
    if not (keys / FILE).is_file():
        return False
    private = _private(keys)
    rest = {name: value for name, value in told.items() if name != "signature"}
    try:
        private.public_key().verify(bytes.fromhex(str(told["signature"])), _bytes(rest))
    except (InvalidSignature, KeyError, ValueError):
        return False
    return told.get("key") == _id(private)


def _private(keys: Path) -> Ed25519PrivateKey:
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    raw = keep_bytes(keys / FILE, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(raw)


def _id(private: Ed25519PrivateKey) -> str:
    return sha256(private.public_key().public_bytes_raw()).hexdigest()[:16]


def _bytes(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, sort_keys=True, ensure_ascii=False).encode()
