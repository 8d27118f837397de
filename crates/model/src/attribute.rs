//! The customer's own fields, described.

use crate::id::AttributeId;
use crate::json::Json;
use crate::record::record;
use crate::time::Time;
use crate::word::{AttributeKind, AttributeOwner};

record! {
    /// One of the customer's own fields: what it is called and what it may hold.
    pub struct AttributeDefinition {
        /// The host's id.
        id: Option<AttributeId>,
        /// The key under which its values stand.
        key: Option<String>,
        /// What agents see.
        name: Option<String>,
        /// What it is for; empty when nobody has said.
        description: Option<String>,
        /// The type of its values.
        kind: Option<AttributeKind>,
        /// What it belongs to.
        owner: Option<AttributeOwner>,
        /// What it may hold, for a list.
        values: Option<Vec<Json>>,
        /// What it holds when nobody has set it.
        default_value: Option<Json>,
        /// The regular expression that a value must match.
        pattern: Option<String>,
        /// What to tell an agent whose value does not match.
        pattern_hint: Option<String>,
        /// When it was made.
        created_at: Option<Time>,
        /// When it last changed.
        updated_at: Option<Time>,
        ..extra
    }
}
