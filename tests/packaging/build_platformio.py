"""build_platformio.py DIRECTORY [PROJECT]: builds a project, platformio/, as PlatformIO would, as far as documented.

platformio.ini names libraries by symlink://; each library.json says what is compiled and with which flags; a
project's build_flags are for all; a library's include directories are seen by the project and by the others.
"""
import configparser
import glob
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from project import REAL, library_manifest, library_sources, path

OURS = path("tests/packaging/platformio")
PROJECT = REAL(sys.argv[2]) if len(sys.argv) > 2 else OURS


def read_project():
    ini = configparser.ConfigParser()
    ini.read(os.path.join(PROJECT, "platformio.ini"))
    section = ini["env:native"]
    links = [word.removeprefix("symlink://") for word in section["lib_deps"].split()]
    libraries = [REAL(os.path.join(PROJECT, link)) for link in links]
    # Relative to the project, as the flags of a library are to the library.
    return libraries, in_place(shlex.split(section["build_flags"]), PROJECT)


def in_place(flags, directory):
    return ["-I" + REAL(os.path.join(directory, flag[2:])) if flag.startswith("-I") else flag for flag in flags]


def flags_of(library):
    build = library_manifest(library)["build"]
    return in_place([*build["flags"], "-I" + build["includeDir"], "-I" + build["srcDir"]], library)


def compile_one(job):
    source, flags, into = job
    target = os.path.join(into, source.strip("/").replace("/", "_") + ".o")
    command = ["gcc", "-c", *flags, source, "-o", target]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return target


def main():
    into = sys.argv[1]
    os.makedirs(into, exist_ok=True)
    libraries, common = read_project()
    shared = [flag for library in libraries for flag in flags_of(library) if flag.startswith("-I")]
    jobs = [(source, [*flags_of(library), *shared, *common], into)
            for library in libraries for source in sorted(library_sources(library))]
    own = glob.glob(os.path.join(PROJECT, "src/*.c")) + ([path("tests/packaging/consumer.c")] if PROJECT == OURS else [])
    jobs += [(source, [*shared, *common], into) for source in own]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = list(pool.map(compile_one, jobs))
    subprocess.run(["gcc", *objects, "-o", os.path.join(into, "program")], check=True)


main()
