"""The two key pairs of the protocol, under ``VAR_DIR/keys/gateway``: the house's and the stand-in's.

With a real gateway only ``house.pem`` and ``gateway.pub.pem`` exist, the latter as the gateway gave it.
"""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from django.conf import settings

BITS = 2048


def folder() -> Path:
    """Where the keys lie, readable by the owner only."""
    path = Path(settings.VAR_DIR) / "keys" / "gateway"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@lru_cache(maxsize=8)
def private_key(name: str) -> RSAPrivateKey:
    """The private key of ``house`` or ``gateway``; made at first use."""
    path = folder() / f"{name}.pem"
    if not path.exists():
        _make(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, RSAPrivateKey)
    return key


@lru_cache(maxsize=8)
def public_key(name: str) -> RSAPublicKey:
    """The public key of ``house`` or ``gateway``."""
    path = folder() / f"{name}.pub.pem"
    if path.exists():
        key = serialization.load_pem_public_key(path.read_bytes())
        assert isinstance(key, RSAPublicKey)
        return key
    return private_key(name).public_key()


def _make(path: Path) -> None:
    """Write a new key whole, so that two processes that start together end up with the same one."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(pem)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
