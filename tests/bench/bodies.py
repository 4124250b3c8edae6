"""Bodies to be read: one return, a page of many, one return of many items; made of the project's own return."""
import json
import pathlib

OWN = pathlib.Path("tests/data/answer-return.json")
SAMPLES = pathlib.Path("../shared/samples")


def the_return():
    return json.loads(OWN.read_text())["result"]


def written(result):
    return json.dumps({"status": "OK", "result": result}, ensure_ascii=False, separators=(",", ":"))


def page(count):
    """As the Market writes a list: the token of the next page is absent on the last."""
    return written({"paging": {}, "returns": [dict(the_return(), id=41020777 + i) for i in range(count)]})


def items(count):
    whole = the_return()
    return written(dict(whole, items=[dict(whole["items"][0], marketSku=101900555777 + i) for i in range(count)]))
