"""What the scripts that hold pcapcert against other tools have in common. Python 3, standard library only."""

import ipaddress
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED_CAPTURES = ROOT.parent / "shared" / "captures"
CAPTURE_SUFFIXES = (".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz")


def release_program():
    """The program to check: `$PCAPCERT`, or the release build, made where it is missing or old."""
    if os.environ.get("PCAPCERT"):
        return os.environ["PCAPCERT"]
    script = f". '{ROOT}/scripts/lib/common.sh'; release_program"
    made = subprocess.run(["bash", "-euo", "pipefail", "-c", script], stdout=subprocess.PIPE, text=True)
    if made.returncode:
        sys.exit(made.returncode)
    return made.stdout.strip()


class Run:
    """One run of the program, with what became of it."""

    def __init__(self, arguments, timeout=60):
        self.timed_out = False
        try:
            done = subprocess.run(
                arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
            self.status, self.output, self.errors = done.returncode, done.stdout, done.stderr.decode(errors="replace")
        except subprocess.TimeoutExpired as late:
            self.timed_out, self.status = True, None
            self.output, self.errors = late.stdout or b"", ""

    @property
    def failure(self):
        """Says how the run went wrong as no program may, or None. The contract's own exit statuses are no failure."""
        if self.timed_out:
            return "did not end in time"
        if self.status < 0:
            return f"died of signal {-self.status}"
        if self.status not in (0, 1, 2, 3):
            return f"ended with status {self.status}: {self.errors.strip()[:300]}"
        return None

    def chains(self):
        """The NDJSON's lines of kind `chain`; a last line that was cut by a crash is left out."""
        lines = []
        for line in self.output.split(b"\n"):
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if value.get("kind") == "chain":
                lines.append(value)
        return lines


def list_chains(program, captures, timeout=60):
    return Run([program, "list", "--port", "any", "--format", "ndjson", *map(str, captures)], timeout)


def endpoint(text):
    """`address:port` in one spelling; IPv6 as `[address]:port`, compressed."""
    host, _, port = text.rpartition(":")
    host = host.strip("[]").split("%")[0]
    try:
        address = ipaddress.ip_address(host)
        host = f"[{address.compressed}]" if address.version == 6 else str(address)
    except ValueError:
        pass
    return f"{host}:{port}"


def simple(line):
    """A `chain` line of the NDJSON as the (transport, source, destination, fingerprints) of expected.json."""
    source, destination = line["source"], line["destination"]
    return (
        line["network"]["transport"],
        endpoint(f"{source['ip']}:{source['port']}"),
        endpoint(f"{destination['ip']}:{destination['port']}"),
        tuple(element["sha256"] for element in line["tls"]["chain"]))


def captures_in(folder):
    return sorted(p for p in Path(folder).iterdir() if p.name.endswith(CAPTURE_SUFFIXES))


def tshark_elements(capture, decode_as=(), preferences=(), passes=2):
    """All elements of all Certificate messages that tshark finds, as (source, destination, bytes), in order.

    Two passes put segments in order; one is tshark as it comes.
    """
    command = ["tshark", "-r", str(capture)]
    if passes == 2:
        command += ["-2", "-o", "tcp.reassemble_out_of_order:TRUE"]
    for rule in decode_as:
        command += ["-d", rule]
    for preference in preferences:
        command += ["-o", preference]
    fields = ["ip.src", "ipv6.src", "ip.dst", "ipv6.dst", "tcp.srcport", "udp.srcport", "tcp.dstport", "udp.dstport"]
    certificates = ["tls.handshake.certificate", "dtls.handshake.certificate"]
    command += ["-Y", " || ".join(certificates), "-T", "fields", "-E", "separator=/t", "-E", "aggregator=,"]
    for field in [*fields, *certificates]:
        command += ["-e", field]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 2):  # 2: cut in the last packet
        sys.exit(f"tshark failed on {capture}: {done.stderr}")
    elements = []
    for line in done.stdout.splitlines():
        row = [value.split(",") for value in line.split("\t")]
        # Of a tunnel's several addresses the last is the innermost.
        ip4, ip6, to4, to6, tcp, udp, to_tcp, to_udp = (value[-1] for value in row[:8])
        source = endpoint(f"{ip4 or ip6}:{tcp or udp}")
        destination = endpoint(f"{to4 or to6}:{to_tcp or to_udp}")
        elements += [(source, destination, bytes.fromhex(value)) for value in row[8] + row[9] if value]
    return elements
