//! What is believed, what is ignored, what is refused, and what never enters the model.

use onepane_adapter_chatwoot::{Chatwoot, Config};
use onepane_core::{Adapter, Data, Frame};
use onepane_testkit::decoded;

#[test]
fn the_secret_never_enters_the_model() {
    let secret = ["pubsub_token", "(secret)"];
    for fixture in crate::inbound() {
        let shown = decoded(&crate::SUBJECT, &fixture.frame).to_string();
        assert!(secret.iter().all(|part| !shown.contains(part)), "{}: {shown}", fixture.name);
    }
    let held = crate::inbound().iter().filter(|fixture| fixture.text.contains(secret[0])).count();
    assert!(held >= 4, "fixtures that hold a secret: {held}");
}

#[test]
fn warnings_of_a_corrupt_frame_are_not_the_next_ones() {
    let mut adapter = Chatwoot::new(Config::default()).unwrap();
    let corrupt = r#"{"event":"appContext","data":{"conversation":{"id":1,"uuid":7,"messages":{}}}}"#;
    assert!(adapter.events(&Frame::message(Data::Text(corrupt.to_owned()))).is_err());
    let good = r#"{"event":"appContext","data":{"conversation":{"id":1}}}"#;
    let (_, seen) = adapter.events(&Frame::message(Data::Text(good.to_owned()))).unwrap();
    assert_eq!(seen.warnings, []);
}

#[test]
fn a_foreign_text_of_any_length_is_ignored() {
    let text = "x".repeat(10_000_000);
    let shown = decoded(&crate::SUBJECT, &Frame::message(Data::Text(text)));
    assert_eq!(shown["ignored"], "text that is not JSON");
}

#[test]
fn a_long_text_in_a_message_is_translated() {
    let text = "x".repeat(10_000_000);
    let context = format!(
        r#"{{"event":"appContext","data":{{"conversation":{{"id":1,"messages":[{{"content":"{text}\u0000"}}]}}}}}}"#
    );
    let shown = decoded(&crate::SUBJECT, &Frame::message(Data::Text(context)));
    let content = &shown["events"][0]["data"]["conversation"]["messages"][0]["text"];
    assert_eq!(content.as_str().map(str::len), Some(10_000_001));
}

#[test]
fn settings_that_cannot_be_are_refused() {
    let check = |config: Config, message: &str| {
        assert_eq!(Chatwoot::new(config).unwrap_err().to_string(), message);
    };
    for account in ["", "acme", "3/..", "-1"] {
        let mut config = Config::default();
        config.account = Some(account.to_owned());
        check(config, "expected the account's number in `account`, found another text");
    }
    for prefix in ["", "two words"] {
        let mut config = Config::default();
        config.request_prefix = prefix.to_owned();
        check(
            config,
            "expected a word such as `chatwoot-dashboard-app` in `request_prefix`, found an empty text or one \
             with white space",
        );
    }
}

#[test]
fn the_configured_account_is_the_source() {
    let mut config = Config::default();
    config.account = Some("12".to_owned());
    let fixture = crate::inbound().into_iter().find(|fixture| fixture.name == "context_web").unwrap();
    let (events, _) = Chatwoot::new(config).unwrap().events(&fixture.frame).unwrap();
    assert_eq!(events[0].source, "onepane://chatwoot/12");
}

#[test]
fn an_account_that_is_no_number_is_no_source() {
    let text = r#"{"event":"appContext","data":{"conversation":{"id":1,"account_id":"a b/../c"}}}"#;
    let shown = decoded(&crate::SUBJECT, &Frame::message(Data::Text(text.to_owned())));
    assert_eq!(shown["events"][0]["source"], "onepane://chatwoot/-");
}
