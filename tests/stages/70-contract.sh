# Every operation against Prism, which answers at random from the API's official description and checks each request.
# The description is not part of this repository; YMR_OPENAPI says where it is. The seed is fixed: a stage that fails
# on one machine fails on the next; `make contract` takes another one each time.
. tests/stage.sh

openapi=${YMR_OPENAPI:-../shared/openapi/market-returns.json}

# Takes over the closing line of tests/contract/run.py.
run_contract() {
    local closing
    PYTHONDONTWRITEBYTECODE=1 python3 tests/contract/run.py --openapi "$openapi" --seed 1 --rounds 20 \
        >"$scratch/contract.out" 2>&1
    local status=$?
    closing=$(tail -n 1 "$scratch/contract.out")
    if [[ $closing =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]]; then
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
        skipped=$((skipped + ${BASH_REMATCH[4]:-0}))
        head -n -1 "$scratch/contract.out"
    else
        cat "$scratch/contract.out"
        failed=$((failed + 1))
        echo "  FAIL  the contract tests died (exit $status)"
    fi
}

if [ ! -e "$openapi" ]; then
    skip "operations against the API's description" "$openapi is not there (YMR_OPENAPI)"
elif ! why=$(PYTHONDONTWRITEBYTECODE=1 python3 tests/contract/prism.py 2>&1); then
    skip "operations against the API's description" "$why"
elif check "the program builds" build build/ymr; then
    check "the comparison sees what it should" python3 tests/contract/test_compare.py
    run_contract
fi
close_stage
