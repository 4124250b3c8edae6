# Instructions of decoding one return, counted by callgrind: the same in every run. The functions are those of the
# library that `ymr return` calls; checking of unknown fields and unescaping are in it.
. tests/stage.sh

readonly limit=42000
readonly sample=${YMR_SAMPLES:-../shared/samples}/answer-return-refunded.json
readonly own=tests/data/answer-return.json
readonly tool=build/host/tools/decode_cost

# instructions FUNCTION ARGUMENTS…: those between entering the function and leaving it.
instructions() {
    local function=$1
    shift
    valgrind --tool=callgrind --toggle-collect="$function" --callgrind-out-file="$scratch/calls" \
        $tool "$@" >"$scratch/said" 2>&1 || return 1
    awk '$1 == "summary:" { print $2 }' "$scratch/calls"
}

report() {
    printf '  %-44s %6d instructions, %d.%02d times jsmn alone\n' "$1" "$2" $((100 * $2 / $3 / 100)) $((100 * $2 / $3 % 100))
}

no_allocation() {
    ! grep -nE '^fn=.*(malloc|calloc|realloc|free)' "$scratch/calls"
}

measure() {
    local name=$1 file=$2 floor count seed
    floor=$(instructions find_tokens jsmn return "$file" 1)
    check "$name: is measured" eval 'count=$(instructions read_ymr ymr return "$file" 1)' || return
    report "$name" "$count" "$floor"
    check "$name: no allocation" no_allocation
    if [ "$file" = "$sample" ]; then
        check "$name: at most $limit instructions" test "$count" -le $limit
    fi
    for seed in 1 2 3 4 5; do
        python3 tests/tools/shuffle_keys.py "$file" $seed >"$scratch/shuffled.json"
        check "  its keys shuffled, seed $seed: read as well" \
            eval 'count=$(instructions read_ymr ymr return "$scratch/shuffled.json" 1)'
        report "  its keys shuffled, seed $seed" "$count" "$floor"
    done
}

if ! command -v valgrind >/dev/null; then
    skip "instructions of decoding a return" "valgrind is missing"
    close_stage
fi
if check "gcc builds the measured program" build $tool; then
    measure "our own return" $own
    if [ -e "$sample" ]; then
        measure "$(basename "$sample")" "$sample"
    else
        skip "the limit of $limit instructions" "$sample is not there (YMR_SAMPLES)"
    fi
fi
close_stage
