"""Digests, plain and keyed: SHA-256, and SM3 (GB/T 32905) where commercial cryptography is asked for."""

from typing import Literal

from cryptography.hazmat.primitives import hashes, hmac

Digest = Literal["sha256", "sm3"]


def _hash(name: Digest) -> hashes.HashAlgorithm:
    return hashes.SM3() if name == "sm3" else hashes.SHA256()


def digest_hex(content: bytes, name: Digest = "sha256") -> str:
    """64 hexadecimal digits that stand for exactly this content."""
    hashing = hashes.Hash(_hash(name))
    hashing.update(content)
    return hashing.finalize().hex()


def keyed_hex(key: bytes, text: str, name: Digest = "sha256") -> str:
    """64 hexadecimal digits by which a text can be found again, but not guessed without the key (HMAC)."""
    hashing = hmac.HMAC(key, _hash(name))
    hashing.update(text.encode())
    return hashing.finalize().hex()
