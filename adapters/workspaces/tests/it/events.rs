//! What each frame of the host is in neutral words.

use onepane_adapter_workspaces::{PROTOCOL, PROTOCOL_V3};
use onepane_testkit::{decoded, snapshot};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/events");

#[test]
fn every_fixture_is_translated_as_its_snapshot_says() {
    for fixture in crate::inbound() {
        let shown = decoded(&crate::SUBJECT, &fixture.frame);
        snapshot(FOLDER, &fixture.name, &fixture.text, &shown);
    }
}

#[test]
fn both_generations_are_read_alike() {
    for fixture in crate::inbound() {
        assert_eq!(
            decoded(&crate::OLDER, &fixture.frame),
            decoded(&crate::SUBJECT, &fixture.frame),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn tables_are_sound() {
    assert_eq!(onepane_map::check(&PROTOCOL), Vec::<String>::new());
    assert_eq!(onepane_map::check(&PROTOCOL_V3), Vec::<String>::new());
}
