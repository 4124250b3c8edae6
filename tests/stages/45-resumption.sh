# What resuming a TLS session saves: no verification, no public-key operation in TLS 1.2, a fraction of the instructions.
. tests/stage.sh

readonly tool=build/host/tools/handshake_cost

for needed in valgrind openssl; do
    if ! command -v $needed >/dev/null; then
        skip "the cost of a resumed handshake" "$needed is missing"
        close_stage
    fi
done
if check "gcc builds the measured program" build $tool; then
    run_counted python3 tests/tools/resumption.py $tool
fi
close_stage
