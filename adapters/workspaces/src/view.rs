//! What the widget stands on, as far as the host has told: what actions are judged by.

use onepane_map::{At, JsonKind};
use onepane_model::{Constraint, ConversationId, Unit};

/// The capabilities that the host documents as guards of a method.
const GUARDS: [&str; 3] = ["canAccept", "canConferenceComplete", "canSetNotReady"];

/// What the widget stands on. Everything in it is a claim of the host's.
#[derive(Debug, Clone, Default)]
pub(crate) struct View {
    /// The interaction whose tab the widget is on. Absent on the Home layout.
    pub(crate) interaction: Option<ConversationId>,
    /// The widget's own id.
    pub(crate) widget: Option<String>,
    /// The card that the agent looks at.
    focused: Option<ConversationId>,
    /// The interaction's channel, in the host's word.
    channel: Option<String>,
    /// Whether the host has named a messaging service that the interaction came through.
    from_service: bool,
    /// What the host has said of the documented guards.
    guards: Vec<(&'static str, bool)>,
    /// The entries of `clientValidation` about texts: what they limit, and the limit if it is plain.
    limits: Vec<(String, Option<u64>)>,
}

/// How a message goes out on the interaction's channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// As the text of a chat.
    Chat,
    /// As rich media, of which text is one kind.
    Rich,
    /// As an e-mail, which needs more than a text.
    Email,
    /// Not at all: the channel carries sound.
    Sound,
}

impl View {
    /// Takes over the attributes of the widget's element.
    pub(crate) fn launched(&mut self, attributes: &[(String, String)]) {
        let attribute = |wanted: &str| {
            let found = attributes.iter().find(|(name, value)| name == wanted && !value.is_empty());
            found.map(|(_, value)| value.clone())
        };
        *self = Self {
            interaction: attribute("interactionid").map(ConversationId::from),
            widget: attribute("widgetid"),
            ..Self::default()
        };
    }

    /// The conversation that the agent has before them.
    pub(crate) fn current(&self) -> Option<&ConversationId> {
        self.interaction.as_ref().or(self.focused.as_ref())
    }

    /// Whether the host has not said that a guard is closed.
    pub(crate) fn allows(&self, guard: &str) -> bool {
        self.guards.iter().find(|(name, _)| *name == guard).is_none_or(|(_, open)| *open)
    }

    /// Takes over what a callback says.
    pub(crate) fn observe(&mut self, event: &str, payload: At<'_>) {
        match event {
            // It comes only to a widget on an interaction, so there is one even if no launch was seen.
            "onInteractionEvent" => self.own(payload),
            "onAnyInteractionEvent" => {
                let id = id(payload);
                if id.is_some() && id == self.interaction {
                    self.own(payload);
                }
            }
            "onCardFocusedEvent" => {
                self.focused = id(payload).or_else(|| payload.get("context").and_then(id));
            }
            "onCapabilitiesEvent" => {
                let inner = payload.get("capabilities").unwrap_or(payload);
                self.guarded(inner);
                self.guarded(inner.get("interaction").unwrap_or(inner));
            }
            "onContextDataEvent" => self.context(payload),
            _ => {}
        }
    }

    /// Takes over what the host says of the widget's own interaction.
    pub(crate) fn own(&mut self, interaction: At<'_>) {
        let [id, channel, capabilities] = interaction.pick(["id", "channel", "capabilities"]);
        let id = id.and_then(id_of);
        if self.interaction.is_none() {
            self.interaction = id;
        } else if id.is_some() && id != self.interaction {
            return;
        }
        if let Some(channel) = channel.and_then(text_of) {
            self.channel = Some(channel);
        }
        if let Some(capabilities) = capabilities {
            self.guarded(capabilities);
        }
    }

    fn guarded(&mut self, capabilities: At<'_>) {
        for (guard, told) in GUARDS.into_iter().zip(capabilities.pick(GUARDS)) {
            if let Some(open) = told.and_then(|open| open.bool()) {
                self.guards.retain(|(name, _)| *name != guard);
                self.guards.push((guard, open));
            }
        }
    }

    fn context(&mut self, payload: At<'_>) {
        if let Some(source) = payload.get("channelSrc").and_then(|list| list.items().next()) {
            self.from_service = text(source, "data").is_some();
        }
        let Some(entries) = payload.get("clientValidation").filter(|at| at.kind() == JsonKind::Array) else {
            return;
        };
        self.limits = entries
            .items()
            .filter_map(|entry| {
                let kind = entry.find(&["data", "type"])?.chars()?;
                kind.ends_with("_MAX_CHAR").then(|| (kind.into_owned(), only_number(entry)))
            })
            .collect();
    }

    /// The way a message goes out.
    pub(crate) fn way(&self) -> Way {
        match self.channel.as_deref() {
            Some("EMAIL") => Way::Email,
            Some("VOICE" | "VIDEO") => Way::Sound,
            Some("MESSAGING" | "SOCIAL") => Way::Rich,
            None if self.from_service => Way::Rich,
            _ => Way::Chat,
        }
    }

    /// The limit on the text of a message on the interaction's channel.
    ///
    /// The field that holds it is not documented: an entry with exactly one positive number in it can
    /// only mean that one, any other entry tells nothing.
    pub(crate) fn limit(&self) -> Option<Constraint> {
        let kind = match self.channel.as_deref() {
            Some("WEBCHAT") => Some("WEBCHAT_MAX_CHAR"),
            Some("SMS") => Some("SMS_MAX_CHAR"),
            Some("SOCIAL" | "MESSAGING") => Some("SOCIAL_MAX_CHAR"),
            Some(_) => return None,
            None if self.from_service => Some("SOCIAL_MAX_CHAR"),
            // The host sends the entries for the interaction's channel, so a single one is about it.
            None => None,
        };
        let mut entries = self.limits.iter().filter(|(name, _)| kind.is_none_or(|kind| name == kind));
        let (Some((_, Some(max))), None) = (entries.next(), entries.next()) else { return None };
        // "Characters" are not defined: UTF-16 units are the stricter reading.
        let mut constraint = Constraint::new("text");
        constraint.max = Some(*max);
        constraint.unit = Some(Unit::Utf16);
        Some(constraint)
    }
}

/// The tenant that a payload names.
pub(crate) fn tenant(payload: At<'_>) -> Option<String> {
    text(payload, "tenantId")
}

fn id(at: At<'_>) -> Option<ConversationId> {
    at.get("id").and_then(id_of)
}

/// The id that a value is.
fn id_of(id: At<'_>) -> Option<ConversationId> {
    match id.kind() {
        JsonKind::Number => Some(id.raw().into()),
        _ => text_of(id).map(ConversationId::from),
    }
}

fn text(at: At<'_>, key: &str) -> Option<String> {
    at.get(key).and_then(text_of)
}

/// The text that a value is, if there is anything in it.
fn text_of(at: At<'_>) -> Option<String> {
    at.chars().filter(|text| !text.is_empty()).map(String::from)
}

/// The only positive number anywhere in a value, numbers in strings included.
fn only_number(at: At<'_>) -> Option<u64> {
    let mut found = Vec::new();
    numbers(at, &mut found);
    match found[..] {
        [number] => Some(number),
        _ => None,
    }
}

fn numbers(at: At<'_>, found: &mut Vec<u64>) {
    let digits = match at.kind() {
        JsonKind::Number => at.raw().into(),
        _ => at.chars().unwrap_or_default(),
    };
    found.extend(digits.parse::<u64>().ok().filter(|number| *number > 0));
    at.items().for_each(|item| numbers(item, found));
    at.unique().into_iter().for_each(|(_, value)| numbers(value, found));
}

#[cfg(test)]
mod tests {
    use super::*;
    use onepane_map::Index;

    #[track_caller]
    fn check(entry: &str, number: Option<u64>) {
        assert_eq!(only_number(Index::parse(entry).unwrap().root()), number);
    }

    #[test]
    fn a_limit_is_taken_only_when_it_is_plain() {
        check(r#"{"data":{"type":"SMS_MAX_CHAR","value":160}}"#, Some(160));
        check(r#"{"data":{"type":"SMS_MAX_CHAR","value":"160"}}"#, Some(160));
        check(r#"{"data":{"type":"SMS_MAX_CHAR"},"limits":[{"x":0},{"y":160}]}"#, Some(160));
        check(r#"{"data":{"type":"SMS_MAX_CHAR","min":1,"max":160}}"#, None);
        check(r#"{"data":{"type":"SMS_MAX_CHAR","max":-1}}"#, None);
        check(r#"{"data":{"type":"SMS_MAX_CHAR","max":1.5}}"#, None);
        check(r#"{"data":{"type":"SMS_MAX_CHAR"}}"#, None);
    }
}
