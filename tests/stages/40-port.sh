# port/posix and port/mbedtls against real sockets and servers: failures, certificates, resumption, memory.
. tests/stage.sh

drive() {
    local variant=$1 probe=build/$1/tools/port_probe
    if check "the probe builds ($variant)" build VARIANT="$variant" "$probe"; then
        run_counted python3 tests/port/run.py "$probe"
    fi
}

drive host
drive asan
close_stage
