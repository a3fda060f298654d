"""The console command ``zhanggui``: one file per command.

Exit status: 0 done and in order; 1 done, and something is not in order (findings, broken controls); 2 the
command line was not understood; 3 it could not be done at all.
"""

from zhanggui.config.cli.commands import main

__all__ = ["main"]
