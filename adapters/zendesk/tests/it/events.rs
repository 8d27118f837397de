//! What each frame of the host is in neutral words.

use onepane_testkit::{decoded, snapshot};

#[test]
fn every_fixture_is_translated_as_its_snapshot_says() {
    for fixture in crate::inbound() {
        let shown = decoded(&crate::SUBJECT, &fixture.frame);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/events");
        snapshot(folder, &fixture.name, &fixture.text, &shown);
    }
}

#[test]
fn tables_are_sound() {
    assert_eq!(onepane_map::check(&onepane_adapter_zendesk::PROTOCOL), Vec::<String>::new());
}
