"""Template certificates for the generator of captures, made by openssl once a folder. Standard library only."""

import subprocess

ROLES = ("root", "intermediate", "leaf")  # each signs the next
# generator/certificates.c looks for these two, and puts numbers behind and into them.
SERIAL = "50434150" "{:08X}" "00000000" "5A5A5A5A"
NAME = "{}-00000000.example.test"

KEYS = (
    ["genrsa", "2048"],
    ["ecparam", "-name", "prime256v1", "-genkey", "-noout"])

CA = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
EXTENSIONS = {
    "root": CA,
    "intermediate": CA + "authorityKeyIdentifier=keyid\n",
    "leaf": (
        "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n"
        "extendedKeyUsage=serverAuth,clientAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
        f"subjectAltName=DNS:{NAME.format('leaf')},DNS:alternative.example.test\n"
        "authorityInfoAccess=OCSP;URI:http://ocsp.example.test/,caIssuers;URI:http://ca.example.test/i.cer\n"
        "crlDistributionPoints=URI:http://crl.example.test/i.crl\n")}


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_chain(folder, number):
    """root-N.der, intermediate-N.der and leaf-N.der, with RSA keys where N is even, else ECDSA."""
    command, *options = KEYS[number % 2]
    issuer = None
    for role in ROLES:
        base = f"{role}-{number}"
        openssl(folder, command, "-out", f"{base}.key", *options)
        subject = f"/C=XX/O=Example Organization {number}/OU={role}/CN={NAME.format(role)}"
        openssl(folder, "req", "-new", "-key", f"{base}.key", "-subj", subject, "-out", f"{base}.csr")
        (folder / f"{base}.ext").write_text(EXTENSIONS[role])
        signer = ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key"] if issuer else ["-signkey", f"{base}.key"]
        openssl(
            folder, "x509", "-req", "-in", f"{base}.csr", "-sha256", "-days", "3650", "-extfile", f"{base}.ext",
            "-set_serial", "0x" + SERIAL.format(number), "-out", f"{base}.pem", *signer)
        openssl(folder, "x509", "-in", f"{base}.pem", "-outform", "DER", "-out", f"{base}.der")
        issuer = base


def make_templates(folder, count=8):
    """Makes the folder and what is in it, where the last file is not there yet."""
    if (folder / f"leaf-{count - 1}.der").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        make_chain(folder, number)
    return folder
