//! A decoder goes from frame to frame; none leaves anything behind.

use onepane_map::{Decoder, Emulation, FrameId, Index, JsonLines, Protocol, Stamp, Table, row};
use onepane_model::record::{Fill, Items, Kind, Leaf, Member, Record, Type};

use crate::harbour::PROTOCOL;
use crate::run::{framed, voyage};

fn decode(decoder: &mut Decoder, lines: &mut JsonLines, frame: &str) -> bool {
    let index = Index::parse(frame).unwrap();
    PROTOCOL.decode(decoder, index.root(), &Stamp::new("s", None), lines).is_ok()
}

#[test]
fn warnings_of_a_corrupt_frame_go_with_it() {
    let (mut decoder, mut lines) = (Decoder::new(PROTOCOL.secrets), JsonLines::default());
    for corrupt in [voyage(r#","uid":5,"tags":5"#), framed("log", "5").replace('}', r#","deck":5}"#)] {
        assert!(!decode(&mut decoder, &mut lines, &corrupt), "{corrupt}");
        assert!(decode(&mut decoder, &mut lines, &voyage("")));
        assert_eq!(decoder.take_warnings(), []);
    }
}

#[test]
fn warnings_of_an_earlier_frame_stay() {
    let (mut decoder, mut lines) = (Decoder::new(PROTOCOL.secrets), JsonLines::default());
    assert!(decode(&mut decoder, &mut lines, &voyage(r#","uid":5"#)));
    assert!(!decode(&mut decoder, &mut lines, &voyage(r#","uid":6,"tags":5"#)));
    let warnings = decoder.take_warnings();
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].pointer, "/cargo/voyage/uid");
}

#[test]
fn a_corrupt_frame_leaves_the_lines_as_they_were() {
    let (mut decoder, mut lines) = (Decoder::new(PROTOCOL.secrets), JsonLines::default());
    assert!(decode(&mut decoder, &mut lines, &voyage("")));
    let before = lines.as_str().to_owned();
    assert!(!decode(&mut decoder, &mut lines, &voyage(r#","lines":[{"text":"a"},{"things":5}]"#)));
    assert_eq!(lines.as_str(), before);
    assert!(decode(&mut decoder, &mut lines, &voyage("")));
    let second = before.replace(r#""id":"0000000000000000-0""#, r#""id":"0000000000000000-1""#);
    assert_eq!(lines.as_str(), before + &second);
    assert_eq!(lines.count(), 2);
}

#[test]
fn a_stamp_is_on_the_event() {
    let mut lines = JsonLines::of(FrameId::new(0xe1));
    let index = Index::parse("{\"mate\":{},\"rank\":1}").unwrap();
    let mut stamp = Stamp::new("onepane://harbour/-", onepane_model::Time::from_millis(1000));
    stamp.reply = Some("r-1");
    let bare: &Protocol = &crate::harbour::BARE;
    bare.decode_named(&mut Decoder::new(&[]), "watch", index.root(), &stamp, &mut lines).unwrap();
    assert_eq!(
        lines.as_str(),
        concat!(
            r#"{"specversion":"1.0","id":"00000000000000e1-0","source":"onepane://harbour/-","#,
            r#""type":"dev.onepane.agent.state_changed","time":"1970-01-01T00:00:01Z","#,
            r#""datacontenttype":"application/json","host":"harbour","hostevent":"watch","reply":"r-1","#,
            r#""data":{"extra":{"mate":{}}}}"#,
            "\n"
        )
    );
}

/// A record with so many members that their places need more than six bits.
mod wide {
    use super::{Kind, Member, Record, Type};

    const fn member(index: u8, key: &'static str) -> Member {
        Member::describe::<Option<String>>(key, index)
    }

    pub(super) const FIRST: &Member = &member(0, ",\"first\":");
    pub(super) const LAST: &Member = &member(64, ",\"last\":");
    const MEMBERS: [&Member; 65] = {
        // None of those between is ever looked at.
        let mut members = [FIRST; 65];
        members[64] = LAST;
        members
    };
    pub(super) const RECORD: Record = Record::describe("Wide", &MEMBERS, &[Type::Plain(Kind::Text); 65]);
}

/// Takes down which members are filled.
#[derive(Default)]
struct Names(Vec<(&'static str, String)>);

impl Fill for Names {
    fn leaf(&mut self, member: &Member, leaf: Leaf<'_>) -> bool {
        let Leaf::Text(text) = leaf else { return false };
        self.0.push((member.name(), text.raw().to_owned()));
        true
    }

    fn open(&mut self, _member: &Member) -> Option<&mut dyn Fill> {
        None
    }

    fn items(&mut self, _member: &Member) -> Option<&mut dyn Items> {
        None
    }

    fn extra(&mut self, _json: &str) -> bool {
        true
    }
}

#[test]
fn a_record_may_have_more_members_than_a_word_has_bits() {
    const WIDE: Record = wide::RECORD;
    static TABLE: Table = Table::new(
        &WIDE,
        &[
            row("a", wide::FIRST, onepane_map::Codec::Text).shared(),
            row("b", wide::LAST, onepane_map::Codec::Text).shared(),
            row("c", wide::LAST, onepane_map::Codec::Text).alias(),
        ],
    );
    let index = Index::parse(r#"{"a":"1","c":"2"}"#).unwrap();
    let mut names = Names::default();
    Decoder::new(&[]).decode(&TABLE, index.root(), &mut names, "").unwrap();
    assert_eq!(names.0, [("first", "1".to_owned()), ("last", "2".to_owned())]);

    static NARROW: Table = Table::new(&WIDE, &[row("a", wide::FIRST, onepane_map::Codec::Text)]);
    let index = Index::parse(r#"{"first":"1","last":"2"}"#).unwrap();
    let mut emulation = Emulation::new(&[], false);
    emulation.write(&NARROW, index.root()).unwrap();
    let (text, losses) = emulation.finish();
    assert_eq!(text, r#"{"a":"1"}"#);
    assert_eq!(losses.len(), 1, "the last member has no place");
}
