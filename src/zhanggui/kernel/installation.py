"""Secrets that an installation makes for itself, once, and keeps on its own disk."""

import os
import secrets
from pathlib import Path


def secret_of_installation(path: Path) -> str:
    """The secret kept in this file, made when first asked for. Two processes may ask at the same moment."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)  # the first one wins, and nobody ever reads half a secret
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
