# port/posix and port/mbedtls against real sockets and servers: failures, certificates, resumption, memory.
. tests/stage.sh

drive() {
    local variant=$1 probe=build/$1/tools/port_probe
    if check "the probes build ($variant)" build VARIANT="$variant" "$probe" "build/$1/tools/tls_memory"; then
        run_counted python3 tests/port/run.py "$probe"
    fi
}

drive host
drive asan
close_stage
