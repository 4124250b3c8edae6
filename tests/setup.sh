#!/bin/bash
# Sets a machine up: `make deps` (tests/setup.sh build), `make firmware` (firmware), `make matrix` (matrix),
# `make docs` (docs), `make man` (man), `make test` (test), `make contract` (contract), `make prove` (prove) and `make bench` (bench) call it,
# and a program of the tests that includes jsmn (jsmn).
#
# 1. Installs the Debian packages that are missing, as root or through sudo; otherwise names them and stops.
# 2. Brings Mbed TLS and lwIP into build/deps, unless MBEDTLS_DIR or LWIP_DIR say where. For the tests, which measure
#    against it, jsmn as well, unless JSMN_DIR says where.
#    They come from the Debian suite $suite, by the machine's own mirror, through an apt with its own sources,
#    lists and cache: nothing of the system changes. apt checks Debian's signature and every hash.
# 3. For `prove` CBMC 6 as well, likewise: built for a newer system than this may be, it comes with the libraries
#    that it was linked with, and starts by their loader. For `bench` nginx, unpacked, and a curl that is built
#    with the same Mbed TLS as ymr; it goes on without that one.
#
# The reference and the manual pages are made of the headers alone, without the second step.
#
# What is there is not touched: a second run takes a few milliseconds.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly suite=trixie
readonly deps=build/deps
readonly goal=${1:-build}

say() { printf 'deps: %s\n' "$*" >&2; }
stop() { printf 'deps: %s\n' "$@" >&2; exit 1; }

# ---- Debian packages ---------------------------------------------------------------------------------------

# A tool that was installed by other means is as good, so each package is known by what it brings.
build_packages() {
    cat <<'LIST'
gcc              gcc
libc6-dev        /usr/include/stdlib.h
python3          python3
openssl          openssl
ca-certificates  /etc/ssl/certs/ca-certificates.crt
bzip2            bzip2
xz-utils         xz
patch            patch
LIST
}

# The run-time library of libFuzzer is packaged by clang's version: the one that is there, or would be installed.
fuzzer_package() {
    local major
    major=$(clang -dumpversion 2>/dev/null || apt-cache depends clang 2>/dev/null | grep -oE 'clang-[0-9]+' || true)
    major=$(grep -oE '[0-9]+' <<<"$major" | head -n 1 || true)
    [ -z "$major" ] || echo "libclang-rt-$major-dev  /usr/lib/clang/$major/lib/linux/libclang_rt.fuzzer-$(uname -m).a"
}

# Tests that lack one of these are skipped, visibly.
test_packages() {
    cat <<'LIST'
clang                    clang
valgrind                 valgrind
clang-tidy               clang-tidy
cppcheck                 cppcheck
tmux                     tmux
qemu-system-arm          qemu-system-arm
iproute2                 ip
lcov                     lcov
LIST
    matrix_packages
    docs_packages
    page_packages
    packaging_packages
    fuzzer_package
    if [ "$(uname -m)" = x86_64 ]; then
        echo "gcc-multilib  /usr/include/x86_64-linux-gnu/gnu/stubs-32.h"
    fi
    contract_packages
}

# What a board's firmware is built with.
firmware_packages() {
    cat <<'LIST'
gcc-arm-none-eabi        arm-none-eabi-gcc
libnewlib-arm-none-eabi  /usr/lib/arm-none-eabi/include/string.h
LIST
}

# What the matrix of CPUs is compiled with. The compiler for RISC-V comes without the headers of a libc.
matrix_packages() {
    firmware_packages
    cat <<'LIST'
gcc-riscv64-unknown-elf       riscv64-unknown-elf-gcc
picolibc-riscv64-unknown-elf  /usr/lib/picolibc/riscv64-unknown-elf/include/string.h
LIST
}

# What the reference is made with.
docs_packages() {
    man_packages
    cat <<'LIST'
doxygen  doxygen
LIST
}

# And the manual pages.
man_packages() {
    cat <<'LIST'
python3  python3
LIST
}

# What the manual pages are looked at with, and what examples in the documentation use beside ymr.
page_packages() {
    cat <<'LIST'
man-db  man
mandoc  mandoc
jq      jq
LIST
}

# What projects take ymr with, and the shells that complete its command line.
packaging_packages() {
    cat <<'LIST'
cmake               cmake
g++                 g++
pkgconf             pkg-config
python3-yaml        /usr/lib/python3/dist-packages/yaml
python3-jsonschema  /usr/lib/python3/dist-packages/jsonschema
python3-kconfiglib  /usr/lib/python3/dist-packages/kconfiglib.py
zsh                 zsh
fish                fish
LIST
}

# What Prism runs on; it comes by npm, into build/contract.
contract_packages() {
    cat <<'LIST'
nodejs  node
npm     npm
LIST
}

# What the library is measured against.
bench_packages() {
    cat <<'LIST'
libcjson-dev  /usr/include/cjson/cJSON.h
curl          curl
valgrind      valgrind
LIST
}

# What tells which functions of core/ are to be proved.
prove_packages() {
    cat <<'LIST'
clang  clang
LIST
}

missing() {
    local package probe
    while read -r package probe; do
        case $probe in
            /*) [ -e "$probe" ] || echo "$package" ;;
            *) command -v "$probe" >/dev/null || echo "$package" ;;
        esac
    done
}

# Prints the word that makes a command run as root (nothing when it is root already); fails when there is no
# way.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        return 0
    fi
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || [ -t 0 ] || return 1
    echo sudo
}

install_packages() {
    local sudo log=$deps/apt.log
    sudo=$(as_root) || return 1
    mkdir -p $deps
    say "installing $*"
    $sudo apt-get -q update >"$log" 2>&1 || say "apt-get update failed, going on with the old lists"
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 && return 0
    tail -n 20 "$log" >&2
    say "apt-get could not install these packages; its whole log is $log"
    return 1
}

require_packages() {
    local wanted
    mapfile -t wanted < <(for list; do "${list}_packages"; done | missing)
    [ ${#wanted[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || stop "missing, and there is no apt-get to install them: ${wanted[*]}"
    install_packages "${wanted[@]}" ||
        stop "these packages are missing: ${wanted[*]}" \
            "as root: apt-get install --no-install-recommends ${wanted[*]}"
}

offer_packages() {
    local wanted
    mapfile -t wanted < <("${goal}_packages" | missing)
    [ ${#wanted[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null && install_packages "${wanted[@]}" && return 0
    say "some tests will be skipped, these packages are missing: ${wanted[*]}"
    say "as root: apt-get install --no-install-recommends ${wanted[*]}"
}

# ---- Sources -----------------------------------------------------------------------------------------------

readonly mbedtls=${MBEDTLS_DIR:-$deps/mbedtls}
readonly lwip=${LWIP_DIR:-$deps/lwip}
readonly jsmn=${JSMN_DIR:-$deps/jsmn}
readonly cbmc=${CBMC_DIR:-$deps/cbmc}
readonly mbedtls_mark=include/mbedtls/build_info.h
readonly lwip_mark=src/include/lwip/init.h
readonly jsmn_mark=jsmn.h
readonly cbmc_mark=cbmc

# The archive that this system itself comes from, in whatever form its sources are written down.
debian_mirror() {
    local codename
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    apt-get indextargets --no-release-info --format '$(RELEASE) $(REPO_URI)' 2>/dev/null |
        awk -v codename="$codename" '
            $2 ~ /^cdrom:/ { next }
            $1 == codename || $1 ~ /^(oldstable|stable|testing|unstable|sid)$/ { print $2; exit }'
}

signed_by() {
    local keyring
    for keyring in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
        [ ! -e $keyring ] || { echo "signed-by=$keyring"; return; }
    done
}

# apt with nothing of the system's but its proxy, certificate and credential settings.
isolated_apt() {
    apt-get -qq \
        -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
        -o Dir::State="$work/state" -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache" \
        -o APT::Default-Release= -o APT::Sandbox::User=root \
        -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

prepare_isolated_apt() {
    local mirror
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || cannot_fetch "no Debian archive among this machine's package sources"
    mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial"
    : >"$work/status"
    {
        echo "deb [$(signed_by) target=Packages] $mirror $suite main"
        echo "deb-src [$(signed_by) target=Sources] $mirror $suite main"
    } >"$work/sources.list"
    say "reading the index of Debian $suite from this machine's mirror"
    isolated_apt update >"$work/log" 2>&1 || cannot_fetch "the mirror does not give the suite $suite"
}

cannot_fetch() {
    [ ! -s "$work/log" ] || tail -n 10 "$work/log" >&2
    stop "cannot fetch the sources: $1" \
        "unpack Mbed TLS 3.6 and lwIP 2.2 (for the tests jsmn 1.1, too) yourself and give their directories:" \
        "  make MBEDTLS_DIR=/path/to/mbedtls LWIP_DIR=/path/to/lwip" \
        "  make test MBEDTLS_DIR=… LWIP_DIR=… JSMN_DIR=/path/to/directory-with-jsmn.h"
}

# Unpacks what was released, without Debian's patches, into the empty directory $2.
fetch_released() {
    local name=$1 into=$2 download=$work/$1 archives
    mkdir -p "$download" "$into"
    (cd "$download" && isolated_apt source --download-only "$name" >"$work/log" 2>&1) ||
        cannot_fetch "the source package $name does not come"
    mapfile -t archives < <(find "$download" -name '*.orig.tar.*' ! -name '*.asc')
    tar -xf "${archives[0]}" -C "$into" --strip-components=1
}

# A source package with Debian's own patches, as dpkg-source would unpack it, and what we mend.
fetch_source() {
    local name=$1 into=$2 download=$work/$1 patch
    fetch_released "$name" "$into"
    tar -xf "$download"/*.debian.tar.* -C "$download"
    for patch in $(sed 's/#.*//' "$download/debian/patches/series" 2>/dev/null); do
        patch -d "$into" -p1 -s <"$download/debian/patches/$patch" ||
            cannot_fetch "the patch $patch does not apply"
    done
    mend "$name" "$into"
}

# What we change ourselves, port/NAME/*.sed, each of which says why: FILE.sed is for FILE.c in library/ or
# src/core/. Where it changes nothing, the version may no longer need it; the tests tell whether it does.
mend() {
    local name=$1 into=$2 script file
    for script in "port/$name"/*.sed; do
        [ -e "$script" ] || continue
        file=$(ls "$into"/{library,src/core}/"$(basename "$script" .sed).c" 2>/dev/null || true)
        sed -f "$script" "$file" >"$work/mended"
        ! cmp -s "$work/mended" "$file" || say "$script changes nothing in this version"
        cp "$work/mended" "$file"
    done
}

fetch_jsmn() {
    local into=$2 download=$work/$1
    mkdir -p "$download" "$into"
    (cd "$download" && isolated_apt download libjsmn-dev >"$work/log" 2>&1) ||
        cannot_fetch "the package libjsmn-dev does not come"
    dpkg-deb -x "$download"/libjsmn-dev_*.deb "$download"
    cp "$download/usr/include/jsmn.h" "$into/"
}

cannot_fetch_cbmc() {
    [ ! -s "$work/log" ] || tail -n 10 "$work/log" >&2
    stop "cannot fetch CBMC: $1" "install CBMC 6 yourself and say where cbmc, goto-cc and goto-instrument lie:" \
        "  make prove CBMC_DIR=/usr/bin"
}

# A tool of the packages in $2, started by the loader and with the libraries that lie beside it.
write_starter() {
    local tool=$1 into=$2
    cat >"$into/$tool" <<'STARTER'
#!/bin/sh
# Starts the tool of the same name with the libraries that it was built with.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
libraries=$(echo "$here"/usr/lib/*-linux-gnu*)
exec "$libraries"/ld-linux*.so.? --library-path "$libraries:$here/usr/lib" "$here/usr/bin/$(basename "$0")" "$@"
STARTER
    chmod +x "$into/$tool"
}

fetch_cbmc() {
    local into=$2 download=$work/$1 package tool
    mkdir -p "$download" "$into"
    (cd "$download" && isolated_apt download cbmc minisat libc6 libstdc++6 libgcc-s1 zlib1g >"$work/log" 2>&1) ||
        cannot_fetch_cbmc "its packages do not come"
    for package in "$download"/*.deb; do
        dpkg-deb -x "$package" "$into"
    done
    for tool in goto-cc goto-instrument cbmc; do
        write_starter $tool "$into"
        "$into/$tool" --version >"$work/log" 2>&1 || cannot_fetch_cbmc "$tool does not start on this machine"
    done
}

# Is a dependency there, and unpacked after the last change to what we mend in it?
is_there() {
    local name=$1 directory=$2 mark=$3
    [ -e "$directory/$mark" ] || return 1
    [ "$directory" != "$deps/$name" ] || [ -z "$(find port -path "port/$name/*.sed" -newer "$directory/$mark")" ]
}

# A directory appears under its name only when it is complete: an interrupted run leaves nothing to be
# trusted.
bring() {
    local name=$1 mark=$2 how=$3
    ! is_there "$name" "$deps/$name" "$mark" || return 0
    [ -e "$work/sources.list" ] || prepare_isolated_apt
    say "fetching $name"
    $how "$name" "$work/new/$name"
    [ -e "$work/new/$name/$mark" ] || cannot_fetch "the package of $name has no $mark"
    touch "$work/new/$name/$mark"
    rm -rf "${deps:?}/$name"
    mv "$work/new/$name" "$deps/$name"
}

# Who only builds the library has no use for it.
wants_jsmn() { [[ $goal =~ ^(jsmn|test|bench)$ ]]; }

# One that the caller gave is only looked at.
have() {
    local variable=$1 directory=$2 mark=$3
    [ -e "$directory/$mark" ] || stop "$variable=$directory has no $mark in it"
}

check_given() {
    [ "$mbedtls" = $deps/mbedtls ] || have MBEDTLS_DIR "$mbedtls" $mbedtls_mark
    [ "$lwip" = $deps/lwip ] || have LWIP_DIR "$lwip" $lwip_mark
    ! wants_jsmn || [ "$jsmn" = $deps/jsmn ] || have JSMN_DIR "$jsmn" $jsmn_mark
}

# One run at a time writes to build/deps.
begin_work() {
    [ -z "${work:-}" ] || return 0
    mkdir -p $deps
    exec 9>$deps/.lock
    flock 9
    work=$PWD/$deps/.work
    rm -rf "$work"
    mkdir -p "$work/new"
    trap 'rm -rf "$work"' EXIT
}

bring_sources() {
    if is_there mbedtls "$mbedtls" $mbedtls_mark && is_there lwip "$lwip" $lwip_mark &&
        { ! wants_jsmn || is_there jsmn "$jsmn" $jsmn_mark; }; then
        return
    fi
    begin_work
    [ "$mbedtls" != $deps/mbedtls ] || bring mbedtls $mbedtls_mark fetch_source
    [ "$lwip" != $deps/lwip ] || bring lwip $lwip_mark fetch_source
    ! wants_jsmn || [ "$jsmn" != $deps/jsmn ] || bring jsmn $jsmn_mark fetch_jsmn
}

bring_prover() {
    [ "$cbmc" = $deps/cbmc ] || { have CBMC_DIR "$cbmc" $cbmc_mark; return; }
    ! is_there cbmc "$cbmc" $cbmc_mark || return 0
    begin_work
    bring cbmc $cbmc_mark fetch_cbmc
}

check_version() {
    grep -q '^#define MBEDTLS_VERSION_STRING  *"3\.6\.' "$mbedtls/$mbedtls_mark" ||
        stop "$mbedtls is not Mbed TLS 3.6" "give one with MBEDTLS_DIR="
}

# nginx, unpacked and not installed: a package of a server starts it.
bring_nginx() {
    local unpacked=$deps/bench
    [ ! -x /usr/sbin/nginx ] && [ ! -x $unpacked/usr/sbin/nginx ] || return 0
    command -v apt-get >/dev/null || stop "nginx is missing, and there is no apt-get to fetch it"
    mkdir -p $unpacked
    say "fetching nginx"
    (cd $unpacked && apt-get -qq download nginx >apt.log 2>&1 && dpkg-deb -x nginx_*.deb .) ||
        stop "nginx cannot be fetched, see $unpacked/apt.log" "as root: apt-get install nginx-light"
}

# Neither the flags nor the job server of the make that may have called this.
make_foreign() { env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -j"$(nproc)" "$@" >>"$work/log" 2>&1; }

# A curl of http and https alone, with the same Mbed TLS as ymr, but as it was released: nothing of ours in it.
fetch_curl() {
    local into=$2 tls=$work/released/mbedtls source=$work/released/curl staged=$work/released/staged
    fetch_released mbedtls "$tls" && fetch_released curl "$source" && mkdir -p "$staged/lib" "$into" || return
    make_foreign -C "$tls/library" CFLAGS=-O2 libmbedcrypto.a libmbedx509.a libmbedtls.a &&
        cp -r "$tls/include" "$staged/" && cp "$tls"/library/*.a "$staged/lib/" || return
    (cd "$source" && ./configure --disable-shared --with-mbedtls="$staged" CFLAGS=-O2 \
        --without-{ca-bundle,ca-path,libpsl,zlib,brotli,zstd,nghttp2,libidn2,librtmp,libssh2} \
        --disable-{ftp,file,ipfs,ldap,ldaps,rtsp,dict,telnet,tftp,pop3,imap,smb,smtp,gopher,mqtt,websockets} \
        --disable-{manual,docs,ntlm,alt-svc,hsts,threaded-resolver} >>"$work/log" 2>&1) || return
    make_foreign -C "$source" && cp "$source/src/curl" "$into/"
}

# One row of the benchmark: it goes on without.
bring_curl() {
    [ -z "${CURL_MBEDTLS:-}" ] && [ ! -x $deps/curl/curl ] || return 0
    begin_work
    (
        cannot_fetch() { tail -n 3 "$work/log" >&2; say "cannot build curl with Mbed TLS: $1"; exit 1; }
        bring curl curl fetch_curl
    ) || say "its column will be missing; CURL_MBEDTLS=/path/to/curl gives one"
}

case $goal in
    build | jsmn) require_packages build ;;
    prove) require_packages build prove ;;
    firmware) require_packages build firmware ;;
    matrix) require_packages build matrix ;;
    bench)
        require_packages build bench
        bring_nginx
        ;;
    docs | man)
        require_packages "$goal"
        exit
        ;;
    test | contract)
        require_packages build
        offer_packages
        ;;
    *) stop "usage: tests/setup.sh build|firmware|matrix|docs|man|test|contract|bench|prove|jsmn" ;;
esac
check_given
bring_sources
check_version
[ "$goal" != prove ] || bring_prover
[ "$goal" != bench ] || bring_curl
