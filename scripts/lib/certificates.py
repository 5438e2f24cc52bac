"""Makes certificates, sound and not, for the scripts that hold verify and diff against openssl.

The DER is put together here, because no tool makes certificates that break rules; openssl makes keys and signatures.
"""

import base64
import hashlib
import subprocess
import tempfile
from pathlib import Path


def tlv(tag, *contents):
    content = b"".join(contents)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content


def sequence(*contents):
    return tlv(0x30, *contents)


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    octets = []
    for arc in [arcs[0] * 40 + arcs[1], *arcs[2:]]:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.insert(0, arc & 0x7F | 0x80)
        octets += digits
    return tlv(0x06, bytes(octets))


def integer(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def name(text, string_type=0x0C):
    """`CN=a,O=b`, in the DER's order; an empty text is an empty Name."""
    types = {"CN": "2.5.4.3", "O": "2.5.4.10", "OU": "2.5.4.11", "C": "2.5.4.6", "L": "2.5.4.7"}
    parts = [part.partition("=") for part in text.split(",") if part]
    return sequence(*(tlv(0x31, sequence(oid(types[kind]), tlv(string_type, value.encode()))) for kind, _, value in parts))


def time(text):
    """`20260101000000`; UTCTime up to 2049 (RFC 5280, 4.1.2.5)."""
    return tlv(0x17, text[2:].encode() + b"Z") if text < "2050" else tlv(0x18, text.encode() + b"Z")


def general_name(text):
    kind, _, value = text.partition(":")
    if kind == "ip":
        return tlv(0x87, bytes(int(part) for part in value.replace("/", ".").split(".")))
    if kind == "dir":
        return tlv(0xA4, name(value))
    return tlv({"dns": 0x82, "email": 0x81, "uri": 0x86}[kind], value.encode())


def extension(identifier, value, critical=False):
    return sequence(oid(identifier), tlv(0x01, b"\xff") if critical else b"", tlv(0x04, value))


def basic_constraints(is_ca, path_length=None, critical=True):
    fields = [tlv(0x01, b"\xff")] if is_ca else []
    fields += [integer(path_length)] if path_length is not None else []
    return extension("2.5.29.19", sequence(*fields), critical)


KEY_USAGES = ["digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign"]


def key_usage(*usages, critical=True):
    bits = sum(0x80 >> KEY_USAGES.index(usage) for usage in usages)
    unused = (bits & -bits).bit_length() - 1 if bits else 0
    return extension("2.5.29.15", tlv(0x03, bytes([unused, bits])), critical)


PURPOSES = {"server": "1.3.6.1.5.5.7.3.1", "client": "1.3.6.1.5.5.7.3.2", "code": "1.3.6.1.5.5.7.3.3", "any": "2.5.29.37.0"}


def extended_key_usage(*purposes):
    return extension("2.5.29.37", sequence(*(oid(PURPOSES[purpose]) for purpose in purposes)))


def alternative_names(*names, critical=False):
    return extension("2.5.29.17", sequence(*map(general_name, names)), critical)


def name_constraints(permitted=(), excluded=()):
    parts = [tlv(tag, *(sequence(general_name(base)) for base in bases)) for tag, bases in ((0xA0, permitted), (0xA1, excluded)) if bases]
    return extension("2.5.29.30", sequence(*parts), True)


def subject_key_identifier(octets):
    return extension("2.5.29.14", tlv(0x04, octets))


def authority_key_identifier(octets):
    return extension("2.5.29.35", sequence(tlv(0x80, octets)))


ECDSA = {"sha1": "1.2.840.10045.4.1", "sha256": "1.2.840.10045.4.3.2", "sha384": "1.2.840.10045.4.3.3", "sha512": "1.2.840.10045.4.3.4"}
RSA = {"md5": "1.2.840.113549.1.1.4", "sha1": "1.2.840.113549.1.1.5", "sha256": "1.2.840.113549.1.1.11", "sha384": "1.2.840.113549.1.1.12", "sha512": "1.2.840.113549.1.1.13"}
SHA256 = "2.16.840.1.101.3.4.2.1"


class Key:
    """A private key that openssl made, and signs with."""

    folder = None

    def __init__(self, kind):
        if Key.folder is None:
            Key.folder = tempfile.TemporaryDirectory()
        self.kind = kind
        self.path = Path(Key.folder.name) / f"{id(self)}-{len(list(Path(Key.folder.name).iterdir()))}.pem"
        algorithm, _, detail = kind.partition("-")
        options = {
            "rsa": ["-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{detail}"],
            "pss": ["-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{detail}"],
            "ec": ["-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{detail}"],
            "ed25519": ["-algorithm", "ED25519"], "ed448": ["-algorithm", "ED448"]}[algorithm]
        subprocess.run(["openssl", "genpkey", *options, "-out", self.path], check=True, stderr=subprocess.DEVNULL)
        self.public = subprocess.run(
            ["openssl", "pkey", "-in", self.path, "-pubout", "-outform", "der"], check=True, stdout=subprocess.PIPE).stdout
        self.identifier = hashlib.sha1(self.public).digest()

    def algorithm(self, digest):
        kind = self.kind.partition("-")[0]
        if kind == "rsa":
            return sequence(oid(RSA[digest]), b"\x05\x00")
        if kind == "ec":
            return sequence(oid(ECDSA[digest]))
        if kind == "pss":
            hashed = sequence(oid(SHA256), b"\x05\x00")
            masked = sequence(oid("1.2.840.113549.1.1.8"), hashed)
            return sequence(oid("1.2.840.113549.1.1.10"), sequence(tlv(0xA0, hashed), tlv(0xA1, masked), tlv(0xA2, integer(32))))
        return sequence(oid({"ed25519": "1.3.101.112", "ed448": "1.3.101.113"}[kind]))

    def sign(self, content, digest):
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            if self.kind.startswith("ed"):
                command = ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", self.path, "-in", file.name]
            else:
                command = ["openssl", "dgst", f"-{digest}", "-sign", self.path]
                if self.kind.startswith("pss"):
                    command += ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"]
                command.append(file.name)
            return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def certificate(
        subject, issuer, key, signer, extensions, serial, begin="20250101000000", end="20350101000000", digest="sha256",
        version=3, subject_type=0x0C, issuer_type=0x0C):
    """DER; `subject` and `issuer` are texts for `name`."""
    algorithm = signer.algorithm(digest)
    fields = [tlv(0xA0, integer(version - 1))] if version > 1 else []
    fields += [
        integer(serial), algorithm, name(issuer, issuer_type), sequence(time(begin), time(end)),
        name(subject, subject_type), key.public]
    fields += [tlv(0xA3, sequence(*extensions))] if extensions else []
    signed = sequence(*fields)
    return sequence(signed, algorithm, tlv(0x03, b"\x00", signer.sign(signed, digest)))


def pem(ders):
    blocks = []
    for der in ders:
        text = base64.b64encode(der).decode()
        lines = "\n".join(text[at:at + 64] for at in range(0, len(text), 64))
        blocks.append(f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n")
    return "".join(blocks)
