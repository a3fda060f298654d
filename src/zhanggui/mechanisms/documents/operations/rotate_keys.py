"""Changing the key-encryption key of the installation."""

from datetime import datetime

from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.capabilities import ROTATE_KEYS
from zhanggui.mechanisms.documents.facts import KeysRotated, ValuesRewrapped
from zhanggui.schema.encrypted import keyring, rewrap_columns


def rotate_keys(*, by: Actor, at: datetime) -> KeysRotated:
    """Make a new wrapping key, and wrap by it every data key: of encrypted columns and of files.

    Contents are not touched, and everything stays readable all the while. Interrupted, it is run again.
    """
    by.require(ROTATE_KEYS)
    version, story = keyring().rotate().version, trail.Subject("documents.keys", new_id())

    def told(table: str, rows: int) -> None:
        trail.record(ValuesRewrapped(table=table, rows=rows, version=version), on=story, by=by, at=at)

    done = KeysRotated(version=version, columns=rewrap_columns(told=told), files=vault.rewrap_all())
    trail.record(done, on=story, by=by, at=at)
    return done
