"""configure.py DIRECTORY SDKCONFIG_DEFAULTS COMPONENT…: writes the CONFIG_ variables, DIRECTORY/configured.cmake."""
import os
import sys

import kconfiglib


def main():
    build, defaults, components = sys.argv[1], sys.argv[2], sys.argv[3:]
    root = os.path.join(build, "Kconfig")
    kconfigs = [os.path.realpath(os.path.join(component, "Kconfig")) for component in components]
    with open(root, "w", encoding="utf-8") as file:
        file.writelines(f'source "{kconfig}"\n' for kconfig in kconfigs if os.path.isfile(kconfig))
    read = kconfiglib.Kconfig(root, warn_to_stderr=False)
    if os.path.exists(defaults):  # a project may do without
        read.load_config(defaults)
    wrong = list(read.warnings)
    for symbol in read.unique_defined_syms:
        if symbol.user_value is not None and symbol.str_value != symbol.user_value:
            wrong.append(f"{symbol.name}={symbol.user_value} was not taken: it is {symbol.str_value}")
    if wrong:
        sys.exit("\n".join(wrong))
    with open(os.path.join(build, "configured.cmake"), "w", encoding="utf-8") as file:
        for symbol in read.unique_defined_syms:
            if symbol.str_value != "n":
                file.write(f"set(CONFIG_{symbol.name} {symbol.str_value})\n")


main()
