"""The stand-in of the telephone, from the command line."""

import sys
import time

import click

from zhanggui.config.cli.starting import start_with_tables


@click.command(name="calls")
@click.option("--count", type=click.IntRange(min=1), default=50, show_default=True, help="How many calls.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="Within how many seconds they come.",
)
@click.option(
    "--patience",
    type=click.FloatRange(min=0),
    default=90.0,
    show_default=True,
    help="Seconds until a caller hangs up.",
)
@click.option("--number", "numbers", multiple=True, help="Who calls; the example world's customers.")
def command(count: int, seconds: float, patience: float, numbers: tuple[str, ...]) -> None:
    """Play telephone calls against the running house, signed, as a telephone system would tell them."""
    start_with_tables()
    from zhanggui.integrations.telephony import standin
    from zhanggui.integrations.telephony.transport import TelephoneSilent
    from zhanggui.kernel import clock

    said = standin.rush(
        numbers or standin.SAMPLES, calls=count, seconds=seconds, patience=patience, seed=time.time_ns()
    )
    try:
        for each in standin.play(said, now=clock.now, sleep=time.sleep):
            click.echo(f"{each.after:6.1f}  {each.told['kind']:9} {each.told.get('caller', '')}")
    except TelephoneSilent as silent:
        click.echo(f"Nobody answers: {silent}", err=True)
        sys.exit(3)
