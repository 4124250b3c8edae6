# Everything built for a 32-bit machine, where size_t and long are those of a device, and the unit tests run.
. tests/stage.sh

has_32_bit() {
    echo 'int main(void) { return 0; }' | gcc -m32 -x c - -o "$scratch/m32" 2>/dev/null && "$scratch/m32"
}

if ! has_32_bit; then
    skip "32 bit" "gcc -m32 makes no program that runs here (package gcc-multilib)"
    close_stage
fi
check "gcc -m32 builds the library and the program" build VARIANT=m32 all
if check "gcc -m32 builds the unit tests" build VARIANT=m32 build/m32/unit; then
    run_counted build/m32/unit
fi
close_stage
