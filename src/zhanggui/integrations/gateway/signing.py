"""RSA2: SHA-256 with RSA over the sorted parameters, as Alipay's open platform signs."""

import base64
import binascii
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

SIGN_TYPE = "RSA2"


def canonical(parameters: Mapping[str, str], *, without: frozenset[str]) -> bytes:
    """The text that is signed: ``key=value`` joined by ``&``, keys sorted, empty values left out."""
    kept = sorted((key, value) for key, value in parameters.items() if value != "" and key not in without)
    return "&".join(f"{key}={value}" for key, value in kept).encode()


REQUEST = frozenset({"sign"})
"""A request signs everything but its signature."""
NOTICE = frozenset({"sign", "sign_type"})
"""A notification leaves out the kind of signature too."""


def sign(content: bytes, key: RSAPrivateKey) -> str:
    """The signature, in base64."""
    return base64.b64encode(key.sign(content, padding.PKCS1v15(), hashes.SHA256())).decode()


def is_signed(content: bytes, signature: str, key: RSAPublicKey) -> bool:
    """Whether ``signature`` is that of the owner of ``key`` under exactly this content."""
    try:
        key.verify(base64.b64decode(signature, validate=True), content, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
