"""``python -m seloste.cli`` is the ``seloste`` command."""

from seloste.cli.main import main

main()
