"""How often the program calls malloc for each further packet: the slope between a short capture and a long one."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.speed import list_command

# The longer one has about 100,000 packets more.
PAIRS = (
    ("w1", ("--size", "32M"), ("--size", "98M")),
    ("w2", ("--count", "640"), ("--count", "7070")),
    ("w3", ("--count", "940"), ("--count", "10300")))


def count(bench, capture):
    with tempfile.TemporaryDirectory() as folder:
        counted = Path(folder) / "allocations"
        environment = {**os.environ, "LD_PRELOAD": bench.tools.count_allocations, "ALLOCATIONS": str(counted)}
        done = subprocess.run(
            list_command(bench.program, capture.path), env=environment, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if done.returncode not in (0, 1) or not counted.exists():
            sys.exit(f"bench: exit status {done.returncode} of {bench.program} on {capture.path} while counting allocations")
        return int(counted.read_text())


def measure_allocations(bench):
    print("\nAllocations for each further packet, and for each further chain that is found")
    for kind, short_size, long_size in PAIRS:
        short = bench.captures.make(kind, short_size, f"{kind}-short")
        long = bench.captures.make(kind, long_size, f"{kind}-long")
        more = count(bench, long) - count(bench, short)
        packets = long.packets - short.packets
        chains = long.holds["chains_whole"] - short.holds["chains_whole"]
        each = f"{more / packets:9.4f} a packet" + (f", {more / chains:9.2f} a chain" if chains else "")
        print(f"{kind:24} {each}   ({more:,} over {packets:,} packets)", flush=True)
        bench.figures.add(f"{kind}: allocations a packet", more / packets, slack=0.01)
