"""The generated captures: made once a folder, with what is in them as JSON beside each."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.templates import make_templates


@dataclass(frozen=True)
class Workload:
    name: str
    title: str
    size: tuple  # options of the generator
    small: tuple  # the same for a tenth


WORKLOADS = (
    Workload("w1", "a support case: 95 % bulk, 2,000 mutual handshakes", ("--size", "1G"), ("--size", "102M")),
    Workload("w2", "a handshake storm: 60,000 connections, 5,000 certificates", ("--count", "60000"), ("--count", "6000")),
    Workload("w3", "500,000 short flows without TLS, and DNS", ("--count", "500000"), ("--count", "50000")),
    Workload("reversed", "handshakes in 1-byte segments, the last first", ("--count", "200"), ("--count", "20")),
    Workload("half-open", "a million flows of a SYN and a few bytes", ("--count", "1000000"), ("--count", "100000")))


@dataclass
class Capture:
    path: Path
    holds: dict  # see generator/main.c

    @property
    def packets(self):
        return self.holds["packets"]


class Captures:
    def __init__(self, folder, tools, small=False):
        self.folder = folder / ("small" if small else "full")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.tools, self.small = tools, small
        self.certificates = make_templates(folder / "certificates")

    def of(self, workload, form="pcap"):
        return self.make(workload.name, workload.small if self.small else workload.size, workload.name, form)

    def make(self, kind, options, name, form="pcap"):
        """The capture NAME.FORM, made where it is missing, or older than the generator. The JSON is written last."""
        path = self.folder / f"{name}.{form}"
        json_path = path.with_name(path.name + ".json")
        generator = Path(self.tools.generate)
        if not json_path.exists() or json_path.stat().st_mtime < generator.stat().st_mtime:
            print(f"Making {path}", file=sys.stderr)
            json_path.unlink(missing_ok=True)
            pcapng = ["--pcapng"] if form == "pcapng" else []
            subprocess.run([*self.command(kind, options), *pcapng, "--json", json_path, path], check=True)
        return Capture(path, json.loads(json_path.read_text()))

    def command(self, kind, options):
        return [self.tools.generate, kind, "--certificates", str(self.certificates), *options]
