"""The micro-benchmarks of the stages: the target pcapcert-bench, which times them inside one process."""

import subprocess

from bench.captures import WORKLOADS
from checks import ROOT


def measure_stages(bench):
    # The last product that is named counts.
    subprocess.run([ROOT / "scripts/build", "--product", "pcapcert-bench"], check=True, stdout=2)
    for workload in WORKLOADS[:3]:
        capture = bench.captures.of(workload)
        print(f"\nStages, {workload.name}; those of packets include the ones above them", flush=True)
        subprocess.run(
            [ROOT / ".build/release/pcapcert-bench", "--passes", str(bench.runs), capture.path], check=True)
