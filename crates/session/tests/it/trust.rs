//! Who is believed: nothing of anybody else's reaches the adapter.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use onepane_adapter_chatwoot::Chatwoot;
use onepane_core::{Adapter, Asked, Frame, OriginRules, Refusal, Seen};
use onepane_map::{Output, Protocol};
use onepane_model::{ActionKind, ConversationId, EventKind, RequestId, Support};
use onepane_session::{Config, Trust};

use crate::support::{Rig, chatwoot, context, conversation};

/// An adapter that counts the frames it gets to see.
#[derive(Debug)]
pub(crate) struct Counting {
    inner: Chatwoot,
    seen: Arc<AtomicUsize>,
}

impl Counting {
    pub(crate) fn new() -> (Self, Arc<AtomicUsize>) {
        let seen = Arc::new(AtomicUsize::new(0));
        (Self { inner: chatwoot(), seen: Arc::clone(&seen) }, seen)
    }
}

impl Adapter for Counting {
    fn host(&self) -> &'static str {
        self.inner.host()
    }

    fn protocol(&self) -> &'static Protocol {
        self.inner.protocol()
    }

    fn event_support(&self, kind: EventKind) -> Support {
        self.inner.event_support(kind)
    }

    fn action_support(&self, kind: ActionKind) -> Support {
        self.inner.action_support(kind)
    }

    fn meets(&self, need: &str) -> bool {
        self.inner.meets(need)
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.inner.current_conversation()
    }

    fn pushes(&self) -> bool {
        self.inner.pushes()
    }

    fn answers(&self, kind: ActionKind) -> bool {
        self.inner.answers(kind)
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, onepane_core::Error> {
        self.seen.fetch_add(1, Ordering::Relaxed);
        self.inner.decode(frame, output)
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        self.inner.translate(id, asked)
    }
}

/// How many of these frames the adapter gets to see.
fn seen(trust: Trust, frames: &[String]) -> usize {
    let (adapter, seen) = Counting::new();
    let mut config = Config::default();
    config.trust = trust;
    let mut rig = Rig::with(adapter, config);
    rig.open();
    for frame in frames {
        let before = seen.load(Ordering::Relaxed);
        let said = rig.hear(frame);
        if seen.load(Ordering::Relaxed) == before {
            assert!(said.events.is_empty() && said.frames.is_empty());
            assert!(said.notices[0].starts_with("refused a message: "), "{:?}", said.notices);
        }
    }
    seen.load(Ordering::Relaxed)
}

#[test]
fn only_the_window_around_the_widget_is_heard() {
    let good = context(&conversation(1, "", &[]));
    let others = [
        good.replace(r#""source":"parent""#, r#""source":"self""#),
        good.replace(r#""source":"parent""#, r#""source":"other""#),
        good.replace(r#""source":"parent","#, ""),
    ];
    assert_eq!(seen(Trust::default(), &others), 0);
    assert_eq!(seen(Trust::default(), &[good]), 1);
}

#[test]
fn where_origins_are_listed_no_other_is_heard() {
    let mut trust = Trust::default();
    trust.origins = Some(OriginRules::parse(["https://*.example.test"]).unwrap());
    let good = context(&conversation(1, "", &[]));
    let others: Vec<String> = [
        r#""origin":"https://example.test""#,
        r#""origin":"https://evilexample.test""#,
        r#""origin":"http://console.example.test""#,
        r#""origin":"https://console.example.test.evil.test""#,
        r#""origin":"null""#,
        r#""origin":"""#,
    ]
    .iter()
    .map(|origin| good.replace(r#""origin":"https://console.example.test""#, origin))
    .chain([good.replace(r#","origin":"https://console.example.test""#, "")])
    .collect();
    assert_eq!(seen(trust.clone(), &others), 0);
    assert_eq!(seen(trust, &[good]), 1);
}

/// What is not believed is not parsed either: it may be anything.
#[test]
fn a_foreign_message_may_be_anything() {
    let foreign = r#"{"dir":"in","via":"message","source":"other","data":"{\"event\":\"appContext\""}"#;
    let mut rig = Rig::chatwoot();
    rig.open();
    let said = rig.hear(foreign);
    assert_eq!(said.notices, ["refused a message: it came from a window that is not the console's"]);
}

#[test]
fn a_stranger_does_not_keep_the_session_from_asking() {
    let mut rig = Rig::chatwoot();
    rig.open();
    rig.hear(&context(&conversation(1, "", &[])).replace("parent", "other"));
    assert_eq!(rig.asked_until(5000), [250, 1000, 3000]);
}
