//! Which events the host has, what they need, and the subscriptions to them.
//!
//! Source: the vendor's AXP guide, the contents of the 3.7 guide and the samples, read 2026-11-21.

use onepane_core::{Frame, Outbound, Refusal, Rule};
use onepane_model::EventKind;

use crate::callback;
use crate::config::Dialect;
use crate::map::{MESSAGE, PROTOCOL};

/// An event of the host.
struct Known {
    name: &'static str,
    /// Whether the widget must stand on an interaction.
    interaction: bool,
    /// Whether the form of the payload is unknown: then anything is taken.
    open: bool,
    standing: Standing,
}

/// Where an event is documented.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    /// In the present guide.
    Guide,
    /// For 3.x only; AXP's samples of 2023 say "not yet supported", or nothing.
    Older,
    /// In a sample only.
    Sample,
    /// In no document of the host.
    Nowhere,
}

const fn known(name: &'static str, interaction: bool, open: bool) -> Known {
    Known { name, interaction, open, standing: Standing::Guide }
}

const fn outside(name: &'static str, standing: Standing) -> Known {
    Known { name, interaction: false, open: true, standing }
}

const KNOWN: &[Known] = &[
    known("onAgentStateEvent", false, false),
    known("onAnyInteractionEndedEvent", false, true),
    known("onAnyInteractionEvent", false, false),
    known("onCapabilitiesEvent", false, false),
    known("onCardFocusedEvent", false, true),
    known("onChannelStatusUpdateEvent", false, true),
    known("onContextDataEvent", true, false),
    known("onCustomCardEndedEvent", false, true),
    known("onEmailAttachmentUploadEvent", true, true),
    known("onInteractionEndedEvent", true, true),
    known("onInteractionEvent", true, false),
    known("onInteractionTabChange", false, true),
    known("onMediaEvent", true, false),
    known("onMediaMessageEvent", true, false),
    known("onMessageEvent", false, true),
    known("onNavigationEvent", false, true),
    known("onParticipantsAdded", true, false),
    known("onRequestServicesEvent", false, true),
    known("onResourceAcquiredEvent", false, true),
    known("onResourceReleasedEvent", false, true),
    known("onSSOTokenRefreshEvent", false, true),
    known("onTeamMemberEvent", false, true),
    known("onUserTypingEvent", false, true),
    outside("onCustomCardDeletedEvent", Standing::Sample),
    outside("onLocaleUpdatedEvent", Standing::Older),
    outside("onCRMDataEvent", Standing::Older),
    outside("onPagePushUrlEvent", Standing::Older),
    outside("onFileUploadEvent", Standing::Older),
    outside("onFileTransferInitiatedEvent", Standing::Older),
    outside("onFileTransferCompleteEvent", Standing::Older),
    outside("onMediaDataEvent", Standing::Nowhere),
];

fn find(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.name == name)
}

/// Whether the form of an event's payload is unknown.
pub(crate) fn is_open(name: &str) -> bool {
    find(name).is_some_and(|known| known.open)
}

/// Whether an event comes only to a widget on an interaction.
#[cfg(feature = "emulator")]
pub(crate) fn needs_interaction(name: &str) -> bool {
    find(name).is_some_and(|known| known.interaction)
}

/// Subscriptions, and what was wrong with those that were asked for.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Subscriptions {
    /// The frames to be sent; no name twice.
    pub frames: Vec<Frame>,
    /// Those that cannot be had here and now.
    pub refused: Vec<Refusal>,
    /// Names that somebody should look at; they are subscribed to all the same.
    pub warnings: Vec<String>,
}

/// The subscriptions to events of these names.
pub(crate) fn to_names(names: &[&str], on_interaction: bool, dialect: Dialect) -> Subscriptions {
    let mut made = Subscriptions::default();
    let mut seen: Vec<&str> = Vec::new();
    for &name in names {
        // The host drops every callback of a name at once, so there is never more than one.
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        match find(name) {
            Some(known) if known.interaction && !on_interaction => {
                let reason = "needs an interaction, and the widget is not on one";
                let refusal = Refusal::new(Rule::Needs("interaction".to_owned()), reason);
                made.refused.push(refusal.for_action(crate::HOST, name));
                continue;
            }
            Some(known) => made.warnings.extend(warning(known, dialect)),
            None if callback::addressee(name).is_some() => {}
            None => made.warnings.push([name, ": no event of this name is known"].concat()),
        }
        made.frames.push(Outbound::Subscribe { name: name.to_owned() }.into());
    }
    made
}

fn warning(known: &Known, dialect: Dialect) -> Option<String> {
    let name = known.name;
    match (known.standing, dialect) {
        (Standing::Nowhere, _) => Some([name, ": no host documents this event"].concat()),
        (Standing::Older, Dialect::Axp) => {
            Some([name, ": known for 3.x only, AXP's guide does not have it"].concat())
        }
        _ => None,
    }
}

/// The names of the events that become these kinds, for a widget on an interaction or beside any.
///
/// On an interaction the events about it alone are chosen, so that nothing is told twice. Events without a
/// neutral kind are those that the generation is known to have.
pub(crate) fn names(
    kinds: &[EventKind],
    on_interaction: bool,
    widget: Option<&str>,
    dialect: Dialect,
) -> Vec<String> {
    let mut names: Vec<String> = PROTOCOL
        .events
        .iter()
        .filter(|event| kinds.contains(&event.kind))
        .filter(|event| match event.host {
            "onAnyInteractionEvent" | "onAnyInteractionEndedEvent" => !on_interaction,
            name => on_interaction || !find(name).is_some_and(|known| known.interaction),
        })
        .map(|event| event.host.to_owned())
        .collect();
    if dialect == Dialect::V3 && kinds.contains(&EventKind::HostEvent) {
        let older = KNOWN.iter().filter(|known| known.standing == Standing::Older);
        names.extend(older.map(|known| known.name.to_owned()));
    }
    if let Some(widget) = widget.filter(|_| kinds.contains(&EventKind::WidgetMessage)) {
        names.push([MESSAGE, ":", widget].concat());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_has_23_events_and_7_of_them_need_an_interaction() {
        let guide: Vec<_> = KNOWN.iter().filter(|known| known.standing == Standing::Guide).collect();
        assert_eq!(guide.len(), 23);
        assert_eq!(guide.iter().filter(|known| known.interaction).count(), 7);
        assert!(guide.iter().all(|known| PROTOCOL.event(known.name).is_some()));
    }
}
