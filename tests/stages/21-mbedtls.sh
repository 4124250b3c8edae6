# Mbed TLS as ymr builds it: the CPU's AES, a client and nothing else, and smaller for a device.
. tests/stage.sh

symbols() { nm --defined-only "$1" 2>/dev/null | awk 'NF == 3 { print $3 }'; }

uses_aes_instructions() {
    objdump -d build/libmbedtls_ymr.a | grep -cE '\baes(enc|e)\b' | grep -v '^0$'
}

holds_no_server_and_no_old_cipher() {
    ! symbols "$1" | grep -E 'handshake_server|mbedtls_(md5|des|aria|camellia|dhm|ccm|debug|net)_' | grep .
}

holds_no_psa() {
    ! symbols "$1" | grep -E '^psa_|tls13' | grep .
}

if check "it builds" build build/libmbedtls_ymr.a; then
    case $(uname -m) in
        x86_64 | aarch64) check "it uses the CPU's AES instructions" uses_aes_instructions ;;
        *) skip "AES instructions" "only for x86-64 and arm64" ;;
    esac
    check "no server, no old cipher, no debugging" holds_no_server_and_no_old_cipher build/libmbedtls_ymr.a
fi

if check "with YMR_TLS13=0 library and program build" build VARIANT=tls12 CFLAGS=-DYMR_TLS13=0 all; then
    check "YMR_TLS13=0: no PSA and no TLS 1.3 in it" holds_no_psa build/tls12/libmbedtls_ymr.a
fi

port_for_device() {
    local file objects=()
    for file in port/mbedtls/*.c; do
        [ ! -e "$file" ] || objects+=("build/arm-m3/${file%.c}.o")
    done
    build VARIANT=arm-m3 build/arm-m3/libmbedtls_ymr.a "${objects[@]}"
}

if command -v arm-none-eabi-gcc >/dev/null; then
    check "it and port/mbedtls build for Cortex-M3" port_for_device
else
    skip "Cortex-M3" "gcc-arm-none-eabi is not installed"
fi
close_stage
