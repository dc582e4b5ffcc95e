"""A worker process dies with the process that started it, whatever it is doing at the time.

The end of a pipe is not enough: a worker that hangs in C code reads no pipe, and a watching thread in it never gets the
interpreter. On Linux the kernel is asked to send SIGKILL (`prctl(2)`, PR_SET_PDEATHSIG). It follows the *thread* that
started the process, so whoever starts workers keeps that thread. Elsewhere a thread watches, which is better than
nothing.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
WATCHED_EVERY = 1.0
"""Seconds between two looks at the parent where the kernel does not tell."""


def die_with_parent(parent: int) -> None:
    """End this process when its parent, whose id is `parent`, ends; at once if it has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCHED_EVERY)
    os._exit(1)
