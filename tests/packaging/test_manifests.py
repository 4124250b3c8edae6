"""Every manifest against its format, and against what the Makefile, ymr/config.h and ymr/version.h say."""
import json
import os
import re
import subprocess
import sys
import unittest

import jsonschema
import kconfiglib
import yaml

from project import REAL, ROOT, library_manifest, library_sources, limits, makefile, path, text, version

LIBRARIES = [path("port/platformio/ymr"), path("port/platformio/ymr-tls")]


def schema(name):
    with open(path("tests/packaging/schema", name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def read_yaml(name):
    return yaml.safe_load(text(name))


def cmake_lists():
    """The lists of port/cmake/sources.cmake, as CMake reads them in script mode."""
    names = ["CORE_SOURCES", "TLS_SOURCES", "POSIX_SOURCES", "LWIP_SOURCES", "MBEDTLS_NAMES", "LIMITS",
             "VERSION"]
    show = "".join(f'message("{name}=${{YMR_{name}}}")\n' for name in names)
    script = os.path.join(os.environ["SCRATCH"], "show.cmake")
    with open(script, "w", encoding="utf-8") as file:
        file.write(f'include("{path("port/cmake/sources.cmake")}")\n{show}')
    done = subprocess.run(["cmake", "-P", script], capture_output=True, text=True, check=True)
    return {name: value.split(";") for name, value in re.findall(r"^(\w+)=(.*)$", done.stderr, re.MULTILINE)}


class Formats(unittest.TestCase):
    def test_library_json(self):
        for directory in LIBRARIES:
            jsonschema.validate(library_manifest(directory), schema("library"))

    def test_idf_component_yml(self):
        jsonschema.validate(read_yaml("port/esp-idf/ymr/idf_component.yml"), schema("idf_component"))

    def test_module_yml(self):
        jsonschema.validate(read_yaml("port/zephyr/module.yml"), schema("module"))

    def test_the_schemas_refuse_what_is_wrong(self):
        wrong = [("library", library_manifest(LIBRARIES[0]), "name", "Two Words"),
                 ("library", library_manifest(LIBRARIES[0]), "license", "MIT"),
                 ("idf_component", read_yaml("port/esp-idf/ymr/idf_component.yml"), "version", "one"),
                 ("module", read_yaml("port/zephyr/module.yml"), "builds", {})]
        for name, manifest, key, value in wrong:
            with self.assertRaises(jsonschema.ValidationError):
                jsonschema.validate({**manifest, key: value}, schema(name))


class Sources(unittest.TestCase):
    def setUp(self):
        self.made = makefile("CORE_OBJECTS", "PORT_OBJECTS", "MBEDTLS_OBJECTS")
        self.cmake = cmake_lists()

    def test_cmake_compiles_what_the_makefile_does(self):
        ours = {os.path.relpath(name, ROOT) for name in self.cmake["CORE_SOURCES"]}
        self.assertEqual(ours, self.made["CORE_OBJECTS"], "port/cmake/sources.cmake: YMR_CORE_SOURCES")
        ours = {os.path.relpath(name, ROOT) for name in self.cmake["TLS_SOURCES"] + self.cmake["POSIX_SOURCES"]}
        self.assertEqual(ours, self.made["PORT_OBJECTS"], "port/cmake/sources.cmake: TLS and POSIX")
        ours = {f"mbedtls/{name}.c" for name in self.cmake["MBEDTLS_NAMES"]}
        self.assertEqual(ours, self.made["MBEDTLS_OBJECTS"])

    def test_cmake_has_the_port_to_lwip(self):
        ours = {os.path.relpath(name, ROOT) for name in self.cmake["LWIP_SOURCES"]}
        there = {f"port/lwip/{name}" for name in os.listdir(path("port/lwip")) if name.endswith(".c")}
        self.assertEqual(ours, there, "port/cmake/sources.cmake: YMR_LWIP_SOURCES")

    def test_platformio_compiles_what_the_makefile_does(self):
        ours = {os.path.relpath(name, ROOT) for name in library_sources(LIBRARIES[0])}
        self.assertEqual(ours, self.made["CORE_OBJECTS"])
        ours = {re.sub(r"^build/deps/mbedtls/library/", "mbedtls/", os.path.relpath(name, ROOT))
                for name in library_sources(LIBRARIES[1])}
        port = {name for name in self.made["PORT_OBJECTS"] if not name.startswith("port/posix/")}
        self.assertEqual(ours, port | self.made["MBEDTLS_OBJECTS"], "port/platformio/ymr-tls/library.json")

    def test_what_platformio_includes_is_there(self):
        for directory in LIBRARIES:
            build = library_manifest(directory)["build"]
            for flag in build["flags"]:
                if flag.startswith("-I"):
                    self.assertTrue(os.path.isdir(REAL(os.path.join(directory, flag[2:]))), flag)
            self.assertTrue(os.path.isdir(REAL(os.path.join(directory, build["includeDir"]))))

    def test_cmake_knows_every_limit(self):
        self.assertEqual(set(self.cmake["LIMITS"]) | {"YMR_CLOCK_FLOOR_MS"}, set(limits()))


class Versions(unittest.TestCase):
    def test_they_are_one(self):
        self.assertEqual(cmake_lists()["VERSION"], [version()])
        for directory in LIBRARIES:
            self.assertEqual(library_manifest(directory)["version"], version())
        self.assertEqual(read_yaml("port/esp-idf/ymr/idf_component.yml")["version"], version())


class Kconfig(unittest.TestCase):
    def test_it_has_the_limits_of_config_h(self):
        read = kconfiglib.Kconfig(path("port/kconfig/limits"), warn_to_stderr=False)
        self.assertEqual(read.warnings, [])
        wanted = limits()
        del wanted["YMR_CLOCK_FLOOR_MS"]  # the build's date, which CMake gives, is later
        self.assertEqual({symbol.name for symbol in read.unique_defined_syms}, set(wanted))
        for symbol in read.unique_defined_syms:
            default, (low, high) = wanted[symbol.name]
            self.assertEqual(symbol.str_value, default.rstrip("u"), symbol.name)
            span = [bound.str_value for bound in symbol.ranges[0][:2]]
            # What depends on another limit is C's to check; Kconfig says what it can come to.
            for said, bound in zip((low, high), span):
                if said.isdigit():
                    self.assertEqual(bound, said, symbol.name)


class Licence(unittest.TestCase):
    def test_no_manifest_names_one(self):
        names = [os.path.join(directory, name) for base in ("port/cmake", "port/zephyr", "port/esp-idf",
                                                            "port/platformio", "port/install", "port/kconfig")
                 for directory, _, files in os.walk(path(base)) for name in files]
        for name in names:
            if name.endswith(".md"):
                continue
            with open(name, encoding="utf-8") as file:
                self.assertNotRegex(file.read(), r'(?i)SPDX|"license"|^license\s*:', name)

    def test_every_page_says_that_there_is_none(self):
        for page in ("README.md", "port/install/README.md", "port/cmake/README.md", "port/zephyr/README.md",
                     "port/esp-idf/README.md", "port/platformio/README.md", "port/install/LICENCES.md"):
            self.assertRegex(text(page), r"has no licence yet", page)

    def test_every_manifest_says_that_there_is_none(self):
        for manifest in ("port/cmake/CMakeLists.txt", "port/zephyr/module.yml", "port/esp-idf/ymr/idf_component.yml",
                         "port/platformio/ymr/library.json", "port/platformio/ymr-tls/library.json",
                         "port/install/ymr.pc.in", "port/install/ymr-config.cmake.in"):
            self.assertRegex(text(manifest), r"No licence has been chosen", manifest)

    def test_those_of_others_are_listed(self):
        listed = text("port/install/LICENCES.md")
        for words in ("Mbed TLS 3.6 | Apache-2.0 or GPL-2.0-or-later", "lwIP 2.2 | BSD"):
            self.assertIn(words, listed)
        self.assertIn("Apache-2.0", text("build/deps/mbedtls/LICENSE")[:200])
        self.assertIn("Redistribution and use in source and binary forms", text("build/deps/lwip/COPYING"))


def main():
    result = unittest.main(exit=False, verbosity=0).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
