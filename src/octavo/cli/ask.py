"""`octavo ask`: a question answered from the articles."""

from __future__ import annotations

import click

from octavo.cli import lines


@click.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--lang", default=None, help="Only from articles in this language.")
def command(question: str, as_json: bool, lang: str | None) -> None:
    """Answer a question with sentences quoted from the articles, each with its citation."""
    if not question.strip():
        raise click.UsageError('give a question, like "How many had to leave?"')
    from octavo import clock
    from octavo.config.django import setup

    setup()
    from octavo.explain.ask import ask
    from octavo.store import schema
    from octavo.store.overview import cited

    schema.ensure()
    answer = ask(question, lang=lang, now=clock.now())
    found = cited(answer)
    if as_json:
        lines.write({"question": question, "answered": bool(found), "statements": found})
        return
    for statement in found:
        click.echo(f"“{statement['text']}”\n  {statement['publisher']}: {statement['title']} · {statement['url']}")
    if not found:
        click.echo("No article here answers that.")
