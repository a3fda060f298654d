"""The key pairs of the payment protocols, two for each gateway: the house's and the gateway's.

With a real gateway they come from the environment (``settings.PAYMENT_KEYS``) and are written nowhere. For
the stand-ins they are made at first use, under ``VAR_DIR/keys/gateway``, sealed with the secret of the
installation.
"""

import hashlib
import hmac
import os
import textwrap
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from django.conf import settings

BITS = 2048


@lru_cache(maxsize=16)
def private_key(name: str) -> RSAPrivateKey:
    """The private key of ``alipay.house``, ``alipay.gateway``, ``wechat.house`` …"""
    if given := settings.PAYMENT_KEYS.get(name):
        key = serialization.load_pem_private_key(pem(given, "PRIVATE KEY"), password=None)
    else:
        path = folder() / f"{name}.pem"
        if not path.exists():
            _make(path)
        key = serialization.load_pem_private_key(path.read_bytes(), password=_seal())
    assert isinstance(key, RSAPrivateKey)
    return key


@lru_cache(maxsize=16)
def public_key(name: str) -> RSAPublicKey:
    """The public key of the same: as the gateway gave it, or of the pair that was made here."""
    if given := settings.PAYMENT_KEYS.get(f"{name}.public"):
        key = serialization.load_pem_public_key(pem(given, "PUBLIC KEY"))
        assert isinstance(key, RSAPublicKey)
        return key
    return private_key(name).public_key()


def private_text(name: str) -> str:
    """The private key as the SDKs want to be given it: PEM, unsealed, in memory only."""
    whole = private_key(name).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return whole.decode()


def public_text(name: str) -> str:
    """The public key as the SDKs want to be given it."""
    key = public_key(name)
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def shared_secret(name: str) -> str:
    """The 32 characters both sides know (WeChat Pay's APIv3 key): given, or derived and kept nowhere."""
    given = settings.PAYMENT_KEYS.get(name)
    return given or hmac.new(settings.SECRET_KEY.encode(), name.encode(), hashlib.sha256).hexdigest()[:32]


def pem(text: str, label: str) -> bytes:
    """A key as PEM. Providers hand keys out as bare base64, and environments write line ends as ``\\n``."""
    text = text.replace("\\n", "\n").strip()
    if "-----BEGIN" not in text:
        lines = "\n".join(textwrap.wrap("".join(text.split()), 64))
        text = f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----"
    return text.encode() + b"\n"


def folder() -> Path:
    """Where the stand-ins' keys lie, readable by the owner only."""
    path = Path(settings.VAR_DIR) / "keys" / "gateway"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def _seal() -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"payment keys", hashlib.sha256).hexdigest().encode()


def _make(path: Path) -> None:
    """Write a new key whole, so that two processes that start together end up with the same one."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    sealed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(_seal()),
    )
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(sealed)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
