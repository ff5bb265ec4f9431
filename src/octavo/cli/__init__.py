"""The `octavo` command. Each command is one module, loaded when it is called, so that `--help` answers at once."""

from __future__ import annotations

import importlib
import logging
import sys

import click

from octavo.errors import OctavoError

# name → (module, one line of help); `--help` reads this table instead of importing every command
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("serve", "Run everything: the web pages and the worker."),
    "web": ("web", "Run the web pages alone (for many machines)."),
    "worker": ("worker", "Run a worker alone (for many machines)."),
    "add": ("add", "Add sources: the address of a feed, a site or a page."),
    "import": ("import_", "Read articles, pages, feeds, lists and archives from files."),
    "fetch": ("fetch", "Look at every source that is due, once."),
    "export": ("export", "Write articles, stories, related lists, hashtags, comments or sources."),
    "extract": ("extract", "Turn HTML pages into clean articles (needs no database)."),
    "feed": ("feed", "Read feeds, or find those a page names (needs no database)."),
    "tags": ("tags", "Find the hashtags of texts (needs no database)."),
    "similarity": ("similarity", "Say how alike two texts are (needs no database)."),
    "verify": ("verify", "Check claims against a text (needs no database)."),
    "search": ("search", "Search the articles."),
    "ask": ("ask", "Answer a question from the articles, with citations."),
    "check": ("check", "Say whether everything is fine, and what to do if not."),
    "backup": ("backup", "Write the whole database to a file."),
    "restore": ("restore", "Replace the database by a backup."),
    "reindex": ("reindex", "Rebuild the search index."),
    "embed": ("embed", "Give articles from before the embedder their vectors."),
    "user": ("user", "List people, give rights, make one-time links."),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"octavo.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="octavo", prog_name="octavo")
def group() -> None:
    """Octavo: a news service that people run themselves."""


def main() -> None:
    """Run the command; errors made on purpose are one line on standard error and exit status 1."""
    for name in ("trafilatura", "htmldate", "readability"):  # they complain of every odd page
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        status = group(standalone_mode=False)  # click returns what a command's Exit carried
        if isinstance(status, int) and status:
            sys.exit(status)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OctavoError as error:
        click.echo(f"octavo: {error}", err=True)
        sys.exit(1)
