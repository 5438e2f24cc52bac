# shellcheck shell=bash
# Shared by the scripts beside it. Sourced, never run.

# The repository's root; every script works from there.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# How the release program is built: one file with Swift's libraries in it, which runs where Swift is not installed and
# starts sooner. Those name mktemp(3), against which GNU's linkers warn.
# shellcheck disable=SC2034 # scripts/build uses it
release_flags=(-c release --static-swift-stdlib -Xswiftc -use-ld=lld)

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
  if [ ! -x "$program" ] || [ -n "$(find "$root/Sources" "$root/Package.swift" -newer "$program" -print -quit)" ]; then
    # `set -e` does not reach into the $(...) that this is called in: an old program must not run as if it were new.
    "$root/scripts/build" >&2 || exit 1
  fi
  printf '%s\n' "$program"
}
