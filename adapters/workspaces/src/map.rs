//! The host's events as tables, in the host's own words.
//!
//! Source: Avaya Workspaces widget framework, the vendor's AXP guide and sample widgets (2023-09 to
//! 2024-02) and a public copy of the 3.x sample library, read 2026-11-21. Few payloads are documented, so
//! every field is optional, and only a payload that is no object at all is corrupt.
//!
//! Both generations of the host are read by the same tables. They differ in what they write by default;
//! that is told apart in [`GUIDE`] and [`GUIDE_V3`] and matters for events of other hosts only.

mod context;
mod interaction;
mod message;
mod people;
mod session;

use onepane_map::{Event, Protocol, Table, home};
use onepane_model::{
    AgentStateChanged, AttachmentUploaded, ChannelStatusChanged, ConversationEnded, ConversationUpdated,
    EventKind, MessageTyping, ResourceAcquired, ResourceReleased, ServicesRequested, SessionTokenRefreshed,
    TeamMemberChanged,
};

use crate::commands::REFRESH;

/// The event that tells what other widgets say; followed by `:` and a widget's id, what they say to it.
pub(crate) const MESSAGE: &str = "onMessageEvent";

/// What `getConfiguration` hands out is a live access token. It is dropped wherever a member has this
/// name, in whatever frame, because other widgets may pass it on.
const SECRETS: &[&str] = &["token"];

/// What a call returns stays whole in the result of the action, but for this: the context that was asked for.
const ANSWERS: &[Event] =
    &[Event { host: REFRESH, kind: EventKind::ContextChanged, data: &context::SNAPSHOT }];

/// The host's protocol. Its events come by name, with nothing around their payloads.
pub static PROTOCOL: Protocol =
    Protocol { host: crate::HOST, envelope: None, events: &GUIDE, answers: ANSWERS, secrets: SECRETS };

/// The same for Oceana and Elite 3.x: what an event of another host becomes there.
pub static PROTOCOL_V3: Protocol =
    Protocol { host: crate::HOST, envelope: None, events: &GUIDE_V3, answers: ANSWERS, secrets: SECRETS };

/// The tables in which the two generations differ.
struct Generation {
    agent_state: &'static Table,
    capabilities: &'static Table,
    media: &'static Table,
    message: &'static Table,
    participants: &'static Table,
    selected: &'static Table,
    updated: &'static Table,
    ended: &'static Table,
}

static GUIDE: [Event; 24] = events(&Generation {
    agent_state: &AGENT_STATE,
    capabilities: &session::CAPABILITIES,
    media: &context::MEDIA,
    message: &message::CREATED,
    participants: &people::ADDED,
    selected: &interaction::SELECTED,
    updated: &UPDATED,
    ended: &ENDED,
});

static GUIDE_V3: [Event; 24] = events(&Generation {
    agent_state: &AGENT_STATE_V3,
    capabilities: &session::CAPABILITIES_V3,
    media: &context::MEDIA_V3,
    message: &message::CREATED_V3,
    participants: &people::ADDED_V3,
    selected: &interaction::SELECTED_V3,
    updated: &UPDATED_V3,
    ended: &ENDED_V3,
});

/// The events of the guide, and the older name of one of them. Of several events of one kind, the first
/// is what an event of another host becomes.
const fn events(tables: &Generation) -> [Event; 24] {
    const fn event(host: &'static str, kind: EventKind, data: &'static Table) -> Event {
        Event { host, kind, data }
    }
    [
        event("onInteractionEvent", EventKind::ConversationUpdated, tables.updated),
        event("onAnyInteractionEvent", EventKind::ConversationUpdated, tables.updated),
        event("onInteractionEndedEvent", EventKind::ConversationEnded, tables.ended),
        event("onAnyInteractionEndedEvent", EventKind::ConversationEnded, tables.ended),
        event("onCustomCardEndedEvent", EventKind::ConversationEnded, &CUSTOM_CARD_ENDED),
        event("onCustomCardDeletedEvent", EventKind::ConversationEnded, &CUSTOM_CARD_ENDED),
        event("onCardFocusedEvent", EventKind::ConversationSelected, tables.selected),
        event("onContextDataEvent", EventKind::ContextChanged, &context::DATA),
        event("onMediaEvent", EventKind::ContextChanged, tables.media),
        event("onMediaMessageEvent", EventKind::MessageCreated, tables.message),
        event("onUserTypingEvent", EventKind::MessageTyping, &TYPING),
        event("onParticipantsAdded", EventKind::ParticipantAdded, tables.participants),
        event("onEmailAttachmentUploadEvent", EventKind::AttachmentUploaded, &UPLOADED),
        event("onAgentStateEvent", EventKind::AgentStateChanged, tables.agent_state),
        event("onTeamMemberEvent", EventKind::TeamMemberChanged, &TEAM_MEMBER),
        event("onChannelStatusUpdateEvent", EventKind::ChannelStatusChanged, &CHANNEL_STATUS),
        event("onResourceAcquiredEvent", EventKind::ResourceAcquired, &ACQUIRED),
        event("onResourceReleasedEvent", EventKind::ResourceReleased, &RELEASED),
        event("onRequestServicesEvent", EventKind::ServicesRequested, &SERVICES),
        event("onCapabilitiesEvent", EventKind::SessionCapabilitiesChanged, tables.capabilities),
        event("onNavigationEvent", EventKind::SessionNavigated, &session::NAVIGATED),
        event("onInteractionTabChange", EventKind::SessionNavigated, &session::NAVIGATED),
        event("onSSOTokenRefreshEvent", EventKind::SessionTokenRefreshed, &TOKEN_REFRESHED),
        event(MESSAGE, EventKind::WidgetMessage, &session::MESSAGE),
    ]
}

static UPDATED: Table = Table::new(
    &ConversationUpdated::RECORD,
    &[home(ConversationUpdated::CONVERSATION, &interaction::INTERACTION)],
);
static UPDATED_V3: Table = Table::new(
    &ConversationUpdated::RECORD,
    &[home(ConversationUpdated::CONVERSATION, &interaction::INTERACTION_V3)],
);

/// Made by the client alone, since the back end knows no ended state: `state` need not say so.
static ENDED: Table = Table::new(
    &ConversationEnded::RECORD,
    &[home(ConversationEnded::CONVERSATION, &interaction::INTERACTION)],
);
static ENDED_V3: Table = Table::new(
    &ConversationEnded::RECORD,
    &[home(ConversationEnded::CONVERSATION, &interaction::INTERACTION_V3)],
);

/// Which fields a custom card has is not documented: all of them are kept.
static CUSTOM_CARD_ENDED: Table =
    Table::new(&ConversationEnded::RECORD, &[home(ConversationEnded::CONVERSATION, &interaction::UNKNOWN)]);

static AGENT_STATE: Table =
    Table::new(&AgentStateChanged::RECORD, &[home(AgentStateChanged::AGENT, &people::AGENT)]);
static AGENT_STATE_V3: Table =
    Table::new(&AgentStateChanged::RECORD, &[home(AgentStateChanged::AGENT, &people::AGENT_V3)]);

/// "The agent object", whose fields are not documented.
static TEAM_MEMBER: Table =
    Table::new(&TeamMemberChanged::RECORD, &[home(TeamMemberChanged::AGENT, &people::UNKNOWN)]);

// Events whose payloads are announced without a field, or not at all: everything stays in `extra`.
static TYPING: Table = Table::new(&MessageTyping::RECORD, &[]);
static UPLOADED: Table = Table::new(&AttachmentUploaded::RECORD, &[]);
static CHANNEL_STATUS: Table = Table::new(&ChannelStatusChanged::RECORD, &[]);
static ACQUIRED: Table = Table::new(&ResourceAcquired::RECORD, &[]);
static RELEASED: Table = Table::new(&ResourceReleased::RECORD, &[]);
static SERVICES: Table = Table::new(&ServicesRequested::RECORD, &[]);
static TOKEN_REFRESHED: Table = Table::new(&SessionTokenRefreshed::RECORD, &[]);
