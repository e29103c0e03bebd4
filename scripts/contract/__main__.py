"""What the image API answers to everything that its own schema allows, and to what it forbids.

    python -m scripts.contract [--cases 30] [--seed 1]

Schemathesis asks a running Herbbie, which draws with a rehearsed service: `--cases` requests an operation
in each of its phases, besides those that reach every rule of the schema. The exit code tells whether
an answer was a server's error, or other than the schema says of it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from scripts.contract import asking


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cases", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, asking.rehearsed(Path(folder)) as site:
        report = asking.ask(site, cases=args.cases, seed=args.seed)
    print(report.words)
    print(report.summary(), flush=True)
    return 0 if report.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
