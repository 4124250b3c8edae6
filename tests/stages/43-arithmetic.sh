# The arithmetic that is changed in Mbed TLS and the random numbers of devices, beside Python's.
. tests/stage.sh

# A changed answer to any kind of question has to be seen.
notices() { python3 tests/tools/arithmetic.py --share 20 --itself "$1"; }

if check "it builds" build build/host/tools/tls_arithmetic; then
    run_counted python3 tests/tools/arithmetic.py build/host/tools/tls_arithmetic
    check "each kind of question notices a wrong answer" notices build/host/tools/tls_arithmetic
fi

has_32_bit() {
    echo 'int main(void) { return 0; }' | gcc -m32 -x c - -o "$scratch/m32" 2>/dev/null && "$scratch/m32"
}

if ! has_32_bit; then
    skip "limbs of 32 bits" "gcc -m32 makes no program that runs here (package gcc-multilib)"
elif check "with limbs of 32 bits" build VARIANT=m32 build/m32/tools/tls_arithmetic; then
    run_counted python3 tests/tools/arithmetic.py build/m32/tools/tls_arithmetic
fi

if ! command -v arm-none-eabi-gcc >/dev/null || ! command -v qemu-system-arm >/dev/null; then
    skip "the instructions of ARMv7-M" "gcc-arm-none-eabi or qemu-system-arm is not installed"
elif check "as firmware" build VARIANT=fw-mps2-an385 build/fw-mps2-an385/arithmetic.elf; then
    run_counted python3 tests/tools/arithmetic.py --share 50 build/fw-mps2-an385/arithmetic.elf
fi
close_stage
