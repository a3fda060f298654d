"""Ciphers, digests, keys and envelopes: how the house keeps personal data and papers to itself.

Every ciphertext is an *envelope*: a data key made for it alone, wrapped by a key-encryption key of
the house. The envelope names its algorithm and the version of the wrapping key, so that both may change
while old ciphertexts stay readable, and so that a rotation only rewraps the small data keys.
"""

from zhanggui.kernel.crypto.ciphers import Algorithm
from zhanggui.kernel.crypto.digests import digest_hex
from zhanggui.kernel.crypto.envelope import NotOpened, key_version, open_sealed, rewrap, seal
from zhanggui.kernel.crypto.keyring import KeyMissing, Keyring

__all__ = [
    "Algorithm",
    "KeyMissing",
    "Keyring",
    "NotOpened",
    "digest_hex",
    "key_version",
    "open_sealed",
    "rewrap",
    "seal",
]
