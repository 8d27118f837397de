//! What an emulation tells of its document, and what it leaves to the next one.

use onepane_map::{At, Emulated, Facts, Index, Protocol, Room};
use onepane_model::text::Text;

use crate::harbour::{BARE, FRAMES, PROTOCOL};
use crate::run::{neutral, voyage};

fn emulated(protocol: &Protocol, room: &mut Room, event: &str) -> Option<Emulated> {
    let index = Index::parse(event).unwrap();
    let facts = Facts::of(index.root()).ok()??;
    protocol.emulate(room, &facts).ok()?
}

/// The neutral events of all frames, and of one with keys that are no plain ones.
fn events() -> Vec<String> {
    let odd = r#"{"signal":"log","cargo":{"pa\u0067e":"a","b\"c":[1],"voyage":{"no":1}},"d\\":{}}"#;
    FRAMES.iter().copied().chain([odd]).map(neutral).collect()
}

fn members(at: At<'_>) -> Vec<(String, String)> {
    at.members().map(|(key, value)| (key.raw().to_owned(), value.raw().to_owned())).collect()
}

fn told<'e>(members: impl Iterator<Item = (Text<'e>, &'e str)>) -> Vec<(String, String)> {
    members.map(|(key, value)| (key.raw().to_owned(), value.to_owned())).collect()
}

#[test]
fn the_members_of_a_document_stand_where_it_is_told() {
    let mut payloads = 0;
    for event in events() {
        let back = emulated(&PROTOCOL, &mut Room::default(), &event).expect("an event of this host");
        let index = Index::parse(&back.text).unwrap();
        assert_eq!(told(back.members()), members(index.root()), "{}", back.text);
        let payload = told(back.payload());
        if !payload.is_empty() {
            assert_eq!(payload, members(index.root().get("cargo").unwrap()), "{}", back.text);
            payloads += 1;
        }
        let bare = emulated(&BARE, &mut Room::default(), &event).expect("the same");
        assert_eq!(told(bare.members()), payload, "{}", bare.text);
    }
    assert!(payloads > FRAMES.len() / 2, "only {payloads}");
}

#[test]
fn a_room_takes_nothing_from_one_event_to_the_next() {
    // Broken off within a list of a record in a record.
    let broken = neutral(&voyage(r#","papers":{"mate":{"id":3}},"lines":[{"way":0}]"#)).replacen(
        "\"messages\":[{",
        "\"messages\":[{\"text\":5,",
        1,
    );
    let mut room = Room::default();
    for event in events() {
        let fresh = emulated(&PROTOCOL, &mut Room::default(), &event);
        assert_eq!(emulated(&PROTOCOL, &mut room, &broken), None, "{broken}");
        assert_eq!(emulated(&PROTOCOL, &mut room, &event), fresh, "{event}");
        assert_eq!(emulated(&PROTOCOL, &mut room, &event), fresh, "{event}");
    }
}

#[test]
fn members_are_picked_in_one_walk() {
    let index = Index::parse(r#"{"a":1,"b":2,"\u0061":3}"#).unwrap();
    let found = index.root().pick(["b", "a", "c"]).map(|at| at.map(|at| at.raw()));
    assert_eq!(found, [Some("2"), Some("3"), None], "of doubled ones the last");
    assert!(Index::parse("[1]").unwrap().root().pick(["a"])[0].is_none());
}
