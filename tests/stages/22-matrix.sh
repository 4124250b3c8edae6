# core, port/mbedtls and port/device for the CPUs that they are meant for, in both profiles of TLS, without a
# warning.
. tests/stage.sh

cpus=$(sed -n 's/^MATRIX := //p' Makefile)
readonly picolibc=/usr/lib/picolibc/riscv64-unknown-elf/include/string.h

what_is_missing_for() {
    case $1 in
        cortex-*) command -v arm-none-eabi-gcc >/dev/null || echo "gcc-arm-none-eabi is not installed" ;;
        riscv*)
            if ! command -v riscv64-unknown-elf-gcc >/dev/null; then
                echo "gcc-riscv64-unknown-elf is not installed"
            elif ! [ -e $picolibc ]; then
                echo "picolibc-riscv64-unknown-elf is not installed"
            fi
            ;;
    esac
}

compiles() {
    build "VARIANT=matrix-$1" objects-of-core objects-of-port &&
        build "VARIANT=matrix-$1-tls12" objects-of-port
}

# Otherwise it would be easy to have none.
warns_like_the_host() {
    local variant
    make -s build/host/flags
    for variant; do
        diff <(warnings_of host) <(warnings_of "$variant") || return 1
    done
}

warnings_of() { tr ' ' '\n' <"build/$1/flags" | grep -E '^-(W|std|pedantic)' | grep -vE '^-Wl' | sort -u; }

# What the two profiles are told apart by: TLS 1.3 needs PSA's random numbers.
is_of_its_profile() {
    local nm=arm-none-eabi-nm hooks=port/mbedtls/tls_hooks.o
    case $1 in riscv*) nm=riscv64-unknown-elf-nm ;; esac
    $nm "build/matrix-$1/$hooks" | grep psa_crypto_init && ! $nm "build/matrix-$1-tls12/$hooks" | grep psa_
}

compiled=()
for cpu in $cpus; do
    lacking=$(what_is_missing_for "$cpu")
    if [ -n "$lacking" ]; then
        skip "$cpu" "$lacking"
    elif check "$cpu: no warning, with TLS 1.2 and with both" compiles "$cpu"; then
        compiled+=("$cpu")
        check "$cpu: with the warnings of the host" warns_like_the_host "matrix-$cpu" "matrix-$cpu-tls12"
        check "$cpu: one profile has TLS 1.3, the other has not" is_of_its_profile "$cpu"
    fi
done
if [ ${#compiled[@]} -lt "$(wc -w <<<"$cpus")" ] || ! command -v valgrind >/dev/null; then
    skip "the tables of what ymr costs" "a compiler or valgrind is missing"
else
    check "the tables of what ymr costs are up to date (make tables)" python3 tests/bench/size.py --check tests/bench/README.md
fi
[ ${#compiled[@]} -eq 0 ] || tests/matrix.sh "${compiled[@]}" | sed 's/^/        /'
close_stage
