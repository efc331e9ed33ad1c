"""Who next, put to the proof: policies play the same simulated quarters with the same working minutes.

    python packaging/prove_ranking/run.py [--seeds N] [--days N] [--worlds a,b] [--policies a,b] [--ablate] [--jobs 2] [--json FILE]

Prints, for each world: qualified meetings per hour worked with 95 % intervals over seeds, the ratio to the best baseline and to
the oracle (paired by seed), how each does fortnight by fortnight, and with ``--ablate`` what each part of our list is worth. Our
list is found in ``ours.py`` beside this file: ``policies() -> dict[str, Callable[[], Policy]]``, the whole first, ablations after.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Find the packages, then play."""
    # As a script this file's own folder is searched first: its modules would exist twice, under two names.
    sys.path[:] = [str(HERE.parent), str(HERE.parent.parent), *(p for p in sys.path if Path(p or ".").resolve() != HERE)]
    from prove_ranking import contest

    return contest.main(about=__doc__ or "")


if __name__ == "__main__":
    raise SystemExit(main())
