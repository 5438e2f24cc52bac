"""The C programs of this folder, compiled where their sources changed since."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COUNT = HERE.parent.parent.parent / "Sources" / "CAllocationCount"


class Tools:
    """Where each program is; `folder` is made to hold them."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.generate = self._compile("generate", sorted((HERE / "generator").glob("*.c")))
        self.floor = self._compile("floor", [HERE / "floor.c"], "-lpcap")
        self.measure = self._compile("measure", [HERE / "measure.c"])
        self.write_files = self._compile("write-files", [HERE / "write-files.c"])
        self.count_allocations = self._compile(
            "count-allocations.so", [COUNT / "AllocationCount.c"], "-shared", "-fPIC", f"-I{COUNT / 'include'}")

    def _compile(self, name, sources, *options):
        made = self.folder / name
        read = [file for source in sources for file in (source, *source.parent.glob("*.h"))]
        if made.exists() and all(file.stat().st_mtime <= made.stat().st_mtime for file in read):
            return str(made)
        # Swift's own installation has a clang.
        compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("clang")
        if not compiler:
            sys.exit("bench: no C compiler (scripts/setup --dev installs one)")
        subprocess.run([compiler, "-O2", "-Wall", "-Wextra", "-o", made, *sources, *options], check=True)
        return str(made)
