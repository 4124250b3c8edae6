"""Writes a JSON text with the keys of every object in another order; every value keeps its spelling.

    shuffle_keys.py FILE SEED
"""
import json
import random
import sys


class Spelled(float):
    """A number that is written as it was read."""

    def __new__(cls, text):
        made = super().__new__(cls, text)
        made.text = text
        return made

    def __repr__(self):
        return self.text


def write(value):
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + write(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    if isinstance(value, Spelled):
        return value.text
    return json.dumps(value, ensure_ascii=False)


def main():
    source = random.Random(int(sys.argv[2]))

    def shuffled(pairs):
        source.shuffle(pairs)
        return dict(pairs)

    with open(sys.argv[1], encoding="utf-8") as file:
        value = json.loads(file.read(), object_pairs_hook=shuffled, parse_float=Spelled)
    sys.stdout.write(write(value))


main()
