# The program against the stand-in for the Market: as it is shipped, and once more under the sanitizers.
. tests/stage.sh

readonly parts=3

# All take minutes, most of them spent waiting: so they run side by side, in parts.
start_program() {
    local variant=$1 program=$2 part
    for ((part = 1; part <= parts; part++)); do
        {
            YMR_PROGRAM=$program PYTHONDONTWRITEBYTECODE=1 python3 tests/integration/run.py --part $part/$parts
            echo "exit $?"
        } >"$scratch/$variant.$part.out" 2>&1 &
    done
}

# Takes over the closing line of tests/integration/run.py.
count_program() {
    local program=$1 out=$scratch/$2.out closing status
    status=$(sed -n '$s/^exit //p' "$out")
    sed -i '$d' "$out"
    closing=$(tail -n 1 "$out")
    if [[ $closing =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]]; then
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
        skipped=$((skipped + ${BASH_REMATCH[4]:-0}))
        [ "$status" = 0 ] || sed -n '/^=====/,$p' "$out"
        if [ "$status" != 0 ] && [ "${BASH_REMATCH[2]}" -eq 0 ]; then
            failed=$((failed + 1))
            echo "  FAIL  $program: the tests ended with exit $status"
        fi
        grep -o 'peak resident.*' "$out"
        sed -n 's/^skipped /  skip  /p' "$out"
    else
        cat "$out"
        failed=$((failed + 1))
        echo "  FAIL  $program: the tests died (exit $status)"
    fi
}

if ! command -v openssl >/dev/null; then
    skip "the program" "openssl is not installed, and the market needs it"
    close_stage
fi
programs=()
if check "the program builds" build build/ymr; then
    programs+=(host:build/ymr)
fi
if check "the program builds with the sanitizers" build VARIANT=asan build/asan/ymr; then
    programs+=(asan:build/asan/ymr)
fi
for each in "${programs[@]}"; do
    start_program "${each%%:*}" "${each#*:}"
done
wait
for each in "${programs[@]}"; do
    for ((part = 1; part <= parts; part++)); do
        count_program "${each#*:}" "${each%%:*}.$part"
    done
done
close_stage
