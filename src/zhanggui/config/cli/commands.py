"""The command group. A command's module is imported only when it is called, so that ``--help`` is quick."""

import os
import sys
from importlib import import_module

import click

from zhanggui.kernel import garbage

COMMANDS = {
    "serve": "Web server 网站服务",
    "stream": "Live figures for control rooms 导播实时推送",
    "worker": "Job worker 后台任务",
    "demo": "Demo world with server and worker 演示环境",
    "replay": "Order histories through the operations 历史订单重放",
    "verify": "Compare all records with what was recorded 核验账与留痕",
    "controls": "Every clause with its live evidence 合规控制状态",
    "calls": "Telephone calls played by the stand-in 模拟来电",
    "keys": "Keys of the installation 密钥管理",
    "manage": "Django's own commands 框架命令",
}


class Commands(click.Group):
    """The commands of the house. Anything else is handed to Django, such as ``zhanggui migrate``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"zhanggui.config.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands 命令"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and _is_djangos(args[0]):
            return "manage", self.get_command(ctx, "manage"), args
        return super().resolve_command(ctx, args)


def _is_djangos(name: str) -> bool:
    import django
    from django.core.management import get_commands

    with garbage.loading():
        django.setup()
    return name in get_commands()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zhanggui", message="%(prog)s %(version)s")
def zhanggui() -> None:
    """Zhanggui 掌柜: the operations platform of a TV-shopping retailer 电视购物运营平台.

    \b
    Environment 环境变量:
      VAR_DIR       database, files and keys (./var)
      DATABASE_URL  a PostgreSQL >= 15; without it an embedded one under VAR_DIR
      HOST, PORT    where the web server listens (127.0.0.1, 8000)
    """


def main() -> None:
    """Run a command of the house."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
    try:
        zhanggui.main(prog_name="zhanggui", standalone_mode=True)
    except Problem as problem:
        click.echo(click.style(f"zhanggui: {problem}", fg="red"), err=True)
        sys.exit(3)


class Problem(click.ClickException):
    """The command could not be done at all."""

    exit_code = 3
