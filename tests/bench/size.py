#!/usr/bin/env python3
"""What ymr costs a device: flash, RAM and stack, counted by compiler and linker, and the instructions of what it does most.
`make size` calls it.

    size.py                  prints every table
    size.py --write FILE…    puts each table between its marks, `<!-- table: NAME -->` and `<!-- end of table -->`
    size.py --check FILE…    fails when one of them says something else

Nothing here is a time: the same sources and the same compiler give the same figures.
"""
import functools
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
    library(cpu)
    flags = (pathlib.Path("build") / variant(cpu) / "flags").read_text().split()
    return [word for word in flags[:flags.index("-MMD")] if word != "-Werror"] + [
        "-Iinclude", "-Icore"]


@functools.lru_cache(maxsize=None)
def library(cpu):
    """All of core/, compiled for a CPU."""
    path = "build/%s/libcore.a" % variant(cpu)
    run("make", "-s", "VARIANT=" + variant(cpu), path)
    return path


def host_tool(name):
    path = "build/host/tools/" + name
    run("make", "-s", path)
    return path


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def number(value):
    return "{:,}".format(value)


# ---- Flash -------------------------------------------------------------------------------------------------

def flash_of_files(cpu):
    """Code and constants of each object of core/, whatever a program takes of it."""
    said = run(tool(cpu, "size"), library(cpu)).splitlines()[1:]
    return {row.split()[5].replace(".o", ".c"): int(row.split()[0]) for row in said}


def link(cpu, name):
    """Links a selection as a firmware would, a function at a time. @return its map"""
    directory = OUT / cpu
    directory.mkdir(parents=True, exist_ok=True)
    program, listing = str(directory / name), str(directory / (name + ".map"))
    run(*compiler(cpu), "-Wno-missing-prototypes", "-c", "tests/bench/selections/%s.c" % name, "-o", program + ".o")
    libc = [] if cpu == "riscv32" else ["--specs=nano.specs"]
    run(*compiler(cpu), *libc, "-nostartfiles", program + ".o", library(cpu),
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


@functools.lru_cache(maxsize=None)
def sizes_on(cpu):
    return sizes_of(public_structs(), compiler(cpu), tool(cpu, "nm"))


def structs():
    names = public_structs()
    small = sizes_on("cortex-m4")
    large = sizes_of(names, ["gcc", "-std=c11", "-Iinclude"], "nm")
    rows = [["`%s`" % name, "[%s](../../include/ymr/%s)" % (names[name], names[name]), number(small[name]),
             number(large[name])] for name in sorted(names)]
    return table(("struct", "header", "bytes, Cortex-M", "64-bit host"), rows)


# What the README says of them; {ymr_NAME} is that struct's size.
MEMORY = (
    ("flash: everything in core/, tables and error texts included", "{core}", ""),
    ("RAM: `ymr_client`, with the call under way (`ymr_exchange`: {ymr_exchange})", "{ymr_client}", "yours"),
    ("`ymr_config`", "{ymr_config}", "yours, constant"),
    ("workspace `io`: the request, then what comes in", "512 and up; 2,048 do well", "yours"),
    ("workspace `text`: one answer, or one return of a page", "8,192 hold a return; a bigger one is read item by item", "yours"),
    ("workspace `tokens`", "{ymr_token} each; 500 do for 8,192 bytes", "yours"),
    ("`ymr_return`, `ymr_return_item`, `ymr_decision`", "{ymr_return}, {ymr_return_item}, {ymr_decision}", "yours, one each"),
    ("decisions kept: `ymr_journal`; `ymr_journal_slot`",
     "{ymr_journal}; {ymr_journal_slot} for each that can be open", "yours"),
    ("and delivered: `ymr_delivery`; `ymr_delivery_track`",
     "{ymr_delivery}; {ymr_delivery_track} for each that is watched at a time", "yours"),
    ("stack: the deepest call of all; what your callbacks take comes on top", "{stack}", "yours"),
    ("heap", "0", ""),
)


def memory():
    known = dict(sizes_on("cortex-m0plus"), core=sum(flash_of_files("cortex-m0plus").values()),
                 stack=max(stack_of_calls().values()))
    known = {name: number(size) for name, size in known.items()}
    return table(("what", "bytes", "whose"), [[cell.format(**known) for cell in row] for row in MEMORY])


# ---- Stack -------------------------------------------------------------------------------------------------

def public_calls():
    text = "\n".join(header.read_text() for header in HEADERS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"^(?!typedef|extern\b.*\bconst\b)[a-z][\w \*]*?\b(ymr_\w+)\(", text, re.M))


def stack_of_calls():
    """Call → the deepest chain from it, callbacks inside the core included."""
    run("make", "-s", "VARIANT=arm-m0plus", "build/arm-m0plus/libcore.a")
    graph = Graph()
    for path in sorted(pathlib.Path("build/arm-m0plus/core").glob("*.ci")):
        graph.read(path)
    graph.follow_pointers(read_rows("tests/tools/core_callbacks.txt"))
    if graph.faults:
        sys.exit("size: " + "\n".join(graph.faults))
    deepest = graph.deepest()
    return {name: deepest[name][0] for name in public_calls() if name in deepest}


def stack():
    known = sorted(stack_of_calls().items(), key=lambda call: (-call[1], call[0]))
    rows = [["`%s`" % name, number(size)] for name, size in known]
    return table(("call", "bytes of stack, Cortex-M0+"), rows)


# ---- Instructions ------------------------------------------------------------------------------------------

RETURN = "tests/data/answer-return.json"


def decoding():
    decode = host_tool("decode_cost")
    ours, floor = [instructions([decode, way, "return", RETURN, "1"], function)
                   for way, function in (("ymr", "read_ymr"), ("jsmn", "find_tokens"))]
    size = pathlib.Path(RETURN).stat().st_size
    return table(("decoding one return", "bytes", "instructions", "jsmn alone"),
                 [["`%s`" % RETURN, number(size), number(ours), number(floor)]])


ANSWERS = 1000
STRANGERS = re.compile(r"^(\d+) of \d+ foreign codes .*: (\d+) let through$", re.M)


def index():
    cost, rows = host_tool("index_cost"), []
    for keys in ("2000", "50000"):
        _, returns, size = (int(word) for word in run(cost, "answers", keys).split())
        counted = instructions([cost, "answers", keys], "answer_all") // ANSWERS
        rows.append(["%s keys, %s returns" % (number(int(keys)), number(returns)), number(size) + " bytes",
                     number(counted) + " instructions", ""])
    rows[-1][3] = "%s; %s" % STRANGERS.search(run(cost, "strangers", "32", "0")).groups()
    return table(("index of", "RAM", "a code is answered in",
                  "foreign codes of a million that met a fingerprint; that got through"), rows)


JOURNALS = (("empty", "nothing in it"), ("used", "{} open records among those that were delivered"),
            ("full", "{} open ones, which fill it"))


def journal():
    cost, rows = host_tool("journal_cost"), []
    for state, what in JOURNALS:
        records, reads, size = run(cost, state).split()
        counted = instructions([cost, state], "mount_journal")
        rows.append([what.format(records), number(int(reads)), number(int(size)), number(counted)])
    return table(("64 KB with", "reads", "bytes read", "instructions on a host"), rows)


# The columns of instructions: libc copies a block in the way that suits the processor it runs on.
COUNTED = {"decoding": (2, 3), "index": (2,), "journal": (3,)}
TOLERANCE = 0.02


def cells(text):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]


def about(old, new):
    """The same words, and figures as far apart as another processor makes them."""
    digits = re.compile(r"\d[\d,]*")
    pairs = zip(*[[int(figure.replace(",", "")) for figure in digits.findall(cell)] for cell in (old, new)])
    return digits.sub("", old) == digits.sub("", new) and all(abs(was - now) <= TOLERANCE * now for was, now in pairs)


def differs(name, old, new):
    """All is exact but instructions."""
    was, now = cells(old), cells(new)
    if [len(row) for row in was] != [len(row) for row in now]:
        return True
    return any(not (about(*pair) if column in COUNTED.get(name, ()) else pair[0] == pair[1])
               for rows in zip(was, now) for column, pair in enumerate(zip(*rows)))


# ---- Commands ----------------------------------------------------------------------------------------------

TABLES = {make.__name__: make for make in (memory, selections, files, structs, stack, decoding, index, journal)}
MARKED = re.compile(r"(<!-- table: (\w+) -->\n)(.*?)\n(<!-- end of table -->)", re.S)


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
