# The unit tests under AddressSanitizer and UndefinedBehaviorSanitizer: the first fault ends them.
. tests/stage.sh

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
export UBSAN_OPTIONS=print_stacktrace=1
if check "gcc builds the unit tests with sanitizers" build VARIANT=asan build/asan/unit; then
    run_counted build/asan/unit
fi
close_stage
