"""`export` beside `list` and the bare writing of the same files."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.captures import WORKLOADS
from bench.measuring import Row, print_table, run_in_turn
from bench.speed import list_command


def measure_export(bench):
    """Of the handshake storm, on a file system in memory where there is one."""
    capture = bench.captures.of(next(w for w in WORKLOADS if w.name == "w2"))
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="pcapcert-bench.", dir=memory) as folder:
        listed = Row("pcapcert list", list_command(bench.program, capture.path))
        # The hundreds of thousands of files of the second take their time to be made and removed: few runs.
        for layout, runs in ("flat", bench.runs), ("connection", min(bench.runs, 3)):
            exported, copied = Path(folder) / "exported", Path(folder) / "copied"
            export = Row(
                f"export, {layout}",
                [bench.program, "export", "--port", "any", "--format", "ndjson", "--layout", layout, "--output",
                 exported, capture.path],
                prepare=lambda: shutil.rmtree(exported, ignore_errors=True))
            rows = run_in_turn(bench.tools, [listed, export], runs, warm=False)
            seconds, files = [], 0
            for _ in range(runs):
                shutil.rmtree(copied, ignore_errors=True)
                done = subprocess.run(
                    [bench.tools.write_files, exported, copied], check=True, capture_output=True, text=True)
                count, took = done.stdout.split()
                files = int(count)
                seconds.append(float(took))
            writing = min(seconds)
            print_table(f"export of w2, --layout {layout}", rows, listed)
            print(f"{'open, write, close':24} {writing:8.3f}   of the same {files:,} files")
            bench.figures.add(
                f"w2: wall of export --layout {layout} over list and writing the same files",
                export.wall / (listed.wall + writing))
            shutil.rmtree(exported)
            shutil.rmtree(copied)
