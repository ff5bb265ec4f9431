"""`python -m octavo.cli`: how `serve` starts its two processes."""

from octavo.cli import main

main()
