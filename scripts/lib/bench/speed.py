"""The program beside the bare read of the file, and beside its peers."""

import shutil

from bench.found import check_found
from bench.measuring import Row, print_table, run_in_turn

FIELD = "tls.handshake.certificate"


def list_command(program, capture):
    return [program, "list", "--port", "any", "--format", "ndjson", str(capture)]


def peers(capture):
    """Those that are installed; each takes a thousand times as long as the floor, or sleeps."""
    rows = []
    if shutil.which("mercury"):
        rows.append(Row("mercury", ["mercury", "-r", capture, "-f", "/dev/null", "--select=tls", "--reassembly"]))
    if shutil.which("tshark"):
        rows.append(Row("tshark", ["tshark", "-n", "-r", capture, "-Y", FIELD, "-T", "fields", "-e", FIELD]))
    return rows


def measure_speed(bench, workload):
    """Returns whether every certificate was found."""
    capture = bench.captures.of(workload)
    pcapng = bench.captures.of(workload, "pcapng") if workload.name.startswith("w") else None
    # Without certificates the program's exit status is 1, as it should be.
    statuses = (0,) if capture.holds["chains_whole"] else (1,)

    floor = Row("floor", [bench.tools.floor, capture.path])
    own = Row("pcapcert list", list_command(bench.program, capture.path), statuses=statuses)
    rows = [Row("cat", ["cat", capture.path]), floor]
    if shutil.which("tcpdump"):
        rows.append(Row("tcpdump -w /dev/null", ["tcpdump", "-r", capture.path, "-w", "/dev/null"]))
    rows.append(own)
    if pcapng:
        own_pcapng = Row("pcapcert list, pcapng", list_command(bench.program, pcapng.path), statuses=statuses)
        rows.append(own_pcapng)
    run_in_turn(bench.tools, rows, bench.runs)
    if bench.peers:
        rows += run_in_turn(bench.tools, peers(capture.path), 1, warm=False)

    megabytes = capture.holds["bytes"] / 1e6
    print_table(
        f"{workload.name}, {'a tenth of ' if bench.small else ''}{workload.title}: {megabytes:,.0f} MB, "
        f"{capture.packets:,} packets", rows, floor, capture.packets)
    bench.figures.add(f"{workload.name}: wall over the floor's", own.wall / floor.wall)
    bench.figures.add(f"{workload.name}: peak MB", own.megabytes)
    if pcapng:
        bench.figures.add(f"{workload.name}: wall with pcapng over with pcap", own_pcapng.wall / own.wall)
    for row in rows:
        if row.name == "tshark":
            bench.figures.add(f"{workload.name}: wall over tshark's", own.wall / row.wall)
        if row.name == "mercury":
            bench.figures.add(f"{workload.name}: CPU over mercury's", own.cpu / row.cpu)

    right = True
    for made in filter(None, (capture, pcapng)):
        right &= check_found(list_command(bench.program, made.path), made)
    return right
