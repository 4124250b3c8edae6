"""Reads the call graphs that gcc writes with -fcallgraph-info=su and judges recursion and stack.

    callgraph.py LIMIT CALLBACKS FILE.ci...

Fails when a function can reach itself, when a frame has no size known before the program runs, or when the
deepest chain of calls from any function takes more than LIMIT bytes. CALLBACKS says where calls through
pointers lead; one that it does not know is a failure too. What lies outside (callbacks of the caller, mem*
and str*, the compiler's own helpers) is not counted.
"""
import pathlib
import re
import sys

NODE = re.compile(r'node: \{ title: "([^"]*)" label: "([^"]*)"')
EDGE = re.compile(r'edge: \{ sourcename: "([^"]*)" targetname: "([^"]*)"(?: label: "([^"]*)")?')
FRAME = re.compile(r'\\n(\d+) bytes \(([a-z,]+)\)')
SPECIALISED = re.compile(r'\.(?:isra|constprop|part|cold)\b.*')


class Graph:
    def __init__(self):
        self.frames, self.calls, self.pointers, self.faults = {}, {}, set(), []

    def read(self, path):
        text = path.read_text(encoding="utf-8")
        for title, label in NODE.findall(text):
            frame = FRAME.search(label)
            if frame:
                self.frames[title] = int(frame.group(1))
                if frame.group(2) == "dynamic":
                    self.faults.append(f"{title}: the size of its frame is not known before it runs")
        for source, target, place in EDGE.findall(text):
            if target == "__indirect_call":
                self.pointers.add((source, place))
            else:
                self.calls.setdefault(source, set()).add(target)

    def follow_pointers(self, rows):
        for source, place in sorted(self.pointers):
            file, line, _ = place.rsplit(":", 2)
            code = pathlib.Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
            row = next((r for r in rows if file == "core/" + r[0] and r[1] in code), None)
            if row is None:
                self.faults.append(f"{file}:{line}: no row says where this leads: {code.strip()}")
                continue
            for pattern in row[2:]:
                self.lead(source, place, pattern)

    def lead(self, source, place, pattern):
        if pattern == "outside":
            return
        wanted = re.compile("(core/)?" + pattern)
        found = {title for title in self.frames if wanted.fullmatch(SPECIALISED.sub("", title))}
        if not found:
            self.faults.append(f"{place}: there is no function {pattern}")
        self.calls.setdefault(source, set()).update(found)

    def deepest(self):
        """Bytes and chain of the deepest calls from each function; one met on its own way recurses."""
        known, way = {}, []

        def visit(function):
            if function in known:
                return known[function]
            if function in way:
                self.faults.append("recursion: " + " -> ".join(way[way.index(function):] + [function]))
                return 0, []
            way.append(function)
            callees = [callee for callee in self.calls.get(function, ()) if callee in self.frames]
            below = max((visit(callee) for callee in callees), default=(0, []))
            way.pop()
            known[function] = self.frames[function] + below[0], [function] + below[1]
            return known[function]

        for function in sorted(self.frames):
            visit(function)
        return known


def read_rows(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def main():
    limit, callbacks, paths = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    graph = Graph()
    for path in paths:
        graph.read(pathlib.Path(path))
    graph.follow_pointers(read_rows(callbacks))
    known = graph.deepest()
    if not known:
        graph.faults.append("no function in: " + " ".join(paths))
    size, chain = max(known.values(), default=(0, []))
    if size > limit:
        over = sum(1 for total, _ in known.values() if total > limit)
        graph.faults.append(f"{over} functions take more than {limit} bytes of stack")
    print("\n".join(graph.faults + [
        f"deepest: {size} bytes of stack, frames "
        + " > ".join(f"{function.removeprefix('core/')} {graph.frames[function]}" for function in chain)]))
    return 1 if graph.faults else 0


if __name__ == "__main__":
    sys.exit(main())
