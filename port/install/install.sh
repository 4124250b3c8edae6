#!/bin/bash
# install.sh install | uninstall: what `make install` and `make uninstall` do, which give the variables.
#
#   DESTDIR                               put in front of every path; for those who make packages
#   PREFIX BINDIR LIBDIR INCLUDEDIR DATADIR  absolute, as the program will find them
#   PROGRAM LIBRARY TLS_LIBRARY           what was built
#   MBEDTLS_DIR                           whose headers are installed, with the configuration of the build
#   DEFINITIONS                           -DYMR_… of that build
#
# What was installed is written down, so that `uninstall` takes away exactly that, whatever the tree has now.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly list=$DATADIR/ymr/installed
readonly vendor=$INCLUDEDIR/ymr/vendor
written=()

stop() { printf 'ymr: %s\n' "$@" >&2; exit 1; }

for directory in "$PREFIX" "$BINDIR" "$LIBDIR" "$INCLUDEDIR" "$DATADIR"; do
    [[ $directory == /* ]] || stop "\"$directory\" is no absolute path: give PREFIX=/usr/local or the like"
done

[[ $DEFINITIONS != *-DYMR_CONFIG_FILE=* ]] ||
    stop "a header of limits (YMR_CONFIG_FILE) cannot be installed: give its lines as flags, -DYMR_MAX_CODE=300"

# put MODE FILE DIRECTORY [NAME]
put() {
    local mode=$1 file=$2 target=$3/${4:-$(basename "$2")}
    install -D -m "$mode" "$file" "$DESTDIR$target"
    written+=("$target")
}

put_all() {
    local into=$1 file
    shift
    for file; do
        put 644 "$file" "$into"
    done
}

# put_output DIRECTORY NAME COMMAND…: what the command prints
put_output() {
    local into=$1 name=$2 text
    shift 2
    text=$(mktemp)
    "$@" >"$text"
    put 644 "$text" "$into" "$name"
    rm -f "$text"
}

version() {
    awk '$2 ~ /^YMR_VERSION_(MAJOR|MINOR|PATCH)$/ { text = text dot $3; dot = "." } END { print text }' \
        include/ymr/version.h
}

pointer_size() { od -An -j4 -N1 -tu1 "$PROGRAM" | awk '{ print $1 * 4 }'; }

# The definitions as CMake wants them: without -D, with semicolons.
definitions_for_cmake() { sed 's/-D//g; s/  */;/g; s/^;//; s/;$//' <<<"$DEFINITIONS"; }

filled() {
    local definitions=$1 template=$2
    sed -e "s|@PREFIX@|$PREFIX|; s|@LIBDIR@|$LIBDIR|; s|@INCLUDEDIR@|$INCLUDEDIR|" \
        -e "s|@VERSION@|$(version)|; s|@MAJOR_MINOR@|$(version | cut -d. -f1,2)|" \
        -e "s|@POINTER@|$(pointer_size)|; s|@DEFINITIONS@|$definitions|; s| *$||" \
        -e "s|@FROM_CMAKE_TO_INCLUDE@|$(realpath -ms --relative-to="$LIBDIR/cmake/ymr" "$INCLUDEDIR")|" \
        "$template"
}

# Whatever includes an Mbed TLS header sees the configuration that the library was built with, without a flag.
configuration_of_mbedtls() {
    echo '/* The configuration of the Mbed TLS in libmbedtls_ymr.a, and the switches of its build. */'
    tr ' ' '\n' <<<"$DEFINITIONS" | sed -nE 's/^-D(YMR_TLS[A-Z0-9_]*)=(.*)$/#define \1 \2/p' |
        awk '{ print "#ifndef " $2; print; print "#endif" }'
    echo '#include "../../port/ymr_mbedtls_config.h"'
}

install_library() {
    put 644 "$LIBRARY" "$LIBDIR"
    put 644 "$TLS_LIBRARY" "$LIBDIR"
    put_all "$INCLUDEDIR/ymr" include/ymr/*.h
    put_all "$INCLUDEDIR/ymr/port" port/posix/ymr_posix.h port/posix/pem.h port/mbedtls/ymr_tls.h \
        port/mbedtls/ymr_mbedtls_config.h port/mbedtls/ymr_psa_config.h port/device/ymr_device.h
    put_all "$vendor/psa" "$MBEDTLS_DIR"/include/psa/*.h
    local header
    for header in "$MBEDTLS_DIR"/include/mbedtls/*.h; do
        [ "$(basename "$header")" = mbedtls_config.h ] || put 644 "$header" "$vendor/mbedtls"
    done
    put_output "$vendor/mbedtls" mbedtls_config.h configuration_of_mbedtls
}

install_packages() {
    put_output "$LIBDIR/pkgconfig" ymr.pc filled "$DEFINITIONS" port/install/ymr.pc.in
    put_output "$LIBDIR/cmake/ymr" ymr-config.cmake \
        filled "$(definitions_for_cmake)" port/install/ymr-config.cmake.in
    put_output "$LIBDIR/cmake/ymr" ymr-config-version.cmake filled "" port/install/ymr-config-version.cmake.in
}

install_program() {
    put 755 "$PROGRAM" "$BINDIR"
    put_output "$DATADIR/bash-completion/completions" ymr "$PROGRAM" completion bash
    put_output "$DATADIR/zsh/site-functions" _ymr "$PROGRAM" completion zsh
    put_output "$DATADIR/fish/vendor_completions.d" ymr.fish "$PROGRAM" completion fish
}

# Manual pages are there when they were made.
install_documents() {
    local section page
    for section in 1 3; do
        for page in build/man/man$section/*.$section; do
            [ ! -e "$page" ] || put 644 "$page" "$DATADIR/man/man$section"
        done
    done
    put 644 port/install/LICENCES.md "$DATADIR/doc/ymr"
    put 644 "$MBEDTLS_DIR/LICENSE" "$DATADIR/doc/ymr" LICENSE.mbedtls
}

write_list() {
    mkdir -p "$DESTDIR$DATADIR/ymr"
    printf '%s\n' "${written[@]}" "$list" >"$DESTDIR$list"
    echo "ymr $(version): ${#written[@]} files below $DESTDIR$PREFIX"
}

remove() {
    local file
    [ -e "$DESTDIR$list" ] ||
        stop "nothing to uninstall: there is no $DESTDIR$list" "give DESTDIR and PREFIX as for make install"
    mapfile -t written <"$DESTDIR$list"
    for file in "${written[@]}"; do
        rm -f "$DESTDIR$file"
    done
    # Directories that are nobody else's.
    for file in "$vendor/mbedtls" "$vendor/psa" "$vendor" "$INCLUDEDIR/ymr/port" "$INCLUDEDIR/ymr" \
        "$LIBDIR/cmake/ymr" "$DATADIR/doc/ymr" "$DATADIR/ymr"; do
        [ ! -d "$DESTDIR$file" ] || rmdir --ignore-fail-on-non-empty "$DESTDIR$file"
    done
    echo "ymr: ${#written[@]} files removed"
}

case ${1:-} in
    install)
        install_library
        install_packages
        install_program
        install_documents
        write_list
        ;;
    uninstall) remove ;;
    *) stop "usage: install.sh install|uninstall, by make" ;;
esac
