# Delivery over the decision journal: device, worker, network, power, Market and somebody else, all by chance
# and in simulated time. A part of the runs; all: `build/host/tools/journal_runs --runs 100000 --seed N`.
. tests/stage.sh

readonly runs=${YMR_JOURNAL_RUNS:-5000}
readonly seed=${YMR_JOURNAL_SEED:-6}

if check "gcc builds the simulation" build build/host/tools/journal_runs; then
    check "$runs runs of seed $seed" build/host/tools/journal_runs --runs "$runs" --seed "$seed"
    sed 's/^/        /' "$scratch/check.out"
fi
if check "gcc builds it with sanitizers" build VARIANT=asan build/asan/tools/journal_runs; then
    check "200 runs with sanitizers" build/asan/tools/journal_runs --runs 200 --seed "$seed"
fi
close_stage
