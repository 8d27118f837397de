//! A live exchange with a contact.

use crate::id::{AccountId, AgentId, ConversationId, InboxId, SlaPolicyId};
use crate::json::Json;
use crate::keyed::Keyed;
use crate::message::Message;
use crate::people::{Agent, Contact, ContactInbox, Participant, Team};
use crate::record::record;
use crate::time::Time;
use crate::word::{Channel, ConversationStatus, Direction, InteractionState, ParticipantKind, Priority};

record! {
    /// A live exchange with a contact on a channel.
    ///
    /// Absent always means that the host does not say or has none; where the two differ for a host,
    /// its own `null` or zero is kept in `extra`.
    pub struct Conversation {
        /// The host's id, as its own addresses use it.
        id: Option<ConversationId>,
        /// A second id that is unique across accounts.
        uuid: Option<String>,
        /// The account it belongs to.
        account: Option<AccountId>,
        /// The inbox it came in through.
        inbox_id: Option<InboxId>,
        /// The channel it runs on.
        channel: Option<Channel>,
        /// Where it stands. Absent on hosts that have interactions instead.
        status: Option<ConversationStatus>,
        /// Where the live interaction stands, on hosts that work like a telephone switch.
        state: Option<InteractionState>,
        /// How urgent it is. Absent when nobody has set it.
        priority: Option<Priority>,
        /// The labels on it, in the host's order; empty when there are none.
        labels: Option<Vec<String>>,
        /// What it is about.
        subject: Option<String>,
        /// Whom it is with.
        contact: Option<Box<Contact>>,
        /// By which of the contact's ways it came in.
        contact_inbox: Option<Box<ContactInbox>>,
        /// Who has it. Absent when nobody has.
        assignee: Option<Box<Agent>>,
        /// What kind of being the assignee is.
        assignee_kind: Option<ParticipantKind>,
        /// The team that has it. Absent when none has.
        team: Option<Box<Team>>,
        /// Who takes part, on hosts that list everybody.
        participants: Option<Vec<Participant>>,
        /// The messages that the host has loaded, in the host's order. Older ones may be missing:
        /// see `complete`.
        messages: Option<Vec<Message>>,
        /// Whether `messages` goes back to the beginning. Absent means unknown.
        complete: Option<bool>,
        /// Whether the host has fetched messages at all. Absent means unknown.
        fetched: Option<bool>,
        /// The last thing that was said, which may be a note among agents.
        last_message: Option<Box<Message>>,
        /// The customer's own fields, by key.
        attributes: Option<Keyed<Json>>,
        /// What was stored for it on its way to the agent, as the host's text.
        stored_context: Option<String>,
        /// Its live side, on hosts that work like a telephone switch.
        interaction: Option<Box<Interaction>>,
        /// Whether the channel lets an agent answer now.
        can_reply: Option<bool>,
        /// Whether notifications about it are off.
        muted: Option<bool>,
        /// Messages that the agents have not seen; some hosts stop counting at a bound.
        unread_count: Option<i64>,
        /// Whether the host has proof of the contact's identity.
        verified: Option<bool>,
        /// When it began.
        created_at: Option<Time>,
        /// When its record last changed.
        updated_at: Option<Time>,
        /// When something last happened in it.
        last_activity_at: Option<Time>,
        /// When an agent first answered. Absent when none has.
        first_reply_at: Option<Time>,
        /// Since when the contact has been waiting. Absent when not waiting.
        waiting_since: Option<Time>,
        /// Until when it sleeps. Absent when it does not.
        snoozed_until: Option<Time>,
        /// When an agent last looked at it. Absent means never.
        agent_seen_at: Option<Time>,
        /// When its assignee last looked at it. Absent means never.
        assignee_seen_at: Option<Time>,
        /// When the contact last looked at it. Absent means never.
        contact_seen_at: Option<Time>,
        /// The service-level policy that applies. Absent when none does.
        sla_policy_id: Option<SlaPolicyId>,
        /// Where the contact came from, for chats on a web page.
        visit: Option<Box<Visit>>,
        /// Who caused the update that brought this record.
        updated_by: Option<Box<Participant>>,
        /// Every channel it has run on, in the host's order; when it is only one, that is also `channel`.
        channels: Option<Vec<Channel>>,
        /// A line of what was said last, as the host shows it in its lists.
        preview: Option<String>,
        /// How many messages there are in all; may be more than are in `messages`.
        message_count: Option<i64>,
        ..extra
    }
}

record! {
    /// Where and how a contact began a conversation.
    pub struct Visit {
        /// The page from which the contact came.
        referrer: Option<String>,
        /// The language of the contact's browser, as a language tag.
        browser_language: Option<String>,
        /// The language the conversation is held in, as a language tag.
        conversation_language: Option<String>,
        /// When it began, in the host's own words: often no machine's format.
        started: Option<String>,
        /// The day it began, in the host's own words, where it tells day and time apart.
        started_on: Option<String>,
        /// What the page or the flow handed over when it began, by its own keys.
        parameters: Option<Json>,
        /// The contact's browser.
        browser: Option<Box<Browser>>,
        ..extra
    }
}

record! {
    /// A browser, in its own words; an empty text means that it did not say.
    pub struct Browser {
        /// The browser's name.
        name: Option<String>,
        /// The browser's version.
        version: Option<String>,
        /// The operating system.
        platform: Option<String>,
        /// The operating system's version.
        platform_version: Option<String>,
        /// The device.
        device: Option<String>,
        ..extra
    }
}

record! {
    /// The live side of a conversation, on hosts that work like a telephone switch.
    pub struct Interaction {
        /// How the agent came to it, in the host's word: called, consulting, conferenced.
        kind: Option<String>,
        /// Which side began it.
        direction: Option<Direction>,
        /// Why it is in its state, in the host's word.
        state_reason: Option<String>,
        /// Since when it is in its state.
        state_changed_at: Option<Time>,
        /// The address it was begun from: e-mail, SIP or the channel's own.
        from: Option<String>,
        /// The address it was begun to.
        to: Option<String>,
        /// What can be done with it now, by the host's name of it.
        capabilities: Option<Keyed<bool>>,
        /// A second id of the host's, which names the contact that it is part of.
        contact_id: Option<String>,
        /// A third one, which names the work that it is.
        work_request_id: Option<String>,
        /// The id outside the host.
        external_id: Option<String>,
        /// Whether it is one with a contact.
        with_contact: Option<bool>,
        /// Whether the contact is connected now.
        contact_connected: Option<bool>,
        /// Whether it runs over a line that stays open between calls.
        nailed_up: Option<bool>,
        /// Whether its sound runs through the browser.
        web_rtc: Option<bool>,
        /// Whether work is expected after it has ended.
        wrap_up_enabled: Option<bool>,
        /// Whether the time for that work has been extended.
        wrap_up_extended: Option<bool>,
        /// How long that work may take, as the host writes it.
        wrap_up_duration: Option<String>,
        /// Whether it is accepted without the agent's doing.
        auto_answer: Option<bool>,
        /// Whether somebody observes it.
        observed: Option<bool>,
        /// How it is observed, in the host's word.
        observe_action: Option<String>,
        /// Whether it is recorded.
        recording: Option<bool>,
        /// Whether it is one between an agent and a mentor.
        mentoring: Option<bool>,
        /// Whether it was handed over to a service.
        transferred_to_service: Option<bool>,
        /// Whether it was handed over to an agent.
        transferred_to_agent: Option<bool>,
        /// The code of the work that it was.
        work_code: Option<String>,
        /// The code of why it was put off.
        defer_code: Option<String>,
        /// The code of what came of it.
        disposition_code: Option<String>,
        /// What came of it, as agents read it.
        disposition: Option<String>,
        /// Who said so.
        disposition_agent_id: Option<AgentId>,
        /// The name of who said so.
        disposition_agent: Option<String>,
        /// The skill it asks for.
        skill: Option<String>,
        /// The id of that skill.
        skill_id: Option<String>,
        /// What the parties' switches told each other.
        user_to_user: Option<String>,
        /// The name of the account it belongs to.
        account_name: Option<String>,
        /// The id of the provider that carries it.
        provider_id: Option<String>,
        /// The address of the agent's resource that has it.
        resource_address: Option<String>,
        ..extra
    }
}
