"""ymr/config.h: the compiler checks each limit's range, its cost is what it says, and it works when changed."""
import glob
import os
import re
import subprocess
import sys
import unittest

from project import limits, path, text

MBEDTLS = os.environ.get("MBEDTLS_DIR", path("build/deps/mbedtls"))
SCRATCH = os.environ["SCRATCH"]
GCC = ["gcc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", f"-I{path('include')}"]
SOURCES = sorted(glob.glob(path("core/*.c")))
# What limits.c calls, and what that calls.
TRIED = [path("core", name + ".c") for name in """
    check_digits decimal divide endpoint enums fields json path proxy quote response scan scan_ai
    scan_elements scan_forms scan_gs1 scan_layout scan_link scan_readings scan_text scan_url status time url
    utf8 wipe words writer""".split()]
# What the bounds that depend on other limits come to when those are at their least.
LEAST = {"YMR_PROXY_IO": 180}


def number(words):
    return int(re.sub(r"[uUlL]+$", "", re.sub(r"INT64_C\((\d+)\)", r"\1", words)))


def bounds(name):
    """The least and the most of a limit, all others at their least or at their most."""
    _, (low, high) = limits()[name]
    return LEAST[name] if name in LEAST else int(low), 4097 if name == "YMR_MAX_ETAG" else int(high)


def compiled(defines, *arguments):
    return subprocess.run([*GCC, *(f"-D{name}={value}" for name, value in defines.items()), *arguments],
                          capture_output=True, text=True, check=False)


def preprocessed(defines):
    return compiled(defines, "-E", "-o", "/dev/null", path("include/ymr/config.h"))


def built(name, defines, *sources):
    program = os.path.join(SCRATCH, name)
    done = compiled(defines, "-O0", path("tests/packaging", name + ".c"), *sources, "-o", program)
    assert done.returncode == 0, done.stderr
    return subprocess.run([program], capture_output=True, text=True, check=False)


def sizes(defines):
    return {name: int(size) for name, size in re.findall(r"(\w+) (\d+)", built("sizes", defines).stdout)}


class Ranges(unittest.TestCase):
    def test_each_limit_has_a_page_of_its_own(self):
        config = text("include/ymr/config.h")
        defined = set(re.findall(r"^#define (YMR_\w+) ", config, re.MULTILINE))
        self.assertEqual(defined, set(limits()), "a macro without its range check")
        for name in defined:
            words = config.split(f"#ifndef {name}\n")[0].rsplit("/**", 1)[1]
            self.assertRegex(words, r"Range: .*", name)
            self.assertRegex(words, r"Cost:\s", name)

    def test_beyond_it_the_compiler_stops(self):
        for name, (default, (_, high)) in limits().items():
            low = bounds(name)[0] if name != "YMR_PROXY_IO" else 792
            high = int(high) if high.isdigit() else number(limits()["YMR_MAX_FIELD"][0]) + 1
            for value in (low - 1, low, number(default), high, high + 1):
                done = preprocessed({"YMR_PROXY_IO": 65535, name: value})
                if low <= value <= high:
                    self.assertEqual(done.stderr, "", f"{name}={value}")
                else:
                    self.assertIn(f'#error "{name}: ', done.stderr, f"{name}={value}")

    def test_a_header_of_ones_own(self):
        own = os.path.join(SCRATCH, "own_limits.h")
        with open(own, "w", encoding="utf-8") as file:
            file.write("#define YMR_MAX_CODE 1\n")
        done = preprocessed({"YMR_CONFIG_FILE": f'"{own}"'})
        self.assertIn('#error "YMR_MAX_CODE: ', done.stderr)


class Values(unittest.TestCase):
    def least_and_most(self):
        return [{name: bounds(name)[which] for name in limits()} for which in (0, 1)]

    def test_the_core_compiles_at_both_ends(self):
        for values in self.least_and_most():
            done = compiled(values, "-fsyntax-only", *SOURCES)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_ports_compile_at_both_ends(self):
        rooms = ("posix", "mbedtls", "device")
        ports = [name for room in rooms for name in glob.glob(path("port", room, "*.c"))]
        for values in self.least_and_most():
            done = compiled({**values, "_POSIX_C_SOURCE": "200809L",
                             "MBEDTLS_CONFIG_FILE": '"ymr_mbedtls_config.h"'}, "-fsyntax-only",
                            "-isystem", os.path.join(MBEDTLS, "include"), f"-I{path('port/mbedtls')}",
                            f"-I{path()}", *ports)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_each_does_what_it_says(self):
        wanted = [{}, *self.least_and_most(), {"YMR_MAX_HEAD": 1000, "YMR_MAX_DEPTH": 63, "YMR_MAX_INTERIM": 1}]
        for values in wanted:
            done = built("limits", values, *TRIED)
            self.assertEqual((done.returncode, done.stdout), (0, ""), values)


class Costs(unittest.TestCase):
    def test_structs_grow_as_it_says(self):
        config = text("include/ymr/config.h")
        before = sizes({})
        for name, (default, _) in limits().items():
            words = config.split(f"#ifndef {name}\n")[0].rsplit("/**", 1)[1].split("Cost:")[1]
            named = set(re.findall(r"ymr_\w+", words)) & set(before)
            more = number(default) - 8 if name in ("YMR_MAX_HOST",) else number(default) + 24
            if name == "YMR_RETURN_DETAILS":
                more = 0  # a switch
            after = sizes({name: more, **({"YMR_MAX_FIELD": 128} if name == "YMR_MAX_ETAG" else {})})
            base = sizes({"YMR_MAX_FIELD": 128}) if name == "YMR_MAX_ETAG" else before
            changed = {struct for struct in before if after[struct] != base[struct]}
            self.assertEqual(changed - {"ymr_response"}, named, f"{name}: {words.strip()}")


def main():
    result = unittest.main(exit=False, verbosity=0).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
