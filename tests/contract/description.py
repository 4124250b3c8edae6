"""The API's description: its operations and schemas, and nothing of ymr's own tables."""
import json
import re
import urllib.parse


class Operation:
    def __init__(self, description, method, path, declared):
        self.name = declared["operationId"]
        self.method, self.path = method.upper(), path
        parameters = [description.resolve(one) for one in declared.get("parameters", [])]
        self.query = {one["name"]: one for one in parameters if one["in"] == "query"}
        self.segments = {one["name"]: one for one in parameters if one["in"] == "path"}
        self.body = _json_schema(declared.get("requestBody", {}))
        self.answers = {int(code): description.resolve(answer)
                        for code, answer in declared["responses"].items()}
        self.answer = _json_schema(self.answers[200])
        self._pattern = re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]*)", re.escape(path)) + r"\Z")

    def match(self, method, path):
        """The decoded path parameters, or None."""
        found = self._pattern.match(path) if method == self.method else None
        return found and {name: urllib.parse.unquote(value, errors="strict")
                          for name, value in found.groupdict().items()}

    def errors(self):
        return sorted(code for code in self.answers if code >= 400)


def _json_schema(holder):
    return holder.get("content", {}).get("application/json", {}).get("schema")


class Description:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.document = json.load(file)
        self.operations = {}
        for place, methods in self.document["paths"].items():
            for method, declared in methods.items():
                operation = Operation(self, method, place, declared)
                self.operations[operation.name] = operation

    def resolve(self, schema):
        """Without $ref and allOf on the outside."""
        while "$ref" in schema:
            found = self.document
            for key in schema["$ref"].split("/")[1:]:
                found = found[key]
            schema = found
        if "allOf" not in schema:
            return schema
        merged = {key: value for key, value in schema.items() if key != "allOf"}
        merged["properties"] = dict(schema.get("properties", {}))
        merged["required"] = list(schema.get("required", []))
        for part in map(self.resolve, schema["allOf"]):
            merged["properties"].update(part.get("properties", {}))
            merged["required"] += part.get("required", [])
        return merged

    def properties(self, schema):
        return self.resolve(schema).get("properties", {}) if schema else {}

    def says_status(self, operation):
        """Whether each answer says OK or ERROR in its body."""
        return "status" in self.resolve(operation.answer or {}).get("required", ())

    def values(self, name):
        """The values of a named enum."""
        return self.document["components"]["schemas"][name]["enum"]

    def at(self, schema, place):
        """The schema of what stands at `place`: "result.returns[]", "orders[0]", or "" for the whole."""
        for step in filter(None, place.split(".")):
            key, bracket, _ = step.partition("[")
            schema = self.properties(schema)[key]
            if bracket:
                schema = self.resolve(schema)["items"]
        return schema

    def find(self, method, path):
        """(operation, its decoded path parameters), or (None, None)."""
        for operation in self.operations.values():
            values = operation.match(method, path)
            if values is not None:
                return operation, values
        return None, None


def place(document, where):
    """What stands there, or None; `[]` is the whole list, `[0]` its first element."""
    for step in filter(None, where.split(".")):
        key, _, bracket = step.partition("[")
        document = document.get(key) if isinstance(document, dict) else None
        if bracket == "0]":
            document = document[0] if document else None
    return document
