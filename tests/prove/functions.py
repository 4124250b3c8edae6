"""The functions that core/ defines and that take a pointer, read from its sources as they are written there."""
import pathlib
import re
import typing

# At the begin of a line a type, the name, its parameters; then the brace on a line of its own.
DEFINITION = re.compile(r"^(?!typedef|struct \w+ \{|enum )(?P<type>[a-z][\w \t]*?[\s*]+)(?P<name>\w+)"
                        r"\((?P<parameters>[^;{}]*?)\)\n\{", re.M)
# Structs that are given by value and hold a pointer.
VIEWS = re.compile(r"\b(ymr_text|ymr_span)\b")


class Function(typing.NamedTuple):
    file: str
    name: str
    static: bool


def takes_pointer(parameters):
    return "*" in parameters or "[" in parameters or VIEWS.search(parameters) is not None


def functions_in(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    return [Function(path.name, match["name"], "static" in match["type"].split())
            for match in DEFINITION.finditer(text) if takes_pointer(match["parameters"])]


def functions_of_core(core):
    return [one for path in sorted(pathlib.Path(core).glob("*.[ch]")) for one in functions_in(path)]


def bodies_of(path):
    """The text of every function of a file, whatever it takes."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    return {match["name"]: text[match.end():text.find("\n}\n", match.end())] for match in DEFINITION.finditer(text)}


def reached_in(path, names, left_out):
    """The functions of a file that the named ones call, and those these call, but for what is left out."""
    bodies = bodies_of(path)
    reached, wanted = set(), [name for name in names if name in bodies]
    while wanted:
        name = wanted.pop()
        if name not in reached:
            reached.add(name)
            wanted += [word for word in set(re.findall(r"\w+", bodies[name])) & set(bodies) if word not in left_out]
    return reached
