# An index of returns: its memory to the byte, what it costs for 100 … 1,000,000 keys, and that no code gets
# through which only shares a fingerprint. Instructions are counted by callgrind: the same in every run. Times
# are shown, never judged.
. tests/stage.sh

readonly tool=build/host/tools/index_cost
readonly stall=2500000 # instructions: 50 ms of a device at 50 MHz
readonly sizes="100 500 1000 2000 5000 10000 50000 100000 1000000"

# What a size takes for both generations: 24 bytes a return, one for each six keys, and 8 a key.
bytes_for() { echo $((2 * ($1 / 6 * 24 + $1 * 8))); }

# number_of WHAT KEYS: from the dumps that callgrind wrote, six for each size in this order.
number_of() {
    awk -v what="$1" -v keys="$2" '$1 == keys {
        split("keys add step sort whole refresh answers", names)
        for (i in names) if (names[i] == what) print $i }' "$scratch/counts"
}

count_instructions() {
    valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file="$scratch/calls" $tool count \
        >"$scratch/said" 2>&1 || { cat "$scratch/said"; return 1; }
    local size number=1 part
    for size in $sizes; do
        printf '%s' "$size"
        for part in add step sort whole refresh answers; do
            grep -qx "desc: Trigger: Client Request: $part" "$scratch/calls.$number" || return 1
            awk '$1 == "summary:" || $1 == "totals:" { printf " %s", $2; exit }' "$scratch/calls.$number"
            number=$((number + 1))
        done
        printf '\n'
    done >"$scratch/counts"
}

memory_is_exact() {
    local keys returns bytes rest
    while read -r keys returns bytes rest; do
        [ "$bytes" -eq "$(bytes_for "$keys")" ] || { echo "$keys keys: $bytes bytes"; return 1; }
    done <"$scratch/table"
    [ "$(wc -l <"$scratch/table")" -eq "$(wc -w <<<"$sizes")" ]
}

show_table() {
    printf '  %8s %8s %10s %10s %10s\n' keys returns bytes 'build ms' 'answer ns'
    while read -r keys returns bytes ms ns; do
        printf '  %8d %8d %10d %10s %10s\n' "$keys" "$returns" "$bytes" "$ms" "$ns"
    done <"$scratch/table"
}

show_counts() {
    printf '  instructions:\n  %8s %12s %12s %12s %12s %10s\n' \
        keys 'sort step' 'whole sort' change 'of refresh' answer
    while read -r keys _ step sort whole refresh answers; do
        printf '  %8d %12d %12d %12d %12d %10d\n' \
            "$keys" "$step" "$sort" "$whole" "$refresh" $((answers / 1000))
    done <"$scratch/counts"
}

# strangers BITS SHOWN: keeps what was said.
strangers() { $tool strangers "$1" "$2" >"$scratch/strangers.$1"; }

met() { awk '/foreign codes meet/ { print $1 }' "$scratch/strangers.$1"; }

all_shown() {
    local keys
    keys=$(awk '/foreign codes meet/ { print $7 }' "$scratch/strangers.$1")
    [ "$(grep -c ': refused$' "$scratch/strangers.$1")" -eq "$keys" ]
}

none_through() {
    grep -q ': 0 let through$' "$scratch/strangers.$1" && ! grep -n 'LET THROUGH' "$scratch/strangers.$1"
}

check "gcc builds the measured program" build $tool || close_stage
if check "it builds and asks all sizes" eval "$tool table >$scratch/table"; then
    show_table
    check "memory is 24 bytes a return and 8 a key, twice" memory_is_exact
    check "50,000 keys: 1,199,984 bytes" grep -q '^50000 8333 1199984 ' "$scratch/table"
fi

for bits in 32 16; do
    check "fingerprints of $bits bits: each of 50,000 codes is found and verified" $tool members $bits
done

if check "fingerprints of 32 bits: 1,000,000 foreign codes are answered" strangers 32 1000; then
    sed 's/^/  /' "$scratch/strangers.32"
    check "each collision is shown" all_shown 32
    check "and none gets through" none_through 32
    check "few collide" test "$(met 32)" -le 50
fi
if check "fingerprints of 16 bits: 1,000,000 foreign codes are answered" strangers 16 1000000; then
    head -n 6 "$scratch/strangers.16" | sed 's/^/  /'
    echo "    …"
    tail -n 8 "$scratch/strangers.16" | sed 's/^/  /'
    check "thousands collide" test "$(met 16)" -gt 1000
    check "each collision is shown" all_shown 16
    check "and none gets through" none_through 16
fi

if ! command -v valgrind >/dev/null || [ ! -e /usr/include/valgrind/callgrind.h ]; then
    skip "instructions of an index" "valgrind is missing"
elif check "instructions are counted" count_instructions; then
    show_counts
    check "an answer from 1,000,000 keys takes less than twice that from 100" \
        test "$(number_of answers 1000000)" -lt $((2 * $(number_of answers 100)))
    for keys in 500 2000 10000; do
        check "$keys keys: no step takes $stall instructions" \
            test "$(number_of step $keys)" -lt $stall -a "$(number_of refresh $keys)" -lt $stall
    done
fi
close_stage
