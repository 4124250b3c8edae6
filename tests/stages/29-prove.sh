# Functions of core/, proved: those whose proof takes seconds. `make prove` does them all.
. tests/stage.sh

export PYTHONDONTWRITEBYTECODE=1
if ! tests/setup.sh prove; then
    skip "proofs" "CBMC is not there, see above"
    close_stage
fi
run_counted python3 tests/prove/run.py --fast
close_stage
