"""Prints what a firmware image takes: flash and RAM, by room and in all, beside the board's budget.

    firmware_size.py IMAGE...      exit 1 if an image is over its budget, or calls for a heap
    firmware_size.py --told IMAGE...  exit 1 if a room in boards/README.md is more than 1 % off
    firmware_size.py --write IMAGE... renews the rooms in boards/README.md
"""

import collections
import pathlib
import re
import subprocess
import sys

# Flash and RAM that a board's firmware may have: memory.ld has the same, less the configuration. With TLS 1.3 the
# aim of 158,720 is for the scanner alone; its journal of decisions comes on top.
BUDGETS = {"mps2-an385-nojournal": (158_720, 131_072), "mps2-an385": (175_184, 131_072), "lm3s6965evb": (128_000, 57_344)}
# A configuration block with two certificates of 0.9 KB. An image has that or more in flash when it is used.
USUAL_BLOCK = 2_128
HEAP = re.compile(r"^_*((malloc|calloc|realloc|free|sbrk|strdup|reallocf|memalign)(_r)?|malloc_lock)$")
IN_FLASH = (".text", ".data", ".configuration")
IN_RAM = (".stack", ".noinit", ".data", ".bss")
NOT_LOADED = (".debug", ".comment", ".ARM.attributes")
README = pathlib.Path(__file__).resolve().parents[2] / "boards/README.md"
ROOMS = ("core", "port", "boards", "mbedtls", "lwip", "others")


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def sections(image):
    """Name → bytes, of those that take memory. What the linker script does not know would be in no sum."""
    sizes = {name: 0 for name in IN_FLASH + IN_RAM}
    for line in output("arm-none-eabi-size", "-A", image).splitlines():
        fields = line.split()
        if len(fields) != 3 or not fields[1].isdecimal() or fields[0].startswith(NOT_LOADED):
            continue
        if fields[0] not in sizes and int(fields[1]) > 0:
            sys.exit(f"firmware_size: {image}: sections.ld does not say where {fields[0]} goes")
        sizes[fields[0]] = int(fields[1])
    return sizes


def room_of(path):
    """The room of a source; Mbed TLS and lwIP lie where the caller wants them."""
    rooms = [room for room in path.split("/") if room in ROOMS]
    if "library" in path.split("/") or "mbedtls" in rooms and "port" not in rooms:
        return "mbedtls"
    return rooms[0] if rooms else ROOMS[-1]


def by_room(image):
    """
    Bytes of each room in flash. The image is linked as one program: a function that was put into one of
    another room counts there, texts and tables without a known source are with the others, and of the RAM
    nobody can tell.
    """
    flash, seen = collections.Counter(), set()
    for line in output("arm-none-eabi-nm", "-S", "-l", image).splitlines():
        symbol, _, place = line.partition("\t")
        fields = symbol.split()
        if len(fields) == 4 and fields[2].lower() in "trdw" and fields[0] not in seen:
            seen.add(fields[0])
            flash[room_of(place.rpartition(":")[0])] += int(fields[1], 16)
    return flash


def rooms_of_flash(image, flash):
    in_flash = by_room(image)
    in_flash[ROOMS[-1]] = flash - sum(in_flash[room] for room in ROOMS[:-1])
    return in_flash


def rows_of_readme():
    """The table of boards/README.md: its boards, and of each room its cells and the number of its line."""
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] if line.startswith("|") else [""]
            for line in README.read_text(encoding="utf-8").splitlines()]
    head = next(number for number, row in enumerate(rows) if row[0] == "room")
    boards = [name.replace(" without the journal", "-nojournal") for name in rows[head][1:-1]]
    names = {"Mbed TLS": "mbedtls", "texts and tables": "others", "**all**": "all"}
    rooms = {names.get(rows[number][0], rows[number][0].lower()): (number, rows[number])
             for number in range(head + 2, head + 2 + len(ROOMS) + 1)}
    return boards, rooms


def measured(image):
    """Room → bytes; all of them count a configuration block, too."""
    size = sections(image)
    flash = sum(size[name] for name in IN_FLASH) - size[".configuration"]
    return dict(rooms_of_flash(image, flash)) | {"all": flash + max(size[".configuration"], USUAL_BLOCK)}


def holds(image, board):
    good = True
    boards, rooms = rows_of_readme()
    column = 1 + boards.index(board)
    for room, is_now in measured(image).items():
        said = int(rooms[room][1][column].strip("*").replace(",", ""))
        if abs(said - is_now) * 100 > is_now:
            print(f"boards/README.md has {said:,} bytes for {room} of {board}: it takes {is_now:,} "
                  "(make tables renews them)", file=sys.stderr)
            good = False
    return good


def write(image, board):
    boards, rooms = rows_of_readme()
    lines = README.read_text(encoding="utf-8").splitlines()
    for room, is_now in measured(image).items():
        number, cells = rooms[room]
        cells[1 + boards.index(board)] = f"**{is_now:,}**" if room == "all" else f"{is_now:,}"
        lines[number] = "| " + " | ".join(cells) + " |"
    README.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return True


def heap_symbols(image):
    names = (line.split()[-1] for line in output("arm-none-eabi-nm", image).splitlines() if line)
    return [name for name in names if HEAP.match(name)]


def table(image, board):
    size = sections(image)
    flash = sum(size[name] for name in IN_FLASH) - size[".configuration"]
    block = max(size[".configuration"], USUAL_BLOCK)
    ram = sum(size[name] for name in IN_RAM)
    may = BUDGETS[board]
    print(f"{image}\n\n| {board} | flash | RAM |\n| --- | --- | --- |")
    in_flash = rooms_of_flash(image, flash)
    for room in ROOMS:
        print(f"| {room} | {in_flash[room]:,} | |")
    print(f"| configuration block{'' if block == size['.configuration'] else ', one of usual length'} | {block:,} | |")
    print(f"| stack | | {size['.stack']:,} |")
    print(f"| **all** | **{flash + block:,}** | **{ram:,}** |\n| may have | {may[0]:,} | {may[1]:,} |\n")
    return flash + block <= may[0] and ram <= may[1]


def report(image, board):
    good = table(image, board)
    if not good:
        print(f"firmware_size: {image} is over its budget", file=sys.stderr)
    for name in heap_symbols(image):
        print(f"firmware_size: {image} has a heap: {name}", file=sys.stderr)
        good = False
    return good


def main(arguments):
    ways = {"--told": holds, "--write": write}
    way = ways.get(arguments[0], report) if arguments else report
    good = True
    for image in map(pathlib.Path, arguments[way is not report:]):
        board = next((name for name in BUDGETS if name in str(image)), None)
        if board is None:
            print(f"firmware_size: {image}: which board is it for?", file=sys.stderr)
            return 2
        good = way(image, board) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
