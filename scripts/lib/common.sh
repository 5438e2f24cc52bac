# shellcheck shell=bash
# Shared by the scripts beside it. Sourced, never run.

# The repository's root; every script works from there.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# How the release program is built: one file with Swift's libraries in it, which runs where Swift is not installed and
# starts sooner. Those name mktemp(3), against which GNU's linkers warn.
plain_release_flags=(-c release --static-swift-stdlib -Xswiftc -use-ld=lld)

# The same with the record of scripts/profile, in the form that the compiler reads. What was recorded of a function that
# changed since is left out, and nothing is said of it. The name of the file changes with what it holds, since nothing
# else makes SwiftPM compile anew.
# shellcheck disable=SC2034 # scripts/build uses it
set_release_flags() {
  local text=$root/scripts/release-profile.txt info tool profile
  release_flags=("${plain_release_flags[@]}")
  info=$(swift -print-target-info)
  tool=$(swift_root "$info")/bin/llvm-profdata
  if [ ! -f "$text" ] || [ ! -x "$tool" ]; then
    say "Without scripts/release-profile.txt or this Swift's llvm-profdata: built without the record of its runs"
    return 0
  fi
  profile=$root/.build/profile-$({ cat "$text" && printf '%s' "$info"; } | cksum | cut -d ' ' -f 1).profdata
  if [ ! -f "$profile" ]; then
    mkdir -p "$root/.build"
    "$tool" merge -o "$profile.$$" "$text" || die "scripts/release-profile.txt cannot be read; scripts/profile makes it"
    mv -f "$profile.$$" "$profile"
  fi
  # Objects are kept where the compiler's input is the same, and of the record it does not know that it is another one.
  # Hot is what takes 99.9 % of all counts, not 99 %: what runs once a connection belongs to it.
  release_flags+=(-Xswiftc -Xfrontend -Xswiftc "-ir-profile-use=$profile"
    -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen
    -Xswiftc -Xllvm -Xswiftc -profile-summary-cutoff-hot=999000 -Xswiftc -Xllvm -Xswiftc -no-pgo-warn-mismatch
    -Xlinker -z -Xlinker keep-text-section-prefix)
}

# Where Swift is installed, with the tools of LLVM that come with it, by what `swift -print-target-info` says.
swift_root() { sed -n 's|.*"runtimeResourcePath": "\(.*\)/lib/swift.*|\1|p' <<<"$1"; }

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$(basename "$0"): $*"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# The comment block that a script begins with is its help text.
usage() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"; }

# Prints the help text and leaves where the first argument asks for it.
help_if_asked() {
  case "${1:-}" in
  -h | --help)
    usage
    exit 0
    ;;
  esac
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    die "this needs root rights: run it as root, or install sudo: $*"
  fi
}

# Prints the path of the built release program, building it where it is missing or older than its sources.
# What the build prints goes to standard error, so that the program's output stays its own.
release_program() {
  local program=$root/.build/release/pcapcert
  if [ ! -x "$program" ] ||
    [ -n "$(find "$root/Sources" "$root/Package.swift" "$root/scripts/release-profile.txt" -newer "$program" -print -quit)" ]
  then
    # `set -e` does not reach into the $(...) that this is called in: an old program must not run as if it were new.
    "$root/scripts/build" >&2 || exit 1
  fi
  printf '%s\n' "$program"
}
