"""api/openapi.yaml as a judge: is this answer what the contract promises? And what has not been tried yet?"""
import datetime
import re

import yaml

from plant.programs import ROOT

METHODS = ("get", "post", "put", "delete")


class Broken(AssertionError):
    """An answer that the contract does not allow."""


class Contract:
    def __init__(self, file=ROOT / "api/openapi.yaml"):
        self.document = yaml.safe_load(file.read_text(encoding="utf-8"))
        self.tried = set()  # (method, path) that gave a success
        self._paths = []
        for path, item in self.document["paths"].items():
            base = item.get("servers", self.document["servers"])[0]["url"].rstrip("/")
            pattern = "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]+\})", base + path))
            self._paths.append((re.compile(pattern), path))

    def operations(self):
        return {(method, path) for path, item in self.document["paths"].items() for method in METHODS if method in item}

    def judge(self, method, target, status, media_type, body):
        """`body`: parsed when it is JSON, else bytes."""
        path = self._path_of(target.split("?")[0])
        operation = self.document["paths"][path].get(method.lower())
        if operation is None:
            raise Broken(f"{method} {path} is not in the contract")
        responses = operation["responses"]
        response = self._resolve(responses.get(str(status)) or responses.get("default") or {})
        if not response:
            raise Broken(f"{method} {path} may not answer {status}")
        where = f"{method} {path} {status}"
        content = response.get("content")
        if content is None:
            if body:
                raise Broken(f"{where}: a body, where none is promised")
        else:
            kind = (media_type or "").split(";")[0]
            if kind not in content:
                raise Broken(f"{where}: {kind}, where {', '.join(content)} is promised")
            if "json" in kind:
                self.check(body, content[kind]["schema"], where)
        if status < 400:
            self.tried.add((method.lower(), path))

    def check(self, value, schema, where):
        """Raises Broken unless `value` is of `schema`: the part of JSON Schema 2020-12 that the contract uses; a field that it does not know is an error."""
        schema = self._resolve(schema)
        if "allOf" in schema:
            schema = self._merged(schema)
        if "anyOf" in schema:
            self._check_any_of(value, schema["anyOf"], where)
        if "oneOf" in schema:
            self._check_one_of(value, schema["oneOf"], where)
        if "const" in schema and value != schema["const"]:
            raise Broken(f"{where}: {value!r} is not {schema['const']!r}")
        if "enum" in schema and value not in schema["enum"]:
            raise Broken(f"{where}: {value!r} is not one of {schema['enum']}")
        if "type" in schema and not is_of(value, schema["type"]):
            raise Broken(f"{where}: {value!r} is not of type {schema['type']}")
        if isinstance(value, dict):
            self._check_object(value, schema, where)
        elif isinstance(value, list):
            if len(value) < schema.get("minItems", 0):
                raise Broken(f"{where}: too few items")
            for i, each in enumerate(value):
                self.check(each, schema.get("items", {}), f"{where}[{i}]")
        elif isinstance(value, str):
            check_text(value, schema, where)
        elif isinstance(value, (int, float)) and value < schema.get("minimum", value):
            raise Broken(f"{where}: {value} is less than {schema['minimum']}")

    def schema(self, name):
        return self.document["components"]["schemas"][name]

    def _check_object(self, value, schema, where):
        for name in schema.get("required", []):
            if name not in value:
                raise Broken(f"{where}: {name} is missing")
        properties = schema.get("properties", {})
        others = schema.get("additionalProperties")
        for name, each in value.items():
            if name in properties:
                self.check(each, properties[name], f"{where}.{name}")
            elif others is not None:
                self.check(each, others, f"{where}.{name}")
            elif properties:
                raise Broken(f"{where}: {name} is not in the contract")

    def _check_one_of(self, value, schemas, where):
        complaints = []
        for each in schemas:
            try:
                self.check(value, each, where)
                complaints.append(None)
            except Broken as why:
                complaints.append(str(why))
        if complaints.count(None) != 1:
            raise Broken(f"{where}: fits {complaints.count(None)} of the {len(schemas)} kinds: {complaints}")

    def _check_any_of(self, value, schemas, where):
        complaints = []
        for each in schemas:
            try:
                return self.check(value, each, where)
            except Broken as why:
                complaints.append(str(why))
        raise Broken(f"{where}: fits none of the {len(schemas)} kinds: {complaints}")

    def _merged(self, schema):
        """Those that a value must be all of, as one: together they name its fields."""
        whole = {name: each for name, each in schema.items() if name != "allOf"}
        for part in map(self._resolve, schema["allOf"]):
            part = self._merged(part) if "allOf" in part else part
            properties, required = {**part.get("properties", {}), **whole.get("properties", {})}, [*part.get("required", []), *whole.get("required", [])]
            whole = {**part, **whole, **({"properties": properties} if properties else {}), **({"required": required} if required else {})}
        return whole

    def _path_of(self, target):
        fitting = [path for pattern, path in self._paths if pattern.fullmatch(target)]
        if not fitting:
            raise Broken(f"{target} is not in the contract")
        return min(fitting, key=lambda path: path.count("{"))

    def _resolve(self, node):
        while "$ref" in node:
            found = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node


def is_of(value, types):
    kinds = {
        "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
        "integer": int, "number": (int, float),
    }
    for name in [types] if isinstance(types, str) else types:
        if isinstance(value, kinds[name]) and (name == "boolean" or not isinstance(value, bool)):
            return True
    return False


def check_text(value, schema, where):
    if "pattern" in schema and not re.search(schema["pattern"], value):
        raise Broken(f"{where}: {value!r} does not match {schema['pattern']}")
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        raise Broken(f"{where}: {value!r} is too short or too long")
    if schema.get("format") == "date-time":
        try:
            datetime.datetime.fromisoformat(re.sub(r"\.(\d{6})\d*", r".\1", value).replace("Z", "+00:00"))
        except ValueError:
            raise Broken(f"{where}: {value!r} is no RFC 3339 time") from None
        if not value.endswith("Z"):
            raise Broken(f"{where}: {value!r} is not in UTC")
