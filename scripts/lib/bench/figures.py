"""What is compared from one run to the next: ratios, and peak memory. Of each, less is better."""

import json
from pathlib import Path

COMMITTED = Path(__file__).resolve().parent.parent.parent / "bench-ratios.json"
TOLERANCE = 0.15


class Figures:
    """The committed file maps a figure's name to its `target`, where it has one, and the `measured` value."""

    def __init__(self):
        self.committed = json.loads(COMMITTED.read_text())
        self.measured = {}
        self.slack = {}

    def add(self, name, value, slack=0):
        """`slack`: how much more is never a regression, for a value that may be near nothing."""
        self.measured[name] = round(value, 4)
        self.slack[name] = slack

    def target_of(self, name):
        return self.committed.get(name, {}).get("target")

    def report(self):
        """Prints all, and returns the names of those that are worse than what is committed by more than the tolerance."""
        regressed = []
        if not self.measured:
            return regressed
        print(f"\n{'':58} {'now':>9} {'committed':>9} {'target':>9}")
        for name, value in self.measured.items():
            before, target = self.committed.get(name, {}).get("measured"), self.target_of(name)
            verdict = ""
            if target is not None:
                verdict = "  met" if value <= target else "  MISSED"
            if before is not None and value > before * (1 + TOLERANCE) + self.slack[name]:
                verdict += "  WORSE than before"
                regressed.append(name)
            shown = [f"{number:9.4g}" if number is not None else f"{'':9}" for number in (value, before, target)]
            print(f"{name:58} {' '.join(shown)}{verdict}")
        return regressed

    def update(self):
        for name, value in self.measured.items():
            self.committed.setdefault(name, {})["measured"] = value
        lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(entry)}" for name, entry in self.committed.items())
        COMMITTED.write_text(f"{{\n{lines}\n}}\n")
