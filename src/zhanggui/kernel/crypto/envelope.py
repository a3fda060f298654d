"""Envelopes: one data key for each ciphertext, wrapped by the house's key.

Layout: ``ZG1`` · algorithm of the content (1 byte) · version of the wrapping key (2 bytes) · length of the
wrapped data key (1 byte) · wrapped data key · nonce, ciphertext, tag.
"""

import struct

from zhanggui.kernel.crypto import ciphers
from zhanggui.kernel.crypto.ciphers import Algorithm, NotAuthentic
from zhanggui.kernel.crypto.keyring import Keyring, WrappingKey

MAGIC = b"ZG1"
HEAD = struct.Struct(">3sBHB")


class NotOpened(Exception):
    """This is no envelope of the house, or somebody has altered it, or it was moved to another place."""


def seal(text: bytes, *, keys: Keyring, context: bytes) -> bytes:
    """Encrypt ``text`` for this place: ``context`` (a column, a file's digest) must be given to open it."""
    data_key = keys.algorithm.new_key()
    head = _head(keys.algorithm, keys.active(), data_key, context)
    return head + ciphers.encrypt(keys.algorithm, data_key, text, _bound(keys.algorithm, context))


def open_sealed(sealed: bytes, *, keys: Keyring, context: bytes) -> bytes:
    """The text again. Raises ``NotOpened``, or ``KeyMissing`` when the wrapping key is not here."""
    algorithm, data_key, body = _opened_head(sealed, keys, context)
    try:
        return ciphers.decrypt(algorithm, data_key, body, _bound(algorithm, context))
    except NotAuthentic as problem:
        raise NotOpened from problem


def rewrap(sealed: bytes, *, keys: Keyring, context: bytes) -> bytes:
    """The same envelope, its data key wrapped by the active key; the content is not touched."""
    algorithm, data_key, body = _opened_head(sealed, keys, context)
    return _head(algorithm, keys.active(), data_key, context) + body


def key_version(sealed: bytes) -> int:
    """The version of the wrapping key that opens this envelope. Raises ``NotOpened``."""
    return _parsed(sealed)[1]


def _head(algorithm: Algorithm, wrapping: WrappingKey, data_key: bytes, context: bytes) -> bytes:
    wrapped = ciphers.encrypt(wrapping.algorithm, wrapping.key, data_key, _bound(algorithm, context))
    return HEAD.pack(MAGIC, algorithm, wrapping.version, len(wrapped)) + wrapped


def _opened_head(sealed: bytes, keys: Keyring, context: bytes) -> tuple[Algorithm, bytes, bytes]:
    algorithm, version, wrapped, body = _parsed(sealed)
    wrapping = keys.version(version)
    try:
        data_key = ciphers.decrypt(wrapping.algorithm, wrapping.key, wrapped, _bound(algorithm, context))
    except NotAuthentic as problem:
        raise NotOpened from problem
    return algorithm, data_key, body


def _parsed(sealed: bytes) -> tuple[Algorithm, int, bytes, bytes]:
    try:
        magic, number, version, length = HEAD.unpack_from(sealed)
        algorithm = Algorithm(number)
    except (struct.error, ValueError) as problem:
        raise NotOpened from problem
    if magic != MAGIC:
        raise NotOpened
    return algorithm, version, sealed[HEAD.size : HEAD.size + length], sealed[HEAD.size + length :]


def _bound(algorithm: Algorithm, context: bytes) -> bytes:
    """The algorithm is authenticated too, so that an envelope cannot be talked down to another one."""
    return bytes([algorithm]) + context
