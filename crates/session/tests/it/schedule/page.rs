//! A page with one session in it, and what must be true of it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use onepane_core::{Body, Frame, OriginRules, Outbound};
use onepane_session::{Bounds, Config};
use serde_json::Value;

use super::console::{Reply, Snapshot};
use crate::support::{BASE, Line, Rig, Said};
use crate::trust::Counting;

/// A page with one session in it.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) rig: Rig,
    bounds: Bounds,
    /// How many frames the adapter has seen, and how many it should have seen.
    seen: Arc<AtomicUsize>,
    believed: usize,
    /// How often each request was made, and how often its end was told.
    made: BTreeMap<String, usize>,
    ended: BTreeMap<String, usize>,
    /// The requests in the order in which they were made.
    pub(crate) ids: Vec<String>,
    /// The first snapshot of each conversation that came.
    firsts: BTreeMap<usize, Rc<Snapshot>>,
    told: BTreeSet<(usize, u32)>,
    in_view: Option<usize>,
    /// What is known of each conversation: when it was changed, its status, and whether it was over.
    statuses: BTreeMap<usize, (i64, &'static str, bool)>,
    is_ready: bool,
    last: Option<Rc<Snapshot>>,
    /// Whether it remembers every conversation: one that was forgotten begins anew.
    knows_all: bool,
    /// Whether it remembers every message too: one that was forgotten is history.
    is_exact: bool,
}

impl Page {
    pub(crate) fn new(number: u32, bounds: Bounds, now: i64) -> Self {
        let (adapter, seen) = Counting::new();
        let mut config = Config::default();
        config.number = number;
        config.bounds = bounds.clone();
        config.trust.origins = Some(OriginRules::parse(["https://console.example.test"]).unwrap());
        let mut rig = Rig::with(adapter, config);
        rig.now = now;
        Self {
            rig,
            knows_all: bounds.conversations >= 3,
            is_exact: bounds.conversations >= 3 && bounds.messages >= 500,
            bounds,
            seen,
            believed: 0,
            made: BTreeMap::new(),
            ended: BTreeMap::new(),
            ids: Vec::new(),
            firsts: BTreeMap::new(),
            told: BTreeSet::new(),
            in_view: None,
            statuses: BTreeMap::new(),
            is_ready: false,
            last: None,
        }
    }

    /// Takes what has arrived, and checks what is made of it.
    pub(crate) fn hear(&mut self, reply: &Reply, written: &dyn Fn(u32) -> i64) -> Said {
        let is_open = !self.rig.session.is_closed();
        let before = self.told.clone();
        // What time alone brings first.
        let early = self.rig.drain();
        let heard = self.rig.hear(reply.frame());
        let events = heard.events.clone();
        let said = early.and(heard);
        self.check(&said);
        if let (Reply::Snapshot(snapshot), true) = (reply, is_open) {
            self.believed += 1;
            self.check_snapshot(snapshot, &events, &before, written);
            self.last = Some(Rc::clone(snapshot));
        } else {
            if matches!(reply, Reply::Answer(_)) && is_open {
                self.believed += 1;
            }
            let derived =
                |event: &&Value| event["derived"] == true && event["type"] != "dev.onepane.action.result";
            assert_eq!(events.iter().find(derived), None, "made up from nothing");
        }
        said
    }

    /// Noise that is the host's own but damaged reaches the adapter, foreign noise must not.
    pub(crate) fn believe(&mut self, number: usize) {
        if number % 8 >= 5 && !self.rig.session.is_closed() {
            self.believed += 1;
        }
    }

    fn check_snapshot(
        &mut self,
        snapshot: &Rc<Snapshot>,
        events: &[Value],
        before: &BTreeSet<(usize, u32)>,
        written: &dyn Fn(u32) -> i64,
    ) {
        let count = |kind: &str| {
            let kind = format!("dev.onepane.{kind}");
            events.iter().filter(|event| event["type"] == *kind).count()
        };
        let repeats = self.last.as_ref().is_some_and(|last| last.frame == snapshot.frame);
        assert_eq!(count("context.changed"), usize::from(!repeats));
        let selects = snapshot.conversation.is_some() && snapshot.conversation != self.in_view;
        assert_eq!(count("conversation.selected"), usize::from(selects));
        self.in_view = snapshot.conversation;
        let Some(conversation) = snapshot.conversation else { return };
        let is_first = !self.firsts.contains_key(&conversation);
        let first = Rc::clone(self.firsts.entry(conversation).or_insert_with(|| Rc::clone(snapshot)));
        let fresh: BTreeSet<u32> =
            snapshot.messages.iter().copied().filter(|id| *id >= first.before && !is_first).collect();
        let told: BTreeSet<u32> = self.told.difference(before).map(|(_, id)| *id).collect();
        for id in told.iter().filter(|_| self.knows_all) {
            assert!(fresh.contains(id), "message {id} is history, or not in the snapshot");
        }
        if !self.is_exact {
            return;
        }
        for id in fresh {
            let unclear = first.maybe_until.is_some_and(|until| written(id) <= until);
            let is_told = self.told.contains(&(conversation, id));
            assert!(is_told || unclear, "message {id} was not told");
        }
        let (mut updates, mut ends) = (0, 0);
        let is_over = snapshot.status == "resolved";
        let known = self.statuses.entry(conversation).or_insert((snapshot.updated, snapshot.status, is_over));
        if snapshot.updated >= known.0 {
            updates = usize::from(known.1 != snapshot.status);
            ends = usize::from(is_over && !known.2);
            *known = (snapshot.updated, snapshot.status, is_over);
        }
        assert_eq!((count("conversation.updated"), count("conversation.ended")), (updates, ends));
    }

    /// Asks for an action; at once or not, it ends once.
    pub(crate) fn act(&mut self, action: &str, timeout: Option<u64>) -> Said {
        let (id, said) = match timeout {
            Some(millis) => self.rig.act_within(action, millis),
            None => self.rig.act(action),
        };
        *self.made.entry(id.to_string()).or_default() += 1;
        self.ids.push(id.to_string());
        self.check(&said);
        said
    }

    /// What must be true of all that a session says.
    pub(crate) fn check(&mut self, said: &Said) {
        for line in &said.stream {
            let event = match line {
                Line::Send(frame) => {
                    self.check_frame(frame);
                    continue;
                }
                Line::Tell(event) => event,
                Line::Note(_) => continue,
            };
            let data = &event["data"];
            match event["type"].as_str().unwrap().strip_prefix("dev.onepane.").unwrap() {
                "action.result" => {
                    let id = data["action"].as_str().unwrap().to_owned();
                    let ended = self.ended.entry(id.clone()).or_default();
                    *ended += 1;
                    assert!(Some(&*ended) <= self.made.get(&id), "{id} has ended more than once");
                }
                "message.created" => {
                    let number = |text: &Value| text.as_str().unwrap().parse::<u32>().unwrap();
                    let conversation = number(&data["conversation"]["id"]) as usize - 1;
                    let message = number(&data["message"]["id"]);
                    let is_new = self.told.insert((conversation, message));
                    assert!(is_new || !self.knows_all, "message {message} was told twice");
                    let at: i64 = onepane_time(&event["time"]);
                    assert_eq!(at, onepane_time(&data["message"]["created_at"]));
                }
                "session.ready" => {
                    assert!(!self.is_ready, "ready twice");
                    self.is_ready = true;
                }
                _ => {}
            }
        }
        let kept = self.rig.session.kept();
        assert!(kept.pending <= self.bounds.pending, "{kept:?}");
        assert!(kept.context <= self.bounds.context, "{kept:?}");
        assert!(kept.conversations <= self.bounds.conversations, "{kept:?}");
        assert!(kept.messages <= self.bounds.conversations * self.bounds.messages, "{kept:?}");
        let due = self.rig.session.next_timeout();
        assert!(due.is_none_or(|due| due.as_millis() > BASE + self.rig.now), "due again at once");
    }

    /// Nothing is sent for a request that has ended.
    fn check_frame(&self, frame: &Frame) {
        let Body::Out(Outbound::Http { id, .. }) = &frame.body else { return };
        let id = id.as_str().strip_suffix(".read").unwrap_or(id.as_str());
        let count = |of: &BTreeMap<String, usize>| of.get(id).copied().unwrap_or_default();
        assert!(count(&self.made) > count(&self.ended), "{id} was sent after its end");
    }

    /// The page goes away: every request has ended, once.
    pub(crate) fn leave(&mut self) -> Said {
        let said = self.rig.drain().and(self.rig.hear(&crate::support::page("unload")));
        self.check(&said);
        assert_eq!(self.made, self.ended, "every request ends exactly once");
        assert_eq!(self.rig.session.waiting(), 0);
        assert_eq!(self.seen.load(Ordering::Relaxed), self.believed, "frames that the adapter has seen");
        said
    }

    pub(crate) fn shows(&self, snapshot: &Snapshot) -> bool {
        self.last.as_ref().is_some_and(|last| last.frame == snapshot.frame)
    }
}

fn onepane_time(text: &Value) -> i64 {
    text.as_str().unwrap().parse::<onepane_model::Time>().unwrap().as_millis()
}
