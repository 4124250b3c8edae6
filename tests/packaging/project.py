"""What the tree says of itself: the Makefile's sources, version, limits, the files of a library.json."""
import fnmatch
import glob
import json
import os
import re
import subprocess

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
LIMIT = re.compile(r"^#ifndef (YMR_\w+)\n#define \1 (.*)\n#endif\n#if (.*)\n#error \"(.*)\"$", re.MULTILINE)
REAL = os.path.realpath


def path(*parts):
    return os.path.join(ROOT, *parts)


def text(*parts):
    with open(path(*parts), encoding="utf-8") as file:
        return file.read()


def makefile(*names):
    """The sources behind variables of objects, as make expands them: {'core/account.c', …}."""
    show = "\n".join(f"$(info {name} $({name}))" for name in names)
    script = f"include Makefile\n{show}\nnothing: ;\n"
    done = subprocess.run(["make", "-s", "-f", "-", "nothing"], input=script, cwd=ROOT, text=True, check=True,
                          capture_output=True, env={"PATH": os.environ["PATH"]})
    found = {}
    for line in done.stdout.splitlines():
        name, _, objects = line.partition(" ")
        if name in names:
            found[name] = {re.sub(r"^build/host/(.*)\.o$", r"\1.c", word) for word in objects.split()}
    return found


def version():
    numbers = re.findall(r"#define YMR_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", text("include/ymr/version.h"))
    return ".".join(numbers)


def limits():
    """Of each macro of ymr/config.h: its default and the words of its range."""
    found = {}
    for name, default, _, words in LIMIT.findall(text("include/ymr/config.h")):
        said, span = words.split(": ", 1)
        assert said == name, f"the error of {name} speaks of {said}"
        found[name] = (default, span.split(" to "))
    return found


def library_manifest(directory):
    with open(os.path.join(directory, "library.json"), encoding="utf-8") as file:
        return json.load(file)


def library_sources(directory):
    """What PlatformIO compiles: +<…> adds and -<…> takes away, relative to srcDir, in their order."""
    build = library_manifest(directory)["build"]
    base = REAL(os.path.join(directory, build["srcDir"]))
    files = set()
    for entry in build["srcFilter"]:
        sign, pattern = entry[0], entry[2:-1]
        if sign == "+":
            files |= {REAL(name) for name in glob.glob(os.path.join(base, pattern))}
        else:
            files = {name for name in files if not fnmatch.fnmatch(os.path.relpath(name, base), pattern)}
    return files
