"""Kill -9 at random of web, worker, supervisor, Redis and Postgres, under submissions.

    python -m scripts.chaos [--mode embedded|redis|postgres] [--seconds 120] [--seed 1]

Without a mode all three are run; one whose programs are not installed is left out. Needs Linux. Pages are
drawn by a rehearsed image service. Fails when an accepted page was lost, when one was finished twice, when
one has not ended 120 s after the last kill, when a picture is not what its row says and, where the database
keeps the pictures, when one is left without a row.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.chaos import rage, reckoning
from scripts.chaos.rage import MODES, Plan
from scripts.chaos.servers import MissingError


def main() -> int:
    """0 when every promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--mode", choices=MODES)
    parser.add_argument("--seconds", type=float, default=Plan.seconds, help="how long programs are killed")
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--rate", type=float, default=Plan.rate, help="pages submitted a second")
    parser.add_argument("--lease", type=float, default=Plan.lease, help="LEASE_SECONDS; production has 90")
    parser.add_argument("--folder", type=Path, help="where logs and files are left for reading")
    args = parser.parse_args()
    how = {name: getattr(args, name) for name in ("seconds", "seed", "rate", "lease", "folder")}
    plans = [Plan(mode=mode, **how) for mode in ([args.mode] if args.mode else MODES)]
    told, kept = [], True
    for plan in plans:
        try:
            outcome = rage.run(plan)
        except MissingError as missing:
            print(f"{plan.mode}: left out, {missing}")
            kept = kept and not args.mode
            continue
        told.append(outcome)
        broken = outcome.broken_promises(orphans_allowed=plan.mode != "postgres")
        for promise, names in broken.items():
            print(f"{plan.mode}: {promise}: {' '.join(names)}")
        kept = kept and not broken
    print(f"{args.seconds:.0f} s of kill -9, {args.rate:g} pages a second, LEASE_SECONDS {args.lease:g}\n")
    print(reckoning.table(told))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
