# port/lwip on a TAP device against the kernel's TCP and servers of its own, under ASan and UBSan.
. tests/stage.sh

flavours="default tight malloc ip6"

# A network namespace of one's own, as root or as the root of a user namespace.
private_network() {
    if [ "$(id -u)" = 0 ]; then
        unshare -n "$@"
    else
        unshare -rn "$@"
    fi
}

has_tap() {
    private_network ip tuntap add dev ymr0 mode tap 2>/dev/null
}

for flavour in $flavours; do
    check "the probe builds ($flavour)" build VARIANT=asan SET="$flavour" "build/asan/lwip-$flavour/probe"
done
check "port/lwip builds with clang" build VARIANT=clang build/clang/lwip-default/probe
check "port/lwip builds for a tcpip thread" build VARIANT=host lwip-threads

if check "DHCP builds with a clock of its own" build VARIANT=asan SET=default build/asan/lwip-default/dhcp; then
    run_counted build/asan/lwip-default/dhcp
fi

if has_tap; then
    run_counted python3 tests/port/lwip_run.py 'build/asan/lwip-%s/probe'
else
    skip "port/lwip against the kernel's TCP" "there is no TAP device, or no right to make one"
fi
close_stage
