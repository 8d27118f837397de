//! The protocol under test: a harbour's console that does not exist. Small, but with every shape, every
//! codec and every flag in it.

use onepane_map::{
    At, Case, Codec, DurationForm, Envelope, Event, IdForm, JsonKind, Protocol, Table, TimeForm, body, case,
    cases, constant, first, flat, home, named, part, prefixed, row, variant, whole, words,
};
use onepane_model::{
    ActionResult, Address, Agent, AgentStateChanged, Attachment, AttributeDefinition, Company, Contact,
    ContextChanged, Conversation, ConversationSelected, CustomObject, EventKind, Item, Message,
    MessageCreated, Participant, SessionNavigated, SlaMetric, Team, Ticket, TicketListUpdated,
    TicketStateChanged, WidgetMessage,
};

use Codec::{
    Any, Bool, Duration, Entry, FirstItem, Id, Integer, Items, JsonText, Keyed, List, Literals, Map, Number,
    One, OnlyItem, Text, Time,
};

/// Events in an envelope.
pub(crate) static PROTOCOL: Protocol =
    Protocol { host: "harbour", envelope: Some(&ENVELOPE), events: EVENTS, answers: &[], secrets: SECRETS };

/// The same events by name, with nothing around them.
pub(crate) static BARE: Protocol =
    Protocol { host: "harbour", envelope: None, events: EVENTS, answers: &[], secrets: SECRETS };

pub(crate) const SECRETS: &[&str] = &["cipher"];

const EVENTS: &[Event] = &[
    Event { host: "log", kind: EventKind::ContextChanged, data: &LOG },
    Event { host: "berth", kind: EventKind::ConversationSelected, data: &BERTH_TAKEN },
    Event { host: "line", kind: EventKind::MessageCreated, data: &SPOKEN },
    Event { host: "job.moved", kind: EventKind::TicketStateChanged, data: &JOB_MOVED },
    Event { host: "jobs", kind: EventKind::TicketListUpdated, data: &JOBS },
    Event { host: "order", kind: EventKind::ActionResult, data: &ORDER },
    Event { host: "rumour", kind: EventKind::WidgetMessage, data: &RUMOUR },
    Event { host: "course", kind: EventKind::SessionNavigated, data: &COURSE },
    Event { host: "muster", kind: EventKind::ContextChanged, data: &MUSTER },
    Event { host: "watch", kind: EventKind::AgentStateChanged, data: &WATCH },
];

static ENVELOPE: Table = Table::new(
    &Envelope::RECORD,
    &[
        constant("code", "\"flags/2\""),
        row("signal", Envelope::NAME, Text).required(),
        row("deck", Envelope::SCREEN, Text).empty_is_none(),
        body("cargo"),
        row("at", Envelope::TIME, Time(TimeForm::Millis)),
    ],
);

static LOG: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        row("page", ContextChanged::SUBJECT, Text),
        row("voyage", ContextChanged::CONVERSATION, One(&VOYAGE)),
        row("skipper", ContextChanged::CONTACT, One(&SKIPPER)),
        row("watch", ContextChanged::AGENT, One(&MATE)).shared(),
        row("on_watch", ContextChanged::AGENT, One(&MATE)).alias(),
        row("columns", ContextChanged::ATTRIBUTE_DEFINITIONS, List(&COLUMN)),
        row("lamp", ContextChanged::APPEARANCE, Literals(LAMP)),
    ],
);

/// Two spellings of one word.
const LAMP: &[(&str, &str)] = &[("true", "light"), ("false", "dark"), ("1", "light")];

static VOYAGE: Table = Table::new(
    &Conversation::RECORD,
    &[
        row("no", Conversation::ID, Id(IdForm::Integer)).required(),
        row("uid", Conversation::UUID, Text),
        flat("papers", &PAPERS),
        row("flag", Conversation::CHANNEL, FLAG).alias(),
        row("flag2", Conversation::CHANNEL, FLAG).alias(),
        row("urgent", Conversation::PRIORITY, Literals(&[("0", "low"), ("\"0\"", "low"), ("2", "high")])),
        row("tags", Conversation::LABELS, Items(&Text)),
        row("about", Conversation::SUBJECT, Text).empty_is_none(),
        row("state", Conversation::STATUS, words!("OPEN" = "open", "SHUT" = "resolved", "AJAR" = "open"))
            .absent_means("pending"),
        row("skipper", Conversation::CONTACT, One(&SKIPPER)),
        row("port", Conversation::INBOX_ID, Id(IdForm::Integer)).when(JsonKind::Number),
        row("port", Conversation::TEAM, One(&PORT)).when(JsonKind::Object),
        row("lines", Conversation::MESSAGES, List(&LINE)),
        row("last", Conversation::LAST_MESSAGE, One(&LINE)),
        row("marks", Conversation::ATTRIBUTES, Map(&Any)),
        row("unseen", Conversation::UNREAD_COUNT, Integer).zero_is_none(),
        row("laid", Conversation::CREATED_AT, Time(TimeForm::Seconds)),
        row("moved", Conversation::UPDATED_AT, Time(TimeForm::FloatSeconds)),
        row("stirred", Conversation::LAST_ACTIVITY_AT, Time(TimeForm::Millis)),
        row("answered", Conversation::FIRST_REPLY_AT, Time(TimeForm::Iso(3))),
        row("adrift", Conversation::WAITING_SINCE, Time(TimeForm::Seconds)).zero_is_none(),
        row("$quiet", Conversation::MUTED, Bool),
    ],
);

/// Dissolved into the voyage, with a second object dissolved in it.
static PAPERS: Table = Table::new(
    &Conversation::RECORD,
    &[
        constant("form", "\"A\""),
        row("flag", Conversation::CHANNEL, FLAG).shared(),
        row("mate", Conversation::ASSIGNEE, One(&MATE)),
        row("mate_is", Conversation::ASSIGNEE_KIND, words!("Mate" = "agent", "Gull" = "bot")),
        row("crew", Conversation::PARTICIPANTS, List(&HAND)),
        flat("stamp", &STAMP),
    ],
);

static STAMP: Table = Table::new(
    &Conversation::RECORD,
    &[row("valid", Conversation::VERIFIED, Bool), row("account", Conversation::ACCOUNT, Id(IdForm::Text))],
);

const FLAG: Codec = words!("red" = "web", "blue" = "email", "green" = "sms");

static SKIPPER: Table = Table::new(
    &Contact::RECORD,
    &[
        row("id", Contact::ID, Id(IdForm::Integer)),
        row("name", Contact::NAME, Text),
        row("nets", Contact::SOCIAL_PROFILES, Map(&Text)),
        row("marks", Contact::ATTRIBUTES, Map(&Any)),
        first("houses", &HOUSE).when(JsonKind::Array),
    ],
);

static HOUSE: Table = Table::new(
    &Contact::RECORD,
    &[row("street", Contact::DESCRIPTION, Text), row("bell", Contact::PHONE, Text)],
);

static MATE: Table = Table::new(
    &Agent::RECORD,
    &[
        row("id", Agent::ID, Id(IdForm::Integer)),
        row("name", Agent::NAME, Text),
        row("awake", Agent::CONFIRMED, Bool),
    ],
);

static PORT: Table =
    Table::new(&Team::RECORD, &[row("name", Team::NAME, Text), row("pilots", Team::AUTO_ASSIGN, Bool)]);

static HAND: Table = Table::new(
    &Participant::RECORD,
    &[row("name", Participant::NAME, Text), row("gone", Participant::MUTED, Bool)],
);

static COLUMN: Table = Table::new(
    &AttributeDefinition::RECORD,
    &[
        row("key", AttributeDefinition::KEY, Text).required(),
        row("choices", AttributeDefinition::VALUES, Items(&Any)),
        row("else", AttributeDefinition::DEFAULT_VALUE, Any),
    ],
);

static LINE: Table = Table::new(
    &Message::RECORD,
    &[
        row("id", Message::ID, Id(IdForm::Integer)),
        row("text", Message::TEXT, Text),
        cases("way", &[Message::DIRECTION, Message::KIND], WAY),
        row("from", Message::SENDER, One(&HAND)),
        row("written", Message::CREATED_AT, Time(TimeForm::Seconds)),
        row("things", Message::ATTACHMENTS, List(&THING)),
        row("tongues", Message::TRANSLATIONS, Map(&Text)),
        row("choices", Message::ITEMS, List(&CHOICE)),
    ],
);

/// Two host values for one combination.
const WAY: &[Case] = &[
    case("0", &["inbound", "chat"]),
    case("1", &["outbound", "chat"]),
    case("2", &["system", "activity"]),
    case("\"in\"", &["inbound", "chat"]),
];

static THING: Table = Table::new(
    &Attachment::RECORD,
    &[
        row("size", Attachment::SIZE, Integer),
        row("lat", Attachment::LATITUDE, Number),
        row("url", Attachment::URL, Text),
    ],
);

static CHOICE: Table =
    Table::new(&Item::RECORD, &[row("title", Item::TITLE, Text), row("chart", Item::OPTIONS, JsonText)]);

/// One object, a conversation and its contact at once.
static BERTH_TAKEN: Table = Table::new(
    &ConversationSelected::RECORD,
    &[home(ConversationSelected::CONVERSATION, &BERTH), part(ConversationSelected::CONTACT, &BERTHED)],
);

static BERTH: Table = Table::new(
    &Conversation::RECORD,
    &[
        row("no", Conversation::ID, Id(IdForm::Text)).required().shared(),
        row("flag", Conversation::CHANNEL, FLAG),
        part(Conversation::TEAM, &PIER),
    ],
);

static PIER: Table = Table::new(
    &Team::RECORD,
    &[
        row("pier", Team::NAME, Text).when(JsonKind::String),
        row("pier", Team::ID, Id(IdForm::Integer)).when(JsonKind::Number),
    ],
);

static BERTHED: Table = Table::new(
    &Contact::RECORD,
    &[row("no", Contact::ID, Id(IdForm::Text)).copy(), row("skipper", Contact::NAME, Text).empty_is_none()],
);

/// A line, its second key beside it, and what the record itself has rows for.
static SPOKEN: Table = Table::new(
    &MessageCreated::RECORD,
    &[
        row("line", MessageCreated::MESSAGE, One(&LINE)).required(),
        row("to", MessageCreated::CONTACT, One(&SKIPPER)).when(JsonKind::Object),
        home(MessageCreated::CONVERSATION, &SPOKEN_IN),
    ],
);

static SPOKEN_IN: Table =
    Table::new(&Conversation::RECORD, &[row("no", Conversation::ID, Id(IdForm::Integer))]);

static JOB_MOVED: Table = Table::new(
    &TicketStateChanged::RECORD,
    &[
        home(TicketStateChanged::TICKET, &MOVED),
        row("was", TicketStateChanged::PREVIOUS_STATE, STATE),
        row("is", TicketStateChanged::NEW_STATE, STATE).shared(),
    ],
);

static MOVED: Table = Table::new(
    &Ticket::RECORD,
    &[
        row("code", Ticket::CODE, Id(IdForm::Text)).required(),
        row("is", Ticket::STATE, STATE).copy(),
        row("clocks", Ticket::SLA, Keyed(&CLOCK, CLOCKS)),
    ],
);

const STATE: Codec = words!("OPEN" = "open", "DONE" = "closed");

const CLOCKS: &[(&str, &str)] = &[("FIRST_REPLY", "time_to_first_response"), ("WHOLE", "time_to_resolve")];

static CLOCK: Table = Table::new(
    &SlaMetric::RECORD,
    &[
        row("spent", SlaMetric::ELAPSED_MS, Duration(DurationForm::Seconds)),
        row("most", SlaMetric::THRESHOLD_MS, Duration(DurationForm::SecondsText)),
        row("over", SlaMetric::BREACHED, Bool),
    ],
);

/// An array, or an object around it.
static JOBS: Table = Table::new(
    &TicketListUpdated::RECORD,
    &[
        whole(TicketListUpdated::TICKETS, List(&JOB)).when(JsonKind::Array),
        row("count", TicketListUpdated::TOTAL, Integer),
    ],
);

static JOB: Table = Table::new(
    &Ticket::RECORD,
    &[
        row("code", Ticket::CODE, Id(IdForm::Text)),
        row("is", Ticket::STATE, STATE),
        prefixed("clock.", Ticket::SLA, &CLOCK),
    ],
);

static ORDER: Table = Table::new(
    &ActionResult::RECORD,
    &[
        constant("kind", "\"order\""),
        row("order", ActionResult::ACTION, Id(IdForm::Text)).required(),
        row("ok", ActionResult::RESULT, Literals(&[("true", "done"), ("false", "failed")]))
            .absent_means("failed"),
        row("answer", ActionResult::DATA, Any),
        row("why", ActionResult::REASON, Text),
    ],
);

/// Whatever it is.
static RUMOUR: Table = Table::new(&WidgetMessage::RECORD, &[whole(WidgetMessage::PAYLOAD, Any)]);

static COURSE: Table = Table::new(&SessionNavigated::RECORD, &[row("chart", SessionNavigated::TO, JsonText)]);

/// One thing in two shapes.
static WATCH: Table = Table::new(
    &AgentStateChanged::RECORD,
    &[variant("roster", is_roster, &ROSTER), variant("", |at| at.kind() == JsonKind::Object, &PLAIN_WATCH)],
);

fn is_roster(at: At<'_>) -> bool {
    at.get("roster").is_some()
}

static ROSTER: Table =
    Table::new(&AgentStateChanged::RECORD, &[row("roster", AgentStateChanged::AGENT, One(&MATE))]);

static PLAIN_WATCH: Table = Table::new(
    &AgentStateChanged::RECORD,
    &[row("mate", AgentStateChanged::AGENT, One(&MATE)), constant("rank", "1")],
);

/// Whoever is aboard, in any order; some of them perhaps in a group.
static MUSTER: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        named("aboard", who, &ABOARD).when(JsonKind::Array),
        row("cast", ContextChanged::CONVERSATION, One(&CAST)),
        flat("ashore", &ASHORE),
    ],
);

/// All of it is a part's.
static ASHORE: Table = Table::new(&ContextChanged::RECORD, &[part(ContextChanged::COMPANY, &OWNER)]);

static OWNER: Table =
    Table::new(&Company::RECORD, &[row("owner", Company::NAME, Text).when(JsonKind::String)]);

fn who(at: At<'_>) -> Option<&'static str> {
    match &*at.get("kind").and_then(|kind| kind.chars()).unwrap_or_default() {
        "skipper" => Some("skipper"),
        "mate" => Some("mate"),
        kind if kind.starts_with("boat.") => Some("boat"),
        _ if at.members().any(|(key, _)| key.is("skipper")) => Some("group"),
        _ => None,
    }
}

static ABOARD: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        flat("group", &GROUP),
        row("skipper", ContextChanged::CONTACT, One(&CAPTAIN)).alias(),
        row("mate", ContextChanged::AGENT, One(&MATE)).alias(),
        row("boat", ContextChanged::OBJECTS, Entry { table: &BOAT, field: "kind", prefix: "boat." }).alias(),
    ],
);

static GROUP: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        row("skipper", ContextChanged::CONTACT, One(&CAPTAIN)).when(JsonKind::Object).shared(),
        part(ContextChanged::AGENT, &GROUP_MATE).shared(),
        prefixed("boat.", ContextChanged::OBJECTS, &BOAT).shared(),
    ],
);

static GROUP_MATE: Table =
    Table::new(&Agent::RECORD, &[row("mate", Agent::ID, Id(IdForm::Integer)).when(JsonKind::Number)]);

/// The first of a list is also the one that is meant.
static CAPTAIN: Table = Table::new(
    &Contact::RECORD,
    &[
        row("id", Contact::ID, Id(IdForm::Integer)),
        row("letters", Contact::EMAILS, List(&LETTER)).when(JsonKind::Array),
        row("letters", Contact::EMAIL, FirstItem("to", &Text)).copy(),
    ],
);

static LETTER: Table =
    Table::new(&Address::RECORD, &[row("to", Address::VALUE, Text), row("sealed", Address::VERIFIED, Bool)]);

static BOAT: Table = Table::new(
    &CustomObject::RECORD,
    &[row("kind", CustomObject::KIND, Text), row("hold", CustomObject::ATTRIBUTES, Map(&Any))],
);

/// The one of a list is also the one that is meant.
static CAST: Table = Table::new(
    &Conversation::RECORD,
    &[
        row("flags", Conversation::CHANNELS, Items(&FLAG)).when(JsonKind::Array),
        row("flags", Conversation::CHANNEL, OnlyItem(&FLAG)).copy(),
    ],
);

/// Frames as the harbour sends them, one or more for each event, and two of its unknown ones.
pub(crate) const FRAMES: &[&str] = &[
    r#"{"code":"flags/2","signal":"log","deck":"BRIDGE","at":1767949990500,"cargo":{
        "page":"noon","lamp":true,"watch":{"id":3,"name":"Eve","awake":true},"on_watch":{"id":3},
        "skipper":{"id":7,"name":"Ada","nets":{"sky":"ada","sea":null,"odd":5},"marks":{"tier":"gold","n":4.20},
            "houses":[{"street":"Quay 1","bell":"555","floor":2},{"street":"Hill 2"},null]},
        "columns":[{"key":"tier","choices":["gold",1,null],"else":"gold","hint":1},5],
        "voyage":{"no":42,"uid":"u-1","papers":{"form":"A","flag":"red","mate":{"id":3},"mate_is":"Mate",
                "crew":[{"name":"Bo","gone":false},{"name":"Cy","age":33}],"stamp":{"valid":true,"account":"9"},"seal":"s"},
            "flag":"red","flag2":"blue","urgent":2,"tags":["a","b",null],"about":"Nets","state":"OPEN","port":5,
            "skipper":{"id":7},"lines":[
                {"id":1,"text":"Hi","way":0,"from":{"name":"Ada"},"written":1767949990,"things":[{"size":3,"lat":1.50,"url":"u"}]},
                {"id":"tmp-1","text":"Ho","way":1,"tongues":{"de":"Ha","fr":null},"choices":[{"title":"A","chart":"{\"x\":[1,2]}"}]},
                {"id":3,"text":"left","way":2,"wind":"NW"}],
            "last":{"id":3,"way":2},"marks":{"a":null,"b":{"c":[1]}},"unseen":0,"laid":1767949990,"moved":1767949990.25,
            "stirred":1767949990500,"answered":"2026-01-09T09:13:10.500Z","adrift":0,"$quiet":false,"$as":1,"odd":[1]}}}"#,
    r#"{"code":"flags/2","signal":"log","cargo":{"voyage":{"no":1,"papers":{"flag":null},"flag":"green",
        "port":{"name":"West","pilots":true},"urgent":"0","about":"","unseen":3,"adrift":1767949990,"state":"AJAR"},
        "skipper":{"houses":[{"floor":2}]},"on_watch":{"name":"Flo"},"lamp":1},"widget":"w"}"#,
    r#"{"code":"flags/2","signal":"log","cargo":{"skipper":{"houses":{"floor":2}}}}"#,
    r#"{"code":"flags/2","signal":"berth","deck":"","cargo":{"no":"c-1","flag":"blue","pier":"N","skipper":"Ada","odd":1},"at":1767949990500}"#,
    r#"{"code":"flags/2","signal":"berth","cargo":{"no":5,"pier":{"n":1},"skipper":""}}"#,
    r#"{"code":"flags/2","signal":"line","cargo":{"line":{"id":1,"way":"in","text":"x"},"to":{"id":1},"no":7,"odd":true}}"#,
    r#"{"code":"flags/2","signal":"job.moved","cargo":{"code":"J-1","was":"OPEN","is":"DONE",
        "clocks":{"FIRST_REPLY":{"spent":90,"most":"600","over":false},"WHOLE":null,"tea":{"spent":1}}}}"#,
    r#"{"code":"flags/2","signal":"jobs","cargo":[{"code":"J-1","is":"OPEN","clock.wait":{"spent":4,"x":1},"clock.odd":5},{"code":7},null]}"#,
    r#"{"code":"flags/2","signal":"jobs","cargo":{"count":4,"more":true}}"#,
    r#"{"code":"flags/2","signal":"order","cargo":{"kind":"order","order":"r-1","ok":true,"answer":{"a":[1]},"why":"w"}}"#,
    r#"{"code":"flags/2","signal":"order","cargo":{"order":"r-1"}}"#,
    r#"{"code":"flags/2","signal":"rumour","cargo":{"any":["thing",null,{"$as":1}]}}"#,
    r#"{"code":"flags/2","signal":"rumour","cargo":null}"#,
    r#"{"code":"flags/2","signal":"course","cargo":{"chart":"{\"to\": [1, 2.50]}","by":"sail"}}"#,
    r#"{"code":"flags/2","signal":"watch","cargo":{"mate":{"id":3},"rank":1}}"#,
    r#"{"code":"flags/2","signal":"watch","cargo":{"roster":{"id":3,"name":"Eve"},"n":1}}"#,
    r#"{"code":"flags/2","signal":"muster","cargo":{"cast":{"flags":["red"]},"ashore":{"owner":"Sea"},"aboard":[null,
        {"kind":"boat.dinghy","hold":{"n":1},"oars":2},{"kind":"gull"},{"skipper":{},"mate":5,"odd":1},
        {"kind":"skipper","id":7,"letters":[{"to":"a@x","sealed":true},{"to":"b@x"}]},{"kind":"skipper","id":8}]}}"#,
    r#"{"code":"flags/2","signal":"muster","cargo":{"cast":{"flags":["red","blue"]},"aboard":[
        {"skipper":{"id":7,"letters":[{"sealed":true}]},"boat.yawl":{"kind":"boat.yawl"},"mate":"Bo"},
        {"kind":"skipper","id":8,"letters":"none"},{"kind":"mate","id":3},{"kind":"boat.sloop"}]}}"#,
    r#"{"code":"flags/2","signal":"muster","cargo":{"aboard":[1,{}],"cast":{"flags":[]},"ashore":{"owner":5}}}"#,
    r#"{"code":"flags/2","signal":"storm","cargo":{"force":9},"deck":"BRIDGE"}"#,
    r#"{"signal":"fog"}"#,
];
