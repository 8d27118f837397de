//! The arguments of a callback as one document, and back: `(context, config)` is `{context, config}`.
//!
//! The tables are about that document. Arguments beyond those that have a name stand in `args`.

#[cfg(feature = "emulator")]
use onepane_core::json::json;
#[cfg(feature = "emulator")]
use onepane_map::Emulated;
use onepane_map::{At, Corrupt, Index};
use onepane_model::Json;
use onepane_model::text::push_literal;

use crate::map::{CONTEXT, INITIALIZE, MODAL_INITIALIZE, MODAL_SHOW};

const MORE: &str = "args";

/// The names of a callback's arguments; `None` for a callback whose arguments nobody has described.
fn names(callback: &str) -> Option<&'static [&'static str]> {
    match callback {
        INITIALIZE | CONTEXT => Some(&["context", "config"]),
        MODAL_INITIALIZE | MODAL_SHOW => Some(&["data"]),
        _ => None,
    }
}

/// The document of a callback; `None` for one whose arguments nobody has described.
///
/// # Errors
///
/// When an argument is no JSON.
pub(crate) fn document(callback: &str, args: &[Json]) -> Result<Option<String>, Corrupt> {
    let Some(names) = names(callback) else { return Ok(None) };
    if let (INITIALIZE, [only]) = (callback, args) {
        let index = Index::parse(only.as_str())?;
        // Written down as one document already.
        if is_document(index.root(), names) {
            return Ok(Some(only.as_str().to_owned()));
        }
    }
    let mut document = String::with_capacity(args.iter().map(|arg| arg.as_str().len() + 16).sum());
    document.push('{');
    for (name, arg) in names.iter().zip(args) {
        member(&mut document, name).push_str(arg.as_str());
    }
    if let Some(more) = args.get(names.len()..).filter(|more| !more.is_empty()) {
        let more: Vec<&str> = more.iter().map(Json::as_str).collect();
        member(&mut document, MORE).push_str(&["[", &more.join(","), "]"].concat());
    }
    document.push('}');
    Ok(Some(document))
}

/// Whether a value is the arguments by name rather than the first of them.
fn is_document(at: At<'_>, names: &[&str]) -> bool {
    at.get("context").is_some() && at.members().all(|(key, _)| names.iter().any(|name| key.is(name)))
}

/// The arguments that a document stands for.
#[cfg(feature = "emulator")]
pub(crate) fn args(callback: &str, document: &Emulated) -> Result<Vec<Json>, Corrupt> {
    let names = names(callback).unwrap_or_default();
    let told =
        |name: &str| document.members().find(|(key, _)| key.is(name)).map(|(_, value)| value.to_owned());
    let more: Vec<Json> = match told(MORE) {
        Some(more) => Index::parse(&more)?.root().items().map(json).collect(),
        None => Vec::new(),
    };
    let named: Vec<Option<Json>> = names.iter().map(|name| told(name).map(Json::from_text)).collect();
    // What is left out between two that are there is nothing all the same.
    let given = match more.is_empty() {
        true => named.iter().rposition(Option::is_some).map_or(0, |last| last + 1),
        false => named.len(),
    };
    let named = named.into_iter().take(given).map(|arg| arg.unwrap_or_else(Json::null));
    Ok(named.chain(more).collect())
}

/// An error about a document as one about what the host called back with: for a context, that is the
/// context itself.
pub(crate) fn placed(callback: &str, mut corrupt: Corrupt) -> Corrupt {
    if callback != INITIALIZE {
        let inside =
            names(callback).and_then(|names| corrupt.pointer.strip_prefix('/')?.strip_prefix(names.first()?));
        if let Some(inside) = inside {
            corrupt.pointer = inside.to_owned();
        }
    }
    corrupt
}

fn member<'o>(out: &'o mut String, name: &str) -> &'o mut String {
    if out.len() > 1 {
        out.push(',');
    }
    push_literal(out, name);
    out.push(':');
    out
}
