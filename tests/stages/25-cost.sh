# Instructions of decoding one return, counted by callgrind: the same in every run. The functions are those of the
# library that `ymr return` calls; checking of unknown fields and unescaping are in it.
. tests/stage.sh

readonly limit=42000
readonly sample=${YMR_SAMPLES:-../shared/samples}/answer-return-refunded.json
readonly own=tests/data/answer-return.json
readonly tool=build/host/tools/decode_cost

# instructions FUNCTION COMMAND…: those between entering the function and leaving it.
instructions() {
    local function=$1
    shift
    valgrind --tool=callgrind --toggle-collect="$function" --callgrind-out-file="$scratch/calls" \
        "$@" >"$scratch/said" 2>&1 || return 1
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
    floor=$(instructions find_tokens $tool jsmn return "$file" 1)
    check "$name: is measured" eval 'count=$(instructions read_ymr $tool ymr return "$file" 1)' || return
    report "$name" "$count" "$floor"
    check "$name: no allocation" no_allocation
    if [ "$file" = "$sample" ]; then
        check "$name: at most $limit instructions" test "$count" -le $limit
    fi
    for seed in 1 2 3 4 5; do
        python3 tests/tools/shuffle_keys.py "$file" $seed >"$scratch/shuffled.json"
        check "  its keys shuffled, seed $seed: read as well" \
            eval 'count=$(instructions read_ymr $tool ymr return "$scratch/shuffled.json" 1)'
        report "  its keys shuffled, seed $seed" "$count" "$floor"
    done
}

# A return with $1 objects that no row knows, behind one that has a row.
crowded() {
    local objects
    printf -v objects '%*s' "$1" ''
    printf '{"status":"OK","result":{"returns":[{"id":1,"orderId":2,"returnType":"RETURN","items":[],%s%s}]}}' \
        '"logisticPickupPoint":{}' "${objects// /,\"a\":{\}}"
}

# Whatever a server puts between the objects of an element: a list is stepped in time that grows with its bytes.
steps_in_one_pass() {
    local few many
    crowded 200 >"$scratch/few.json"
    crowded 2000 >"$scratch/many.json"
    few=$(instructions ymr_list_next build/ymr decode "$scratch/few.json") && many=$(instructions ymr_list_next build/ymr decode "$scratch/many.json") ||
        return 1
    echo "  an element of 200 unknown objects: $few instructions, of 2,000: $many" >>"$scratch/grown"
    [ "$few" -gt 0 ] && [ "$many" -le $((12 * few)) ]
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
if check "the program is built" build build/ymr; then
    check "ten times as many unknown objects in an element cost ten times as much" steps_in_one_pass
    cat "$scratch/grown"
fi
close_stage
