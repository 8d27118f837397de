//! Who takes part: contacts, companies, agents, teams, and participants of any kind.

use crate::id::{AccountId, AgentId, CompanyId, ContactId, InboxId, ObjectId, TeamId};
use crate::json::Json;
use crate::keyed::Keyed;
use crate::number::Number;
use crate::record::record;
use crate::time::Time;
use crate::word::{AgentState, Channel, ParticipantKind, Presence};

record! {
    /// The person outside, with whom agents converse.
    ///
    /// Every member is optional: hosts hide personal data, and hold different things.
    pub struct Contact {
        /// The host's id. Absent when the host names somebody without an id.
        id: Option<ContactId>,
        /// The full name. Absent when unknown.
        name: Option<String>,
        /// The given name, where the host tells names apart.
        first_name: Option<String>,
        /// The family name, where the host tells names apart.
        last_name: Option<String>,
        /// The e-mail address. Absent when the host says it has none, or does not say.
        email: Option<String>,
        /// The telephone number, as the host writes it. Absent as for `email`.
        phone: Option<String>,
        /// The id in the customer's own systems. Absent when none was given.
        identifier: Option<String>,
        /// The URL of a picture; empty when there is none.
        avatar_url: Option<String>,
        /// Whether agents have blocked this contact.
        blocked: Option<bool>,
        /// Whether the contact is there now. Absent when the host does not know.
        presence: Option<Presence>,
        /// The company the contact belongs to.
        company_id: Option<CompanyId>,
        /// The name of that company, as written in the contact's own record.
        company_name: Option<String>,
        /// What agents have written about the contact.
        description: Option<String>,
        /// Names on social networks, by network; empty when none was given.
        social_profiles: Option<Keyed<String>>,
        /// The customer's own fields, by key.
        attributes: Option<Keyed<Json>>,
        /// The customer's own fields, on hosts that list them with the times of their last change.
        fields: Option<Vec<ContactField>>,
        /// The inboxes through which the contact can be reached.
        inboxes: Option<Vec<ContactInbox>>,
        /// The account it belongs to.
        account: Option<AccountId>,
        /// When it was made.
        created_at: Option<Time>,
        /// When the contact was last active.
        last_activity_at: Option<Time>,
        /// The kind of being, where the host's record names it.
        kind: Option<ParticipantKind>,
        /// Who caused the update that brought this record.
        updated_by: Option<Box<Participant>>,
        /// Every e-mail address, in the host's order, on hosts that keep several; the first is also in
        /// `email`.
        emails: Option<Vec<Address>>,
        /// Every telephone number, as `emails`; the first is also in `phone`.
        phones: Option<Vec<Address>>,
        /// Accounts on social networks; an address's `kind` is the network.
        profiles: Option<Vec<Address>>,
        /// Pages on the web.
        pages: Option<Vec<Address>>,
        /// Where the contact lives or works.
        locations: Option<Vec<Place>>,
        /// Where the contact was seen last.
        last_location: Option<Box<Place>>,
        ..extra
    }
}

record! {
    /// One of the ways to reach a contact: an e-mail address, a telephone number, a profile, a page.
    pub struct Address {
        /// The address itself, the number, the name on the network or the URL.
        value: Option<String>,
        /// What kind it is, in the host's word: `home`, `work`, a network's name.
        kind: Option<String>,
        /// Whether the host has proof that it is the contact's.
        verified: Option<bool>,
        /// The id on the network.
        id: Option<String>,
        /// The URL of a profile.
        url: Option<String>,
        ..extra
    }
}

record! {
    /// A place on the map.
    pub struct Place {
        /// What kind it is, in the host's word: `home`, `work`.
        kind: Option<String>,
        /// What it is called.
        name: Option<String>,
        /// Street and number.
        street: Option<String>,
        /// The postal code.
        postal_code: Option<String>,
        /// The town.
        city: Option<String>,
        /// The region or state.
        region: Option<String>,
        /// The country.
        country: Option<String>,
        /// The country's code.
        country_code: Option<String>,
        /// Degrees north of the equator.
        latitude: Option<Number>,
        /// Degrees east of Greenwich.
        longitude: Option<Number>,
        ..extra
    }
}

record! {
    /// One of the customer's own fields of a contact.
    pub struct ContactField {
        /// What it is called.
        name: Option<String>,
        /// What it holds.
        value: Option<String>,
        /// When it last changed.
        updated_at: Option<Time>,
        ..extra
    }
}

record! {
    /// A way by which one contact is known in one inbox.
    pub struct ContactInbox {
        /// The host's id of this very way.
        id: Option<String>,
        /// Whose it is.
        contact_id: Option<ContactId>,
        /// The contact's id on that channel.
        source_id: Option<String>,
        /// The inbox.
        inbox: Option<Box<Inbox>>,
        /// Whether the host has proof of the contact's identity on it.
        verified: Option<bool>,
        /// When it was made.
        created_at: Option<Time>,
        /// When it last changed.
        updated_at: Option<Time>,
        ..extra
    }
}

record! {
    /// An inbox: one connection of the host to a channel.
    pub struct Inbox {
        /// The host's id.
        id: Option<InboxId>,
        /// The name agents know it by.
        name: Option<String>,
        /// The channel it receives.
        channel: Option<Channel>,
        /// The id of the channel's own settings.
        channel_id: Option<String>,
        /// The URL of a picture; empty when there is none.
        avatar_url: Option<String>,
        /// The service behind the channel. Absent when there is only one.
        provider: Option<String>,
        ..extra
    }
}

record! {
    /// An organization that contacts belong to.
    pub struct Company {
        /// The host's id.
        id: Option<CompanyId>,
        /// Its name.
        name: Option<String>,
        /// The customer's own fields, by key.
        attributes: Option<Keyed<Json>>,
        ..extra
    }
}

record! {
    /// Somebody who answers: a human agent or, where the host lists them alike, a bot.
    pub struct Agent {
        /// The host's id. Absent before the host has loaded its own session.
        id: Option<AgentId>,
        /// The full name.
        name: Option<String>,
        /// The name shown to contacts.
        display_name: Option<String>,
        /// The e-mail address. Absent when the host keeps it to itself.
        email: Option<String>,
        /// What the agent may do, in the host's word.
        role: Option<String>,
        /// The host's id of a role of the customer's own making.
        role_id: Option<String>,
        /// The URL of a picture; empty when there is none.
        avatar_url: Option<String>,
        /// Whether the agent is there now.
        presence: Option<Presence>,
        /// Whether the host takes the agent offline by itself.
        auto_offline: Option<bool>,
        /// Whether the agent has confirmed the e-mail address.
        confirmed: Option<bool>,
        /// How the agent signs in.
        provider: Option<String>,
        /// The kind of being.
        kind: Option<ParticipantKind>,
        /// For a bot: what it is for.
        description: Option<String>,
        /// What the agent is doing.
        state: Option<AgentState>,
        /// Why the agent is doing it, as the host's code.
        state_reason: Option<String>,
        /// What the agent can be reached by, by channel, on hosts that tell a state for each.
        resources: Option<Keyed<AgentResource>>,
        /// The account the agent works in.
        account: Option<AccountId>,
        /// The customer's own fields, by key.
        attributes: Option<Keyed<Json>>,
        ..extra
    }
}

record! {
    /// One of the lines or channels by which an agent can be reached, with a state of its own.
    pub struct AgentResource {
        /// What the agent is doing there.
        state: Option<AgentState>,
        /// Why, as the host's code.
        state_reason: Option<String>,
        /// Its address: e-mail, SIP or the channel's own.
        address: Option<String>,
        /// The id of the provider behind it.
        provider_id: Option<String>,
        /// What the agent may do there, by the host's name of it.
        capabilities: Option<Keyed<bool>>,
        ..extra
    }
}

record! {
    /// A group of agents.
    pub struct Team {
        /// The host's id.
        id: Option<TeamId>,
        /// Its name.
        name: Option<String>,
        /// What it is for; empty when nobody has said.
        description: Option<String>,
        /// Whether the host hands conversations to its members by itself.
        auto_assign: Option<bool>,
        /// Whether the agent at the console is in it.
        is_member: Option<bool>,
        /// The account it belongs to.
        account: Option<AccountId>,
        /// When it was made.
        created_at: Option<Time>,
        /// When it last changed.
        updated_at: Option<Time>,
        ..extra
    }
}

record! {
    /// Somebody in a conversation or behind a message, whatever kind of being it is.
    pub struct Participant {
        /// The kind of being. Absent when the host does not say.
        kind: Option<ParticipantKind>,
        /// A finer kind, in the host's word.
        subkind: Option<String>,
        /// The host's id, of a contact or an agent as `kind` says.
        id: Option<String>,
        /// The full name.
        name: Option<String>,
        /// The name shown to contacts.
        display_name: Option<String>,
        /// The given name, where the host tells names apart.
        first_name: Option<String>,
        /// The family name, where the host tells names apart.
        last_name: Option<String>,
        /// The e-mail address.
        email: Option<String>,
        /// The telephone number, as the host writes it.
        phone: Option<String>,
        /// The address on the channel: e-mail, SIP or the channel's own.
        address: Option<String>,
        /// The id in the customer's own systems.
        identifier: Option<String>,
        /// The URL of a picture; empty when there is none.
        avatar_url: Option<String>,
        /// Whether somebody is there now.
        presence: Option<Presence>,
        /// Whether agents have blocked this contact.
        blocked: Option<bool>,
        /// Whether this is the agent at the console.
        is_self: Option<bool>,
        /// Whether their sound is off.
        muted: Option<bool>,
        /// What agents have written about the contact.
        description: Option<String>,
        /// The company the contact belongs to.
        company_id: Option<CompanyId>,
        /// The name of the contact's company.
        company_name: Option<String>,
        /// Names on social networks, by network.
        social_profiles: Option<Keyed<String>>,
        /// The customer's own fields, by key.
        attributes: Option<Keyed<Json>>,
        /// When it was made.
        created_at: Option<Time>,
        /// The account it belongs to.
        account: Option<AccountId>,
        ..extra
    }
}

record! {
    /// A thing of the customer's own kind that the host keeps beside contacts and conversations: an
    /// order, say.
    pub struct CustomObject {
        /// The host's id.
        id: Option<ObjectId>,
        /// Its kind, in the host's word.
        kind: Option<String>,
        /// Its fields, by key.
        attributes: Option<Keyed<Json>>,
        ..extra
    }
}
