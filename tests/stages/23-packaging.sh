# Every way of taking ymr, by a project that does: tests/packaging/README.md.
. tests/stage.sh

readonly here=$PWD/tests/packaging
# make says where they are as seen from here; projects are built elsewhere.
for variable in MBEDTLS_DIR LWIP_DIR JSMN_DIR; do
    [ -z "${!variable:-}" ] || export "$variable=$(realpath -m "${!variable}")"
done
readonly jobs=$(nproc)
readonly prefix=$scratch/prefix
export SCRATCH=$scratch

# Debian's own Python, for which it packages what reads YAML, Kconfig and schemas.
python=/usr/bin/python3
[ -x $python ] || python=python3
has_modules() { $python -c 'import jsonschema, kconfiglib, yaml' 2>/dev/null; }

# ---- make install -------------------------------------------------------------------------------------------

install_into_prefix() { build install PREFIX="$prefix"; }

installed_program_runs() { [ "$("$prefix/bin/ymr" --version)" = "ymr $(pkg_config --modversion ymr)" ]; }

pkg_config() { PKG_CONFIG_PATH=$prefix/lib/pkgconfig pkg-config "$@"; }

# block PAGE LANGUAGE N: the Nth block of code in that language on a page, with the path of this tree.
block() {
    awk -v start="^ *\`\`\`$2\$" -v wanted="$3" '
        open && /^ *```$/ { open = on = 0; next }
        !open && /^ *```/ { open = 1; on = $0 ~ start && ++count == wanted; indent = match($0, /`/); next }
        on { print substr($0, indent) }' "port/$1/README.md" | sed "s|/path/to/ymr|$PWD|g"
}

page_of_installation() {
    mkdir "$scratch/page" && block install c 1 >"$scratch/page/program.c" &&
        (cd "$scratch/page" && gcc -std=c11 program.c $(pkg_config --cflags --libs ymr) -o program && ./program)
}

# In an empty directory: nothing of the tree may be needed.
pkg_config_consumer() {
    (cd "$scratch" && gcc -std=c11 -Wall -Werror -DYMR_CONSUMER_TLS "$here/main.c" "$here/consumer.c" \
        $(pkg_config --cflags --libs ymr) -o by_pkg_config && ./by_pkg_config)
}

refuses_a_relative_prefix() {
    local said
    said=$(make -s install PREFIX=here 2>&1) && { echo "it took PREFIX=here"; return 1; }
    grep -q 'no absolute path' <<<"$said" || { echo "$said"; return 1; }
}

# What is left is what was there before.
uninstalls_all() {
    local root=$scratch/root
    mkdir -p "$root/usr/include/ymr" && touch "$root/usr/include/ymr/somebody_elses.h"
    build install DESTDIR="$root" PREFIX=/usr LIBDIR=/usr/lib/here || return 1
    ! grep -r "$root" "$root/usr/lib/here/pkgconfig" "$root/usr/lib/here/cmake" || return 1
    grep -q '^libdir=/usr/lib/here$' "$root/usr/lib/here/pkgconfig/ymr.pc" || return 1
    build uninstall DESTDIR="$root" PREFIX=/usr LIBDIR=/usr/lib/here || return 1
    [ "$(cd "$root" && find . -type f)" = ./usr/include/ymr/somebody_elses.h ] || { find "$root" -type f; return 1; }
}

refuses_a_header_of_limits() {
    local said
    said=$(DEFINITIONS='-DYMR_CONFIG_FILE="own.h"' PREFIX=/usr BINDIR=/usr/bin LIBDIR=/usr/lib \
        INCLUDEDIR=/usr/include DATADIR=/usr/share port/install/install.sh install 2>&1) && return 1
    grep -q 'give its lines as flags' <<<"$said" || { echo "$said"; return 1; }
}

nothing_to_uninstall() {
    local said
    said=$(make -s uninstall DESTDIR="$scratch/nowhere" 2>&1) && return 1
    grep -q 'nothing to uninstall' <<<"$said"
}

# The limits that a library was built with come with it.
limits_come_along() {
    local definitions='-DYMR_MAX_CODE=300 -DYMR_TLS13=0' root=$scratch/with_limits
    DEFINITIONS=$definitions DESTDIR=$root PREFIX=/usr BINDIR=/usr/bin LIBDIR=/usr/lib INCLUDEDIR=/usr/include \
        DATADIR=/usr/share PROGRAM=build/ymr LIBRARY=build/libymr.a TLS_LIBRARY=build/libmbedtls_ymr.a \
        MBEDTLS_DIR=${MBEDTLS_DIR:-build/deps/mbedtls} port/install/install.sh install || return 1
    grep -q -- "^Cflags:.* $definitions\$" "$root/usr/lib/pkgconfig/ymr.pc" &&
        grep -q 'COMPILE_DEFINITIONS "YMR_MAX_CODE=300;YMR_TLS13=0"' "$root/usr/lib/cmake/ymr/ymr-config.cmake" &&
        grep -q '^#define YMR_TLS13 0$' "$root/usr/include/ymr/vendor/mbedtls/mbedtls_config.h"
}

# Every public header, as port/README.md says that C++ takes them.
headers_in_cplusplus() {
    local header
    {
        echo 'extern "C" {'
        for header in "$prefix"/include/ymr/*.h "$prefix"/include/ymr/port/ymr_{posix,tls,device}.h; do
            echo "#include \"$header\""
        done
        echo '} int main() { return ymr_version()[0] == 0; }'
    } >"$scratch/headers.cpp"
    g++ -std=c++11 -Wall -Wextra -Werror "$scratch/headers.cpp" -I"$prefix/include" -I"$prefix/include/ymr/port" \
        -isystem "$prefix/include/ymr/vendor" -L"$prefix/lib" -lymr -o "$scratch/headers" && "$scratch/headers"
}

# ---- CMake and those who build on it ------------------------------------------------------------------------

# cmake_build NAME ARGUMENT…
cmake_build() {
    local name=$1
    shift
    cmake -S "$here/$name" -B "$scratch/$name" -Wno-dev "$@" && cmake --build "$scratch/$name" -j "$jobs"
}

cmake_consumer() {
    cmake_build "$@" && "$scratch/$1/consumer"
}

# Both projects of the page, beside a directory ymr.
pages_of_cmake() {
    local way
    for way in 1 2; do
        local project=$scratch/page_of_cmake_$way
        mkdir "$project" && ln -s "$PWD" "$project/ymr" || return 1
        block cmake cmake $way >"$project/CMakeLists.txt" && block cmake c 1 >"$project/main.c" || return 1
        cmake -S "$project" -B "$project/build" -DCMAKE_PREFIX_PATH="$prefix" &&
            cmake --build "$project/build" -j "$jobs" && "$project/build/scanner" || return 1
    done
}

# Of a version that this is not.
find_package_refuses() {
    local said
    mkdir -p "$scratch/refused"
    sed 's/find_package(ymr 0.1 /find_package(ymr 0.2 /' "$here/cmake-find/CMakeLists.txt" \
        >"$scratch/refused/CMakeLists.txt"
    said=$(cmake -S "$scratch/refused" -B "$scratch/refused/build" -DCMAKE_PREFIX_PATH="$prefix" 2>&1) && return 1
    grep -q 'version: 0.1' <<<"$said" || { echo "$said"; return 1; }
}

# Says where to look when Mbed TLS is not there.
names_what_is_missing() {
    local said
    said=$(cmake -S "$here/cmake-subdirectory" -B "$scratch/missing" -DYMR_MBEDTLS_DIR=/nowhere 2>&1) && return 1
    grep -q 'there is no /nowhere/include/mbedtls/build_info.h: run' <<<"$(tr -s ' \n' ' ' <<<"$said")" || { echo "$said"; return 1; }
}

zephyr_module() {
    ZEPHYR_BASE=$here/stand_in/zephyr-base cmake_build zephyr -DSTAND_IN_PYTHON=$python
}

# minimal_program HEAD STATEMENT: what a project does first that has nothing but the page.
minimal_program() {
    printf '#include "ymr/client.h"\n#include "ymr/version.h"\n\n%s;\n\n%s\n{\n    %s;\n}\n' "$1" "$1" "$2"
}

page_of_zephyr() {
    local project=$scratch/page_of_zephyr
    mkdir -p "$project/src" && block zephyr '' 1 >"$project/prj.conf" || return 1
    {
        echo 'cmake_minimum_required(VERSION 3.20)'
        block zephyr cmake 1
        printf 'find_package(Zephyr REQUIRED HINTS $ENV{ZEPHYR_BASE})\nproject(page C)\n'
        echo 'target_sources(app PRIVATE src/main.c)'
    } >"$project/CMakeLists.txt"
    minimal_program 'int main(void)' 'return sizeof(ymr_client) == 0 || ymr_version()[0] == 0' >"$project/src/main.c"
    grep -q '^CONFIG_YMR_TLS=y' "$project/prj.conf" && grep -q 'EXTRA_MODULES' "$project/CMakeLists.txt" || return 1
    ZEPHYR_BASE=$here/stand_in/zephyr-base cmake -S "$project" -B "$project/build" -Wno-dev \
        -DSTAND_IN_PYTHON=$python && cmake --build "$project/build" -j "$jobs"
}

page_of_esp_idf() {
    local project=$scratch/page_of_esp_idf
    mkdir -p "$project/main" && block esp-idf cmake 2 >"$project/main/CMakeLists.txt" || return 1
    {
        echo 'cmake_minimum_required(VERSION 3.16)'
        block esp-idf cmake 1
        printf 'include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(page)\n'
    } >"$project/CMakeLists.txt"
    minimal_program 'void app_main(void)' '(void)ymr_version()' >"$project/main/main.c"
    grep -q 'REQUIRES ymr' "$project/main/CMakeLists.txt" && grep -q 'COMPONENT_DIRS' "$project/CMakeLists.txt" || return 1
    IDF_PATH=$here/stand_in/esp-idf cmake -S "$project" -B "$project/build" -Wno-dev \
        -DSTAND_IN_PYTHON=$python && cmake --build "$project/build" -j "$jobs"
}

page_of_platformio() {
    local project=$scratch/page_of_platformio
    mkdir -p "$project/src" && block platformio ini 1 >"$project/platformio.ini" || return 1
    grep -q "^ *symlink://$PWD/port/platformio/ymr-tls" "$project/platformio.ini" || return 1
    minimal_program 'int main(void)' 'return sizeof(ymr_client) == 0 || ymr_version()[0] == 0' >"$project/src/main.c"
    $python "$here/build_platformio.py" "$project/build" "$project" && "$project/build/program"
}

zephyr_wants_one_mbedtls() {
    local said
    cp -r "$here/zephyr" "$scratch/two" && echo CONFIG_MBEDTLS=y >>"$scratch/two/prj.conf"
    sed -i "s|\${CMAKE_CURRENT_SOURCE_DIR}/../../../port|$PWD/port|" "$scratch/two/CMakeLists.txt"
    said=$(ZEPHYR_BASE=$here/stand_in/zephyr-base cmake -S "$scratch/two" -B "$scratch/two/build" \
        -DSTAND_IN_PYTHON=$python 2>&1) && return 1
    grep -q 'YMR_TLS=y was not taken' <<<"$said" || { echo "$said"; return 1; }
}

esp_idf_component() {
    IDF_PATH=$here/stand_in/esp-idf cmake_build esp-idf -DSTAND_IN_PYTHON=$python
}

platformio_library() {
    $python "$here/build_platformio.py" "$scratch/platformio" && "$scratch/platformio/program"
}

completion_in() {
    mkdir -p "$scratch/$1"
    SCRATCH=$scratch/$1 run_counted python3 "$here/test_completion.py" build/ymr "$1"
}

# ---- All of it ----------------------------------------------------------------------------------------------

check "make install PREFIX=" install_into_prefix
check "make uninstall takes away what it installed" uninstalls_all
check "a relative PREFIX is refused" refuses_a_relative_prefix
check "a header of limits is refused, and what to do instead" refuses_a_header_of_limits
check "without an installation, uninstall says so" nothing_to_uninstall
check "the limits of a build are in ymr.pc and in the CMake package" limits_come_along

if command -v pkg-config >/dev/null; then
    check "the installed program has the version of ymr.pc" installed_program_runs
    check "a project by pkg-config" pkg_config_consumer
    check "the program of port/install/README.md" page_of_installation
else
    skip "pkg-config" "pkgconf is missing"
fi

if command -v g++ >/dev/null; then
    check "every installed header in C++" headers_in_cplusplus
else
    skip "C++" "g++ is missing"
fi

if command -v cmake >/dev/null; then
    check "a project by CMake's find_package" cmake_consumer cmake-find -DCMAKE_PREFIX_PATH="$prefix"
    check "both projects of port/cmake/README.md" pages_of_cmake
    check "find_package refuses another version" find_package_refuses
    check "a project by CMake's add_subdirectory" cmake_consumer cmake-subdirectory
    check "what is missing is named, and how to get it" names_what_is_missing
else
    skip "CMake" "cmake is missing"
fi

check "a project by PlatformIO's library.json, built by what its documentation says" platformio_library
check "the project of port/platformio/README.md" page_of_platformio

if ! command -v cmake >/dev/null || ! has_modules; then
    skip "manifests, Zephyr, ESP-IDF" "cmake, python3-yaml, python3-jsonschema or python3-kconfiglib is missing"
else
    run_counted $python "$here/test_manifests.py"
    if command -v arm-none-eabi-gcc >/dev/null; then
        check "a project by a Zephyr module, built by a stand-in for Zephyr" zephyr_module
        check "the project of port/zephyr/README.md" page_of_zephyr
        check "Zephyr's own Mbed TLS and ymr's exclude each other" zephyr_wants_one_mbedtls
    else
        skip "Zephyr" "gcc-arm-none-eabi is missing"
    fi
    if command -v riscv64-unknown-elf-gcc >/dev/null; then
        check "a project by an ESP-IDF component, built by a stand-in for ESP-IDF" esp_idf_component
        check "the project of port/esp-idf/README.md" page_of_esp_idf
    else
        skip "ESP-IDF" "gcc-riscv64-unknown-elf is missing"
    fi
fi

run_counted python3 "$here/test_limits.py"

for shell in bash zsh fish; do
    if command -v $shell >/dev/null; then
        completion_in $shell
    else
        skip "completion in $shell" "$shell is missing"
    fi
done
close_stage
