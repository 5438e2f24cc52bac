"""Runs commands in turn, and keeps what each run took."""

import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field


@dataclass
class Sample:
    wall: float
    cpu: float
    megabytes: float
    status: int


@dataclass
class Row:
    """A command, and what its runs took. `prepare` is called before each, and not counted."""

    name: str
    command: list
    prepare: object = None
    statuses: tuple = (0,)
    samples: list = field(default_factory=list)

    @property
    def wall(self):
        """The fastest run: other work on the machine only ever makes a run slower."""
        return min(sample.wall for sample in self.samples)

    @property
    def median(self):
        return statistics.median(sample.wall for sample in self.samples)

    @property
    def cpu(self):
        return min(sample.cpu for sample in self.samples)

    @property
    def megabytes(self):
        return max(sample.megabytes for sample in self.samples)


def run_once(tools, command, stdin=subprocess.DEVNULL, cwd=None):
    """One run, its output thrown away."""
    read_end, write_end = os.pipe()
    with os.fdopen(read_end) as result:
        subprocess.run(
            [tools.measure, str(write_end), *map(str, command)], pass_fds=(write_end,), stdin=stdin, cwd=cwd,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        os.close(write_end)
        wall, user, system, kib, status = result.read().split()
    return Sample(float(wall), float(user) + float(system), int(kib) / 1024, int(status))


def run_in_turn(tools, rows, runs, warm=True):
    """A B C A B C, so that what else the machine does meets all alike; the first round only warms up."""
    for turn in range(runs + warm):
        for row in rows:
            if row.prepare:
                row.prepare()
            sample = run_once(tools, row.command)
            if sample.status not in row.statuses:
                sys.exit(f"bench: exit status {sample.status}: {' '.join(map(str, row.command))}")
            if turn >= warm:
                row.samples.append(sample)
    return rows


def print_table(title, rows, base, packets=None):
    """`base`: the row that the ratios, of wall seconds and of CPU seconds, are over."""
    print(f"\n{title}")
    print(f"{'':24} {'wall s':>8} {'median':>8} {'CPU s':>8} {'ratio':>7} {'of CPU':>7} {'Mpkt/s':>7} {'peak MB':>8}")
    for row in rows:
        rate = f"{packets / row.wall / 1e6:7.2f}" if packets else f"{'':7}"
        print(
            f"{row.name:24} {row.wall:8.3f} {row.median:8.3f} {row.cpu:8.3f} {row.wall / base.wall:7.2f} "
            f"{row.cpu / base.cpu:7.2f} {rate} {row.megabytes:8.1f}", flush=True)
