# The parsers, fuzzed for half a minute each, two at a time: what once failed first, then new inputs; and
# planted bugs are found. The seed is always the same, so that what fails here comes of a change; `make fuzz` takes
# another one each time, and longer.
. tests/stage.sh

export PYTHONDONTWRITEBYTECODE=1
why=$(python3 tests/fuzz/run.py --probe)
if [ $? -eq 3 ]; then
    skip "fuzzing" "$why"
    close_stage
fi
run_counted python3 tests/fuzz/run.py --seconds "${YMR_FUZZ_SECONDS:-30}" --seed 20261122
close_stage
