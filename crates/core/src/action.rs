//! Reads an action's JSON form, with errors that say where.

use onepane_map::{At, Corrupt, Index, JsonKind};
use onepane_model::{Action, ActionKind, Json};

use crate::json::json;

/// Reads an action's JSON form.
///
/// An action of a kind that this build does not know is kept whole.
///
/// # Errors
///
/// When it is no action: a member is missing, wrong or unknown.
pub fn action_from_json(text: &str) -> Result<Action, Corrupt> {
    read_action(Index::parse(text)?.root())
}

/// Reads an action from a document that is indexed already.
///
/// # Errors
///
/// As for [`action_from_json`].
pub fn read_action(at: At<'_>) -> Result<Action, Corrupt> {
    if at.kind() != JsonKind::Object {
        return Err(at.corrupt("an action (an object)"));
    }
    let text = |at: At<'_>| at.chars().map(String::from).ok_or_else(|| at.corrupt("a string"));
    let mut id = None;
    let mut target = None;
    for (key, value) in at.unique() {
        match &*key {
            "type" | "data" => {}
            "id" => id = Some(text(value)?),
            "target" => {
                for (key, inner) in value.unique() {
                    if key != "conversation" {
                        return Err(Corrupt::new(inner.pointer(), "conversation", "an unknown member"));
                    }
                }
                let conversation =
                    value.get("conversation").ok_or_else(|| value.missing("conversation", "a string"))?;
                target = Some(text(conversation)?);
            }
            _ => return Err(Corrupt::new(value.pointer(), "type, id, target or data", "an unknown member")),
        }
    }
    let kind = at.get("type").ok_or_else(|| at.missing("type", "a string"))?;
    let kind = text(kind)?;
    let data = at.get("data");
    if let Some(record) = ActionKind::from_name(&kind).map(ActionKind::record) {
        match data {
            Some(data) => onepane_map::conform(record, data)?,
            None if record.members.iter().any(|member| member.required) => {
                return Err(at.missing("data", "an object"));
            }
            None => {}
        }
    }
    let mut action = Action::from_parts(&kind, data.map_or_else(|| Json::from_text("{}"), json));
    action.id = id.map(Into::into);
    action.target = target.map(Into::into);
    Ok(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, error: &str) {
        assert_eq!(action_from_json(text).unwrap_err().to_string(), error);
    }

    #[test]
    fn a_mistyped_member_is_never_ignored() {
        check(
            r#"{"type":"message.send","data":{"text":"a","visiblity":"internal"}}"#,
            "/data/visiblity: expected text, visibility, as, found the unknown member `visiblity`",
        );
        check(
            r#"{"type":"message.send","tagret":{"conversation":"1"},"data":{"text":"a"}}"#,
            "/tagret: expected type, id, target or data, found an unknown member",
        );
    }

    #[test]
    fn errors_say_where() {
        check(
            r#"{"type":"message.send","data":{"text":7}}"#,
            "/data/text: expected a string, found a number",
        );
        check(r#"{"type":"message.send","data":{}}"#, "/data/text: expected a string, found nothing");
        check(r#"{"type":"message.send"}"#, "/data: expected an object, found nothing");
        check(r#"{"data":{}}"#, "/type: expected a string, found nothing");
        check(r#"{"type":"message.send","data":{"text":null}}"#, "/data/text: expected a string, found null");
        check(
            r#"{"type":"message.send","data":{"text":"a","visibility":null}}"#,
            "/data/visibility: expected a string, found null",
        );
        check(
            r#"{"type":"conversation.set_status","data":{"status":"snoozed","until":"tomorrow"}}"#,
            "/data/until: expected a time, found a string",
        );
        check(
            r#"{"type":"message.send","data":{"text":"a","extra":{}}}"#,
            "/data/extra: expected text, visibility, as, found the unknown member `extra`",
        );
        check("[]", "expected an action (an object), found an array");
    }

    #[test]
    fn every_kind_is_read_as_serde_reads_it() {
        for text in [
            r#"{"type":"compose.set_text","id":"a","data":{"text":"Hi","as":"contact"}}"#,
            r#"{"type":"conversation.assign","target":{"conversation":"7"},"data":{"agent":null}}"#,
            r#"{"type":"conversation.set_priority","data":{"priority":"urgent"}}"#,
            r#"{"type":"conversation.set_status","data":{"status":"snoozed","until":"2026-01-10T08:00:00Z"}}"#,
            r#"{"type":"widget.post","data":{"payload":{"a":[1,null]}}}"#,
            r#"{"type":"panel.open","data":{}}"#,
            r#"{"type":"panel.resize","data":{"width":300,"height":"50px"}}"#,
            r#"{"type":"not.known","data":{"x":1}}"#,
        ] {
            let action = action_from_json(text).unwrap();
            assert_eq!(action, serde_json::from_str(text).unwrap(), "{text}");
            assert_eq!(serde_json::to_string(&action).unwrap(), text);
        }
    }
}
