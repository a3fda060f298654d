"""WeChat Pay's API v3 from the platform's side: requests checked, answers and notifications signed."""

import base64
import json
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from zhanggui.integrations.gateway import keys, signing

KIND = "WECHATPAY2-SHA256-RSA2048"
WORD = re.compile(r'(\w+)="([^"]*)"')


def is_from_the_house(authorization: str, *, method: str, path: str, body: str) -> bool:
    """Whether the house signed this request: method, path, time, nonce and body, each on a line."""
    if not authorization.startswith(KIND + " "):
        return False
    told = dict(WORD.findall(authorization))
    if told.get("mchid") != settings.WECHATPAY_MCH_ID or "signature" not in told:
        return False
    text = f"{method}\n{path}\n{told.get('timestamp')}\n{told.get('nonce_str')}\n{body}\n"
    return signing.is_signed(text.encode(), told["signature"], keys.public_key("wechat.house"))


def signature_headers(body: str, *, at: datetime) -> dict[str, str]:
    """The headers by which an answer or notification is known as the platform's."""
    stamp, nonce = str(int(at.timestamp())), secrets.token_hex(16).upper()
    text = f"{stamp}\n{nonce}\n{body}\n"
    return {
        "Wechatpay-Timestamp": stamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Serial": settings.WECHATPAY_PUBLIC_KEY_ID,
        "Wechatpay-Signature": signing.sign(text.encode(), keys.private_key("wechat.gateway")),
        "Wechatpay-Signature-Type": KIND,
    }


def encrypted(resource: Mapping[str, Any], kind: str) -> dict[str, str]:
    """A resource as a notification carries it: AES-256-GCM under the key both sides know."""
    nonce = secrets.token_hex(6)
    sealed = AESGCM(keys.shared_secret("wechat.v3").encode()).encrypt(
        nonce.encode(), json.dumps(resource, ensure_ascii=False).encode(), kind.encode()
    )
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "ciphertext": base64.b64encode(sealed).decode(),
        "nonce": nonce,
        "associated_data": kind,
        "original_type": kind,
    }
