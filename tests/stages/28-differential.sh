# HTTP framing held against Node's own parser, JSON verdicts and values against Python's.
. tests/stage.sh

export PYTHONDONTWRITEBYTECODE=1
if ! command -v node >/dev/null; then
    skip "HTTP against Node" "node is missing (package nodejs)"
    close_stage
fi
if ! check "the library answers cases" build build/host/tools/differential; then
    close_stage
fi
run_counted python3 tests/fuzz/differential.py
close_stage
