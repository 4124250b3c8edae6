# How much of core/ the unit tests reach: every line and every branch. `make coverage` is the same by itself.
. tests/stage.sh

export PYTHONDONTWRITEBYTECODE=1
if ! command -v lcov >/dev/null; then
    skip "lines and branches of core/" "lcov is missing (package lcov)"
    close_stage
fi
if check "gcc builds the unit tests, every branch counted" build VARIANT=coverage build/coverage/unit; then
    run_counted python3 tests/tools/coverage.py
    check "a line and a branch that are not reached are found" python3 tests/tools/coverage.py --try
fi
close_stage
