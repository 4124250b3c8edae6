# The stand-in for the Market tests itself: its data, operations, photos, faults, certificates, start and stop.
. tests/stage.sh

# Takes over the figures of Python's unittest; the reason of a skipped test stands in its line.
run_unittest() {
    local log=$scratch/unittest.out status ran unkept
    (cd tests && PYTHONDONTWRITEBYTECODE=1 python3 -W error::ResourceWarning -m unittest -v "$1") >"$log" 2>&1
    status=$?
    ran=$(sed -nE 's/^Ran ([0-9]+) tests?.*/\1/p' "$log")
    skipped=$((skipped + $(grep -c ' \.\.\. skipped ' "$log")))
    unkept=$(grep -cE '^(FAIL|ERROR): ' "$log")
    if [ $status -ne 0 ] && [ "$unkept" -eq 0 ]; then
        unkept=1
    fi
    failed=$((failed + unkept))
    passed=$((passed + ${ran:-0} - skipped - unkept))
    grep ' \.\.\. skipped ' "$log"
    [ $status -eq 0 ] || sed -n '/^=====/,$p' "$log"
    [ -n "$ran" ] || cat "$log"
}

if ! command -v openssl >/dev/null; then
    skip "the market's self-test" "openssl is not installed"
    close_stage
fi
run_unittest market.test_market
close_stage
