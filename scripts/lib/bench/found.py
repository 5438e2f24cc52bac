"""Whether the program finds every certificate that is whole in a generated capture."""

import json
import subprocess


def found(command):
    """(chains, certificates, distinct certificates) of complete Certificate messages in the NDJSON of a command."""
    chains = certificates = 0
    distinct = set()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        for line in program.stdout:
            tls = json.loads(line)["tls"]
            if tls["complete"]:
                chains += 1
                certificates += len(tls["chain"])
                distinct.update(element["sha256"] for element in tls["chain"])
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
