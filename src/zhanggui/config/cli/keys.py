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
    """Make a new key and rewrap everything by it. All stays readable; may be run again."""
    start_with_tables()
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.kernel import clock
    from zhanggui.mechanisms.documents.operations.rotate_keys import rotate_keys

    done = rotate_keys(by=SYSTEM.within(request_id="", via="cli"), at=clock.now())
    if wants_json:
        write_json({"key": done.version, "columns": done.columns, "files": done.files})
    else:
        click.echo(
            f"New key {done.version}; {done.columns} values and {done.files} files rewrapped. 密钥已更换。"
        )
