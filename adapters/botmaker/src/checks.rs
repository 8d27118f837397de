//! What the console checks of an action that comes in, in the order of the guide's list.
//!
//! Source: `botmaker-com/custom-widgets-example`, state of 2026-02-11, read 2026-11-21. The guide says what is checked,
//! not how, nor what the widget is told: reasons are the emulator's own words.

use onepane_core::json::Object;
use onepane_core::{Asked, broken_limit};
use onepane_map::{At, Corrupt};
use onepane_model::{Action, ActionKind, ComposeSetText, Json, MessageSend};

use crate::{capabilities, commands};

/// What an administrator has entered for the widget, as far as actions are judged by it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Registration {
    /// The allowed domains. Absent: actions are taken from everywhere.
    #[cfg(feature = "checks")]
    pub(crate) domains: Option<onepane_core::OriginRules>,
    /// The name. Absent: any.
    pub(crate) name: Option<String>,
}

impl Registration {
    /// The first and second check: the sender's origin is among the allowed domains, of which some may be wildcards.
    /// A sender that nobody has noted is none of them.
    pub(crate) fn sender(&self, origin: Option<&str>) -> Result<(), &'static str> {
        #[cfg(feature = "checks")]
        if let Some(domains) = &self.domains
            && !origin.is_some_and(|origin| domains.allows_text(origin))
        {
            return Err("the sender's origin is not among the allowed domains");
        }
        let _ = origin;
        Ok(())
    }

    /// The third check, after that of the payload's types: the widget names itself, and by the name that is registered.
    /// Older dialects have another member for it.
    pub(crate) fn name(&self, message: At<'_>) -> Result<Result<(), &'static str>, Corrupt> {
        let at = message.get("widgetName").or_else(|| message.get("widgetId"));
        let at = at.ok_or_else(|| message.missing("widgetName", "a string"))?;
        let named = at.chars().ok_or_else(|| at.corrupt("a string"))?;
        let registered = self.name.as_ref().is_none_or(|name| *name == named);
        Ok(if registered { Ok(()) } else { Err("no widget of this name is registered") })
    }
}

/// The rest of the third check, and the fourth: texts are of the length that the guide allows, and stripped of script
/// tags and event handlers. What is stripped of everything is no text any more.
pub(crate) fn text(action: &mut Action) -> Result<(), &'static str> {
    let Ok(asked) = Asked::of(action) else { return Ok(()) };
    if broken_limit(capabilities::action, action).is_some() {
        return Err("the text is empty or too long");
    }
    let member = match asked.kind() {
        ActionKind::ComposeSetText => ComposeSetText::TEXT,
        ActionKind::MessageSend => MessageSend::TEXT,
        _ => return Ok(()),
    };
    let text = asked.text(member);
    let clean = sanitized(&text);
    if !text.trim().is_empty() && clean.trim().is_empty() {
        return Err("nothing of the text is left when it is sanitized");
    }
    let data = Json::from(Object::default().text(member.name(), &clean));
    let mut clean = Action::from_parts(action.kind_name(), data);
    clean.id = action.id.take();
    *action = clean;
    Ok(())
}

/// Text without markup stays as it is; of markup stays, as HTML, what can do no harm.
#[cfg(feature = "checks")]
fn sanitized(text: &str) -> String {
    if ammonia::is_html(text) {
        // Nothing is added, such as a `rel` in links.
        ammonia::Builder::default().link_rel(None).clean(text).to_string()
    } else {
        text.to_owned()
    }
}

/// Without the feature `checks` every text stays as it is.
#[cfg(not(feature = "checks"))]
fn sanitized(text: &str) -> String {
    text.to_owned()
}

/// The fifth check: the screen that the action names is shown, and the one that it belongs to.
pub(crate) fn screen(message: At<'_>, shown: Option<&str>) -> Result<(), &'static str> {
    let (named, home) = commands::screens(message);
    let shown = shown.or(home);
    if named.as_deref() == shown && home == shown {
        Ok(())
    } else {
        Err("the action does not belong to the screen that is shown")
    }
}
