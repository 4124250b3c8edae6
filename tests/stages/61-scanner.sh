# The scanner firmware: within its memories and without a heap; and at work against the Market's stand-in, on
# both boards in QEMU and as a program of this machine under sanitizers.
. tests/stage.sh

readonly boards="lm3s6965evb mps2-an385"

within_its_memories() {
    python3 tests/tools/firmware_size.py "$1" >"$scratch/table" || { cat "$scratch/table"; return 1; }
}

built=
if ! command -v arm-none-eabi-gcc >/dev/null; then
    skip "the scanner" "gcc-arm-none-eabi is not installed"
else
    built=yes
    for board in $boards; do
        image=build/fw-$board/scanner.elf
        if check "$board: the scanner builds" build "VARIANT=fw-$board" "$image"; then
            check "$board: within its memories, no heap" within_its_memories "$image"
            check "$board: boards/README.md says what it takes" python3 tests/tools/firmware_size.py --told "$image"
        else
            built=
        fi
    done
    check "the scanner builds for this machine, under sanitizers" \
        build VARIANT=asan build/asan/native/scanner || built=
fi

if [ -n "$built" ] && command -v qemu-system-arm >/dev/null; then
    run_counted python3 tests/firmware/test_scanner.py
elif [ -n "$built" ]; then
    skip "the scanner at work" "qemu-system-arm is not installed"
fi
close_stage
