//! JSON Schemas (2020-12), made from the model itself.

use onepane_core::Manifest;
use onepane_model::{Capabilities, TYPE_PREFIX, action_schemas, event_schemas};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The names of the schemas.
pub const SCHEMAS: &[&str] = &["event", "action", "frame", "capabilities", "manifest"];

/// The schema of this name; `None` for a name that is not in [`SCHEMAS`].
///
/// ```
/// let schema = onepane::schema("event").unwrap();
/// assert_eq!(schema["properties"]["specversion"]["const"], "1.0");
/// ```
pub fn schema(name: &str) -> Option<Value> {
    Some(match name {
        "event" => event(),
        "action" => action(),
        "frame" => onepane_core::frame_schema(),
        "capabilities" => derived::<Capabilities>(),
        "manifest" => derived::<Manifest>(),
        _ => return None,
    })
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().into_generator()
}

fn derived<T: schemars::JsonSchema>() -> Value {
    let mut schema = generator().into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    schema
}

fn event() -> Value {
    let mut generator = generator();
    let kinds: Vec<Value> = event_schemas(&mut generator)
        .into_iter()
        .map(|(kind, data)| when(&format!("{TYPE_PREFIX}{kind}"), &data.to_value()))
        .collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Event",
        "description": "Something that a host told its widget: a CloudEvents 1.0 event in structured mode. \
            The data of a kind that is not listed may be anything.",
        "type": "object",
        "required": ["specversion", "id", "source", "type", "host", "data"],
        "properties": {
            "specversion": { "const": "1.0" },
            "id": { "type": "string", "minLength": 1 },
            "source": { "type": "string", "pattern": "^onepane://[^/]+/.+$" },
            "type": { "type": "string", "minLength": 1 },
            "time": { "type": "string", "format": "date-time" },
            "datacontenttype": { "const": "application/json" },
            "host": { "type": "string", "minLength": 1 },
            "hostevent": { "type": "string" },
            "screen": { "type": "string" },
            "derived": { "type": "boolean" },
            "reply": { "type": "string" },
            "data": { "type": "object" },
        },
        "additionalProperties": true,
        "allOf": kinds,
        "$defs": Value::Object(generator.take_definitions(true)),
    });
    tidy(&mut schema);
    schema
}

fn action() -> Value {
    let mut generator = generator();
    let kinds: Vec<Value> = action_schemas(&mut generator)
        .into_iter()
        .map(|(kind, data)| when(kind.as_str(), &data.to_value()))
        .collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Action",
        "description": "Something that a widget asks its host to do.",
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": { "type": "string", "minLength": 1 },
            "id": { "type": "string", "description": "The id under which its result will be told." },
            "target": {
                "type": "object",
                "description": "What it is meant for: refused unless that is the current one.",
                "required": ["conversation"],
                "properties": { "conversation": { "type": "string" } },
                "additionalProperties": false,
            },
            "data": true,
        },
        "additionalProperties": false,
        "allOf": kinds,
        "$defs": Value::Object(generator.take_definitions(true)),
    });
    tidy(&mut schema);
    schema
}

/// The data of one kind.
fn when(kind: &str, data: &Value) -> Value {
    json!({
        "if": { "properties": { "type": { "const": kind } }, "required": ["type"] },
        "then": { "properties": { "data": data } },
    })
}

/// Makes the derived schema fit for readers: takes out the `null` that schemars allows for every optional member: a member is there or it is not.
/// A `null` that means something says so in a description, and stays.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(members) => {
            members.values_mut().for_each(tidy);
            if let Some(Value::String(description)) = members.get_mut("description") {
                // Links of the Rust documentation lead nowhere here.
                *description = description.replace("[`", "`").replace("`]", "`");
            }
            if let Some(Value::Array(types)) = members.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [kind] = &types[..] {
                    let kind = kind.clone();
                    members.insert("type".to_owned(), kind);
                }
            }
            if let Some(Value::Array(options)) = members.get_mut("anyOf") {
                options.retain(|option| *option != json!({ "type": "null" }));
                if let [Value::Object(only)] = &mut options[..] {
                    let only = std::mem::take(only);
                    members.remove("anyOf");
                    merge(members, only);
                }
            }
        }
        _ => {}
    }
}

fn merge(into: &mut Map<String, Value>, members: Map<String, Value>) {
    for (key, value) in members {
        into.entry(key).or_insert(value);
    }
}
