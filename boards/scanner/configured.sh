#!/bin/bash
# configured.sh IMAGE OUT [FILE]: copies a firmware image and puts a configuration into it; without a FILE it
# stays erased.
set -eu
image=$1 out=$2 file=${3:-}
here=$(dirname "$0")

if [ -z "$file" ]; then
    cp "$image" "$out"
    exit
fi
block=$(mktemp)
trap 'rm -f "$block"' EXIT
python3 "$here/configure.py" "$file" "$block"
arm-none-eabi-objcopy --update-section .configuration="$block" "$image" "$out"
