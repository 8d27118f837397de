//! The widget's side of a host's protocol.

use std::fmt;

use onepane_map::{Corrupt, Events, Output, Protocol};
use onepane_model::{
    Action, ActionKind, Capabilities, Constraint, ConversationId, Event, EventKind, RequestId, Support,
};

use crate::admit::{admit, now};
use crate::asked::Asked;
use crate::declare::{declared, effective};
use crate::error::Error;
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::token::TokenPolicy;

/// The widget's side of one host's protocol: a pure state machine, without clock, network or globals.
///
/// Open for anybody to implement; new methods will have defaults. An adapter remembers what it must to
/// judge actions (the current conversation, the screen, what it has asked for) and nothing else.
pub trait Adapter: Send + Sync {
    /// The host's name: lower case, as in `--host`.
    fn host(&self) -> &'static str;

    /// The tables of the host's protocol, for documentation and checks.
    fn protocol(&self) -> &'static Protocol;

    /// How well the host can tell events of this kind, at best; see [`support`](crate::support).
    fn event_support(&self, kind: EventKind) -> Support;

    /// How well the host can do actions of this kind, at best; see [`support`](crate::support).
    fn action_support(&self, kind: ActionKind) -> Support;

    /// Whether something that an action needs is given now: `api`, `interaction`, `screen:CHATS`.
    fn meets(&self, need: &str) -> bool;

    /// Limits that the host has told in this session, on top of the declared ones.
    fn live_limits(&self, _action: ActionKind) -> Vec<Constraint> {
        Vec::new()
    }

    /// How well the host can do actions of this kind now: needs met, live limits worked in.
    fn effective_support(&self, kind: ActionKind) -> Support {
        now(self.action_support(kind), &|need| self.meets(need), || self.live_limits(kind))
    }

    /// What the host can tell and do at best.
    fn capabilities(&self) -> Capabilities
    where
        // As for `events`: not in the table of a `dyn Adapter`; for one there is the function `declared`.
        Self: Sized,
    {
        declared(self)
    }

    /// What the host can tell and do now: needs met, live limits worked in.
    fn effective(&self) -> Capabilities
    where
        Self: Sized,
    {
        effective(self)
    }

    /// The conversation that the agent has before them, as far as the host has told.
    fn current_conversation(&self) -> Option<&ConversationId> {
        None
    }

    /// The form in which the host posts window messages; `None` on hosts that post none.
    fn message_wire(&self) -> Option<MessageWire> {
        None
    }

    /// The frames by which the host is asked to tell events of these kinds, as far as it can tell them to
    /// a widget in this place; none on hosts that tell unasked.
    ///
    /// Asked again after a launch, since more may be told then; whoever sends the frames leaves out those
    /// that have gone out before.
    fn subscribe(&mut self, _kinds: &[EventKind]) -> Vec<Frame> {
        Vec::new()
    }

    /// Whether the host tells changes of its own accord. Where not, its context is asked for again now
    /// and then.
    fn pushes(&self) -> bool {
        true
    }

    /// Whether the host answers an action of this kind. Where not, `sent` is all that can be known.
    fn answers(&self, _kind: ActionKind) -> bool {
        true
    }

    /// Whether the frames of an action depend on the actions before it. Where they do not, actions may be
    /// translated by several clones of the adapter at once.
    fn remembers_actions(&self) -> bool {
        true
    }

    /// How a signed token of the host is to be verified; `None` on hosts without one.
    fn token_policy(&self) -> Option<&'static TokenPolicy> {
        None
    }

    /// Translates a frame of the host: its events go to `output`, and what else it led to is returned.
    ///
    /// Called once for each inbound frame, in order. A frame that is not this host's is ignored, not an
    /// error. What the adapter must remember of a frame, it remembers here.
    ///
    /// As long as no action has been translated, what becomes of a frame is a matter of that frame alone:
    /// recordings are decoded by several clones at once, and on several machines, and the same must come out.
    ///
    /// # Errors
    ///
    /// When a frame claims to be one of the host's and cannot be: `MalformedFrame`, with the place, what
    /// was expected and what was found. Then no event has gone out.
    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error>;

    /// The frames that make the host do what an action asks, for an action that is known to be allowed.
    ///
    /// `id` is the request id under which the result will come. What is declared (support, needs, lengths and words) has
    /// been checked by [`encode`](Self::encode), which also says of a refusal whose and what it is.
    ///
    /// # Errors
    ///
    /// When the host cannot be asked this now; nothing is sent then.
    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal>;

    /// The frames that make the host do what an action asks, or the reason why it is not asked.
    ///
    /// Checks what can be checked for every host alike (support, needs, limits, the target), then lets
    /// [`translate`](Self::translate) do the rest.
    ///
    /// # Errors
    ///
    /// The refusal names host, action, reason and, where there is one, the limit.
    fn encode(&mut self, id: &RequestId, action: &Action) -> Result<Vec<Frame>, Refusal> {
        let frames = Asked::of(action).and_then(|asked| {
            let support = self.effective_support(asked.kind());
            admit(&support, &|need| self.meets(need), self.current_conversation(), &asked)?;
            self.translate(id, &asked)
        });
        frames.map_err(|refusal| refusal.for_action(self.host(), action.kind_name()))
    }

    /// Like [`decode`](Self::decode), with the events collected in the typed model.
    ///
    /// # Errors
    ///
    /// As for [`decode`](Self::decode).
    fn events(&mut self, frame: &Frame) -> Result<(Vec<Event>, Seen), Error>
    where
        // Not in the table of a `dyn Adapter`, which would keep the whole typed model in builds that have no use for it.
        Self: Sized,
    {
        let mut events = Events::of(frame);
        let seen = self.decode(frame, &mut events)?;
        Ok((events.into_vec(), seen))
    }
}

// Only the name: what an adapter remembers may be a person's.
impl fmt::Debug for dyn Adapter + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Adapter").field(&self.host()).finish()
    }
}

/// The form in which a host posts window messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessageWire {
    /// Objects, by structured clone.
    Object,
    /// JSON text.
    Text,
}

/// What a frame led to, beside events.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Seen {
    /// Set when the frame is not for this adapter: why not.
    pub ignored: Option<&'static str>,
    /// Frames to send now, such as the second half of an action that had to read first.
    pub frames: Vec<Frame>,
    /// Wrong values that did not cost the frame; the host's own value is kept in `extra`.
    pub warnings: Vec<Corrupt>,
}

impl Seen {
    /// A frame that is not for this adapter.
    pub fn ignored(reason: &'static str) -> Self {
        Self { ignored: Some(reason), ..Self::default() }
    }

    /// A frame that was translated, with what was wrong in it.
    pub fn with_warnings(warnings: Vec<Corrupt>) -> Self {
        Self { warnings, ..Self::default() }
    }

    /// A frame that leads to further frames.
    pub fn with_frames(frames: Vec<Frame>) -> Self {
        Self { frames, ..Self::default() }
    }
}
