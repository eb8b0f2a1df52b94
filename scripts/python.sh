#!/usr/bin/env bash
# A Python with the packages of a list, made once and kept:
#
#   scripts/python.sh NAME REQUIREMENTS
#
# prints the path of its interpreter. It lives in
# ${XDG_CACHE_HOME:-$HOME/.cache}/backchannel/python-NAME and is made anew when
# the list changes.
set -euo pipefail

if [[ $# != 2 || ! -f $2 ]]; then
  echo 'usage: scripts/python.sh NAME REQUIREMENTS' >&2
  exit 2
fi
name=$1 list=$2
cache=${XDG_CACHE_HOME:-$HOME/.cache}/backchannel
venv=$cache/python-$name

command -v python3 >/dev/null || { echo 'python.sh: there is no python3 (Debian, Ubuntu: apt install python3 python3-venv)' >&2; exit 1; }
mkdir -p "$cache"
exec 9>"$venv.lock" # two at once: the second waits for the first
if command -v flock >/dev/null; then flock 9; fi
if ! cmp -s "$list" "$venv/requirements.txt"; then
  echo "Installing the Python packages of $list into $venv…" >&2
  rm -rf "$venv"
  python3 -m venv "$venv" >&2
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$list" >&2
  cp "$list" "$venv/requirements.txt"
fi
echo "$venv/bin/python"
