"""What a process has used of the machine, and which processes a terminal has left. Linux only."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import time
from pathlib import Path

_CPUCLOCK_SCHED = 2  # include/linux/posix-timers.h: the scheduler's own count, in nanoseconds


def cpu_seconds(pid: int) -> float:
    """The CPU time all threads of a process have used, those that ended counted too.

    The sum of /proc/PID/task/*/schedstat forgets a thread when it ends; this clock does not.
    """
    return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)


def resident_bytes(pid: int) -> int:
    """The memory a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def session_members(session: int) -> list[int]:
    """Every living process of a session, whatever group it moved itself to."""
    members = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            state, *rest = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except (OSError, ValueError):
            continue  # it ended while we looked
        if state != "Z" and int(rest[2]) == session:
            members.append(int(entry.name))
    return members


def end_session(session: int) -> None:
    """Kill whatever is left of a session that we started, and what that starts meanwhile."""
    killed: set[int] = set()
    while new := set(session_members(session)) - killed:
        for pid in new:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        killed |= new
