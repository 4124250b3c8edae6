"""Is every public name explained? coverage.py [XML_DIRECTORY]

Which names there are says the compiler (clang), not the reader of headers that the reference is made by:
functions, types, members, constants, variables and macros. Each must be in Doxygen's XML with a text of its
own, but for members that a header calls the library's own.
"""
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

import headers


def given(variable, usual):
    """Where a dependency is: as for the Makefile."""
    return os.environ.get(variable, "build/deps/" + usual)


INCLUDES = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", '-DMBEDTLS_CONFIG_FILE="ymr_mbedtls_config.h"']
INCLUDES += ["-I" + place for place in (".", "include", "port/posix", "port/mbedtls", "port/lwip", "port/device")]
INCLUDES += ["-isystem", given("MBEDTLS_DIR", "mbedtls") + "/include"]
INCLUDES += ["-isystem", given("LWIP_DIR", "lwip") + "/src/include"]
# Of headers that public ones include for members of their own: port/posix/pem.h, port/lwip/lwipopts.h.
NOT_OURS = re.compile(r"ymr_pem\w*|YMR_PEM_\w+|ymr_lwip_random")

SHOWN = 30


def clang(*arguments):
    source = "".join('#include "%s"\n' % path for path in headers.public_headers())
    done = subprocess.run(
        ["clang", *INCLUDES, *arguments, "-x", "c", "-"],
        input=source,
        cwd=headers.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def macros():
    texts = "".join(path.read_text() for path in headers.public_headers())
    defined = set(re.findall(r"^[ \t]*#[ \t]*define[ \t]+(YMR_\w+)", texts, re.M))
    undefined = set(re.findall(r"^[ \t]*#[ \t]*undef[ \t]+(YMR_\w+)", texts, re.M))
    seen = set(re.findall(r"^#define (YMR_\w+)", clang("-dM", "-E"), re.M))
    return {("macro", name) for name in (defined & seen) - undefined if not name.endswith("_H")}


def fields(record, of):
    """Members by their names; those of a union without a name are the struct's."""
    for node in record.get("inner", []):
        if node["kind"] == "FieldDecl" and node.get("name") and not node.get("isImplicit"):
            yield "member", "%s.%s" % (of, node["name"])


def declarations():
    kinds = {
        "FunctionDecl": "function",
        "VarDecl": "variable",
        "TypedefDecl": "type",
        "RecordDecl": "type",
        "EnumDecl": "type",
    }
    tree = json.loads(clang("-Xclang", "-ast-dump=json", "-fsyntax-only"))
    for node in tree["inner"]:
        kind, name = kinds.get(node["kind"]), node.get("name", "")
        if (
            kind
            and name.startswith("ymr_")
            and not NOT_OURS.fullmatch(name)
            and (kind != "type" or not forward(node))
        ):
            yield kind, name
        if node["kind"] == "RecordDecl" and name.startswith("ymr_") and not NOT_OURS.fullmatch(name):
            yield from fields(node, name)
        if node["kind"] == "EnumDecl":
            for constant in node.get("inner", []):
                label = constant.get("name", "")
                if label.startswith("YMR_") and not NOT_OURS.fullmatch(label):
                    yield "constant", label


def forward(node):
    """A struct that is only announced: its users know no more of it."""
    return node["kind"] == "RecordDecl" and not node.get("completeDefinition")


def said(node):
    parts = (node.find("briefdescription"), node.find("detaileddescription"))
    return any("".join(part.itertext()).strip() for part in parts if part is not None)


def explained(directory):
    """Names of Doxygen's XML that have a text."""
    for path in directory.glob("*.xml"):
        for compound in ElementTree.parse(path).getroot().iter("compounddef"):
            record = compound.get("kind") in ("struct", "union")
            of = compound.findtext("compoundname")
            if record and said(compound):
                yield of
            for member in compound.iter("memberdef"):
                name = member.findtext("name")
                if said(member):
                    yield "%s.%s" % (of, name) if record else name
                for constant in member.iter("enumvalue"):
                    if said(constant):
                        yield constant.findtext("name")


def main():
    directory = headers.Path(sys.argv[1] if len(sys.argv) > 1 else headers.ROOT / "build/docs/xml")
    names = macros() | set(declarations())
    texts = set(explained(directory))
    own = {
        "%s.%s" % (item.name, member.name)
        for header in headers.Model().headers
        for item in header.items
        for member in item.members
        if member.own
    }
    missing = sorted(name for _, name in names if name not in texts and name not in own)
    counted = Counter(kind for kind, name in names if name not in own)
    print(
        "%d public names: %s; %d members are the library's own"
        % (
            sum(counted.values()),
            ", ".join("%d %ss" % (n, kind) for kind, n in sorted(counted.items())),
            len({name for _, name in names} & own),
        )
    )
    for name in missing[:SHOWN]:
        print("no word about %s" % name)
    if len(missing) > SHOWN:
        print("… nor about %d more" % (len(missing) - SHOWN))
    if len(names) < 1000:
        sys.exit("the compiler shows only %d names: the check has gone blind" % len(names))
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
