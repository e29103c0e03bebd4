"""python -m tests.rehearsal [--port 8399] [--latency 2] [--per-minute 50]: as a program, until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import threading

from tests.rehearsal import Rehearsal, Tier


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=2.0, help="seconds a picture takes")
    parser.add_argument("--per-minute", type=int, help="pictures that may begin in a minute")
    args = parser.parse_args()
    with Rehearsal(port=args.port, latency=args.latency) as service, contextlib.suppress(KeyboardInterrupt):
        service.tier = Tier(args.per_minute) if args.per_minute else None
        print(f"OPENAI_BASE_URL={service.url}", flush=True)  # noqa: T201
        threading.Event().wait()


if __name__ == "__main__":
    main()
