"""Chains, most of them with something wrong, for the scripts that hold `pcapcert verify` against other verifiers."""

import json
import random
import subprocess

import certificates as x509

TIME = "20260601000000"
EPOCH = "1780272000"


class Scenario:
    """One chain, what is trusted, and what is asked."""

    def __init__(self, seed, keys):
        self.random = random.Random(seed)
        self.seed, self.keys = seed, keys
        chance = self.random.random
        self.faults = self.random.sample(sorted(FAULTS), self.random.choice([0, 1, 1, 1, 1, 2]))
        self.strict, self.partial = chance() < 0.3, chance() < 0.2
        self.role = self.random.choice(["server", "client"])
        self.host = self.random.choice([None, "expe.example.com", "other.example.com"]) if chance() < 0.5 else None
        depth = self.random.choice([0, 1, 1, 2, 3])
        self.chain = [self.entity("leaf")] + [self.entity(f"ca {level}") for level in range(depth)] + [self.entity("root")]
        for lower, upper in zip(self.chain, self.chain[1:] + self.chain[-1:]):
            lower["issuer"], lower["signer"], lower["aki"] = upper["subject"], upper["key"], upper["key"].identifier
        self.trusted_extra, self.sent_extra, self.hidden, self.sent_order = [], [], set(), None
        self.trust_root, self.trust_intermediates = True, chance() < 0.15
        for fault in self.faults:
            FAULTS[fault](self)
        self.make()

    def entity(self, role):
        key = self.random.choice(self.keys["common"])
        entity = {
            "subject": f"CN=Example {role} {self.seed},O=Example Corp", "key": key, "digest": "sha256", "version": 3,
            "begin": "20250101000000", "end": "20350101000000", "serial": self.random.getrandbits(62) | 1 << 62, "extra": []}
        if role == "leaf":
            entity |= {
                "ca": None, "usage": ["digitalSignature", "keyEncipherment"], "purposes": ["server", "client"],
                "san": ["dns:expe.example.com", "ip:192.0.2.9"]}
        else:
            entity |= {"ca": True, "usage": ["keyCertSign", "cRLSign"], "purposes": None, "san": None}
        return entity | {"path_length": None, "ca_critical": True, "ski": True, "types": (0x0C, 0x0C)}

    @property
    def leaf(self):
        return self.chain[0]

    def any_ca(self):
        return self.random.choice(self.chain[1:] or self.chain)

    def any(self):
        return self.random.choice(self.chain)

    def der(self, e):
        extensions = []
        if e["ca"] is not None or e["path_length"] is not None:
            extensions.append(x509.basic_constraints(bool(e["ca"]), e["path_length"], e["ca_critical"]))
        if e["usage"] is not None:
            extensions.append(x509.key_usage(*e["usage"]))
        if e["purposes"] is not None:
            extensions.append(x509.extended_key_usage(*e["purposes"]))
        if e["san"] is not None:
            extensions.append(x509.alternative_names(*e["san"]))
        if e["ski"]:
            extensions.append(x509.subject_key_identifier(e["key"].identifier))
        if e["aki"] is not None:
            extensions.append(x509.authority_key_identifier(e["aki"]))
        extensions += e["extra"]
        if e["version"] < 3 and e.get("bare"):
            extensions = []
        made = x509.certificate(
            e["subject"], e["issuer"], e["key"], e["signer"], extensions, e["serial"], e["begin"], e["end"], e["digest"],
            e["version"], e["types"][0], e["types"][1])
        return e["alter"](made) if "alter" in e else made

    def make(self):
        ders = [self.der(e) for e in self.chain]
        rest = list(range(1, len(ders) - 1))
        sent = [0] + [index for index in rest if index not in self.hidden]
        if self.random.random() < 0.3:
            sent.append(len(ders) - 1)
        if self.sent_order == "shuffled":
            tail = sent[1:]
            self.random.shuffle(tail)
            sent = [0] + tail
        self.sent = [ders[index] for index in sent]
        position = self.random.randrange(len(self.sent)) + 1
        self.sent[position:position] = [self.der(e) for e in self.sent_extra]
        before = [self.der(e) for when, e in self.trusted_extra if when == "before"]
        after = [self.der(e) for when, e in self.trusted_extra if when == "after"]
        own = ([ders[-1]] if self.trust_root else []) + ([ders[index] for index in rest] if self.trust_intermediates else [])
        self.trusted = before + own + after
        if not self.trusted:
            self.trusted = [self.der(self.other_root())]

    def other_root(self, **changes):
        e = self.entity("unrelated root") | changes
        return e | {"issuer": e["subject"], "signer": e["key"], "aki": e["key"].identifier if e["ski"] else None}

    def twin(self, of):
        """Another CA of the same name."""
        key = self.random.choice([key for key in self.keys["common"] if key is not of["key"]])
        twin = dict(of) | {"key": key, "serial": of["serial"] + 1, "extra": []}
        if of["issuer"] == of["subject"]:
            twin |= {"signer": key, "aki": key.identifier if of["aki"] is not None else None}
        return twin


def without_identifiers(scenario):
    for e in scenario.chain:
        e["ski"], e["aki"] = False, None


def fault(scenario, **changes):
    scenario.any().update(changes)


def name_constraints(scenario):
    base = scenario.random.choice([
        (["dns:example.com"], []), (["dns:example.org"], []), ([], ["dns:example.com"]), (["dns:.example.com"], []),
        (["ip:192.0.2.0/255.255.255.0"], []), (["ip:10.0.0.0/255.0.0.0"], []), (["dir:O=Example Corp"], []),
        (["email:example.com"], [])])
    scenario.any_ca()["extra"].append(x509.name_constraints(*base))


def altered(scenario):
    def alter(der):
        place = der.rindex(b"example.com") if b"example.com" in der else len(der) // 2
        return der[:place] + b"X" + der[place + 1:]
    scenario.leaf["alter"] = alter


def broken_signature(scenario):
    scenario.random.choice(scenario.chain[:-1] or scenario.chain)["alter"] = lambda der: der[:-1] + bytes([der[-1] ^ 1])


def hide_one(scenario):
    if len(scenario.chain) > 2:
        scenario.hidden.add(scenario.random.randrange(1, len(scenario.chain) - 1))
    else:
        scenario.trust_root = False


def twin_of_root(scenario, when, bare):
    if bare:
        without_identifiers(scenario)
    scenario.trusted_extra.append((when, scenario.twin(scenario.chain[-1])))


def twin_sent(scenario):
    scenario.sent_extra.append(scenario.twin(scenario.any_ca()))


def twin_sent_bare(scenario):
    without_identifiers(scenario)
    twin_sent(scenario)


def set_usage(scenario):
    scenario.any()["usage"] = scenario.random.choice([None, ["cRLSign"], ["keyCertSign"], ["digitalSignature"], ["nonRepudiation"]])


def key_kind(scenario, kind):
    scenario.any_ca()["key"] = scenario.random.choice(scenario.keys[kind])
    for lower, upper in zip(scenario.chain, scenario.chain[1:] + scenario.chain[-1:]):
        lower["signer"], lower["aki"] = upper["key"], upper["key"].identifier


def digest(scenario, word):
    for e in scenario.chain:
        if e["signer"].kind.startswith("rsa"):
            e["digest"] = word


def self_signed_leaf(scenario):
    leaf = scenario.leaf
    scenario.chain[1:] = []
    leaf |= {"issuer": leaf["subject"], "signer": leaf["key"], "aki": scenario.random.choice([leaf["key"].identifier, None])}
    scenario.trust_root = scenario.random.random() < 0.6


def string_types(scenario):
    # Only the issuer field of what it issued has the other type.
    scenario.chain[0]["types"] = (0x0C, 0x13)


FAULTS = {
    "expired": lambda s: fault(s, end="20260101000000"),
    "not yet valid": lambda s: fault(s, begin="20260701000000"),
    "intermediate missing": hide_one,
    "root not trusted": lambda s: setattr(s, "trust_root", False),
    "CA:FALSE": lambda s: s.any_ca().update(ca=False),
    "no BasicConstraints": lambda s: s.any_ca().update(ca=None),
    "BasicConstraints not critical": lambda s: s.any_ca().update(ca_critical=False),
    "path length 0": lambda s: s.any_ca().update(path_length=0),
    "path length 1": lambda s: s.any_ca().update(path_length=1),
    "path length of a leaf": lambda s: s.leaf.update(path_length=0),
    "key usage": set_usage,
    "EKU server": lambda s: s.leaf.update(purposes=["server"]),
    "EKU client": lambda s: s.leaf.update(purposes=["client"]),
    "EKU code signing": lambda s: s.leaf.update(purposes=["code"]),
    "EKU any": lambda s: s.leaf.update(purposes=["any"]),
    "no EKU": lambda s: s.leaf.update(purposes=None),
    "EKU of a CA": lambda s: s.any_ca().update(purposes=s.random.choice([["server"], ["client"], ["code"], ["any"]])),
    "name constraints": name_constraints,
    "altered leaf": altered,
    "broken signature": broken_signature,
    "unknown critical extension": lambda s: s.any()["extra"].append(x509.extension("1.3.6.1.4.1.99999.1", b"\x05\x00", True)),
    "unknown extension": lambda s: s.any()["extra"].append(x509.extension("1.3.6.1.4.1.99999.1", b"\x05\x00")),
    "no SAN": lambda s: s.leaf.update(san=None),
    "wildcard": lambda s: s.leaf.update(san=["dns:*.example.com"]),
    "partial wildcard": lambda s: s.leaf.update(san=["dns:e*.example.com"]),
    "no key identifiers": without_identifiers,
    "no SubjectKeyIdentifier": lambda s: s.any().update(ski=False),
    "no AuthorityKeyIdentifier": lambda s: s.any().update(aki=None),
    "wrong AuthorityKeyIdentifier": lambda s: s.random.choice(s.chain[:-1] or s.chain).update(aki=b"\x01\x02\x03"),
    "twin of the root above": lambda s: twin_of_root(s, "before", False),
    "twin of the root above, no identifiers": lambda s: twin_of_root(s, "before", True),
    "twin of the root below, no identifiers": lambda s: twin_of_root(s, "after", True),
    "twin was sent": twin_sent,
    "twin was sent, no identifiers": twin_sent_bare,
    "shuffled": lambda s: setattr(s, "sent_order", "shuffled"),
    "unrelated was sent": lambda s: s.sent_extra.append(s.other_root()),
    "RSA of 1024 bits": lambda s: key_kind(s, "rsa1024"),
    "secp256k1": lambda s: key_kind(s, "secp256k1"),
    "Ed448": lambda s: key_kind(s, "ed448"),
    "SHA-1": lambda s: digest(s, "sha1"),
    "SHA-512": lambda s: digest(s, "sha512"),
    "MD5": lambda s: digest(s, "md5"),
    "self-signed leaf": self_signed_leaf,
    "root of version 1": lambda s: s.chain[-1].update(version=1, bare=True),
    "other string types": string_types,
    "empty subject": lambda s: s.leaf.update(subject=""),
}


def keys(*without):
    """Keys of all kinds but some; one set serves all scenarios of a run."""
    common = ("rsa-2048", "rsa-2048", "ec-P-256", "ec-P-256", "ec-P-384", "ec-P-521", "ed25519", "pss-2048")
    return {
        "common": [x509.Key(kind) for kind in common if kind not in without],
        "rsa1024": [x509.Key("rsa-1024")], "secp256k1": [x509.Key("ec-secp256k1")], "ed448": [x509.Key("ed448")]}


def write(scenario, folder):
    """Writes what was sent as chain.pem, and the list of CAs as trust.pem."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trust.pem").write_text(x509.pem(scenario.trusted))
    (folder / "chain.pem").write_text(x509.pem(scenario.sent))


def ask_pcapcert(program, scenario, folder):
    command = [program, "verify", folder / "chain.pem", "--trust", folder / "trust.pem", "--format", "ndjson"]
    command += ["--at", f"{TIME[:4]}-{TIME[4:6]}-{TIME[6:8]}", "--role", scenario.role]
    command += ["--partial-chain"] if scenario.partial else []
    command += ["--name", scenario.host] if scenario.host else []
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    if done.returncode not in (0, 1, 2) or not done.stdout:
        return None, f"ended with status {done.returncode}: {done.stderr[:300]}"
    return json.loads(done.stdout), None


def outcomes(verdict, outcome):
    return {check["check"] for check in verdict["checks"] if check["outcome"] == outcome}
