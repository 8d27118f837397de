//! What installs a widget at the host.

use __ident__::definition::{build, check};
use onepane_core::Manifest;

fn manifest() -> Manifest {
    let text = r#"{"name":"order-desk","title":"Order desk","version":"1.2.0",
        "url":"https://widgets.example.com/order-desk"}"#;
    serde_json::from_str(text).unwrap()
}

#[test]
fn what_is_built_is_accepted() {
    let made = build(&manifest()).unwrap();
    assert_eq!(made.warnings, []);
    let text: serde_json::Value = serde_json::from_str(&made.text).unwrap();
    let expected = r#"{"name":"order-desk","url":"https://widgets.example.com/order-desk"}"#;
    assert_eq!(text, serde_json::from_str::<serde_json::Value>(expected).unwrap());
    assert_eq!(check(&made.text), []);
}

#[test]
fn each_wrong_member_is_told_with_its_place() {
    let places = |text: &str| check(text).into_iter().map(|finding| finding.pointer).collect::<Vec<_>>();
    assert_eq!(places(r#"{"name":"","url":7}"#), ["/name", "/url"]);
    assert_eq!(places(r#"{"name":"x","url":"https://w.example.com/","size":1}"#), ["/size"]);
}
