"""The desk file beside the least a disk can do, as ratios; ``python -m tests.bench_db``."""
