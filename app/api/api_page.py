"""The page about the JSON API for people, written from its OpenAPI: plain HTML, no script, nothing from elsewhere."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.pages.citation_view import attribute, escaped

_STYLE = Path(__file__).with_name("api_page.css")
_METHODS = ("get", "post")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`(.+?)`")

_Schema = Mapping[str, Any]


def api_page(document: _Schema) -> str:
    """Every address with what it takes and gives, then the shape of each JSON."""
    operations = [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in _METHODS
    ]
    shapes = document["components"]["schemas"]
    prefix = document.get("servers", [{"url": "/api"}])[0]["url"]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API · Duaalwijzer</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_style()}</style></head><body><main>"
        f'<p><a href="../" lang="nl">Naar Duaalwijzer</a></p><h1>The JSON API of Duaalwijzer</h1>'
        f"{_prose(document['info']['description'])}"
        '<p>Machine-readable: <a href="./openapi.json">openapi.json</a> (OpenAPI '
        f"{escaped(document['openapi'])}, version {escaped(document['info']['version'])}).</p>"
        f"{_contents(name for name, _ in operations)}"
        f"{''.join(_operation(name, operation, shapes, prefix) for name, operation in operations)}"
        f"<h2>Shapes</h2>{''.join(_shape(name, schema) for name, schema in sorted(shapes.items()))}"
        "</main></body></html>"
    )


def _contents(names: Iterable[str]) -> str:
    links = "".join(f'<li><a href="#{_anchor(name)}"><code>{escaped(name)}</code></a></li>' for name in names)
    return f'<nav aria-label="Addresses"><ul>{links}</ul></nav>'


def _operation(name: str, operation: _Schema, shapes: _Schema, prefix: str) -> str:
    method, path = name.split(" ")
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    asked = shapes[_name_in(body["$ref"])] if body else None
    parts = [
        f'<section id="{_anchor(name)}"><h2><code>{escaped(method)} {escaped(prefix + path)}</code></h2>',
        f"<p><strong>{escaped(operation['summary'])}.</strong> {_inline(operation.get('description', ''))}</p>",
        _table("Parameters", [_parameter(each) for each in operation.get("parameters", ())]),
        _table("Body (JSON)", _fields(asked) if asked else []),
        f"<pre tabindex='0' aria-label='Example'><code>{escaped(_example(method, prefix + path, asked))}</code></pre>",
        _table("Answers", [_reply(status, reply) for status, reply in operation["responses"].items()]),
    ]
    return f"{''.join(parts)}</section>"


def _shape(name: str, schema: _Schema) -> str:
    return (
        f'<section id="{_anchor(name)}"><h3><code>{escaped(name)}</code></h3>'
        f"<p>{_inline(schema.get('description', ''))}</p>{_table(f'Fields of {name}', _fields(schema))}</section>"
    )


_Row = tuple[str, str, str]


def _fields(schema: _Schema) -> list[_Row]:
    required = schema.get("required", ())
    return [
        (name, _kind(field) + ("" if name in required else ", optional"), _inline(field.get("description", "")))
        for name, field in schema.get("properties", {}).items()
    ]


def _parameter(given: _Schema) -> _Row:
    schema = given["schema"]
    optional = "" if given.get("required") else ", optional"
    return given["name"], _kind(schema) + optional, _inline(given.get("description") or schema.get("description", ""))


def _reply(status: str, reply: _Schema) -> _Row:
    content = reply.get("content", {})
    kind = _kind(content["application/json"].get("schema", {})) if "application/json" in content else "text"
    return status, kind, _inline(reply["description"])


def _table(caption: str, rows: list[_Row]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f'<tr><th scope="row"><code>{escaped(name)}</code></th><td>{kind}</td><td>{meaning}</td></tr>'
        for name, kind, meaning in rows
    )
    return (
        f'<div class="frame" tabindex="0" role="region" aria-label="{attribute(caption)}">'
        f"<table><caption>{escaped(caption)}</caption>"
        '<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _kind(schema: _Schema) -> str:
    """The type of a value in words, with links to the shapes that it names."""
    if "$ref" in schema:
        name = _name_in(schema["$ref"])
        return f'<a href="#{_anchor(name)}"><code>{escaped(name)}</code></a>'
    if "anyOf" in schema:
        return " or ".join(_kind(choice) for choice in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"<code>{escaped(str(value))}</code>" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if schema.get("type") == "object":
        return f"object of {_kind(schema.get('additionalProperties', {}))}"
    limits = [f"{word} {schema[key]}" for key, word in _LIMITS.items() if key in schema]
    return escaped(", ".join([str(schema.get("format") or schema.get("type", "any")), *limits]))


_LIMITS = {"minimum": "from", "maximum": "to", "maxLength": "at most", "default": "else"}


def _example(method: str, address: str, asked: _Schema | None) -> str:
    address = address.replace("{source_id}", "actieplan")
    if asked is None:
        return f"curl http://127.0.0.1:7860{address}"
    sent = {name: field["examples"][0] for name, field in asked["properties"].items() if field.get("examples")}
    body = json.dumps(sent, ensure_ascii=False)
    return f"curl -X {method} http://127.0.0.1:7860{address} -H 'content-type: application/json' \\\n  -d '{body}'"


def _prose(text: str) -> str:
    return "".join(f"<p>{_inline(part)}</p>" for part in text.split("\n\n"))


def _inline(text: str) -> str:
    """Bold and code, the only marks that the descriptions use; everything else is text."""
    parts = re.split(r"(\*\*.+?\*\*|`.+?`)", " ".join(text.split()))
    shown = [_CODE.sub(r"\1", part) if _CODE.fullmatch(part) else _BOLD.sub(r"\1", part) for part in parts]
    tags = ["code" if part.startswith("`") else "strong" if part.startswith("**") else "" for part in parts]
    return "".join(
        f"<{tag}>{escaped(text)}</{tag}>" if tag else escaped(text) for tag, text in zip(tags, shown, strict=True)
    )


def _name_in(reference: str) -> str:
    return reference.rpartition("/")[2]


def _anchor(name: str) -> str:
    return attribute(re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-"))


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")
