//! What the simulated console knows: values by path, from which it answers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use onepane_core::json::{Object, json};
use onepane_map::At;
use onepane_model::Json;

/// Values by path, as `get` answers with them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Memory(BTreeMap<String, Json>);

impl Memory {
    /// Takes over the values of an object that has them by path.
    pub(super) fn learn(&mut self, values: At<'_>) {
        for (path, value) in values.unique() {
            self.learn_one(path, json(value));
        }
    }

    /// The same for one of them.
    pub(super) fn learn_one(&mut self, path: Cow<'_, str>, value: Json) {
        // What went wrong with single paths is no value of theirs.
        if path != "errors" {
            self.0.insert(path.into_owned(), value);
        }
    }

    pub(super) fn set(&mut self, path: &str, value: Json) {
        self.0.insert(path.to_owned(), value);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value at a path: one that is known, or an object of all that are known below it; `None` when there is
    /// neither.
    pub(super) fn get(&self, path: &str) -> Option<Json> {
        self.0.get(path).cloned().or_else(|| self.object(path))
    }

    fn object(&self, path: &str) -> Option<Json> {
        let below = format!("{path}.");
        let mut keys: Vec<&str> = self
            .0
            .keys()
            .filter_map(|known| known.strip_prefix(&below))
            .map(|rest| rest.split_once('.').map_or(rest, |(key, _)| key))
            .collect();
        // Sorted by whole paths, the keys of one object are neighbors but for what sorts before a dot.
        keys.sort_unstable();
        keys.dedup();
        let members = keys.iter().filter_map(|key| Some((*key, self.get(&format!("{below}{key}"))?)));
        let mut object = Object::default();
        for (key, value) in members {
            object.raw(key, value.as_str());
        }
        (!keys.is_empty()).then(|| Json::from(&mut object))
    }
}

#[cfg(test)]
mod tests {
    use onepane_map::Index;

    use super::*;

    #[test]
    fn a_path_leads_to_a_value_or_to_all_below_it() {
        let mut memory = Memory::default();
        let values = r#"{"ticket.id":7,"ticket.requester.email":"a@example.test","ticket.requester.id":9,"errors":{}}"#;
        memory.learn(Index::parse(values).unwrap().root());
        let get = |path: &str| memory.get(path).map(|value| value.as_str().to_owned());
        assert_eq!(get("ticket.id").as_deref(), Some("7"));
        assert_eq!(get("ticket.requester").as_deref(), Some(r#"{"email":"a@example.test","id":9}"#));
        assert_eq!(
            get("ticket").as_deref(),
            Some(r#"{"id":7,"requester":{"email":"a@example.test","id":9}}"#)
        );
        for nothing in ["ticket.id.x", "tick", "ticket.", "", "errors"] {
            assert_eq!(get(nothing), None, "{nothing}");
        }
    }
}
