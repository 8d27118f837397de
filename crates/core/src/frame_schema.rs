//! The JSON Schema of frames.

use serde_json::{Value, json};

/// The JSON Schema of a frame's JSON form.
pub fn frame_schema() -> Value {
    let text = || json!({ "type": "string" });
    let any = || json!(true);
    let kinds = [
        form(
            "in",
            "launch",
            "The host loaded the widget.",
            &[],
            json!({
                "url": text(),
                "attributes": { "type": "object", "additionalProperties": { "type": "string" } },
            }),
        ),
        form(
            "in",
            "message",
            "A window message from the host.",
            &["data"],
            json!({
                "source": { "enum": ["parent", "self", "other"] },
                "origin": text(),
                "data": any(),
            }),
        ),
        form(
            "in",
            "callback",
            "A call of a function that the widget has given to the host.",
            &["name"],
            json!({
                "name": text(),
                "args": { "type": "array" },
            }),
        ),
        form(
            "in",
            "return",
            "The answer to a call or an HTTP request of the widget.",
            &["id"],
            json!({
                "id": text(),
                "status": { "type": "integer", "minimum": 0, "maximum": 65535 },
                "value": any(),
                "error": any(),
            }),
        ),
        form(
            "in",
            "page",
            "Something about the page itself.",
            &["state"],
            json!({
                "state": { "enum": ["visible", "hidden", "unload"] },
            }),
        ),
        form(
            "out",
            "message",
            "A window message to the host.",
            &["data"],
            json!({
                "to": { "enum": ["parent", "react_native"] },
                "target_origin": text(),
                "data": any(),
            }),
        ),
        form(
            "out",
            "subscribe",
            "From now on the host shall call back under this name.",
            &["name"],
            json!({
                "name": text(),
            }),
        ),
        form(
            "out",
            "unsubscribe",
            "The host shall no longer call back under this name.",
            &["name"],
            json!({
                "name": text(),
            }),
        ),
        form(
            "out",
            "call",
            "A call of one of the host's functions.",
            &["id", "target"],
            json!({
                "id": text(),
                "target": text(),
                "args": { "type": "array" },
            }),
        ),
        form(
            "out",
            "http",
            "A request to the host's HTTP API.",
            &["id", "method", "path"],
            json!({
                "id": text(),
                "method": text(),
                "path": text(),
                "body": any(),
            }),
        ),
    ];
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Frame",
        "description": "One thing that crosses between a host and a widget; one JSON object a line.",
        "oneOf": kinds,
    })
}

fn form(dir: &str, via: &str, about: &str, required: &[&str], mut properties: Value) -> Value {
    let mut all = vec!["dir", "via"];
    all.extend(required);
    properties["dir"] = json!({ "const": dir });
    properties["via"] = json!({ "const": via });
    properties["at"] = json!({ "type": "integer", "description": "When it was recorded, in milliseconds since the Unix epoch." });
    json!({
        "type": "object",
        "description": about,
        "required": all,
        "properties": properties,
        "additionalProperties": false,
    })
}
