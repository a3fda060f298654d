"""Keys of the installation."""

import click

from zhanggui.config.cli.output import as_json, write_json
from zhanggui.config.cli.starting import start_with_tables


@click.group(name="keys")
def command() -> None:
    """Keys that seal documents and personal data (``VAR_DIR/keys``)."""


@command.command(name="rotate")
@as_json
def rotate(wants_json: bool) -> None:
    """Make a new key; from now on it seals. What older keys sealed stays readable."""
    start_with_tables()
    from django.conf import settings

    from zhanggui.kernel.crypto import Algorithm, Keyring

    key = Keyring(settings.VAR_DIR / "keys", Algorithm[settings.CIPHER]).rotate()
    if wants_json:
        write_json({"key": key.version, "algorithm": key.algorithm.name})
    else:
        click.echo(f"New key {key.version} ({key.algorithm.name}). 密钥已更换。")
