#!/bin/bash
# What `make matrix` has compiled, as a table: tests/matrix.sh CPU… A byte of flash is one of code or of
# constants, as the compiler left them: what a program does not use, its linker leaves out.
set -eu
cd "$(dirname "$0")/.."

# The objects of one room, built for one variant.
flash() {
    local variant=$1 room=$2 size=arm-none-eabi-size source objects=()
    case $variant in matrix-riscv*) size=riscv64-unknown-elf-size ;; esac
    for source in "$room"/*.c; do
        objects+=("build/$variant/${source%.c}.o")
    done
    $size -t "${objects[@]}" | awk 'END { print $1 }'
}

echo "| CPU | core/ | port/device | port/mbedtls, TLS 1.2 | and 1.3 |"
echo "| --- | --- | --- | --- | --- |"
for cpu; do
    echo "| $cpu | $(flash "matrix-$cpu" core) | $(flash "matrix-$cpu" port/device)" \
        "| $(flash "matrix-$cpu-tls12" port/mbedtls) | $(flash "matrix-$cpu" port/mbedtls) |"
done
