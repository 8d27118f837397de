//! Botmaker's events as tables, in Botmaker's own words.
//!
//! Source: `botmaker-com/custom-widgets-example`, state of 2026-02-11, read 2026-11-21. What the guide
//! marks optional, or the vendor's own demo leaves out, is optional here; only what names the thing that
//! an event is about is required.

use onepane_map::{
    Codec, Envelope, Event, IdForm, Protocol, Table, TimeForm, body, constant, home, part, row, words,
};
use onepane_model::{
    ActionResult, Agent, Company, CompanySelected, Contact, Conversation, ConversationSelected, EventKind,
    Message, MessageCreated, Participant, SessionReady, SlaMetric, Team, Ticket, TicketListUpdated,
    TicketSelected, TicketStateChanged,
};

use Codec::{Any, Bool, Id, Integer, Keyed, List, Literals, One, Text, Time};

/// What a message of the host calls itself.
pub(crate) const EVENT: &str = "BM_WIDGET_EVENT";
/// What an answer of the host calls itself.
pub(crate) const RESPONSE: &str = "BM_WIDGET_ACTION_RESPONSE";
/// What a message of the widget calls itself.
pub(crate) const ACTION: &str = "BM_WIDGET_ACTION";

/// Botmaker's protocol: seven events in one envelope, and the answer to an action in another.
pub static PROTOCOL: Protocol = Protocol {
    host: crate::HOST,
    envelope: Some(&ENVELOPE),
    events: &[
        Event { host: "widget:ready", kind: EventKind::SessionReady, data: &READY },
        Event { host: "chat:selected", kind: EventKind::ConversationSelected, data: &CHAT_SELECTED },
        Event { host: "chat:messageSent", kind: EventKind::MessageCreated, data: &MESSAGE_SENT },
        Event { host: "contacts:companySelected", kind: EventKind::CompanySelected, data: &COMPANY_SELECTED },
        Event { host: "ticket:selected", kind: EventKind::TicketSelected, data: &TICKET_SELECTED },
        Event { host: "ticket:statusChanged", kind: EventKind::TicketStateChanged, data: &STATUS_CHANGED },
        Event { host: "tickets:queueSummary", kind: EventKind::TicketListUpdated, data: &QUEUE_SUMMARY },
    ],
    answers: &[Event { host: RESPONSE, kind: EventKind::ActionResult, data: &ANSWER }],
    secrets: &[],
};

/// `BM_WIDGET_EVENT`. The older dialect's `widgetId` has no neutral meaning and stays in `$envelope`.
static ENVELOPE: Table = Table::new(
    &Envelope::RECORD,
    &[
        constant("messageType", "\"BM_WIDGET_EVENT\""),
        row("event", Envelope::NAME, Text).required(),
        row("screen", Envelope::SCREEN, Text),
        body("payload"),
        // No unit is stated; the samples look like a JavaScript clock.
        row("timestamp", Envelope::TIME, Time(TimeForm::Millis)),
    ],
);

static READY: Table = Table::new(&SessionReady::RECORD, &[row("screen", SessionReady::SCREEN, Text)]);

static CHAT_SELECTED: Table = Table::new(
    &ConversationSelected::RECORD,
    &[home(ConversationSelected::CONVERSATION, &CHAT), part(ConversationSelected::CONTACT, &CUSTOMER)],
);

/// A chat has no id of its own: the customer's is all there is, and the customer's it is too.
static CHAT: Table = Table::new(
    &Conversation::RECORD,
    &[
        row("customerId", Conversation::ID, Id(IdForm::Text)).required().shared(),
        row("platform", Conversation::CHANNEL, PLATFORM),
    ],
);

static CUSTOMER: Table = Table::new(
    &Contact::RECORD,
    &[row("customerId", Contact::ID, Id(IdForm::Text)).copy(), row("customerName", Contact::NAME, Text)],
);

/// An open set; the guide names `WHATSAPP` and `WEBCHAT`. The others are the model's channels in the
/// same spelling, which any other spelling survives.
const PLATFORM: Codec = words!(
    "WHATSAPP" = "whatsapp",
    "WEBCHAT" = "web",
    "FACEBOOK" = "facebook",
    "INSTAGRAM" = "instagram",
    "TELEGRAM" = "telegram",
    "EMAIL" = "email",
    "SMS" = "sms",
);

/// The payload's `messageType` is the kind of message that was sent; the envelope's is another thing.
static MESSAGE_SENT: Table = Table::new(
    &MessageCreated::RECORD,
    &[
        home(MessageCreated::MESSAGE, &SENT),
        part(MessageCreated::CONVERSATION, &SENT_IN),
        part(MessageCreated::CONTACT, &SENT_TO),
    ],
);

static SENT: Table = Table::new(
    &Message::RECORD,
    &[
        row("customerId", Message::CONVERSATION_ID, Id(IdForm::Text)).required().shared(),
        row("messageType", Message::CONTENT_KIND, Text),
        row("messageId", Message::ID, Id(IdForm::Text)),
    ],
);

static SENT_IN: Table =
    Table::new(&Conversation::RECORD, &[row("customerId", Conversation::ID, Id(IdForm::Text)).copy()]);

static SENT_TO: Table =
    Table::new(&Contact::RECORD, &[row("customerId", Contact::ID, Id(IdForm::Text)).copy()]);

static COMPANY_SELECTED: Table =
    Table::new(&CompanySelected::RECORD, &[home(CompanySelected::COMPANY, &COMPANY)]);

static COMPANY: Table =
    Table::new(&Company::RECORD, &[row("companyId", Company::ID, Id(IdForm::Text)).required()]);

static TICKET_SELECTED: Table = Table::new(&TicketSelected::RECORD, &[home(TicketSelected::TICKET, &TICKET)]);

/// A ticket, in `ticket:selected` and in the queue; the queue leaves `supportTeam` and `author` out.
static TICKET: Table = Table::new(
    &Ticket::RECORD,
    &[
        row("ticketCode", Ticket::CODE, Id(IdForm::Text)).required(),
        row("subject", Ticket::SUBJECT, Text),
        row("state", Ticket::STATE, STATE),
        row("priority", Ticket::PRIORITY, PRIORITY),
        row("assignee", Ticket::ASSIGNEE, One(&ASSIGNEE)),
        part(Ticket::TEAM, &SUPPORT_TEAM),
        row("metrics", Ticket::SLA, Keyed(&METRIC, METRICS)),
        row("creationDate", Ticket::CREATED_AT, Time(TimeForm::Iso(3))),
        row("author", Ticket::AUTHOR, One(&AUTHOR)),
    ],
);

/// A team is its name here; it has no id.
static SUPPORT_TEAM: Table = Table::new(&Team::RECORD, &[row("supportTeam", Team::NAME, Text)]);

static ASSIGNEE: Table =
    Table::new(&Agent::RECORD, &[row("name", Agent::NAME, Text), row("id", Agent::ID, Id(IdForm::Text))]);

static AUTHOR: Table = Table::new(
    &Participant::RECORD,
    &[row("firstName", Participant::FIRST_NAME, Text), row("lastName", Participant::LAST_NAME, Text)],
);

const STATE: Codec = words!("NEW" = "new", "OPEN" = "open", "CLOSED" = "closed", "CANCELLED" = "cancelled");

const PRIORITY: Codec =
    words!("CRITICAL" = "critical", "HIGH" = "high", "MEDIUM" = "medium", "LOW" = "low", "MINOR" = "minor",);

const METRICS: &[(&str, &str)] = &[
    ("TIME_IN_CURRENT_STATE", "time_in_current_state"),
    ("TIME_WAITING_ASSIGNATION_IN_CURRENT_SUPPORT_TEAM", "time_waiting_for_assignee"),
    ("TOTAL_TIME_IN_CURRENT_SUPPORT_TEAM", "time_with_current_team"),
    ("TIME_TO_FIRST_RESPONSE", "time_to_first_response"),
    ("TIME_TO_RESOLVE", "time_to_resolve"),
];

static METRIC: Table = Table::new(
    &SlaMetric::RECORD,
    &[
        row("ticksMillis", SlaMetric::ELAPSED_MS, Integer),
        row("finished", SlaMetric::FINISHED, Bool),
        row("isPaused", SlaMetric::PAUSED, Bool),
        row("pauseReason", SlaMetric::PAUSE_REASON, words!("BY_CALENDAR" = "calendar", "BY_STATE" = "state")),
        row("thresholdMillis", SlaMetric::THRESHOLD_MS, Integer),
        row("isBreached", SlaMetric::BREACHED, Bool),
        // The guide says number; the vendor's own demo writes an ISO string. Both are read.
        row("breachDate", SlaMetric::BREACH_AT, Time(TimeForm::Millis)),
    ],
);

static STATUS_CHANGED: Table = Table::new(
    &TicketStateChanged::RECORD,
    &[
        home(TicketStateChanged::TICKET, &CHANGED_TICKET),
        row("previousState", TicketStateChanged::PREVIOUS_STATE, STATE),
        row("newState", TicketStateChanged::NEW_STATE, STATE).shared(),
    ],
);

static CHANGED_TICKET: Table = Table::new(
    &Ticket::RECORD,
    &[
        row("ticketCode", Ticket::CODE, Id(IdForm::Text)).required(),
        row("newState", Ticket::STATE, STATE).copy(),
        row("metrics", Ticket::SLA, Keyed(&METRIC, METRICS)),
    ],
);

static QUEUE_SUMMARY: Table = Table::new(
    &TicketListUpdated::RECORD,
    &[
        row("tickets", TicketListUpdated::TICKETS, List(&TICKET)),
        row("total", TicketListUpdated::TOTAL, Integer),
    ],
);

/// `BM_WIDGET_ACTION_RESPONSE`. An answer that does not say whether it went well did not.
static ANSWER: Table = Table::new(
    &ActionResult::RECORD,
    &[
        constant("messageType", "\"BM_WIDGET_ACTION_RESPONSE\""),
        row("requestId", ActionResult::ACTION, Id(IdForm::Text)).required(),
        row("success", ActionResult::RESULT, Literals(&[("true", "done"), ("false", "failed")]))
            .absent_means("failed"),
        row("data", ActionResult::DATA, Any),
        row("error", ActionResult::REASON, Text),
    ],
);
