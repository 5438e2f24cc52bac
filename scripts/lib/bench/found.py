"""Whether the program finds every certificate that is whole in a generated capture."""

import json
import subprocess


def found(command):
    """(chains, certificates, distinct certificates) of complete Certificate messages in the NDJSON of a command."""
    chains = certificates = 0
    distinct = set()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        for line in program.stdout:
            value = json.loads(line)
            if value["kind"] == "chain" and value["tls"]["complete"]:
                elements = value["tls"]["chain"]
                chains += 1
                certificates += len(elements)
                distinct.update(element["sha256"] for element in elements)
    return chains, certificates, len(distinct)


def check_found(command, capture):
    """Prints what was found of what there is; returns whether that is all, and nothing else."""
    holds = capture.holds
    there = (holds["chains_whole"], holds["certificates_whole"], holds["certificates_distinct"])
    got = found(command)
    print(
        f"{capture.path.name}: found {got[0]:,} of {there[0]:,} chains, {got[1]:,} of {there[1]:,} certificates, "
        f"{got[2]:,} of {there[2]:,} distinct ones" + ("" if got == there else "  <-- WRONG"), flush=True)
    return got == there
