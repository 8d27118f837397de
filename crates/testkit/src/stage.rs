//! A console on a stage: a host's emulator plays a script to a widget, in a time of its own.

mod time;

use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use onepane_core::{
    Adapter, Body, Emulator, Error, Frame, Inbound, Link, Outbound, PageState, Received, Source,
};
use onepane_model::{
    Action, ActionKind, ActionResult, Event, EventKind, Outcome, RequestId, TYPE_PREFIX, Time,
};
use onepane_session::{Config, Console, Notice, Session, Widget, drive};
use serde_json::{Value, json};

use time::{BEGIN, House, StageClock, run};

/// A console played by a host's emulator: it tells what the script says, answers what the widget asks
/// for, and writes down both.
///
/// Time passes only where somebody waits for it, so a play of an hour takes no time, and the same play
/// gives the same transcript.
///
/// ```
/// # use onepane_model::Event;
/// # use onepane_session::{Console, SyncWidget, Synchronous};
/// # struct Quiet;
/// # impl SyncWidget for Quiet { fn event(&mut self, _: &Event, _: &Console) {} }
/// # fn play(adapter: Box<dyn onepane_core::Adapter>, emulator: Box<dyn onepane_core::Emulator>) {
/// let transcript = onepane_testkit::Stage::new(adapter, emulator)
///     .tell(100, &[r#"{"type":"context.changed","data":{"conversation":{"id":"5","status":"open"}}}"#])
///     .play(&mut Synchronous(Quiet));
/// # }
/// ```
#[derive(Debug)]
pub struct Stage {
    adapter: Box<dyn Adapter>,
    emulator: Box<dyn Emulator>,
    config: Config,
    script: VecDeque<(i64, Step)>,
    answer: Answer,
    end: i64,
}

/// How the host answers an action: with a result, or, for `None`, not at all.
type Answer = fn(&Action) -> Option<ActionResult>;

#[derive(Debug)]
enum Step {
    /// The first of these that the host has.
    Tell(Vec<String>),
    Frame(Frame),
}

/// How long a frame takes, in milliseconds.
const LATENCY: i64 = 20;

impl Stage {
    /// A console with nothing in its script, which says yes to everything.
    pub fn new(adapter: Box<dyn Adapter>, emulator: Box<dyn Emulator>) -> Self {
        Self {
            adapter,
            emulator,
            config: Config::default(),
            script: VecDeque::new(),
            answer: |_| Some(ActionResult::default().with_result(Outcome::Done)),
            end: 1000,
        }
    }

    /// Sets up the session otherwise.
    #[must_use]
    pub fn with_config(mut self, config: Config) -> Self {
        self.config = config;
        self
    }

    /// After this many milliseconds the host tells a neutral event, given as JSON with `type` and `data`.
    /// Of several, which say the same in the ways of different hosts, the first that this host has is
    /// told; when it has none, nothing.
    ///
    /// # Panics
    ///
    /// When a text is no JSON object.
    #[must_use]
    pub fn tell(self, at: i64, events: &[&str]) -> Self {
        let events = events.iter().map(|event| whole(event)).collect();
        self.step(at, Step::Tell(events))
    }

    /// After this many milliseconds the host sends this frame.
    #[must_use]
    pub fn frame(self, at: i64, frame: Frame) -> Self {
        self.step(at, Step::Frame(frame))
    }

    /// The host loads the widget with these attributes, before everything else.
    #[must_use]
    pub fn launched(self, attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.frame(0, Inbound::Launch { url: None, attributes: attributes.collect() }.into())
    }

    /// After this many milliseconds the page comes into view, goes out of it, or goes away.
    #[must_use]
    pub fn page(self, at: i64, state: PageState) -> Self {
        self.frame(at, Inbound::Page { state }.into())
    }

    fn step(mut self, at: i64, step: Step) -> Self {
        self.end = self.end.max(at + 1000);
        let place = self.script.partition_point(|(other, _)| *other <= at);
        self.script.insert(place, (at, step));
        self
    }

    /// Plays on until this many milliseconds have passed; by default, a second beyond the last step.
    #[must_use]
    pub fn until(mut self, at: i64) -> Self {
        self.end = at;
        self
    }

    /// Lets the host answer otherwise than with yes.
    #[must_use]
    pub fn answering(mut self, answer: Answer) -> Self {
        self.answer = answer;
        self
    }

    /// Plays, and returns the transcript: a line for each frame the widget sent, each action the host
    /// understood and each event the widget was told, with the seconds that had passed.
    ///
    /// # Panics
    ///
    /// When the emulator cannot play a step, or the widget waits for something that never comes.
    pub fn play(self, widget: &mut dyn Widget) -> String {
        let house = House::shared();
        let session = Session::new(self.adapter, self.config);
        let mut host = Host {
            emulator: self.emulator,
            script: self.script,
            answer: self.answer,
            context: None,
            coming: VecDeque::new(),
            end: BEGIN + self.end,
            house: house.clone(),
        };
        let mut widget = Listener { inner: widget, house: house.clone() };
        let clock = Rc::new(StageClock(house.clone()));
        let noted = house.clone();
        let notices = move |notice: Notice| noted.line("note", &notice.to_string());
        run(&house, drive(session, &mut host, clock, &mut widget, notices)).expect("the link holds");
        house.take_transcript()
    }
}

/// An event with all the attributes that it must have.
fn whole(event: &str) -> String {
    let mut event: Value = serde_json::from_str(event).expect("a neutral event as JSON");
    let members = event.as_object_mut().expect("a neutral event is an object");
    let kind = members.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    let kind = format!("{TYPE_PREFIX}{}", kind.trim_start_matches(TYPE_PREFIX));
    members.insert("type".to_owned(), kind.into());
    for (name, value) in
        [("specversion", "1.0"), ("id", "stage"), ("source", "onepane://stage/-"), ("host", "stage")]
    {
        members.entry(name).or_insert_with(|| value.into());
    }
    event.to_string()
}

/// The host's end of the link.
struct Host {
    emulator: Box<dyn Emulator>,
    script: VecDeque<(i64, Step)>,
    answer: Answer,
    /// What the host would tell who asks for the context.
    context: Option<String>,
    coming: VecDeque<(i64, Frame)>,
    end: i64,
    house: House,
}

impl Host {
    /// What the emulator makes of an event, if it has it.
    fn emulate(&mut self, event: &str) -> Option<Vec<Frame>> {
        let emulated = self.emulator.emulate(event).expect("an event that the emulator can read");
        Some(emulated.frames).filter(|frames| !frames.is_empty())
    }

    fn deliver(&mut self, frames: Vec<Frame>) {
        let at = self.house.now() + LATENCY;
        self.coming.extend(frames.into_iter().map(|frame| (at, frame)));
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Frame(frame) => self.coming.push_front((self.house.now(), frame)),
            Step::Tell(events) => {
                for event in events {
                    if let Some(frames) = self.emulate(&event) {
                        self.context = Some(event).filter(|event| is_context(event)).or(self.context.take());
                        let now = self.house.now();
                        self.coming.extend(frames.into_iter().map(|frame| (now, frame)));
                        return;
                    }
                }
            }
        }
    }

    fn take(&mut self, frame: &Frame) {
        match self.emulator.receive(frame).expect("a frame that the emulator can read") {
            Received::Action(action) => self.act(frame, &action),
            Received::Answered(frames) => self.deliver(frames),
            Received::Refused { reason, frames } => {
                self.house.line("host", &format!("refuses: {reason}"));
                self.deliver(frames);
            }
            // Subscriptions are no actions; that they are heard shows in what is told.
            _ => {}
        }
    }

    fn act(&mut self, frame: &Frame, action: &Action) {
        let data = serde_json::to_value(action).expect("an action as JSON");
        let (kind, data) = (action.kind_name(), bare(data.get("data").unwrap_or(&Value::Null)));
        let target = action.target.as_ref().map(|target| format!(" on {target}")).unwrap_or_default();
        self.house.line("host", &format!("{kind}{target} {data}"));
        let is_question = action.kind() == Some(ActionKind::ContextRefresh);
        if is_question && let Some(frames) = self.context.clone().and_then(|context| self.emulate(&context)) {
            self.deliver(frames);
        }
        let Some(id) = action.id.clone().or_else(|| id_of(frame)) else { return };
        let Some(result) = (self.answer)(action) else { return };
        let result = json!({
            "specversion": "1.0", "id": "stage", "source": "onepane://stage/-", "host": "stage",
            "type": format!("{TYPE_PREFIX}{}", EventKind::ActionResult),
            "data": result.with_action(id),
        });
        if let Some(frames) = self.emulate(&result.to_string()) {
            self.deliver(frames);
        }
    }

    /// The next frame, or nothing before something has come, or the end.
    fn next(&mut self, context: &Context<'_>) -> Poll<Option<Frame>> {
        loop {
            let now = self.house.now();
            if self.coming.front().is_some_and(|(at, _)| *at <= now)
                && let Some((_, frame)) = self.coming.pop_front()
            {
                return Poll::Ready(Some(from_the_console(frame, now)));
            }
            match self.script.pop_front() {
                Some((at, step)) if BEGIN + at <= now => {
                    self.step(step);
                    continue;
                }
                Some(later) => self.script.push_front(later),
                None => {}
            }
            if now >= self.end {
                return Poll::Ready(None);
            }
            let next =
                [self.coming.front().map(|(at, _)| *at), self.script.front().map(|(at, _)| BEGIN + at)];
            let next = next.into_iter().flatten().chain([self.end]).min().unwrap_or(self.end);
            if self.house.wait(next, context).is_pending() {
                return Poll::Pending;
            }
        }
    }
}

#[async_trait]
impl Link for Host {
    async fn send(&mut self, frame: &Frame) -> Result<(), Error> {
        self.house.line("sends", &frame.to_json());
        self.take(frame);
        Ok(())
    }

    async fn receive(&mut self) -> Result<Option<Frame>, Error> {
        Ok(poll_fn(|context| self.next(context)).await)
    }
}

/// A widget whose events are written down.
struct Listener<'w> {
    inner: &'w mut dyn Widget,
    house: House,
}

#[async_trait(?Send)]
impl Widget for Listener<'_> {
    fn wants(&self) -> &[EventKind] {
        self.inner.wants()
    }

    async fn event(&mut self, event: &Event, console: &Console) {
        let kind = event.kind().map_or("", EventKind::as_str);
        let derived = if event.derived { " (derived)" } else { "" };
        let json = serde_json::to_value(event).expect("an event as JSON");
        self.house
            .line("told", &format!("{kind}{derived} {}", bare(json.get("data").unwrap_or(&Value::Null))));
        self.inner.event(event, console).await;
    }

    async fn tick(&mut self, now: Time, console: &Console) {
        self.inner.tick(now, console).await;
    }

    fn interval(&self) -> Option<Duration> {
        self.inner.interval()
    }
}

/// Without what the host alone knows.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(key, _)| *key != "extra")
            .map(|(key, value)| (key.clone(), bare(value)))
            .collect(),
        Value::Array(items) => items.iter().map(bare).collect(),
        leaf => leaf.clone(),
    }
}

fn is_context(event: &str) -> bool {
    let event: Value = serde_json::from_str(event).unwrap_or_default();
    let kind = event.get("type").and_then(Value::as_str).and_then(EventKind::from_name);
    matches!(
        kind,
        Some(EventKind::ContextChanged | EventKind::ConversationSelected | EventKind::ConversationUpdated)
    )
}

fn id_of(frame: &Frame) -> Option<RequestId> {
    match &frame.body {
        Body::Out(Outbound::Call { id, .. } | Outbound::Http { id, .. }) => Some(id.clone()),
        _ => None,
    }
}

/// The frame as the page gets it: from the window around it.
fn from_the_console(mut frame: Frame, now: i64) -> Frame {
    frame.at = Some(now);
    if let Body::In(Inbound::Message { source, .. }) = &mut frame.body {
        source.get_or_insert(Source::Parent);
    }
    frame
}
