"""The two authenticated ciphers: AES-256-GCM, and SM4-GCM (GB/T 32907) as commercial cryptography."""

import os
from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
TAG = 16


class Algorithm(IntEnum):
    """The number written into every envelope. Numbers are never reused."""

    AES_256_GCM = 1
    SM4_GCM = 2

    @property
    def key_length(self) -> int:
        """Bytes of key that the algorithm takes."""
        return 32 if self is Algorithm.AES_256_GCM else 16

    def new_key(self) -> bytes:
        """A fresh random key."""
        return os.urandom(self.key_length)


class NotAuthentic(Exception):
    """The ciphertext was altered, or belongs to another key or place."""


def encrypt(algorithm: Algorithm, key: bytes, text: bytes, context: bytes) -> bytes:
    """Nonce, ciphertext and tag in one. ``context`` is authenticated too, and must be given to decrypt."""
    nonce = os.urandom(NONCE)
    if algorithm is Algorithm.AES_256_GCM:
        return nonce + AESGCM(key).encrypt(nonce, text, context)
    sealing = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(context)
    return nonce + sealing.update(text) + sealing.finalize() + sealing.tag


def decrypt(algorithm: Algorithm, key: bytes, sealed: bytes, context: bytes) -> bytes:
    """The text again. Raises ``NotAuthentic`` unless every bit is as it was written."""
    nonce, body, tag = sealed[:NONCE], sealed[NONCE:-TAG], sealed[-TAG:]
    try:
        if algorithm is Algorithm.AES_256_GCM:
            return AESGCM(key).decrypt(nonce, body + tag, context)
        opening = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
        opening.authenticate_additional_data(context)
        return opening.update(body) + opening.finalize()
    except (InvalidTag, ValueError) as problem:
        raise NotAuthentic from problem
