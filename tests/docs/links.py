"""Do the links of the documents lead somewhere? links.py DOCUMENT…

To files that are there, and to headings that are in them.
"""
import re
import sys
from pathlib import Path


def slug(heading):
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def headings(path):
    return {slug(line) for line in re.findall(r"^#+ (.*)$", path.read_text(), re.M)}


def main():
    wrong, count = [], 0
    for path in map(Path, sys.argv[1:]):
        text = re.sub(r"```.*?```", "", path.read_text(), flags=re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if "://" in target:
                continue
            count += 1
            name, _, anchor = target.partition("#")
            place = path.parent / name if name else path
            if not place.exists():
                wrong.append("%s: %s is not there" % (path, target))
            elif anchor and anchor not in headings(place):
                wrong.append("%s: %s has no such heading" % (path, target))
    print("%d links" % count)
    print("".join(line + "\n" for line in wrong), end="")
    sys.exit(1 if wrong or not count else 0)


main()
