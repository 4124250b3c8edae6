# Sourced by a stage of tests/stages: counts its checks and writes the closing line that tests/run reads.
#
#   . tests/stage.sh
#   check "the core is free of floats" no_floats     # a command; passes when it exits 0, its output shows if
#   not skip "32-bit build" "gcc-multilib is missing"     # visible, never counted as passed
#   close_stage                                       # the last command: "N passed, N failed[, N skipped]"

set -u
passed=0 failed=0 skipped=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

check() {
    local name=$1 status
    shift
    "$@" >"$scratch/check.out" 2>&1
    status=$?
    if [ $status -eq 0 ]; then
        passed=$((passed + 1))
        echo "  ok    $name"
    else
        failed=$((failed + 1))
        echo "  FAIL  $name (exit $status)"
        sed 's/^/        /' "$scratch/check.out"
    fi
    return $status
}

skip() {
    skipped=$((skipped + 1))
    echo "  skip  $1: $2"
}

# Builds quietly; the compiler's words come out only when it fails.
build() {
    make -s "$@" >"$scratch/build.out" 2>&1 && return
    cat "$scratch/build.out"
    return 1
}

# Takes over the closing line of a runner that counts by itself (the unit runner), and shows what else it
# said.
run_counted() {
    local closing
    "$@" >"$scratch/run.out" 2>&1
    local status=$?
    closing=$(tail -n 1 "$scratch/run.out")
    if [[ $closing =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
        head -n -1 "$scratch/run.out"
        if [ $status -ne 0 ] && [ "${BASH_REMATCH[2]}" -eq 0 ]; then
            failed=$((failed + 1))
            echo "  FAIL  $1 ended with exit $status"
        fi
    else
        cat "$scratch/run.out"
        failed=$((failed + 1))
        echo "  FAIL  $1 died (exit $status)"
    fi
}

close_stage() {
    printf '%d passed, %d failed' $passed $failed
    [ $skipped -eq 0 ] || printf ', %d skipped' $skipped
    printf '\n'
    [ $failed -eq 0 ]
    exit
}
