//! What the model does not write by itself without serde.

use onepane::Adapter;
use onepane::core::json::{Object, list};
use onepane::model::text::digits;
use onepane::model::{ActionKind, Constraint, EventKind, Support, Unit};

/// What a host can tell and do in its JSON form: at best, or (`now`) at this moment.
pub(crate) fn capabilities(adapter: &dyn Adapter, now: bool) -> String {
    let (mut events, mut actions) = (Object::default(), Object::default());
    for kind in EventKind::ALL {
        events.raw(kind.as_str(), support(adapter.event_support(*kind)));
    }
    for kind in ActionKind::ALL {
        let known = if now { adapter.effective_support(*kind) } else { adapter.action_support(*kind) };
        actions.raw(kind.as_str(), support(known));
    }
    Object::default()
        .text("host", adapter.host())
        .raw("events", events.finish())
        .raw("actions", actions.finish())
        .finish()
}

fn support(support: Support) -> String {
    let mut object = Object::default();
    object.text("level", support.level.as_str());
    for (name, text) in [("reason", &support.reason), ("instead", &support.instead)] {
        if let Some(text) = text {
            object.text(name, text);
        }
    }
    if !support.needs.is_empty() {
        object.raw("needs", list(support.needs.iter().map(String::as_str)));
    }
    if !support.constraints.is_empty() {
        object.raw("constraints", array(support.constraints.iter().map(constraint)));
    }
    object.finish()
}

fn constraint(constraint: &Constraint) -> String {
    let mut object = Object::default();
    object.text("field", &constraint.field);
    for (name, limit) in [("min", constraint.min), ("max", constraint.max)] {
        if let Some(limit) = limit {
            object.raw(name, digits(limit as i64, &mut [0; 20]));
        }
    }
    if let Some(unit) = constraint.unit {
        object.text("unit", word(unit));
    }
    if !constraint.one_of.is_empty() {
        object.raw("one_of", list(constraint.one_of.iter().map(String::as_str)));
    }
    if let Some(form) = &constraint.form {
        object.text("form", form);
    }
    object.finish()
}

fn word(unit: Unit) -> &'static str {
    match unit {
        Unit::Chars => "chars",
        Unit::Bytes => "bytes",
        _ => "utf16",
    }
}

/// A JSON array of texts that are JSON already.
pub(crate) fn array(items: impl IntoIterator<Item = String>) -> String {
    let mut out = String::from("[");
    for item in items {
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&item);
    }
    out.push(']');
    out
}

#[cfg(all(test, feature = "hosts"))]
mod tests {
    use super::*;
    use onepane::{AnyAdapter, HOSTS, Settings};

    #[test]
    fn capabilities_are_written_as_serde_writes_them() {
        for host in HOSTS {
            let adapter = AnyAdapter::new(host, &Settings::default()).unwrap();
            for (table, now) in [(adapter.capabilities(), false), (adapter.effective(), true)] {
                let told: serde_json::Value = serde_json::from_str(&capabilities(&adapter, now)).unwrap();
                assert_eq!(told, serde_json::to_value(&table).unwrap());
            }
        }
    }
}
