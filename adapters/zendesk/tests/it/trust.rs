//! What is believed, what is ignored and what is refused.

use onepane_adapter_zendesk::{Config, Zendesk};
use onepane_core::{Adapter, Data, Frame};
use onepane_map::JsonLines;
use onepane_testkit::decoded;

fn launched(url: &str) -> Vec<String> {
    let mut adapter = Zendesk::new(Config::default()).unwrap();
    let frame = format!(r#"{{"dir":"in","via":"launch","url":"{url}"}}"#);
    adapter.decode(&Frame::from_json(&frame).unwrap(), &mut JsonLines::default()).unwrap();
    adapter.subscribe(&[]).iter().map(Frame::to_json).collect()
}

#[test]
fn only_a_console_of_the_vendors_is_answered_and_only_there() {
    let good = launched("https://w.example.test/?origin=https%3A%2F%2Facme.zendesk.com&app_guid=g1");
    assert_eq!(
        good,
        [concat!(
            r#"{"dir":"out","via":"message","to":"parent","target_origin":"https://acme.zendesk.com","data":"{\"key\":\"iframe.handshake\","#,
            r#"\"message\":{\"version\":\"2.0.11\"},\"appGuid\":\"g1\",\"instanceGuid\":\"g1\"}"}"#
        )]
    );
    assert_eq!(launched("https://w.example.test/#origin=https://acme.zendesk.com&app_guid=g1"), good);
    for url in [
        "https://w.example.test/",
        "https://w.example.test/?app_guid=g1",
        "https://w.example.test/?origin=https://acme.zendesk.com",
        "https://w.example.test/?origin=https://evil.test&app_guid=g1",
        "https://w.example.test/?origin=https://acme.zendesk.com.evil.test&app_guid=g1",
        "https://w.example.test/?origin=https://acme.zendesk.com&app_guid=",
    ] {
        assert_eq!(launched(url), Vec::<String>::new(), "{url}");
    }
}

#[test]
fn a_registration_by_a_console_that_was_not_believed_is_not_answered() {
    let mut adapter = Zendesk::new(Config::default()).unwrap();
    let launch =
        r#"{"dir":"in","via":"launch","url":"https://w.example.test/?origin=https://evil.test&app_guid=g1"}"#;
    adapter.decode(&Frame::from_json(launch).unwrap(), &mut JsonLines::default()).unwrap();
    adapter.subscribe(&[]);
    let registered = crate::fixture("registered_ticket_sidebar");
    let (_, seen) = adapter.events(&registered.frame).unwrap();
    assert_eq!(seen.frames, []);
    adapter.events(&crate::fixture("changed_status").frame).unwrap();
    assert!(!adapter.meets("registration"));
}

#[test]
fn what_is_for_another_instance_is_not_ours() {
    let mut adapter = Zendesk::new(Config::default()).unwrap();
    let mut see = |text: &str| adapter.events(&Frame::message(Data::Text(text.to_owned()))).unwrap();
    let other = r#"{"key":"zaf.ticket.status.changed","message":"open","instanceGuid":"g2"}"#;
    // Where no launch has said who we are, nobody can tell.
    assert_eq!(see(other).0.len(), 1);
    let launch = r#"{"dir":"in","via":"launch","url":"https://w.example.test/?origin=https://acme.zendesk.com&app_guid=g1"}"#;
    adapter.decode(&Frame::from_json(launch).unwrap(), &mut JsonLines::default()).unwrap();
    let mut see = |text: &str| adapter.events(&Frame::message(Data::Text(text.to_owned()))).unwrap();
    let (events, seen) = see(other);
    assert_eq!((events.len(), seen.ignored), (0, Some("for another instance of the app")));
    let (events, _) = see(r#"{"key":"zaf.ticket.status.changed","message":"open","instanceGuid":"g1"}"#);
    assert_eq!(events.len(), 1);
}

#[test]
fn warnings_of_a_corrupt_frame_are_not_the_next_ones() {
    let mut adapter = Zendesk::new(Config::default()).unwrap();
    let mut see = |text: &str| adapter.events(&Frame::message(Data::Text(text.to_owned())));
    assert!(see(r#"{"id":1,"result":{"currentUser.id":1,"ticket.subject":7,"ticket.tags":{}}}"#).is_err());
    let (_, seen) = see(r#"{"id":1,"result":{"currentUser.id":1}}"#).unwrap();
    assert_eq!(seen.warnings, []);
}

#[test]
fn a_foreign_text_of_any_length_is_ignored() {
    let text = "x".repeat(10_000_000);
    let shown = decoded(&crate::SUBJECT, &Frame::message(Data::Text(text)));
    assert_eq!(shown["ignored"], "text that is not JSON");
}

#[test]
fn settings_that_cannot_be_are_refused() {
    let mut config = Config::default();
    config.account = Some(" ".to_owned());
    assert_eq!(
        Zendesk::new(config).unwrap_err().to_string(),
        "expected the account's subdomain or nothing in `account`, found an empty text"
    );
}

#[test]
fn the_account_is_the_configured_one_or_the_contexts() {
    let source = |config: Config| {
        let fixture = crate::fixture("registered_ticket_sidebar");
        let (events, _) = Zendesk::new(config).unwrap().events(&fixture.frame).unwrap();
        events[0].source.clone()
    };
    assert_eq!(source(Config::default()), "onepane://zendesk/acme");
    let mut config = Config::default();
    config.account = Some("emca".to_owned());
    assert_eq!(source(config), "onepane://zendesk/emca");
}
