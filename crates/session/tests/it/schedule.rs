//! Whatever happens on the way between a console and its widgets, some things stay true.
//!
//! A small console grows conversations and sends snapshots; every frame passes a channel that loses,
//! delays, doubles and reorders; pages act, cancel, hide and reload. What must be true is in `page.rs`.

mod console;
mod page;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use onepane_core::Frame;
use onepane_session::Bounds;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::support::{BASE, Line, Said, page};
use console::{Console, Reply, noise};
use page::Page;

/// What happens next.
#[derive(Debug, Clone)]
enum Step {
    /// Time passes, and everybody is woken when they want to be.
    Wait(i64),
    /// Time passes while the page sleeps: what came meanwhile comes at once.
    Sleep(i64),
    /// Somebody looks at a session with a clock that lags behind.
    Lag(usize, i64),
    Message(usize),
    Pending(usize),
    Settle,
    Status(usize, usize),
    Scroll(usize, usize),
    /// The agent goes to a conversation, or to none.
    Go(Option<usize>),
    /// The console tells unasked.
    Push,
    Host(bool),
    Noise(usize),
    Page(usize, &'static str),
    Act(usize, usize, Option<u64>),
    /// Cancels one of the latest actions.
    Cancel(usize, usize),
    Reload(usize),
}

/// What becomes of a frame on its way: for each copy, the delay.
#[derive(Debug, Clone)]
struct Fate {
    delays: Vec<i64>,
    /// Whether the host does what it was asked.
    agrees: bool,
}

#[derive(Debug, Clone)]
struct Schedule {
    conversations: Vec<(usize, usize, bool)>,
    steps: Vec<Step>,
    fates: Vec<Fate>,
    bounds: Bounds,
}

const ACTIONS: [&str; 8] = [
    r#"{"type":"message.send","data":{"text":"x"}}"#,
    r#"{"type":"message.send","id":"own","data":{"text":"x"}}"#,
    r#"{"type":"message.send","target":{"conversation":"1"},"data":{"text":"x"}}"#,
    r#"{"type":"conversation.add_label","data":{"label":"new"}}"#,
    r#"{"type":"conversation.add_label","id":"own","data":{"label":"new"}}"#,
    r#"{"type":"context.refresh","data":{}}"#,
    r#"{"type":"compose.set_text","data":{"text":"x"}}"#,
    r#"{"type":"conversation.set_status","id":"s1-2","data":{"status":"resolved"}}"#,
];

fn steps() -> impl Strategy<Value = Step> {
    let place = 0..3_usize;
    prop_oneof![
        6 => prop_oneof![0..300_i64, 300..5000_i64, 5000..40_000_i64].prop_map(Step::Wait),
        1 => (0..60_000_i64).prop_map(Step::Sleep),
        1 => (0..2_usize, 0..5000_i64).prop_map(|(page, by)| Step::Lag(page, by)),
        5 => place.clone().prop_map(Step::Message),
        1 => place.clone().prop_map(Step::Pending),
        1 => Just(Step::Settle),
        2 => (place.clone(), 0..3_usize).prop_map(|(place, status)| Step::Status(place, status)),
        2 => (place.clone(), 1..4_usize).prop_map(|(place, by)| Step::Scroll(place, by)),
        3 => prop_oneof![4 => place.prop_map(Some), 1 => Just(None)].prop_map(Step::Go),
        4 => Just(Step::Push),
        1 => any::<bool>().prop_map(Step::Host),
        2 => (0..8_usize).prop_map(Step::Noise),
        2 => (0..2_usize, select(vec!["visible", "hidden"])).prop_map(|(page, state)| Step::Page(page, state)),
        5 => (0..2_usize, 0..ACTIONS.len(), select(vec![None, Some(0), Some(50), Some(2000)]))
            .prop_map(|(page, action, timeout)| Step::Act(page, action, timeout)),
        2 => (0..2_usize, 0..4_usize).prop_map(|(page, back)| Step::Cancel(page, back)),
        1 => (0..2_usize).prop_map(Step::Reload),
    ]
}

fn fates() -> impl Strategy<Value = Fate> {
    let delay = || prop_oneof![3 => Just(0), 2 => 0..100_i64, 2 => 0..3000_i64, 1 => 0..30_000_i64];
    let delays = prop_oneof![
        6 => delay().prop_map(|delay| vec![delay]),
        2 => (delay(), delay()).prop_map(|(one, other)| vec![one, other]),
        2 => Just(Vec::new()),
    ];
    (delays, prop_oneof![4 => Just(true), 1 => Just(false)])
        .prop_map(|(delays, agrees)| Fate { delays, agrees })
}

fn schedules(bounds: impl Strategy<Value = Bounds>) -> impl Strategy<Value = Schedule> {
    let conversations = vec((0..6_usize, 0..6_usize, any::<bool>()), 3);
    (conversations, vec(steps(), 1..60), vec(fates(), 1..40), bounds)
        .prop_map(|(conversations, steps, fates, bounds)| Schedule { conversations, steps, fates, bounds })
}

/// Something on its way.
#[derive(Debug)]
enum Crossing {
    ToConsole(Frame),
    ToPage(usize, Reply),
}

struct World {
    now: i64,
    console: Console,
    pages: [Page; 2],
    bounds: Bounds,
    /// By the moment of arrival, then in the order in which it was sent.
    wire: BTreeMap<(i64, usize), Crossing>,
    sent: usize,
    fates: Vec<Fate>,
    fate: usize,
    transcript: String,
}

impl World {
    fn new(schedule: &Schedule) -> Self {
        let bounds = schedule.bounds.clone();
        let mut world = Self {
            now: 0,
            console: Console::new(&schedule.conversations),
            pages: [1, 2].map(|number| Page::new(number, bounds.clone(), 0)),
            bounds,
            wire: BTreeMap::new(),
            sent: 0,
            fates: schedule.fates.clone(),
            fate: 0,
            transcript: String::new(),
        };
        (0..2).for_each(|page| world.open(page));
        world
    }

    fn open(&mut self, page: usize) {
        let said = self.pages[page].rig.open();
        self.pages[page].check(&said);
        self.spoken(page, said);
    }

    fn next_fate(&mut self) -> Fate {
        self.fate += 1;
        self.fates[(self.fate - 1) % self.fates.len()].clone()
    }

    fn send(&mut self, crossing: impl Fn() -> Crossing) {
        for delay in self.next_fate().delays {
            self.sent += 1;
            self.wire.insert((self.now + delay, self.sent), crossing());
        }
    }

    /// What a session has said: frames go on their way.
    fn spoken(&mut self, page: usize, said: Said) {
        for line in said.stream {
            let _ = match &line {
                Line::Send(frame) => {
                    writeln!(self.transcript, "{} {page} send {}", self.now, frame.to_json())
                }
                Line::Tell(event) => writeln!(self.transcript, "{} {page} tell {event}", self.now),
                Line::Note(notice) => writeln!(self.transcript, "{} {page} note {notice}", self.now),
            };
            if let Line::Send(frame) = line {
                self.send(|| Crossing::ToConsole(frame.clone()));
            }
        }
    }

    /// What the console says goes to both: neither knows whom it is meant for.
    fn broadcast(&mut self, reply: &Reply) {
        for page in 0..2 {
            self.send(|| Crossing::ToPage(page, reply.clone()));
        }
    }

    fn arrive(&mut self, crossing: Crossing) {
        match crossing {
            Crossing::ToConsole(frame) => {
                let agrees = self.next_fate().agrees;
                if let Some(reply) = self.console.receive(&frame, agrees) {
                    self.broadcast(&reply);
                }
            }
            Crossing::ToPage(page, reply) => {
                let console = &self.console;
                let said = self.pages[page].hear(&reply, &|id| console.written(id));
                self.spoken(page, said);
            }
        }
    }

    fn set_now(&mut self, now: i64) {
        self.now = now;
        for page in &mut self.pages {
            page.rig.now = now;
        }
    }

    /// Time passes; `wakes` is whether sessions are woken when they want to be.
    fn pass(&mut self, until: i64, wakes: bool) {
        loop {
            let arrival = self.wire.first_key_value().map(|((at, _), _)| *at);
            let due = |page: &Page| page.rig.session.next_timeout().map(|due| due.as_millis() - BASE);
            let due = self.pages.iter().filter_map(due).filter(|_| wakes).min();
            let next = arrival.into_iter().chain(due).min().filter(|next| *next <= until);
            let Some(next) = next else { break };
            if wakes {
                self.set_now(self.now.max(next));
            } else {
                self.set_now(until);
            }
            match self.wire.first_key_value() {
                Some(((at, _), _)) if *at == next => {
                    if let Some((_, crossing)) = self.wire.pop_first() {
                        self.arrive(crossing);
                    }
                }
                _ => (0..2).for_each(|page| self.look(page)),
            }
        }
        self.set_now(until);
        (0..2).for_each(|page| self.look(page));
    }

    fn look(&mut self, page: usize) {
        let said = self.pages[page].rig.drain();
        self.pages[page].check(&said);
        self.spoken(page, said);
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Wait(by) => self.pass(self.now + by, true),
            Step::Sleep(by) => self.pass(self.now + by, false),
            Step::Lag(page, by) => {
                self.pages[page].rig.now = self.now - by;
                let said = self.pages[page].rig.drain();
                self.pages[page].rig.now = self.now;
                self.pages[page].check(&said);
                self.spoken(page, said);
            }
            Step::Message(place) => self.console.new_message(place, self.now),
            Step::Pending(place) => self.console.pending_message(place, self.now),
            Step::Settle => self.console.settle(self.now),
            Step::Status(place, status) => self.console.set_status(place, status, self.now),
            Step::Scroll(place, by) => self.console.scroll(place, by),
            Step::Go(place) => self.console.in_view = place,
            Step::Push => self.broadcast(&Reply::Snapshot(self.console.snapshot())),
            Step::Host(is_up) => self.console.is_up = is_up,
            Step::Noise(number) => {
                let frame = noise(number, &self.console.snapshot());
                for page in 0..2 {
                    self.pages[page].believe(number);
                    let said = self.pages[page].hear(&Reply::Noise(frame.clone()), &|_| 0);
                    self.spoken(page, said);
                }
            }
            Step::Page(page, state) => self.turn(page, state),
            Step::Act(page, action, timeout) => {
                let said = self.pages[page].act(ACTIONS[action], timeout);
                self.spoken(page, said);
            }
            Step::Cancel(page, back) => {
                let ids = &self.pages[page].ids;
                let Some(id) = ids.iter().rev().nth(back).cloned() else { return };
                let now = self.pages[page].rig.time();
                self.pages[page].rig.session.cancel(&id.into(), now);
                self.look(page);
            }
            Step::Reload(page) => {
                let said = self.pages[page].leave();
                self.spoken(page, said);
                // The new page knows nothing of the old one, not even that it had this number.
                self.pages[page] = Page::new(page as u32 + 1, self.bounds.clone(), self.now);
                self.open(page);
            }
        }
    }

    fn turn(&mut self, number: usize, state: &str) {
        let said = self.pages[number].rig.hear(&page(state));
        self.pages[number].check(&said);
        self.spoken(number, said);
    }

    /// At last the channel is good and somebody looks: everybody comes to know everything.
    fn settle(&mut self) {
        self.fates = vec![Fate { delays: vec![0], agrees: true }];
        self.pass(self.now + 60_000, true);
        self.console.is_up = true;
        (0..2).for_each(|page| self.turn(page, "visible"));
        self.pass(self.now + 31_000, true);
        let snapshot = self.console.snapshot();
        for page in &self.pages {
            assert!(page.shows(&snapshot), "it does not know what the console shows");
        }
    }

    fn end(&mut self) {
        for page in 0..2 {
            let said = self.pages[page].leave();
            self.spoken(page, said);
        }
    }
}

fn run(schedule: &Schedule) -> String {
    let mut world = World::new(schedule);
    for step in &schedule.steps {
        world.step(step);
    }
    world.settle();
    world.end();
    world.transcript
}

fn check(cases: u32, bounds: impl Strategy<Value = Bounds>) {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(ProptestConfig { cases: config.cases.max(cases), ..config });
    let ran = runner.run(&schedules(bounds), |schedule| {
        let transcript = run(&schedule);
        assert!(transcript == run(&schedule), "the same schedule gives the same bytes");
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}

#[test]
fn whatever_happens_on_the_way_everything_is_told_exactly_once() {
    check(100, Just(Bounds::default()));
}

#[test]
fn however_little_may_be_kept_no_more_is_and_every_request_ends() {
    let bounds = (1..4_usize, 1..4_usize, 0..2000_usize, 1..4_usize).prop_map(
        |(conversations, messages, context, pending)| {
            let mut bounds = Bounds::default();
            (bounds.conversations, bounds.messages) = (conversations, messages);
            (bounds.context, bounds.pending) = (context, pending);
            bounds
        },
    );
    check(100, bounds);
}
