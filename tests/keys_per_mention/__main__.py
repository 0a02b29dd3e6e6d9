"""``python -m tests.keys_per_mention``: both seeds tagged by keys alone, and how many it took."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.keys_per_mention.session import BOUND, run, slate_keys


def main() -> int:
    """Print the figures; 1 where they are not what they should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.keys_per_mention", description=__doc__)
    parser.add_argument("--keys", action="store_true", help="print the keys typed as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder))
    if options.keys:
        print(" ".join(done.keys))
    slate = slate_keys()
    print(f"keys {len(done.keys)}  saved {done.saved} of {done.asked}  wrong {len(done.wrong)}")
    print(f"keys per saved mention {done.ratio:.2f} (at most {BOUND})")
    print(f"SLATE, same gold, by formula: {slate} keys, {slate / done.asked:.2f} per mention")
    for what, them in (("missing", done.missing), ("wrong", done.wrong)):
        for one in them:
            print(f"{what}: {one}")
    return int(done.ratio > BOUND or bool(done.wrong) or done.saved < 0.95 * done.asked)


if __name__ == "__main__":
    sys.exit(main())
