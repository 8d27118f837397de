//! Every way in which a table can be wrong is found before a frame comes.

use onepane_map::{
    Case, Codec, Envelope, Event, IdForm, JsonKind, Protocol, Row, Table, TimeForm, body, case, cases, check,
    constant, first, flat, home, part, prefixed, row, variant, whole, words,
};
use onepane_model::record::{Member, Record};
use onepane_model::{
    Agent, Contact, ContextChanged, Conversation, ConversationSelected, EventKind, Message, MessageCreated,
    SlaMetric, Ticket, TicketListUpdated, WidgetMessage,
};

use crate::harbour::{BARE, PROTOCOL};

fn leaked(rows: Vec<Row>) -> &'static [Row] {
    rows.leak()
}

/// A table about a conversation.
fn conversation(rows: Vec<Row>) -> &'static Table {
    Box::leak(Box::new(Table::new(&Conversation::RECORD, leaked(rows))))
}

fn contact(rows: Vec<Row>) -> &'static Table {
    Box::leak(Box::new(Table::new(&Contact::RECORD, leaked(rows))))
}

fn protocol(envelope: Option<&'static Table>, events: Vec<Event>) -> Protocol {
    Protocol { host: "test", envelope, events: events.leak(), answers: &[], secrets: &["cipher"] }
}

/// The faults of a protocol with one event, whose data has a conversation.
#[track_caller]
fn assert_faults(rows: Vec<Row>, faults: &[&str]) {
    let table = conversation(rows);
    let row = leaked(vec![row("c", ContextChanged::CONVERSATION, Codec::One(table))]);
    let data = Box::leak(Box::new(Table::new(&ContextChanged::RECORD, row)));
    let events = vec![Event { host: "e", kind: EventKind::ContextChanged, data }];
    assert_eq!(check(&protocol(None, events)), faults);
}

/// The faults of a protocol with one event, whose data is a conversation and a contact in one object.
#[track_caller]
fn assert_family_faults(conversation_rows: Vec<Row>, contact_rows: Vec<Row>, faults: &[&str]) {
    let parts = leaked(vec![
        home(ConversationSelected::CONVERSATION, conversation(conversation_rows)),
        part(ConversationSelected::CONTACT, contact(contact_rows)),
    ]);
    let data = Box::leak(Box::new(Table::new(&ConversationSelected::RECORD, parts)));
    let events = vec![Event { host: "e", kind: EventKind::ConversationSelected, data }];
    assert_eq!(check(&protocol(None, events)), faults);
}

const SUBJECT: Row = row("s", Conversation::SUBJECT, Codec::Text);

#[test]
fn the_tables_of_the_harbour_are_sound() {
    assert_eq!(check(&PROTOCOL), Vec::<String>::new());
    assert_eq!(check(&BARE), Vec::<String>::new());
}

#[test]
fn a_codec_must_fit_its_member() {
    for (member, codec, name) in [
        (Conversation::SUBJECT, Codec::Bool, "Bool"),
        (Conversation::MUTED, Codec::Text, "Text"),
        (Conversation::UNREAD_COUNT, Codec::Number, "Number"),
        (Conversation::CREATED_AT, Codec::Text, "Text"),
        (Conversation::SUBJECT, Codec::Time(TimeForm::Seconds), "Time(Seconds)"),
        (Conversation::UNREAD_COUNT, Codec::Id(IdForm::Integer), "Id(Integer)"),
        (Conversation::SUBJECT, Codec::Any, "Any"),
        (Conversation::LABELS, Codec::Text, "Text"),
        (Conversation::LABELS, Codec::Items(&Codec::Bool), "Items(Bool)"),
        (Conversation::LABELS, Codec::Map(&Codec::Text), "Map(Text)"),
    ] {
        let fault = format!("e/c/x: {name} does not fit `{}`", member.name());
        assert_faults(vec![row("x", member, codec)], &[&fault]);
    }
}

#[test]
fn a_table_must_be_about_the_record_of_its_member() {
    let agent = Box::leak(Box::new(Table::new(&Agent::RECORD, &[])));
    let line = Codec::One(agent);
    let faults = check(&{
        let row = leaked(vec![row("c", ContextChanged::CONTACT, line)]);
        let data = Box::leak(Box::new(Table::new(&ContextChanged::RECORD, row)));
        protocol(None, vec![Event { host: "e", kind: EventKind::ContextChanged, data }])
    });
    assert_eq!(faults.len(), 1);
    assert!(faults[0].ends_with("does not fit `contact`"), "{faults:?}");
}

#[test]
fn plain_values_are_no_records() {
    const LINE: Table = Table::new(&Message::RECORD, &[]);
    let faults = {
        let row = leaked(vec![row("m", Conversation::MESSAGES, Codec::Items(&Codec::One(&LINE)))]);
        let table = Box::leak(Box::new(Table::new(&Conversation::RECORD, row)));
        let row = leaked(vec![home(MessageCreated::CONVERSATION, table)]);
        let data = Box::leak(Box::new(Table::new(&MessageCreated::RECORD, row)));
        check(&protocol(None, vec![Event { host: "e", kind: EventKind::MessageCreated, data }]))
    };
    assert_eq!(faults.len(), 1);
    assert!(faults[0].ends_with("does not fit `messages`"), "{faults:?}");
}

#[test]
fn a_member_belongs_to_its_tables_record() {
    assert_faults(
        vec![row("x", Contact::NAME, Codec::Text)],
        &["e/c/x: `name` is no member of Conversation"],
    );
}

#[test]
fn a_member_is_mapped_once() {
    let again = row("t", Conversation::SUBJECT, Codec::Text);
    assert_faults(vec![SUBJECT, again], &["e/c/t: `subject` is mapped twice"]);
    assert_faults(
        vec![SUBJECT, flat("f", conversation(vec![again]))],
        &["e/c/f/t: `subject` is mapped twice"],
    );
    assert_faults(vec![SUBJECT, again.alias()], &["e/c/t: repeats `subject`, which is not shared"]);
    assert_faults(
        vec![again.alias(), SUBJECT.alias()],
        &["e/c/t: repeats a row that comes later or never", "e/c/s: repeats `subject`, which is not shared"],
    );
    assert_faults(vec![SUBJECT.shared(), again.alias()], &[]);
}

#[test]
fn a_key_is_mapped_once_for_a_kind_of_value() {
    let other = row("s", Conversation::UUID, Codec::Text);
    let fault = "e/c/s: two rows for the same kind of value";
    assert_faults(vec![SUBJECT, other], &[fault]);
    assert_faults(vec![SUBJECT.when(JsonKind::String), other], &[fault]);
    assert_faults(vec![SUBJECT.when(JsonKind::String), other.when(JsonKind::String)], &[fault]);
    assert_faults(vec![SUBJECT.when(JsonKind::String), other.when(JsonKind::Number)], &[]);
}

#[test]
fn a_row_about_a_key_has_one() {
    let nameless = row("", Conversation::SUBJECT, Codec::Text);
    assert_faults(vec![nameless], &["e/c/: a row about a key without the key"]);
}

#[test]
fn no_row_tells_a_secret() {
    let secret = row("cipher", Conversation::SUBJECT, Codec::Text);
    assert_faults(vec![secret], &["e/c/cipher: tells a secret"]);
    assert_faults(vec![flat("f", conversation(vec![secret]))], &["e/c/f/cipher: tells a secret"]);
}

#[test]
fn what_is_dissolved_is_about_the_same_record() {
    let inner = contact(vec![]);
    let fault = "e/c/f: a table about Contact is dissolved into Conversation";
    assert_faults(vec![flat("f", inner)], &[fault]);
    assert_faults(vec![first("f", inner)], &[fault]);
    assert_faults(
        vec![variant("", |_| true, inner)],
        &["e/c/: a table about Contact is dissolved into Conversation"],
    );
}

#[test]
fn what_is_dissolved_has_one_shape() {
    let shapes = conversation(vec![variant("", |_| true, conversation(vec![]))]);
    let fault = "e/c/f: shapes and whole values are for records, not for what is dissolved or a part";
    assert_faults(vec![flat("f", shapes)], &[fault]);
}

#[test]
fn a_variant_stands_alone() {
    let shape = variant("", |_| true, conversation(vec![]));
    assert_faults(vec![shape, SUBJECT], &["e/c/: a variant beside rows of another kind"]);
    let one = variant("one", |_| true, conversation(vec![SUBJECT]));
    let other = variant("", |_| true, conversation(vec![SUBJECT]));
    assert_faults(vec![one, other], &[]);
}

#[test]
fn cases_have_a_word_for_each_member_and_json_for_the_host() {
    const MEMBERS: &[&Member] = &[Message::DIRECTION, Message::KIND];
    const MUTED: &[&Member] = &[Conversation::MUTED];
    const WRONG: &[Case] = &[
        case("0", &["inbound"]),
        case("in", &["inbound", "chat"]),
        case("1", &["a", "b"]),
        case("1", &["c", "d"]),
    ];
    let line = Box::leak(Box::new(Table::new(&Message::RECORD, leaked(vec![cases("way", MEMBERS, WRONG)]))));
    assert_faults(
        vec![row("m", Conversation::LAST_MESSAGE, Codec::One(line))],
        &[
            "e/c/m/way: `in` is no JSON text",
            "e/c/m/way: `1` comes twice",
            "e/c/m/way: case 0 has too many or too few words",
        ],
    );
    assert_faults(
        vec![cases("x", MUTED, const { &[case("0", &["a"])] })],
        &["e/c/x: cases do not fit `muted`"],
    );
}

#[test]
fn json_in_a_row_is_json() {
    assert_faults(vec![constant("k", "A")], &["e/c/k: `A` is no JSON text"]);
    let literals = Codec::Literals(&[("0", "low"), ("'1'", "high"), ("0", "none")]);
    assert_faults(
        vec![row("x", Conversation::PRIORITY, literals)],
        &["e/c/x: `'1'` is no JSON text", "e/c/x: `0` comes twice"],
    );
}

#[test]
fn flags_stand_where_they_have_an_effect() {
    assert_faults(
        vec![row("x", Conversation::MUTED, Codec::Bool).absent_means("no")],
        &["e/c/x: only a text can have a word for a field that is left out"],
    );
    assert_faults(
        vec![SUBJECT.shared(), flat("f", conversation(vec![])).alias()],
        &["e/c/f: only a plain value can be an alias or a copy"],
    );
    assert_faults(
        vec![row("t", Conversation::SUBJECT, words!("a" = "b")).shared(), SUBJECT.alias().copy()],
        &["e/c/s: an alias cannot be a copy", "e/c/s: copies a row that there is not"],
    );
}

#[test]
fn a_part_fits_its_member() {
    let parts = leaked(vec![part(ConversationSelected::CONTACT, conversation(vec![]))]);
    let data = Box::leak(Box::new(Table::new(&ConversationSelected::RECORD, parts)));
    let events = vec![Event { host: "e", kind: EventKind::ConversationSelected, data }];
    assert_eq!(check(&protocol(None, events)), ["e/: a part about Conversation does not fit `contact`"]);
}

#[test]
fn tables_that_share_an_object_share_its_keys() {
    let name = row("no", Contact::NAME, Codec::Text);
    let number = row("no", Conversation::ID, Codec::Id(IdForm::Text));
    assert_family_faults(vec![number], vec![name.copy()], &[]);
    assert_family_faults(
        vec![number],
        vec![name],
        &["e/no: two of the tables that share an object have this key: one must copy it"],
    );
    assert_family_faults(vec![number.when(JsonKind::Number)], vec![name.when(JsonKind::String)], &[]);
    assert_family_faults(vec![], vec![name.copy()], &["e/no: copies a row that there is not"]);
}

#[test]
fn entries_by_prefix_fit_their_member() {
    const CLOCK: Table = Table::new(&SlaMetric::RECORD, &[]);
    let jobs = |rows| -> &'static Table { Box::leak(Box::new(Table::new(&Ticket::RECORD, leaked(rows)))) };
    let faults = |rows| {
        let row = leaked(vec![whole(TicketListUpdated::TICKETS, Codec::List(jobs(rows)))]);
        let data = Box::leak(Box::new(Table::new(&TicketListUpdated::RECORD, row)));
        check(&protocol(None, vec![Event { host: "e", kind: EventKind::TicketListUpdated, data }]))
    };
    assert_eq!(faults(vec![prefixed("clock.", Ticket::SLA, &CLOCK)]), Vec::<String>::new());
    assert_eq!(
        faults(vec![prefixed("clock.", Ticket::SUBJECT, &CLOCK)]),
        ["e//: entries about SlaMetric do not fit `subject`",]
    );
}

static NAME: Row = row("n", Envelope::NAME, Codec::Text);

#[track_caller]
fn assert_envelope_faults(of: &'static Record, rows: Vec<Row>, faults: &[&str]) {
    let envelope = Box::leak(Box::new(Table::new(of, leaked(rows))));
    assert_eq!(check(&protocol(Some(envelope), vec![])), faults);
}

#[test]
fn an_envelope_has_a_name_and_one_body() {
    const RECORD: Record = Envelope::RECORD;
    assert_envelope_faults(&RECORD, vec![NAME, body("b")], &[]);
    assert_envelope_faults(&RECORD, vec![body("b")], &["envelope: no row for the event's name"]);
    assert_envelope_faults(&RECORD, vec![NAME, body("b"), body("c")], &["envelope: two bodies"]);
}

#[test]
fn an_envelope_is_flat() {
    const RECORD: Record = Envelope::RECORD;
    const INNER: Table = Table::new(&RECORD, &[]);
    assert_envelope_faults(
        &RECORD,
        vec![NAME, flat("f", &INNER)],
        &["envelope/f: an envelope has no room for such a row"],
    );
}

#[test]
fn an_envelopes_table_is_about_an_envelope() {
    let faults =
        check(&protocol(Some(contact(vec![row("n", Contact::ID, Codec::Id(IdForm::Text))])), vec![]));
    assert_eq!(faults[0], "envelope: its table is not about an envelope");
}

#[test]
fn an_event_has_one_table_about_its_kind() {
    static ANY: Table = Table::new(&WidgetMessage::RECORD, &[whole(WidgetMessage::PAYLOAD, Codec::Any)]);
    let event = |host, kind| Event { host, kind, data: &ANY };
    let twice = vec![event("e", EventKind::WidgetMessage), event("e", EventKind::WidgetMessage)];
    assert_eq!(check(&protocol(None, twice)), ["e: two tables"]);
    let other = vec![event("e", EventKind::HostEvent)];
    assert_eq!(check(&protocol(None, other)), ["e: its table is about WidgetMessage, not host.event"]);
}

#[test]
fn a_body_is_an_envelopes() {
    static DATA: Table = Table::new(&WidgetMessage::RECORD, &[body("b")]);
    let events = vec![Event { host: "e", kind: EventKind::WidgetMessage, data: &DATA }];
    assert_eq!(check(&protocol(None, events)), ["e: a body outside of an envelope"]);
}
