# The unit tests, built as the product is built: gcc -O2, hardened.
. tests/stage.sh

if check "gcc builds the unit tests" build build/host/unit; then
    run_counted build/host/unit
fi
close_stage
