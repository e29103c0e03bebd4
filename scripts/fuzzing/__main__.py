"""What damaged uploads and odd requests do to Herbbie.

    python -m scripts.fuzzing [--uploads 5000] [--bodies 1000] [--seed 1] [--keep var/fuzzing]
    python -m scripts.fuzzing --replay FILE...

Each request is one POST to the web process in a child. A crash, an answer above 499, more than 20 s, a whole
photo refused, or a kept photo that is more than plain pixels is a failure: the request is kept under its
name for --replay. The exit code tells whether there was one, or whether the process took 600 MB.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scripts.fuzzing import bodies, uploads
from scripts.fuzzing.attacked import Attacked, Request, kept
from scripts.fuzzing.outcome import Outcome

MOST_MEGABYTES = 600


def attack(title: str, requests: Iterable[Request], keep: Path) -> bool:
    """Send them all and print what became of them; whether all is well."""
    with tempfile.TemporaryDirectory() as folder, Attacked(Path(folder)) as attacked:
        outcome = Outcome(keep)
        for request in requests:
            outcome.add(request, attacked)
        print(f"{title}: {outcome.report()}, at most {attacked.megabytes} MB", flush=True)
    return not outcome.failures and attacked.megabytes < MOST_MEGABYTES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--uploads", type=int, default=5000)
    parser.add_argument("--bodies", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("var/fuzzing"))
    parser.add_argument("--replay", type=Path, nargs="+", default=[])
    args = parser.parse_args()
    if args.replay:
        return 0 if attack("again", map(kept, args.replay), args.keep) else 1
    well = [
        attack("uploads", uploads.requests(args.uploads, args.seed), args.keep),
        attack("bodies", bodies.requests(args.bodies, args.seed), args.keep),
    ]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
