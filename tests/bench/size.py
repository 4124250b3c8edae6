#!/usr/bin/env python3
"""What ymr costs a device: flash, RAM and stack, counted by compiler and linker, and the instructions of decoding. `make size`
calls it.

    size.py                  prints every table
    size.py --write FILE…    puts each table between its marks, `<!-- size: NAME -->` and `<!-- end -->`
    size.py --check FILE…    fails when one of them says something else

Nothing here is a time: the same sources and the same compiler give the same figures.
"""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tools"))

from callgraph import Graph, read_rows  # noqa: E402
from measure import instructions  # noqa: E402

CPUS = ("cortex-m0plus", "cortex-m3", "cortex-m4", "cortex-m33", "riscv32")
SELECTIONS = (  # a file of selections/, and what it is
    ("bare", "request, response, JSON, getReturn and photo, without a client"),
    ("get_return", "getReturn with a client: deadlines, retries, limits"),
    ("get_return_and_photo", "getReturn and photo with a client"),
    ("decide", "getReturn, what may be decided, submit"),
    ("scan", "scan: codes, index kept and refreshed, verification"),
    ("journal", "decisions kept in a journal and delivered"),
)
HEADERS = sorted(pathlib.Path("include/ymr").glob("*.h"))
OUT = pathlib.Path("build/size")


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode:
        sys.exit("size: %s\n%s%s" % (" ".join(command), done.stdout, done.stderr))
    return done.stdout


def tool(cpu, name):
    return ("riscv64-unknown-elf-" if cpu == "riscv32" else "arm-none-eabi-") + name


def variant(cpu):
    return "matrix-" + cpu


def compiler(cpu):
    """The very command that the Makefile compiles the core with, but for what it is to compile."""
    flags = (pathlib.Path("build") / variant(cpu) / "flags").read_text().split()
    return [word for word in flags[:flags.index("-MMD")] if word != "-Werror"] + [
        "-Iinclude", "-Icore"]


def build(cpu):
    run("make", "-s", "VARIANT=" + variant(cpu), "build/%s/libcore.a" % variant(cpu))


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def number(value):
    return "{:,}".format(value)


# ---- Flash -------------------------------------------------------------------------------------------------

def flash_of_files(cpu):
    """Code and constants of each object of core/, whatever a program takes of it."""
    said = run(tool(cpu, "size"), "build/%s/libcore.a" % variant(cpu)).splitlines()[1:]
    return {row.split()[5].replace(".o", ".c"): int(row.split()[0]) for row in said}


def link(cpu, name):
    """Links a selection as a firmware would, a function at a time. @return its map"""
    directory = OUT / cpu
    directory.mkdir(parents=True, exist_ok=True)
    program, listing = str(directory / name), str(directory / (name + ".map"))
    run(*compiler(cpu), "-Wno-missing-prototypes", "-c", "tests/bench/selections/%s.c" % name, "-o", program + ".o")
    libc = [] if cpu == "riscv32" else ["--specs=nano.specs"]
    run(*compiler(cpu), *libc, "-nostartfiles", program + ".o", "build/%s/libcore.a" % variant(cpu),
        "-Wl,--gc-sections,-e,main,--unresolved-symbols=ignore-all,-Map=" + listing, "-o", program)
    return pathlib.Path(listing).read_text()


PIECE = re.compile(r"^ \.(?:text|rodata|srodata|data\.rel\.ro)\S*\s+0x[0-9a-f]+\s+0x([0-9a-f]+)\s+\S*libcore\.a\(", re.M)


def flash_of_selection(cpu, name):
    said = link(cpu, name)
    kept = said[said.index("Linker script and memory map"):]
    return sum(int(size, 16) for size in PIECE.findall(kept))


def selections():
    rows = [[what] + [number(flash_of_selection(cpu, name)) for cpu in CPUS] for name, what in SELECTIONS]
    rows.append(["everything in core/"] + [number(sum(flash_of_files(cpu).values())) for cpu in CPUS])
    return table(("flash, bytes",) + CPUS, rows)


def files():
    flash = {cpu: flash_of_files(cpu) for cpu in CPUS}
    rows = [["`%s`" % name] + [number(flash[cpu][name]) for cpu in CPUS] for name in sorted(flash[CPUS[0]])]
    rows.append(["all"] + [number(sum(flash[cpu].values())) for cpu in CPUS])
    return table(("core/, bytes of flash",) + CPUS, rows)


# ---- RAM ---------------------------------------------------------------------------------------------------

STRUCT = re.compile(r"^\} (ymr_\w+);$|^struct (ymr_\w+) \{$", re.M)


def public_structs():
    """Those that a caller can have: enums and unions have no size that tells anything."""
    found = {}
    for header in HEADERS:
        text = header.read_text()
        enums = set(re.findall(r"typedef enum (\w+)", text))
        for match in STRUCT.finditer(text):
            if match.group(1) and match.group(1) not in enums:
                found[match.group(1)] = header.name
    return found


def sizes_of(structs, command, nm):
    """An array for each struct, as long as the struct: nm tells the sizes for a machine that is not this one."""
    OUT.mkdir(parents=True, exist_ok=True)
    source, target = OUT / "structs.c", OUT / "structs.o"
    lines = ['#include "ymr/%s"' % header.name for header in HEADERS]
    lines += ["char size_of_%s[sizeof(%s)];" % (name, name) for name in structs]
    source.write_text("\n".join(lines) + "\n")
    run(*command, "-c", str(source), "-o", str(target))
    said = [line.split() for line in run(nm, "-S", str(target)).splitlines()]
    return {row[3].replace("size_of_", "", 1): int(row[1], 16) for row in said if len(row) == 4}


def structs():
    names = public_structs()
    small = sizes_of(names, compiler("cortex-m4"), tool("cortex-m4", "nm"))
    large = sizes_of(names, ["gcc", "-std=c11", "-Iinclude"], "nm")
    rows = [["`%s`" % name, "[%s](../../include/ymr/%s)" % (names[name], names[name]), number(small[name]),
             number(large[name])] for name in sorted(names)]
    return table(("struct", "header", "bytes, Cortex-M", "64-bit host"), rows)


# ---- Stack -------------------------------------------------------------------------------------------------

def public_calls():
    text = "\n".join(header.read_text() for header in HEADERS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"^(?!typedef|extern\b.*\bconst\b)[a-z][\w \*]*?\b(ymr_\w+)\(", text, re.M))


def stack():
    run("make", "-s", "VARIANT=arm-m0plus", "build/arm-m0plus/libcore.a")
    graph = Graph()
    for path in sorted(pathlib.Path("build/arm-m0plus/core").glob("*.ci")):
        graph.read(path)
    graph.follow_pointers(read_rows("tests/tools/core_callbacks.txt"))
    if graph.faults:
        sys.exit("size: " + "\n".join(graph.faults))
    deepest = graph.deepest()
    known = [(deepest[name][0], name) for name in public_calls() if name in deepest]
    rows = [["`%s`" % name, number(size)] for size, name in sorted(known, key=lambda row: (-row[0], row[1]))]
    return table(("call", "bytes of stack, Cortex-M0+"), rows)


# ---- Instructions ------------------------------------------------------------------------------------------

DECODE = "build/host/tools/decode_cost"
RETURN = "tests/data/answer-return.json"
# libc copies a block in the way that suits the processor it runs on.
TOLERANCE = 0.02


def decoding():
    run("make", "-s", DECODE)
    ours, floor = instructions([DECODE, RETURN], "decode_answer"), instructions([DECODE, RETURN, "jsmn"], "find_tokens")
    size = pathlib.Path(RETURN).stat().st_size
    return table(("decoding one return", "bytes", "instructions", "jsmn alone"),
                 [["`%s`" % RETURN, number(size), number(ours), number(floor)]])


def differs(name, old, new):
    """Sizes are exact. Instructions may differ by as much as another processor makes them."""
    if name != "decoding":
        return old != new
    counts = [[int(word.replace(",", "")) for word in re.findall(r"\d[\d,]+", text)] for text in (old, new)]
    return len(counts[0]) != len(counts[1]) or any(
        abs(was - now) > TOLERANCE * now for was, now in zip(*counts))


# ---- Commands ----------------------------------------------------------------------------------------------

TABLES = {"selections": selections, "files": files, "structs": structs, "stack": stack, "decoding": decoding}
MARKED = re.compile(r"(<!-- size: (\w+) -->\n)(.*?)\n(<!-- end -->)", re.S)


def fresh(text, stale):
    def renew(found):
        mark, name, old, end = found.groups()
        new = TABLES[name]()
        if not differs(name, old, new):
            return found.group(0)
        stale.append(name)
        return mark + new + "\n" + end
    return MARKED.sub(renew, text)


def main(words):
    for cpu in CPUS:
        build(cpu)
    if not words:
        print("\n\n".join(make() for make in TABLES.values()))
        return 0
    for name in words[1:]:
        path, stale = pathlib.Path(name), []
        text = path.read_text()
        if not MARKED.search(text):
            sys.exit("size: %s has no table" % name)
        renewed = fresh(text, stale)
        if words[0] == "--write":
            path.write_text(renewed)
        elif stale:
            print("size: out of date in %s, `make tables` renews them: %s" % (name, ", ".join(stale)))
            return 1
    return 0


sys.exit(main(sys.argv[1:]))
