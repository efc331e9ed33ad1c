"""``python -m sdrdesk`` and the ``sdrdesk`` command."""

import sys


def main() -> int:
    """Run the command line; gives the exit status."""
    from sdrdesk.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
