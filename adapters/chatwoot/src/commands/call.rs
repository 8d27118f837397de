//! REST calls without a neutral name, as `host.call`: the name is the call's path below the account.
//!
//! `args` is an object: `body` is what is sent; `method` must be given where none is documented; `id`
//! names the macro. A conversation's or contact's id is that of the one in view.

use onepane_core::json::{Object, json};
use onepane_core::{Asked, Refusal};
use onepane_map::{At, JsonKind};
use onepane_model::{HostCall, Json};

use crate::capabilities::{ARGS, NAME};

use super::{Place, Request, is_id};
use crate::view::View;

/// The calls, each with its method where one is documented.
const CALLS: &[(&str, Option<&str>)] = &[
    ("contacts/{id}", Some("PATCH")),
    ("contacts/{id}/notes", Some("POST")),
    ("contacts/{id}/destroy_custom_attributes", Some("POST")),
    ("contacts/{id}/labels", None),
    ("conversations/{id}/mute", None),
    ("conversations/{id}/unmute", None),
    ("conversations/{id}/transcript", None),
    ("conversations/{id}/toggle_typing_status", None),
    ("conversations/{id}/participants", None),
    ("macros/{id}/execute", None),
];

const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

pub(super) fn call(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let Some((name, documented)) = CALLS.iter().find(|(name, _)| asked.is(HostCall::NAME, name)) else {
        let names: Vec<_> = CALLS.iter().map(|(name, _)| *name).collect();
        return Err(NAME.refusal(&["one of ", &names.join(", ")].concat()));
    };
    let args = asked.get(HostCall::ARGS);
    let is_known = |args: At<'_>| {
        let mut members = args.members();
        args.kind() == JsonKind::Object
            && members.all(|(key, _)| ["method", "id", "body"].iter().any(|known| key.is(known)))
    };
    if args.is_some_and(|args| !is_known(args)) {
        return Err(ARGS.refusal("an object with method, id and body at most"));
    }
    let arg = |name: &str| args.and_then(|args| args.get(name));
    let given = arg("method").map(|method| method.chars().unwrap_or_default());
    let method = METHODS.iter().copied().find(|method| match (given.as_deref(), *documented) {
        (Some(given), Some(documented)) => *method == given && given == documented,
        (Some(given), None) => *method == given,
        (None, documented) => Some(*method) == documented,
    });
    let Some(method) = method else {
        return Err(match documented {
            Some(documented) => ARGS.refusal(&["without a method, or with ", documented].concat()),
            None => ARGS.refusal(&["an object with a method, one of ", &METHODS.join(", ")].concat()),
        });
    };
    // `kind/{id}`, or `kind/{id}/rest`.
    let (kind, rest) = name.split_at(name.bytes().position(|byte| byte == b'/').unwrap_or(name.len()));
    let rest = rest.get("/{id}/".len()..).unwrap_or_default();
    let body = arg("body");
    let mut request = match kind {
        "conversations" => view.on_conversation(method, rest)?,
        "contacts" => {
            check_keys(view, body)?;
            view.on_contact(method, rest)?
        }
        _ => {
            let id = arg("id").map(|id| id.chars().unwrap_or(id.raw().into())).unwrap_or_default();
            if !is_id(&id) {
                return Err(ARGS.refusal("an object with the macro's id, a number"));
            }
            view.request(method, kind, &id, rest)?
        }
    };
    request.body = body.map(json);
    Ok(request)
}

/// Checks the keys of attributes in a contact's new record, or in the list of those to be deleted.
fn check_keys(view: &View, body: Option<At<'_>>) -> Result<(), Refusal> {
    let Some(attributes) = body.and_then(|body| body.get("custom_attributes")) else { return Ok(()) };
    let keys = attributes.members().map(|(key, _)| key.to_cow());
    for key in keys.chain(attributes.items().filter_map(|item| item.chars())) {
        view.check_contact_key(&key)?;
    }
    Ok(())
}

/// `None` for a call that is not in the list.
pub(super) fn parse(method: &str, place: &Place<'_>, body: At<'_>) -> Option<HostCall> {
    let slash = if place.rest.is_empty() { "" } else { "/" };
    let name = [place.kind, "/{id}", slash, place.rest].concat();
    let (name, documented) = CALLS.iter().find(|(known, _)| *known == name)?;
    let mut args = Object::default();
    match documented {
        // The host takes both for the same.
        Some(documented) if *documented == method || (method, *documented) == ("PUT", "PATCH") => {}
        None if METHODS.contains(&method) => {
            args.text("method", method);
        }
        _ => return None,
    }
    if place.kind == "macros" {
        args.text("id", place.id);
    }
    if !body.is_null() {
        args.raw("body", json(body).as_str());
    }
    let mut data = HostCall::default().with_name(*name);
    data.args = Some(Json::from(&mut args)).filter(|args| args.as_str() != "{}");
    Some(data)
}
