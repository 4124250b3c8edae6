# The rules of core/: what it may call, hold, include and name, and how deep it may go.
. tests/stage.sh

# Of the deepest public call, callbacks inside the core included.
readonly stack_limit=512

# The compiler's own arithmetic, its block copies and its switch tables.
readonly arithmetic='__(u?(div|mod|divmod)|ashl|ashr|lshr|mul|clz|ctz|u?cmp|neg|bswap|popcount)[sdt]i[234]?'
readonly arm_arithmetic='__aeabi_(u?idiv(mod)?|u?ldivmod|l(lsl|lsr|asr|mul|cmp)|ulcmp)'
readonly arm_others='__aeabi_mem(cpy|move|set|clr)[48]?|__gnu_thumb1_case_[us][qhi]+'
# The linker's own, where a position-independent program reads an address from its table.
readonly linker='_GLOBAL_OFFSET_TABLE_'
readonly allowed="^((mem|str)[a-z]+|$arithmetic|$arm_arithmetic|$arm_others|$linker)$"

# Symbols that the objects need and do not define themselves.
foreign_symbols() {
    local nm=$1
    shift
    "$nm" --no-sort "$@" | awk 'NF == 2 { needed[$2] } NF == 3 { defined[$3] }
        END { for (name in needed) if (!(name in defined)) print name }' | sort
}

calls_only_memory_and_strings() {
    local names
    names=$(foreign_symbols "$@") || return 1
    ! grep -vE "$allowed" <<<"$names" | grep .
}

# Constant tables of pointers are .data.rel.ro in a position-independent program: only the loader writes them.
holds_no_writable_data() {
    local objdump=$1
    shift
    ! "$objdump" -h "$@" | awk '/file format/ { object = $1 }
        $2 ~ /^\.data\.rel\.ro/ { next }
        $2 ~ /^(\.data|\.bss|\.tdata|\.tbss|COMMON)/ && $3 !~ /^0+$/ { print object, $2, $3 }' | grep .
}

# Comments go, because they may speak of what the code may not do.
code_of_core() {
    local file
    for file in core/*.[ch]; do
        gcc -fpreprocessed -dD -E -P "$file" 2>/dev/null | sed "s|^|$file: |"
    done
}

readonly headers_of_c='(string|stdint|stddef|stdbool|limits)\.h'

includes_of() { sed -nE 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*([<"][^>"]*[>"]).*/\1/p' "$@"; }

includes_only_its_own() {
    ! includes_of core/*.[ch] | grep -vxE "<($headers_of_c)>|\"(ymr/)?[a-z0-9_]+\.h\"" | grep .
}

# Our own headers that the objects in $1 saw, whichever way.
reaches_only_its_own() {
    local reached
    reached=$(grep -hoE '[^ :\\]+\.h' "$1"/core/*.d | sort -u)
    ! grep -vxE '(core|include/ymr)/[a-z0-9_]+\.h' <<<"$reached" | grep . &&
        ! includes_of $reached | grep '^<' | grep -vxE "<($headers_of_c)>" | grep .
}

names_no_float() {
    ! code_of_core | grep -wE 'float|double|_Complex|long double|[0-9]+\.[0-9]+[fF]?' | grep -v '"' | grep .
}

calls_no_allocator_by_name() {
    ! code_of_core | grep -wE 'malloc|calloc|realloc|free|alloca|printf|errno|setjmp|longjmp|goto' | grep .
}

check "includes: the five headers of C and ymr's own" includes_only_its_own
check "no word float or double in the code" names_no_float
check "no allocator, printing, errno or goto in the code" calls_no_allocator_by_name

rules_of_objects() {
    local machine=$1 directory=$2 prefix=${3:-}
    check "$machine: calls only mem* and str*" \
        calls_only_memory_and_strings "${prefix}nm" "$directory"/core/*.o
    check "$machine: no writable data" holds_no_writable_data "${prefix}objdump" "$directory"/core/*.o
}

graph() { python3 tests/tools/callgraph.py "$1" tests/tools/core_callbacks.txt "$2"/core/*.ci; }

if check "gcc -Os -ffreestanding builds it" build VARIANT=freestanding build/freestanding/libcore.a; then
    check "headers reach nothing of a port, a board or a vendor" reaches_only_its_own build/freestanding
    rules_of_objects "freestanding" build/freestanding
    check "freestanding: no recursion" graph 1000000 build/freestanding
fi

# The very objects of the product, too, not only those that were built for this check.
if check "gcc -O2 builds it for the product" build build/host/libcore.a; then
    rules_of_objects "product" build/host
fi

if ! command -v arm-none-eabi-gcc >/dev/null; then
    skip "Cortex-M0+" "gcc-arm-none-eabi is not installed"
elif check "arm-none-eabi-gcc -Os builds it" build VARIANT=arm-m0plus build/arm-m0plus/libcore.a; then
    rules_of_objects "Cortex-M0+" build/arm-m0plus arm-none-eabi-
    check "Cortex-M0+: no recursion, stack at most $stack_limit bytes" graph $stack_limit build/arm-m0plus &&
        graph $stack_limit build/arm-m0plus | sed 's/^/        /'
    arm-none-eabi-size -t build/arm-m0plus/libcore.a | awk 'END { print "        flash: " $1 " bytes" }'
fi
close_stage
