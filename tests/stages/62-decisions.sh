# Decisions at the scanner's console go through the journal: no network, no power, a refusal, an unknown outcome;
# on the board that has a journal in QEMU and as a program of this machine under sanitizers.
. tests/stage.sh

readonly board=mps2-an385

if ! command -v arm-none-eabi-gcc >/dev/null; then
    skip "decisions" "gcc-arm-none-eabi is not installed"
elif ! command -v qemu-system-arm >/dev/null; then
    skip "decisions" "qemu-system-arm is not installed"
elif check "$board: the scanner builds" build VARIANT=fw-$board build/fw-$board/scanner.elf &&
    check "the scanner builds here, under sanitizers" build VARIANT=asan build/asan/native/scanner; then
    run_counted python3 tests/firmware/test_decisions.py
fi
close_stage
