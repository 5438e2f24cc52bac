"""How often the program calls malloc for each further packet: the slope between a short capture and a long one."""

import os
import subprocess
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
        subprocess.run(
            list_command(bench.program, capture.path), env=environment, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return int(counted.read_text())


def measure_allocations(bench):
    print("\nAllocations for each further packet, and for each further chain that is found")
    for kind, *sizes in PAIRS:
        short, long = (
            bench.captures.make(kind, size, f"{kind}-allocations-{name}")
            for name, size in zip(("short", "long"), sizes))
        more = count(bench, long) - count(bench, short)
        packets = long.packets - short.packets
        chains = long.holds["chains_whole"] - short.holds["chains_whole"]
        each = f"{more / packets:9.4f} a packet" + (f", {more / chains:9.2f} a chain" if chains else "")
        print(f"{kind:24} {each}   ({more:,} over {packets:,} packets)", flush=True)
        bench.figures.add(f"{kind}: allocations a packet", more / packets)
