# The program against the stand-in for the Market: as it is shipped, and once more under the sanitizers.
. tests/stage.sh

# Takes over the closing line of tests/integration/run.py.
run_program() {
    local program=$1 closing
    YMR_PROGRAM=$program PYTHONDONTWRITEBYTECODE=1 python3 tests/integration/run.py >"$scratch/program.out" 2>&1
    local status=$?
    closing=$(tail -n 1 "$scratch/program.out")
    if [[ $closing =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]]; then
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
        skipped=$((skipped + ${BASH_REMATCH[4]:-0}))
        [ $status -eq 0 ] || sed -n '/^=====/,$p' "$scratch/program.out"
        grep -o 'peak resident.*' "$scratch/program.out"
        sed -n 's/^skipped /  skip  /p' "$scratch/program.out"
    else
        cat "$scratch/program.out"
        failed=$((failed + 1))
        echo "  FAIL  $program: the tests died (exit $status)"
    fi
}

if ! command -v openssl >/dev/null; then
    skip "the program" "openssl is not installed, and the market needs it"
    close_stage
fi
if check "the program builds" build build/ymr; then
    run_program build/ymr
fi
if check "the program builds with the sanitizers" build VARIANT=asan build/asan/ymr; then
    run_program build/asan/ymr
fi
close_stage
