//! What each frame of the host is in neutral words.

use onepane_adapter_workspaces::PROTOCOL_V3;
use onepane_testkit::decoded;

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
fn the_tables_of_the_older_generation_are_sound() {
    assert_eq!(onepane_map::check(&PROTOCOL_V3), Vec::<String>::new());
}
