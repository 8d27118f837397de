//! The session: read this file first.
//!
//! A state machine in the manner of protocol libraries that do no I/O: frames and moments go in, and what
//! is to be sent and told comes out of [`Session::poll`]. Whoever drives it owns window, clock and
//! network.

use std::time::Duration;

use onepane_core::json::list;
use onepane_core::{Adapter, Body, Frame, Inbound, Outbound, PageState, Refusal, Rule, Seen};
use onepane_map::{Assembly, At, Head, Index, Shelf};
use onepane_model::record::Member;
use onepane_model::text::{Text, push_integer, push_literal};
use onepane_model::{
    Action, ActionKind, ActionResult, Capabilities, ContextRefresh, ConversationId, EventKind, Level,
    Outcome, RequestId, SessionCapabilitiesChanged, Time,
};

use crate::asking::{Asking, CONVERSATIONS};
use crate::config::Config;
use crate::derive::Derivation;
use crate::memory::Memory;
use crate::notice::Notice;
use crate::pending::Pending;
use crate::standing::Standing;
use crate::told::{Draft, Intake, Told};

/// One widget attached to one host.
///
/// The order of things: [`open`](Self::open) once; then, whenever something happens, one of
/// [`handle`](Self::handle), [`act`](Self::act), [`cancel`](Self::cancel), each followed by
/// [`poll`](Self::poll) until it gives nothing more; and again at [`next_timeout`](Self::next_timeout).
/// [`close`](Self::close) ends it. Moments that go backwards are taken for the latest one seen.
#[derive(Debug)]
pub struct Session {
    adapter: Box<dyn Adapter>,
    config: Config,
    phase: Phase,
    now: i64,
    queue: Vec<Output>,
    /// What comes before all of `queue`, the first of it last.
    ready: Vec<Output>,
    events: u64,
    requests: u64,
    questions: u64,
    pending: Pending,
    asking: Asking,
    memory: Memory,
    derivation: Derivation,
    standing: Standing,
    /// Room for what comes of a frame, and for its index.
    intake: Intake,
    shelf: Shelf,
    filled: Shelf,
    /// The names that the host was asked to call back under.
    subscribed: Vec<String>,
    /// The kind of event that the host's picture of things comes in.
    context_kind: EventKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Open,
    Closed,
}

/// What a session wants done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Output {
    /// Send this frame to the host.
    Send(Frame),
    /// Tell the widget this.
    Event(Told),
    /// Something for the developer's log.
    Notice(Notice),
}

/// How much a session keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kept {
    /// Actions and own questions that wait for their answer.
    pub pending: usize,
    /// Bytes of the context that is kept for late listeners.
    pub context: usize,
    /// Conversations of which it is remembered what was told.
    pub conversations: usize,
    /// Messages of all of them together.
    pub messages: usize,
}

impl Session {
    /// A session that has not begun.
    pub fn new(adapter: Box<dyn Adapter>, config: Config) -> Self {
        let tells = |kind: EventKind| adapter.event_support(kind).level != Level::Unsupported;
        let context_kind = [EventKind::ContextChanged, EventKind::ConversationSelected]
            .into_iter()
            .find(|kind| tells(*kind))
            .unwrap_or(EventKind::SessionReady);
        let asking = if adapter.pushes() || !CONVERSATIONS {
            Asking::told_unasked()
        } else {
            Asking::told_nothing((!config.refresh.is_zero()).then(|| millis(config.refresh)))
        };
        Self {
            phase: Phase::New,
            now: i64::MIN,
            queue: Vec::new(),
            ready: Vec::new(),
            events: 0,
            requests: 0,
            questions: 0,
            pending: Pending::default(),
            asking,
            memory: Memory::new(config.bounds.conversations + 8),
            derivation: Derivation::new(&*adapter, &config.bounds),
            standing: Standing::new(&*adapter),
            intake: Intake::default(),
            shelf: Shelf::default(),
            filled: Shelf::default(),
            subscribed: Vec::new(),
            context_kind,
            adapter,
            config,
        }
    }

    /// Wants these events only, on hosts that tell only what they are asked for. To be called before
    /// [`open`](Self::open).
    pub fn want(&mut self, kinds: &[EventKind]) {
        kinds.clone_into(&mut self.config.wanted);
    }

    /// Begins: subscribes to what the widget wants and asks for the context, where the host has either.
    pub fn open(&mut self, now: Time) {
        if self.phase != Phase::New {
            return;
        }
        self.advance(now);
        self.phase = Phase::Open;
        self.subscribe();
        if self.context_kind == EventKind::SessionReady {
            // This host will never say anything from which it could be worked out.
            let source = self.source();
            let head = Head::new(&source, self.adapter.host(), EventKind::SessionReady);
            if let Some(ready) = self.derivation.ready(&head, None) {
                self.tell(ready);
            }
        }
        if self.can_ask() {
            self.asking.begin(self.now);
        }
        self.tick();
    }

    /// Takes a frame from the host.
    pub fn handle(&mut self, frame: &Frame, now: Time) {
        if self.phase == Phase::Closed {
            self.notice(Notice::Ended);
            return;
        }
        self.advance(now);
        self.tick();
        match &frame.body {
            Body::In(Inbound::Page { state }) => return self.page(*state),
            Body::In(Inbound::Message { source, origin, .. }) => {
                if let Some(reason) = self.config.trust.refusal(*source, origin.as_deref()) {
                    return self.notice(Notice::Untrusted(reason));
                }
            }
            _ => {}
        }
        let mut intake = std::mem::take(&mut self.intake);
        match self.adapter.decode(frame, &mut intake) {
            Ok(seen) => self.seen(seen),
            Err(error) => self.notice(Notice::Corrupt(error)),
        }
        for draft in intake.events.drain(..) {
            self.event(draft);
        }
        if intake.is_small() {
            self.intake = intake;
        }
        if matches!(frame.body, Body::In(Inbound::Launch { .. })) && self.phase == Phase::Open {
            // More may be told to a widget that knows where it stands.
            self.subscribe();
            if self.can_ask() {
                self.asking.begin(self.now);
            }
        }
        self.stand();
        self.tick();
    }

    fn page(&mut self, state: PageState) {
        match state {
            PageState::Visible => {
                if self.can_ask() {
                    self.asking.shown(self.now);
                }
            }
            PageState::Hidden => self.asking.hidden(),
            _ => return self.end("the page has gone"),
        }
        self.tick();
    }

    fn seen(&mut self, seen: Seen) {
        if let Some(reason) = seen.ignored {
            self.notice(Notice::Ignored(reason));
        }
        self.queue.extend(seen.warnings.into_iter().map(|warning| Output::Notice(Notice::Warning(warning))));
        for frame in seen.frames {
            match &frame.body {
                // The second half of an action that was given up after the first: whoever was told that it
                // is over must not see it happen afterwards.
                Body::Out(Outbound::Call { id, .. } | Outbound::Http { id, .. })
                    if self.pending.has_ended(id) =>
                {
                    self.queue.push(Output::Notice(Notice::Stray(id.clone())));
                }
                _ => self.queue.push(Output::Send(frame)),
            }
        }
    }

    /// Takes an event of the adapter's: numbers it, drops it, or adds what it means beyond what it says.
    fn event(&mut self, draft: Draft) {
        let Draft { kind, json } = draft;
        let Ok(index) = self.shelf.index(&json) else { return };
        let mut filled = String::new();
        let with_contact = match CONVERSATIONS && WITH_CONTACT.contains(&kind) {
            true => with_contact(index.root(), &mut filled, &mut self.filled),
            false => None,
        };
        let mut told = Vec::new();
        let is_told = self.meaning(kind, with_contact.as_ref().unwrap_or(&index).root(), &mut told);
        let is_filled = with_contact.map(|index| self.filled.put(index)).is_some();
        self.shelf.put(index);
        if is_told {
            self.tell(Draft { kind, json: if is_filled { filled } else { json } });
        }
        for draft in told {
            self.tell(draft);
        }
    }

    /// Remembers what an event says; whether it is to be told, and what it means beyond that.
    fn meaning(&mut self, kind: EventKind, event: At<'_>, derived: &mut Vec<Draft>) -> bool {
        if kind == EventKind::ActionResult {
            return self.result(event);
        }
        if !CONVERSATIONS {
            return true;
        }
        if kind == EventKind::ContextChanged {
            self.asking.answered();
        }
        if self.memory.repeats(kind, event) {
            return false;
        }
        let text = |name: &str| event.get(name).and_then(|value| value.chars()).unwrap_or_default();
        let (source, screen) = (text("source"), text("screen"));
        let mut head = Head::new(&source, self.adapter.host(), kind);
        head.time = text("time").parse().ok();
        head.screen = Some(&*screen).filter(|screen| !screen.is_empty());
        if matches!(kind, EventKind::ContextChanged | EventKind::ConversationUpdated)
            && let Some(ready) = self.derivation.ready(&head, Some(event))
        {
            self.tell(ready);
        }
        let current = self.adapter.current_conversation().map(ConversationId::as_str);
        *derived = self.derivation.derive(kind, &head, event, current);
        true
    }

    /// Takes the result of an action; whether somebody waits for it.
    fn result(&mut self, event: At<'_>) -> bool {
        let text =
            |member: &'static Member| event.find(&["data", member.name()]).and_then(|value| value.chars());
        let id = RequestId::new(text(ActionResult::ACTION).unwrap_or_default());
        match self.pending.end(&id) {
            Some(waiting) if waiting.own => {
                // The host has said all there is to say, even if that is nothing.
                if text(ActionResult::RESULT).as_deref() == Some(Outcome::Done.as_str()) {
                    self.asking.answered();
                }
                false
            }
            Some(_) => {
                self.asking.acted(self.now);
                true
            }
            None => {
                self.notice(Notice::Stray(id));
                false
            }
        }
    }

    fn tell(&mut self, draft: Draft) {
        self.events += 1;
        let told = draft.numbered(&self.name("-", self.events));
        if told.kind() == self.context_kind {
            let size = told.as_json().len();
            if size <= self.config.bounds.context {
                self.memory.context = Some(told.clone());
            } else {
                self.memory.context = None;
                self.notice(Notice::NotKept(size));
            }
        }
        self.queue.push(Output::Event(told));
    }

    /// Tells when something can be had otherwise than before.
    fn stand(&mut self) {
        let changed = self.standing.changed(&*self.adapter);
        if changed.is_empty() {
            return;
        }
        let json = list(changed.iter().map(|kind| kind.as_str()));
        let source = self.source();
        let head = Head::new(&source, self.adapter.host(), EventKind::SessionCapabilitiesChanged);
        self.tell(Draft::derived(&head, &[(SessionCapabilitiesChanged::ACTIONS, json)]));
    }

    /// Asks the host to do something. The result comes as exactly one event `action.result` under the id
    /// that is returned: from the host, or from the session where nothing was sent or no answer came.
    pub fn act(&mut self, action: &Action, now: Time) -> RequestId {
        let timeout = self.config.timeout;
        self.act_within(action, timeout, now)
    }

    /// Like [`act`](Self::act), with a time of its own to wait for the answer.
    pub fn act_within(&mut self, action: &Action, timeout: Duration, now: Time) -> RequestId {
        self.advance(now);
        self.tick();
        let id = action.id.clone().unwrap_or_else(|| self.fresh_id());
        if self.phase == Phase::Closed {
            self.ended(&id, Outcome::Cancelled, "the session has ended", None);
            return id;
        }
        if self.pending.has(&id) {
            // Under this id an answer could not be told from the other's: it gets one of its own.
            let fresh = self.fresh_id();
            self.ended(
                &fresh,
                Outcome::Refused,
                "an action with the same id still waits for its answer",
                Some("id"),
            );
            return fresh;
        }
        if self.pending.len() >= self.config.bounds.pending {
            let mut reason = String::new();
            push_integer(&mut reason, self.pending.len() as i64);
            reason.push_str(" actions wait for their answers already");
            self.ended(&id, Outcome::Refused, &reason, Some("pending"));
            return id;
        }
        if action.kind() != Some(ActionKind::ContextRefresh) && self.asking.is_old(self.now) {
            self.ask();
        }
        match self.adapter.encode(&id, action) {
            Ok(frames) => {
                self.queue.extend(frames.into_iter().map(Output::Send));
                if action.kind().is_none_or(|kind| self.adapter.answers(kind)) {
                    self.pending.wait(id.clone(), self.now.saturating_add(millis(timeout)), false);
                } else {
                    if action.kind() == Some(ActionKind::ContextRefresh) {
                        self.asking.asked_by_widget(self.now);
                    } else {
                        self.asking.acted(self.now);
                    }
                    self.ended(&id, Outcome::Sent, "", None);
                }
            }
            Err(refusal) => self.refused(&id, &refusal),
        }
        self.tick();
        id
    }

    fn fresh_id(&mut self) -> RequestId {
        loop {
            self.requests += 1;
            let id = RequestId::new(self.name("-", self.requests));
            if !self.pending.has(&id) {
                return id;
            }
        }
    }

    fn refused(&mut self, id: &RequestId, refusal: &Refusal) {
        let reason = match &refusal.instead {
            Some(instead) => [&refusal.reason, " (use ", instead, " instead)"].concat(),
            None => refusal.reason.clone(),
        };
        let rule = refusal.rule.name();
        let constraint = (refusal.rule != Rule::Unsupported).then_some(&*rule);
        self.ended(id, refusal.outcome(), &reason, constraint);
    }

    /// Gives up waiting for an answer. The host may still do what it was asked; `false` when nothing
    /// waited under this id.
    pub fn cancel(&mut self, id: &RequestId, now: Time) -> bool {
        self.advance(now);
        let waited = self.pending.cancel(id).is_some();
        if waited {
            self.ended(id, Outcome::Cancelled, "cancelled by the widget", None);
        }
        waited
    }

    /// How an action ended that the host has not answered.
    fn ended(&mut self, id: &RequestId, outcome: Outcome, reason: &str, constraint: Option<&str>) {
        let literal = |text: &str| {
            let mut json = String::new();
            push_literal(&mut json, text);
            json
        };
        let mut members: Vec<(&'static Member, String)> = vec![
            (ActionResult::ACTION, literal(id.as_str())),
            (ActionResult::RESULT, literal(outcome.as_str())),
        ];
        if !reason.is_empty() {
            members.push((ActionResult::REASON, literal(reason)));
        }
        members.extend(constraint.map(|rule| (ActionResult::CONSTRAINT, literal(rule))));
        let source = self.source();
        let head = Head::new(&source, self.adapter.host(), EventKind::ActionResult);
        self.tell(Draft::derived(&head, &members));
    }

    /// Ends the session: what still waits is cancelled, what was subscribed to is taken back. Nothing is
    /// told after that.
    pub fn close(&mut self, now: Time) {
        self.advance(now);
        self.end("the session has ended");
    }

    fn end(&mut self, reason: &str) {
        if self.phase == Phase::Closed {
            return;
        }
        for waiting in self.pending.all() {
            if !waiting.own {
                self.ended(&waiting.id, Outcome::Cancelled, reason, None);
            }
        }
        let subscribed = std::mem::take(&mut self.subscribed);
        self.unsubscribe(subscribed);
        self.phase = Phase::Closed;
    }

    /// What is to be done next; `None` when there is nothing more for now.
    pub fn poll(&mut self, now: Time) -> Option<Output> {
        self.advance(now);
        self.tick();
        if self.ready.is_empty() {
            // Both keep their room.
            std::mem::swap(&mut self.ready, &mut self.queue);
            self.ready.reverse();
        }
        self.ready.pop()
    }

    /// When [`poll`](Self::poll) has something to do at the latest; `None` when only frames and actions
    /// can bring something.
    pub fn next_timeout(&self) -> Option<Time> {
        if self.phase != Phase::Open {
            return None;
        }
        self.pending.next().into_iter().chain(self.asking.due()).min().and_then(Time::from_millis)
    }

    /// The latest picture of what the agent has before them, for a listener that comes late.
    pub fn context(&self) -> Option<&Told> {
        self.memory.context.as_ref()
    }

    /// The widget's side of the host's protocol.
    pub fn adapter(&self) -> &dyn Adapter {
        &*self.adapter
    }

    /// What the host can tell and do at best.
    pub fn declared(&self) -> Capabilities {
        onepane_core::declared(&*self.adapter)
    }

    /// What it can tell and do now.
    pub fn capabilities(&self) -> Capabilities {
        onepane_core::effective(&*self.adapter)
    }

    /// The conversation that the agent has before them, as far as the host has told.
    pub fn current_conversation(&self) -> Option<&ConversationId> {
        self.adapter.current_conversation()
    }

    /// The host's name.
    pub fn host(&self) -> &'static str {
        self.adapter.host()
    }

    /// Whether it has ended, by [`close`](Self::close) or because the page has gone.
    pub fn is_closed(&self) -> bool {
        self.phase == Phase::Closed
    }

    /// How many actions wait for their answers.
    pub fn waiting(&self) -> usize {
        self.pending.len()
    }

    /// How much it keeps now, which never exceeds the [`Bounds`](crate::Bounds) of its configuration.
    pub fn kept(&self) -> Kept {
        let (conversations, messages) = self.derivation.size();
        Kept {
            pending: self.pending.len(),
            context: self.memory.context.as_ref().map_or(0, |told| told.as_json().len()),
            conversations,
            messages,
        }
    }

    fn advance(&mut self, now: Time) {
        self.now = self.now.max(now.as_millis());
    }

    /// Does what time alone brings.
    fn tick(&mut self) {
        if self.phase != Phase::Open {
            return;
        }
        while let Some(waiting) = self.pending.overdue(self.now) {
            if !waiting.own {
                self.ended(&waiting.id, Outcome::TimedOut, "the host has not answered in time", None);
            }
        }
        if self.asking.take(self.now) {
            self.ask();
        }
    }

    fn can_ask(&self) -> bool {
        CONVERSATIONS && self.adapter.action_support(ActionKind::ContextRefresh).level != Level::Unsupported
    }

    /// Asks for the context.
    fn ask(&mut self) {
        self.asking.asked(self.now);
        if self.pending.len() >= self.config.bounds.pending {
            return;
        }
        let id = loop {
            self.questions += 1;
            let id = RequestId::new(self.name("-context-", self.questions));
            if !self.pending.has(&id) {
                break id;
            }
        };
        let question = Action::new(ContextRefresh::default());
        // A host that cannot be asked now will be asked again when something has changed.
        let Ok(frames) = self.adapter.encode(&id, &question) else { return };
        self.queue.extend(frames.into_iter().map(Output::Send));
        if self.adapter.answers(ActionKind::ContextRefresh) {
            self.pending.wait(id, self.now.saturating_add(millis(self.config.timeout)), true);
        }
    }

    fn subscribe(&mut self) {
        let mut before = std::mem::take(&mut self.subscribed);
        for frame in self.adapter.subscribe(&self.config.wanted) {
            if let Body::Out(Outbound::Subscribe { name }) = &frame.body {
                let was = before.len();
                before.retain(|old| old != name);
                if self.subscribed.contains(name) {
                    continue;
                }
                self.subscribed.push(name.clone());
                if before.len() < was {
                    continue;
                }
            }
            self.queue.push(Output::Send(frame));
        }
        // What would be told twice now, or not at all.
        self.unsubscribe(before);
    }

    fn unsubscribe(&mut self, names: Vec<String>) {
        let frames = names.into_iter().map(|name| Outbound::Unsubscribe { name }.into());
        self.queue.extend(frames.map(Output::Send));
    }

    /// Where the session's own events come from: the host, as far as it is known.
    fn source(&self) -> String {
        let context = self.memory.context.as_ref().and_then(|told| Index::parse(told.as_json()).ok());
        let source = context
            .as_ref()
            .and_then(|index| index.root().get("source")?.chars())
            .map(std::borrow::Cow::into_owned);
        source.unwrap_or_else(|| ["onepane://", self.adapter.host(), "/-"].concat())
    }

    /// What the session calls something of its own: `s1-7`.
    fn name(&self, between: &str, number: u64) -> String {
        let mut name = String::from("s");
        push_integer(&mut name, self.config.number.into());
        name.push_str(between);
        push_integer(&mut name, number as i64);
        name
    }

    fn notice(&mut self, notice: Notice) {
        self.queue.push(Output::Notice(notice));
    }
}

fn millis(duration: Duration) -> i64 {
    let millis = duration.as_secs().saturating_mul(1000).saturating_add(duration.subsec_millis().into());
    i64::try_from(millis).unwrap_or(i64::MAX)
}

/// Kinds that tell of a contact beside the conversation.
const WITH_CONTACT: [EventKind; 5] = [
    EventKind::ContextChanged,
    EventKind::ConversationSelected,
    EventKind::ConversationUpdated,
    EventKind::ConversationEnded,
    EventKind::MessageCreated,
];

/// An event with the contact filled in from the conversation; `None` where that is not to be done, since the host fills it
/// in itself or does not know it.
fn with_contact<'t>(event: At<'_>, text: &'t mut String, shelf: &mut Shelf) -> Option<Index<'t>> {
    let data = event.get("data")?;
    let [contact, conversation] = data.pick(["contact", "conversation"]);
    if contact.is_some_and(|contact| !contact.is_empty()) {
        return None;
    }
    let contact = conversation?.get("contact")?;
    text.reserve(event.raw().len() + contact.raw().len() + 64);
    let mut filled = Assembly::new(text, shelf);
    filled.object();
    for (key, value) in event.members().filter(|(key, _)| !key.is("data")) {
        filled.key(key);
        filled.copy(value);
    }
    filled.key(Text::plain("data"));
    filled.object();
    for (key, value) in data.members().filter(|(key, _)| !key.is("contact")) {
        filled.key(key);
        filled.copy(value);
    }
    filled.key(Text::plain("contact"));
    filled.copy(contact);
    Some(filled.finish())
}
