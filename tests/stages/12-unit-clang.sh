# Everything built by clang, which warns about other things than gcc, and the unit tests run.
. tests/stage.sh

if ! command -v clang >/dev/null; then
    skip "clang" "clang is not installed"
    close_stage
fi
check "clang builds the library and the program" build VARIANT=clang all
if check "clang builds the unit tests" build VARIANT=clang build/clang/unit; then
    run_counted build/clang/unit
fi
close_stage
