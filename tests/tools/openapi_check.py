"""Compares the library's descriptor tables and enums with the API's official description.

    openapi_check.py DUMP DESCRIPTION      DUMP is what openapi_dump prints

Everything that the description has must be in the tables, in the same order and of the right kind; no more.
"""

import json
import re
import sys
from pathlib import Path

# Kept as text on purpose: three letters that new countries add to, and 125 substatuses. See include/ymr/enums.h.
OPEN_LISTS = {"CurrencyType", "OrderSubstatusType"}
# Decoded by a shape of the call's own, so the envelope leaves it alone.
LEFT_ALONE = {"result"}
# Not decoded: of no use to a returns device, mostly people's addresses and names. See include/ymr/orders.h.
LEFT_OUT = {
    "BusinessOrderDeliveryDTO": {"courier", "pickup", "transfer", "boxesLayout", "receiveBarcode", "receiveCode",
                                 "digitalGoods"},
    "OrderDeliveryDTO": {"id", "price", "courier", "region", "address", "outletCode", "outletStorageLimitDate",
                         "shipments", "eacType", "eacCode", "receiveCode"},
    "OrderBuyerDTO": {"lastName", "firstName", "middleName"},
    "GetOrdersResponse": {"pager"},
}

passed = failed = 0
tables = {}


def check(title, problems):
    global passed, failed
    if problems:
        failed += 1
        print(f"  FAIL  {title}")
        for problem in problems:
            print(f"        {problem}")
    else:
        passed += 1
        print(f"  ok    {title}")


def resolve(schemas, schema):
    """The schema itself behind its references, and the last name on the way to it."""
    name = None
    while "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        schema = schemas[name]
    return name, schema


def merged(schemas, schema):
    """Properties and required names of a schema with all that it is put together from."""
    _, schema = resolve(schemas, schema)
    properties, required = dict(), set(schema.get("required", ()))
    for part in schema.get("allOf", ()):
        more, needed = merged(schemas, part)
        properties |= more
        required |= needed
    return properties | schema.get("properties", {}), required


def kind_of(name, schema, required):
    if "enum" in schema:
        return "TEXT" if name in OPEN_LISTS else "ENUM"
    if "properties" in schema or "allOf" in schema:
        return "OBJECT"
    return {
        "integer": "ID" if required else "INTEGER",
        "number": "DECIMAL" if required else "NUMBER",
        "boolean": "BOOLEAN",
        "string": "DATE" if schema.get("format") == "date-time" else "TEXT",
    }[schema["type"]]


def compare_names(title, names, row):
    if row["table"] in tables:
        check(f"{title}: one table stands for one schema", [] if tables[row["table"]] == title else [
            f"the table also stands for {tables[row['table']]}"])
        return
    tables[row["table"]] = title
    problems = [f"missing: {name}" for name in names if name not in row["names"]]
    problems += [f"not in the description: {name}" for name in row["names"] if name not in names]
    if not problems and names != row["names"]:
        problems = ["another order"]
    check(f"{title}: {len(names)} names", problems)


def compare_field(schemas, key, schema, row, required):
    """Returns what is wrong with a row, and compares what is below it."""
    problems = []
    if row["required"] != required:
        problems.append(f"{key}: required is {row['required']}, not {required}")
    if key in LEFT_ALONE:
        return problems + ([] if row["kind"] == "VALUE" else [f"{key}: {row['kind']}, not VALUE"])
    name, schema = resolve(schemas, schema)
    is_list = schema.get("type") == "array"
    if row["list"] != is_list:
        return problems + [f"{key}: list is {row['list']}, not {is_list}"]
    if is_list:
        name, schema = resolve(schemas, schema["items"])
    kind = kind_of(name, schema, required or is_list)
    if row["kind"] != kind:
        return problems + [f"{key}: {row['kind']}, not {kind}"]
    if kind == "ENUM":
        compare_names(name or key, schema["enum"], row)
    elif kind == "OBJECT":
        compare_shape(schemas, name or key, merged(schemas, schema), row)
    return problems


def compare_shape(schemas, title, described, shape):
    if shape["table"] in tables:
        check(f"{title}: one table stands for one schema", [] if tables[shape["table"]] == title else [
            f"the table also stands for {tables[shape['table']]}"])
        return
    tables[shape["table"]] = title
    properties, required = described
    left_out = LEFT_OUT.get(title, set())
    properties = {key: value for key, value in properties.items() if key not in left_out}
    rows = {row["key"]: row for row in shape["fields"]}
    problems = [f"missing: {key}" for key in properties if key not in rows]
    problems += [f"not in the description: {key}" for key in rows if key not in properties]
    problems += [f"left out, but required: {key}" for key in sorted(left_out & required)]
    if not problems and list(properties) != list(rows):
        problems.append("another order")
    for key in properties:
        if key in rows:
            problems += compare_field(schemas, key, properties[key], rows[key], key in required)
    check(f"{title}: {len(properties)} fields", problems)


def compare_scopes(paths, row):
    """Which scopes may call an operation; the description writes their names in another way."""
    described = next(operation for path in paths.values() for operation in path.values()
                     if isinstance(operation, dict) and operation.get("operationId") == row["operation"])
    names = {re.sub("[-:]", "_", name).upper() for name in described["x-auth-scopes"]}
    differences = sorted(names ^ set(row["scopes"]))
    check(f"{row['operation']}: {len(names)} scopes", [f"not in both: {name}" for name in differences])


# What the Market sends to the store is not in its description of what the store sends to it.
NOT_DESCRIBED = {"notify.h"}


def public_tables():
    """How many shapes and name lists the public headers declare."""
    count = 0
    for header in Path("include/ymr").glob("*.h"):
        if header.name in NOT_DESCRIBED:
            continue
        count += len(re.findall(r"^extern const ymr_(?:shape|names) \w+;", header.read_text(), re.MULTILINE))
    return count


def main():
    roots = json.loads(Path(sys.argv[1]).read_text())
    description = json.loads(Path(sys.argv[2]).read_text())
    schemas = description["components"]["schemas"]
    for root in roots:
        if "operation" in root:
            compare_scopes(description["paths"], root)
            continue
        if "names" in root:
            compare_names(root["schemas"], schemas[root["schemas"]]["enum"], root)
            continue
        properties, required = {}, set()
        for name in root["schemas"].split():
            more, needed = merged(schemas, schemas[name])
            properties |= more
            required |= needed
        compare_shape(schemas, root["schemas"], (properties, required), root)
    declared = public_tables()
    lacking = [] if declared == len(tables) else [f"{len(tables)} were: openapi_dump.c lacks a root"]
    check(f"all {declared} public tables were compared", lacking)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
