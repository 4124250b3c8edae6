# TLS as a device has it: handshakes in pieces that keep a main loop going, in a pool of 28 KB of which 7 KB
# are lent. The figures that it prints stand in port/mbedtls/ymr_tls.h.
. tests/stage.sh

readonly small="-DYMR_TLS_HOSTED=0 -DYMR_TLS13=0 -DYMR_TLS_OUT_LEN=1024"
readonly large="-DYMR_TLS_HOSTED=0"

tools() { # variant, further words of make
    build VARIANT="$@" "build/$1/tools/tls_record" "build/$1/tools/tls_replay"
}

# A program with newlib's semihosting for QEMU's mps2-an385.
image() {
    local o=build/$1 file objects=()
    for file in port/mbedtls/*.c tests/tools/tls_replay.c tests/tools/tls_vectors.c; do
        objects+=("$o/${file%.c}.o")
    done
    build VARIANT="$1" CC=arm-none-eabi-gcc AR=arm-none-eabi-ar HARDENING= \
        FLAGS="-Os -mcpu=cortex-m3 -mthumb $2" "$o/libmbedtls_ymr.a" "$o/libcore.a" "${objects[@]}" &&
        arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb --specs=rdimon.specs -Wl,--gc-sections \
            -Wl,--section-start=.vectors=0 -Wl,-u,vectors "${objects[@]}" "$o/libcore.a" \
            "$o/libmbedtls_ymr.a" -o "$o/tls_replay.elf"
}

measure() { # variant, versions, an image's variant or nothing, further words of tls_device.py
    local o=build/$1 options=("${@:4}")
    [ -z "$3" ] || [ ! -e "build/$3/tls_replay.elf" ] || options+=(--image "build/$3/tls_replay.elf")
    run_counted python3 tests/tools/tls_device.py "$o/tools/tls_record" "$o/tools/tls_replay" "$2" \
        "${options[@]}"
}

if [ "$(uname -m)" = x86_64 ] && ! [ -e /usr/include/x86_64-linux-gnu/gnu/stubs-32.h ]; then
    skip "a device of 32 bit" "gcc-multilib is missing"
    close_stage
fi
if command -v qemu-system-arm >/dev/null && command -v arm-none-eabi-gcc >/dev/null; then
    check "an image for the small device" image arm-tls-small "-DYMR_TLS13=0 -DYMR_TLS_OUT_LEN=1024"
    check "an image for the large device" image arm-tls-large ""
else
    skip "instructions on Cortex-M3" "qemu-system-arm or gcc-arm-none-eabi is missing"
fi
if check "the small device's TLS on this machine" tools tls-small CFLAGS="-m32 $small" LDFLAGS=-m32; then
    measure tls-small 1.2 arm-tls-small
fi
if check "the large device's TLS on this machine" tools tls-large CFLAGS="-m32 $large" LDFLAGS=-m32; then
    measure tls-large 1.2,1.3 arm-tls-large --step 1024
fi
if check "both with the sanitizers" tools tls-asan CFLAGS="-O1 $large -fsanitize=address,undefined \
    -fno-sanitize-recover=all -fno-omit-frame-pointer" HARDENING= LINKING=-fsanitize=address,undefined; then
    measure tls-asan 1.2,1.3 "" --step 4096
fi
close_stage
