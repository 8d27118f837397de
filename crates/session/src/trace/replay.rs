//! A recorded session, run again.

use onepane_core::{Adapter, Body, Emulator, Frame, Outbound, Received};
use onepane_model::{Action, ActionKind, Time};

use super::Trace;
use crate::config::Config;
use crate::notice::Notice;
use crate::session::{Output, Session};
use crate::told::Told;

/// How many frames of the session's own are remembered until the trace shows them.
const MOST_SENT: usize = 256;

/// A recorder may be so many milliseconds late.
const SAME_MOMENT: i64 = 100;

/// How often the session is woken between two frames. After that it sleeps until the next one, as a page
/// does that nobody looks at: years may lie between two lines of a file.
const MOST_WAKES: usize = 1000;

/// What a replay brings to light.
#[derive(Debug)]
#[non_exhaustive]
pub enum Replayed {
    /// The widget asked for this; its id is the one under which the result is told.
    Action(Action),
    /// The widget was told this.
    Event(Told),
    /// Something for the developer's log.
    Notice(Notice),
    /// A frame of the widget's that asks for nothing that the host has: why not.
    NoAction(String),
}

impl Replayed {
    /// An event as it is, an action as `{"action": ...}`: one line of JSON. `None` for the rest.
    pub fn to_json(&self) -> Option<String> {
        match self {
            Self::Event(told) => Some(told.as_json().to_owned()),
            Self::Action(action) => {
                serde_json::to_string(action).ok().map(|action| format!("{{\"action\":{action}}}"))
            }
            Self::Notice(_) | Self::NoAction(_) => None,
        }
    }
}

/// Runs a recorded session again, frame by frame.
///
/// The clock is the trace's own: `at` of each frame, and between frames the session is woken when it wants
/// to be. A frame without `at` comes at the moment of the one before it.
///
/// Frames of the widget's are taken for its actions, with the help of the host's emulator. What the
/// session sends by itself (its questions for the context, the halves of an action) is recognised when the
/// trace shows it, and is no action.
#[derive(Debug)]
pub struct Replay {
    session: Session,
    emulator: Option<Box<dyn Emulator>>,
    now: Option<Time>,
    /// What the session has sent and the trace has not shown, with the moment.
    sent: Vec<(Time, String)>,
    /// A question for the context that somebody asked just now: the session itself, if it asks it too
    /// before time moves on, and else the widget.
    question: Option<(Frame, Action)>,
    out: Vec<Replayed>,
}

/// Runs a whole trace again, to its end. For traces that do not say whose window a message came from, see
/// [`Trust::recorded`](crate::Trust::recorded).
pub fn replay(
    trace: &Trace,
    adapter: Box<dyn Adapter>,
    emulator: Option<Box<dyn Emulator>>,
    config: Config,
) -> Vec<Replayed> {
    let mut replay = Replay::new(adapter, emulator, config);
    let mut replayed = Vec::new();
    for frame in trace.frames() {
        replayed.extend(replay.take(frame));
    }
    replayed.extend(replay.end());
    replayed
}

impl Replay {
    /// A replay that has not begun. Without an emulator the widget's frames are passed over.
    pub fn new(adapter: Box<dyn Adapter>, emulator: Option<Box<dyn Emulator>>, config: Config) -> Self {
        Self {
            session: Session::new(adapter, config),
            emulator,
            now: None,
            sent: Vec::new(),
            question: None,
            out: Vec::new(),
        }
    }

    /// Takes the next frame of the trace, in either direction.
    pub fn take(&mut self, frame: &Frame) -> Vec<Replayed> {
        let moves = frame.time() > self.now || matches!(frame.body, Body::In(_));
        if moves {
            self.settle_question();
        }
        let now = self.pass(frame.time());
        match &frame.body {
            Body::In(_) => {
                self.session.handle(frame, now);
                self.drain(now);
            }
            // The session subscribes by itself.
            Body::Out(Outbound::Subscribe { .. } | Outbound::Unsubscribe { .. }) => {}
            Body::Out(_) => self.sent_by_widget(frame, now),
            _ => {}
        }
        std::mem::take(&mut self.out)
    }

    /// The trace has ended: what still waits for an answer is cancelled.
    pub fn end(mut self) -> Vec<Replayed> {
        self.settle_question();
        if let Some(now) = self.now {
            self.session.close(now);
            self.drain(now);
        }
        self.out
    }

    /// Lets time pass until a frame; gives the moment that it is.
    fn pass(&mut self, at: Option<Time>) -> Time {
        let Some(now) = self.now else {
            let begin = at.unwrap_or_default();
            self.now = Some(begin);
            self.session.open(begin);
            self.drain(begin);
            return begin;
        };
        let until = at.map_or(now, |at| at.max(now));
        for _ in 0..MOST_WAKES {
            let Some(due) = self.session.next_timeout().filter(|due| *due <= until) else { break };
            self.drain(due);
        }
        self.now = Some(until);
        self.drain(until);
        until
    }

    fn sent_by_widget(&mut self, frame: &Frame, now: Time) {
        if self.was_sent(frame) {
            return;
        }
        let Some(emulator) = &mut self.emulator else { return };
        match emulator.receive(frame) {
            Ok(Received::Action(action)) if action.kind() == Some(ActionKind::ContextRefresh) => {
                self.settle_question();
                self.question = Some((frame.clone(), action));
            }
            Ok(Received::Action(action)) => self.act(frame, action, now),
            Ok(Received::Refused { reason, .. }) => {
                self.question = None;
                self.out.push(Replayed::NoAction(reason));
            }
            Ok(Received::Ignored(reason)) => self.out.push(Replayed::NoAction(reason.to_owned())),
            // The first half of an action, which the second one will tell. A question just before it was
            // the session's own: it asks before it acts.
            Ok(_) => self.question = None,
            Err(error) => self.out.push(Replayed::Notice(Notice::Corrupt(error))),
        }
    }

    fn act(&mut self, frame: &Frame, mut action: Action, now: Time) {
        let place = self.out.len();
        let id = self.session.act(&action, now);
        self.drain(now);
        // The frame itself has been seen.
        self.was_sent(frame);
        action.id = Some(id);
        self.out.insert(place, Replayed::Action(action));
    }

    fn settle_question(&mut self) {
        if let Some((frame, action)) = self.question.take()
            && !self.was_sent(&frame)
        {
            self.act(&frame, action, self.now.unwrap_or_default());
        }
    }

    /// Whether the session has sent this frame by itself; that counts once.
    fn was_sent(&mut self, frame: &Frame) -> bool {
        let json = frame.clone().with_at(None).to_json();
        let now = self.now.unwrap_or_default().as_millis();
        // A frame with an id is the same whenever it is sent; a question is another one later on.
        let has_id = matches!(frame.body, Body::Out(Outbound::Call { .. } | Outbound::Http { .. }));
        let place = self
            .sent
            .iter()
            .position(|(at, sent)| *sent == json && (has_id || now - at.as_millis() <= SAME_MOMENT));
        place.is_some_and(|place| !self.sent.remove(place).1.is_empty())
    }

    fn drain(&mut self, now: Time) {
        while let Some(output) = self.session.poll(now) {
            match output {
                Output::Send(frame) => {
                    if self.sent.len() == MOST_SENT {
                        self.sent.remove(0);
                    }
                    self.sent.push((now, frame.to_json()));
                }
                Output::Event(told) => {
                    if let Some(emulator) = &mut self.emulator {
                        // It judges actions by what the host has told. What it cannot tell is no matter here.
                        let _ = emulator.emulate(told.as_json());
                    }
                    self.out.push(Replayed::Event(told));
                }
                Output::Notice(notice) => self.out.push(Replayed::Notice(notice)),
            }
        }
    }
}
