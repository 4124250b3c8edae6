"""modules.py DIRECTORY PRJ_CONF MODULE…: what Zephyr does with modules before CMake sees them.

Reads each MODULE/zephyr/module.yml, puts all Kconfig files into one, reads PRJ_CONF with Kconfig, and writes
DIRECTORY/configured.cmake: the CONFIG_ variables and the modules' directories.
"""
import os
import sys

import kconfiglib
import yaml


def read_module(path):
    with open(os.path.join(path, "zephyr", "module.yml"), encoding="utf-8") as file:
        module = yaml.safe_load(file)
    directory = os.path.join(path, module["build"]["cmake"])
    kconfig = os.path.join(path, module["build"]["kconfig"])
    for wanted in (os.path.join(directory, "CMakeLists.txt"), kconfig):
        if not os.path.isfile(wanted):
            sys.exit(f"{path}/zephyr/module.yml: there is no {wanted}")
    return os.path.realpath(directory), os.path.realpath(kconfig)


def configure(build, prj_conf, kconfigs):
    root = os.path.join(build, "Kconfig")
    with open(root, "w", encoding="utf-8") as file:
        # A symbol of Zephyr's own that a module depends on.
        file.write('config MBEDTLS\n\tbool "Zephyr\'s Mbed TLS"\n\n')
        file.writelines(f'osource "{kconfig}"\n' for kconfig in kconfigs)
    read = kconfiglib.Kconfig(root, warn_to_stderr=False)
    read.warn_assign_undef = read.warn_assign_override = True
    read.load_config(prj_conf)
    wrong = list(read.warnings)
    for symbol in read.unique_defined_syms:
        is_number = symbol.type == kconfiglib.INT and symbol.user_value is not None
        if is_number and symbol.str_value != symbol.user_value:
            wrong.append(f"{symbol.name}={symbol.user_value} was not taken: it is {symbol.str_value}")
        elif symbol.user_value == 2 and symbol.tri_value != 2:
            wrong.append(f"{symbol.name}=y was not taken: a dependency is missing")
    if wrong:
        sys.exit("\n".join(wrong))
    return read


def main():
    build, prj_conf, modules = sys.argv[1], sys.argv[2], [read_module(path) for path in sys.argv[3:]]
    read = configure(build, prj_conf, [kconfig for _, kconfig in modules])
    with open(os.path.join(build, "configured.cmake"), "w", encoding="utf-8") as file:
        for symbol in read.unique_defined_syms:
            if symbol.str_value not in ("n", ""):
                file.write(f"set(CONFIG_{symbol.name} {symbol.str_value})\n")
        directories = " ".join(f'"{directory}"' for directory, _ in modules)
        file.write(f"set(STAND_IN_MODULE_DIRECTORIES {directories})\n")


main()
