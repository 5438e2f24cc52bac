# shellcheck shell=bash disable=SC2034 # what is set here is used where this is sourced
# What the recordings of samples share: two hosts in network namespaces, their certificates, and functions to
# record an exchange and to say what must come out of it. Sourced behind common.sh with the folder as `$1`, never run.

out=$(realpath -m "${1:-$root/samples}")
[ "$(id -u)" = 0 ] || die "recording needs root rights"
for tool in openssl tcpdump editcap python3; do
  have "$tool" || die "$tool is missing (scripts/setup --dev)"
done
mkdir -p "$out"
work=$(mktemp -d)
# The system's openssl.cnf may forbid the old versions that some samples are about.
export OPENSSL_CONF=/dev/null

# MARK: The network

namespaces=yes
ns_c=pcapcert-c-$$ ns_e=pcapcert-e-$$

clean_up() {
  if [ $namespaces = yes ]; then
    ip netns del "$ns_c" 2>/dev/null || true
    ip netns del "$ns_e" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap clean_up EXIT

if have ip && ip netns add "$ns_c" 2>/dev/null && ip netns add "$ns_e" 2>/dev/null; then
  c=192.0.2.10 e=198.51.100.20 c6='[2001:db8:c::10]' e6='[2001:db8:e::20]'
  interface=eth0
  ip -n "$ns_c" link add eth0 type veth peer name eth0 netns "$ns_e"
  for side in "$ns_c $c ${c6:1:-1} $e ${e6:1:-1}" "$ns_e $e ${e6:1:-1} $c ${c6:1:-1}"; do
    read -r ns own own6 far far6 <<<"$side"
    ip -n "$ns" link set lo up
    ip -n "$ns" address add "$own/32" dev eth0
    ip -n "$ns" address add "$own6/128" dev eth0 nodad
    # As on a real wire: packets no longer than the link's, checksums right.
    if have ethtool; then
      ip netns exec "$ns" ethtool -K eth0 tso off gso off gro off tx off rx off >/dev/null 2>&1 || true
    fi
  done
  for side in "$ns_c $e ${e6:1:-1}" "$ns_e $c ${c6:1:-1}"; do
    read -r ns far far6 <<<"$side"
    ip -n "$ns" link set eth0 up
    ip -n "$ns" route add "$far/32" dev eth0
    ip -n "$ns" -6 route add "$far6/128" dev eth0
  done
else
  namespaces=no
  c=127.0.0.1 e=127.0.0.1 c6='[::1]' e6='[::1]'
  interface=lo
  say "network namespaces are not permitted: recording on loopback"
fi

# What goes before a command to run it on one of the hosts.
on_c=() on_e=()
if [ $namespaces = yes ]; then
  on_c=(ip netns exec "$ns_c")
  on_e=(ip netns exec "$ns_e")
fi

# MARK: The certificates

pki=$work/pki
mkdir -p "$pki"
cd "$pki" || exit
: >index.txt
cat >ca.cnf <<'CNF'
[ca]
default_ca = any
[any]
database = index.txt
new_certs_dir = .
rand_serial = yes
unique_subject = no
default_md = sha256
policy = anything
copy_extensions = none
[anything]
C = optional
O = optional
OU = optional
CN = supplied
CNF

# issue NAME SUBJECT START END ISSUER EXTENSIONS [KEY...]: NAME.pem and NAME.key; an ISSUER of `self` signs itself.
issue() {
  local name=$1 subject=$2 start=$3 end=$4 issuer=$5 extensions=$6
  shift 6
  local key=("$@")
  [ ${#key[@]} -gt 0 ] || key=(-algorithm RSA -pkeyopt rsa_keygen_bits:2048)
  openssl genpkey "${key[@]}" -out "$name.key" 2>/dev/null
  openssl req -new -config <(printf '[req]\ndistinguished_name=dn\n[dn]\n') -key "$name.key" -subj "$subject" -out "$name.csr"
  printf '%s\n' "$extensions" >"$name.ext"
  local signer=(-cert "$issuer.pem" -keyfile "$issuer.key")
  [ "$issuer" = self ] && signer=(-selfsign -keyfile "$name.key")
  openssl ca -batch -notext -config ca.cnf "${signer[@]}" -in "$name.csr" -extfile "$name.ext" \
    -startdate "$start" -enddate "$end" -out "$name.pem" 2>"$name.log" || {
    cat "$name.log" >&2
    die "openssl could not issue $name"
  }
}

ca_extensions='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash'

leaf_extensions() {
  printf '%s\n' 'basicConstraints=critical,CA:FALSE' 'keyUsage=critical,digitalSignature,keyEncipherment' \
    'extendedKeyUsage=serverAuth,clientAuth' 'subjectKeyIdentifier=hash' "subjectAltName=$1"
}

from=20250101000000Z
issue root '/C=US/O=Example Corp/CN=Example Root CA' $from 20450101000000Z self "$ca_extensions"
issue inter '/C=US/O=Example Corp/CN=Example Issuing CA 1' $from 20400101000000Z root "$ca_extensions"
expc_san=$(leaf_extensions 'DNS:expc1.example.com,DNS:expc-cluster.example.com,DNS:phones.secure.example.com')
expe_san=$(leaf_extensions 'DNS:expe1.example.com,DNS:expe-cluster.example.com,DNS:example.com,DNS:collab-edge.example.com')
issue expc '/C=US/O=Example Corp/OU=Collaboration/CN=expc-cluster.example.com' $from 20350101000000Z inter "$expc_san"
issue expe '/C=US/O=Example Corp/OU=Collaboration/CN=expe-cluster.example.com' $from 20350101000000Z inter "$expe_san"
issue expe-old '/C=US/O=Example Corp/OU=Collaboration/CN=expe-cluster.example.com' 20230101000000Z 20240101000000Z inter "$expe_san"
issue cucm '/C=US/O=Example Corp/CN=cucm1-EC.example.com' $from 20300101000000Z self \
  "$(leaf_extensions 'DNS:cucm1.example.com')" -algorithm EC -pkeyopt ec_paramgen_curve:P-256
cat inter.pem root.pem >full.pem
cat root.pem inter.pem inter.pem >muddle.pem

# MARK: Recording

# wait_for TEXT FILE: until a program that was just started has said TEXT.
wait_for() {
  local tries=0
  until grep -q -e "$1" "$2" 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || die "no '$1' in $(basename "$2"): $(cat "$2")"
    sleep 0.1
  done
}

# start_recording NAME [tcpdump options]: on Expressway-C's interface, into samples/NAME.
start_recording() {
  local name=$1
  shift
  # -Z root: tcpdump would give up the rights that it needs to write here.
  "${on_c[@]}" timeout 60 tcpdump -Z root -U --immediate-mode -i "$interface" -s 0 "$@" -w "$out/$name" tcp 2>"$work/tcpdump.log" &
  recorder=$!
  wait_for 'listening on' "$work/tcpdump.log"
}

stop_recording() {
  served
  sleep 0.3
  kill -TERM "$recorder"
  wait "$recorder" || true
}

# serve PORT [s_server options]: one connection on Expressway-E. An s_server whose input ends leaves at once,
# so `server_input` names a command that holds it open, and may type.
server_input='sleep 10'
serve() {
  local port=$1
  shift
  : >"$work/server.log"
  "${on_e[@]}" timeout 20 openssl s_server -accept "$port" -naccept 1 "$@" \
    < <($server_input 2>/dev/null) >"$work/server.log" 2>&1 &
  server=$!
  wait_for ACCEPT "$work/server.log"
}

# dial ADDRESS LOCAL_ADDRESS LOCAL_PORT PORT [s_client options]: from Expressway-C. A refused handshake is no failure here.
dial() {
  local far=$1 near=$2 near_port=$3 port=$4
  shift 4
  # The pause lets the two sides finish their say before the Q that ends it.
  { sleep "${dial_seconds:-0.5}" && echo Q; } | "${on_c[@]}" timeout 20 openssl s_client -connect "$far:$port" \
    -bind "$near:$near_port" "$@" >"$work/client.log" 2>&1 || true
}

# Until the server has taken as many connections as it was to take.
served() { wait "$server" || true; }

own_c=(-cert "$pki/expc.pem" -key "$pki/expc.key" -cert_chain "$pki/inter.pem")
own_e=(-cert "$pki/expe.pem" -key "$pki/expe.key" -cert_chain "$pki/inter.pem")
trust_server=(-verifyCAfile "$pki/root.pem")
trust_client=(-verifyCAfile "$pki/root.pem" -verify_return_error)
sni=(-servername expe-cluster.example.com)
rsa_1_2=(-tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384)

# expect FILE SOURCE DESTINATION CERTIFICATE...: one chain of expected.json.
expect() { printf '%s\n' "$*" >>"$work/expected.txt"; }
nothing_from() { printf '%s\n' "$1" >>"$work/expected.txt"; }

# MARK: What must come out

# write_expected: what must come out, into expected.json.
write_expected() {
  python3 - "$work/expected.txt" "$pki" "$out" <<'PY'
"""expected.json from lines of `FILE [SOURCE DESTINATION CERTIFICATE...]`; files that were not recorded now stay.
A CERTIFICATE with a dot is a file of DER, else the name of one in PEM."""
import hashlib, json, os, ssl, sys

lines, pki, out = sys.argv[1:]
path = f"{out}/expected.json"
before = json.load(open(path)) if os.path.exists(path) else {}
expected = {}
for line in open(lines):
    name, *rest = line.split()
    chains = expected.setdefault(name, [])
    if rest:
        source, destination, *certificates = rest
        ders = [
            open(f"{pki}/{c}", "rb").read() if "." in c else ssl.PEM_cert_to_DER_cert(open(f"{pki}/{c}.pem").read())
            for c in certificates]
        chains.append({
            "transport": "tcp", "src": source, "dst": destination,
            "chain": [hashlib.sha256(der).hexdigest() for der in ders]})
kept = {name: chains for name, chains in before.items() if name not in expected and os.path.exists(f"{out}/{name}")}
with open(path, "w") as file:
    print(json.dumps({**kept, **expected}, indent=1), file=file)
PY
  chmod 644 "$out"/*.pcap* "$out/expected.json"
  ls -l "$out" >&2
}
