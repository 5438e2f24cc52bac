"""Captures of the support case's kind from a pipe, up to a size that no memory would hold."""

import json
import subprocess
import tempfile
from pathlib import Path

from bench.measuring import run_once
from bench.speed import list_command

SIZES = ("1G", "4G", "16G")
SMALL_SIZES = ("102M", "410M", "1638M")


def stream(bench, command, size):
    """(sample, bytes, packets) of a command that reads a generated capture on standard input."""
    with tempfile.TemporaryDirectory() as folder:
        holds = Path(folder) / "holds.json"
        generator = subprocess.Popen(
            [*bench.captures.command("w1", ("--size", size)), "--json", holds, "-"], stdout=subprocess.PIPE)
        sample = run_once(bench.tools, command, stdin=generator.stdout)
        generator.stdout.close()
        if generator.wait() or sample.status:
            raise SystemExit(f"bench: exit status {generator.returncode} of the generator, {sample.status} of {command}")
        made = json.loads(holds.read_text())
    return sample, made["bytes"], made["packets"]


def measure_flat(bench):
    print(f"\nStreamed on standard input, w1's kind\n{'':24} {'wall s':>8} {'CPU s':>8} {'GB/s':>7} {'Mpkt/s':>7} {'peak MB':>8}")
    own = []
    for size in SMALL_SIZES if bench.small else SIZES:
        for name, command in (
                ("floor", [bench.tools.floor, "-"]), ("pcapcert list", list_command(bench.program, "-"))):
            sample, byte_count, packets = stream(bench, command, size)
            print(
                f"{size + ' ' + name:24} {sample.wall:8.3f} {sample.cpu:8.3f} {byte_count / sample.wall / 1e9:7.2f} "
                f"{packets / sample.wall / 1e6:7.2f} {sample.megabytes:8.1f}", flush=True)
        own.append((sample, byte_count))
    (first, first_bytes), (last, last_bytes) = own[0], own[-1]
    bench.figures.add("flat: peak MB of 16 GB over of 1 GB", last.megabytes / first.megabytes)
    bench.figures.add("flat: CPU a byte of 16 GB over of 1 GB", last.cpu / last_bytes / (first.cpu / first_bytes))
