# The firmware: both boards build within their memories and without a heap, and run in QEMU.
. tests/stage.sh

readonly boards="lm3s6965evb mps2-an385"

# What a program with so many bytes of code and of data says when it is linked for the board.
link_of() {
    local board=$1 flash=$2 ram=$3
    echo "const char code[$flash] = {1}; char data[$ram]; void reset(void) { data[0] = code[1]; }" |
        arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -nostdlib -x c - -Lboards/cortex-m \
            "-Tboards/$board/memory.ld" -o "$scratch/linked.elf" 2>&1
}

# The linker script is what keeps the budget: 1,000 bytes below it links, more does not.
links_within_its_budget_only() {
    local board=$1 flash=$2 ram=$3 said
    link_of "$board" $((flash - 1000)) $((ram - 1000)) || return 1
    said=$(link_of "$board" $((flash + 8)) 1000) && { echo "too much flash was linked"; return 1; }
    grep -q "region .FLASH. overflowed" <<<"$said" || { echo "$said"; return 1; }
    said=$(link_of "$board" 1000 $((ram + 8))) && { echo "too much RAM was linked"; return 1; }
    grep -q "region .RAM. overflowed" <<<"$said" || { echo "$said"; return 1; }
}

size_and_no_heap() {
    local image=$1
    python3 tests/tools/firmware_size.py "$image" >"$scratch/table" || { cat "$scratch/table"; return 1; }
}

# The check itself must see a heap.
sees_a_heap() {
    echo 'char *malloc(unsigned long n) { return (char *)n; }' |
        arm-none-eabi-gcc -fno-builtin -w -x c -c - -o "$scratch/lm3s6965evb.o"
    ! python3 tests/tools/firmware_size.py "$scratch/lm3s6965evb.o" >"$scratch/said" 2>&1 || return 1
    grep -q 'has a heap: malloc' "$scratch/said" || { cat "$scratch/said"; return 1; }
}

built=
if command -v arm-none-eabi-gcc >/dev/null; then
    built=yes
    for board in $boards; do
        image=build/fw-$board/bringup.elf
        if check "$board: the image that tries the board builds" build "VARIANT=fw-$board" "$image"; then
            check "$board: within its memories, no heap" size_and_no_heap "$image"
        else
            built=
        fi
    done
    # Without the stack, which has its place already.
    check "lm3s6965evb: beyond 125,872 and 57,344 bytes linking fails" \
        links_within_its_budget_only lm3s6965evb 125872 $((57344 - 3200))
    check "mps2-an385: beyond 173,056 and 131,072 bytes linking fails" \
        links_within_its_budget_only mps2-an385 173056 $((131072 - 4096))
    check "an image with malloc in it is refused" sees_a_heap
else
    skip "the firmware" "gcc-arm-none-eabi is not installed"
fi

if [ -n "$built" ] && command -v qemu-system-arm >/dev/null; then
    run_counted python3 tests/firmware/test_boards.py
elif [ -n "$built" ]; then
    skip "the boards" "qemu-system-arm is not installed"
fi
close_stage
