"""The signatures of the protocol: MD5 over what is sent and a secret, in capitals.

MD5 is what the service prescribes. It is keyed by a secret of ours and travels over TLS only; what it lets in
are events, each of which is kept with who told it, and none of which moves money by itself.
"""

import hmac
from hashlib import md5


def of_push(param: str, salt: str) -> str:
    """The signature of a push: over ``param`` and the salt given at subscription."""
    return _md5(param + salt)


def of_query(param: str, key: str, customer: str) -> str:
    """The signature of a query: over ``param``, our key and our customer number."""
    return _md5(param + key + customer)


def agrees(given: str, wanted: str) -> bool:
    """Whether a signature is the wanted one, in the same time whatever it is."""
    return hmac.compare_digest(given.upper().encode(), wanted.encode())


def _md5(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest().upper()
