//! What an adapter reads an action by.

use std::borrow::Cow;

use onepane_map::{At, Index};
use onepane_model::record::Member;
use onepane_model::{Action, ActionKind, ConversationId, Time};

use crate::refusal::{Refusal, Rule};

/// An action of a known kind on its way to a host, its data open to be read by the members of its kind.
///
/// ```
/// use onepane_core::Asked;
/// use onepane_model::{Action, MessageSend, Visibility};
///
/// let action = Action::new(MessageSend::default().with_text("Hi").with_visibility(Visibility::Internal));
/// let asked = Asked::of(&action)?;
/// assert_eq!(asked.text(MessageSend::TEXT), "Hi");
/// assert_eq!(asked.word(MessageSend::SPEAKER), None);
/// assert!(asked.is(MessageSend::VISIBILITY, "internal"));
/// # Ok::<(), onepane_core::Refusal>(())
/// ```
#[derive(Debug)]
pub struct Asked<'a> {
    kind: ActionKind,
    target: Option<&'a ConversationId>,
    data: Index<'a>,
}

impl<'a> Asked<'a> {
    /// Opens an action.
    ///
    /// # Errors
    ///
    /// When its kind is one that nobody knows, or its data no JSON.
    pub fn of(action: &'a Action) -> Result<Self, Refusal> {
        let Some(kind) = action.kind() else {
            return Err(Refusal::new(Rule::Unsupported, "not an action that this build knows"));
        };
        match Index::parse(action.data().as_str()) {
            Ok(data) => Ok(Self { kind, target: action.target.as_ref(), data }),
            Err(_) => Err(Refusal::invalid("its data is no JSON")),
        }
    }

    /// The kind.
    pub fn kind(&self) -> ActionKind {
        self.kind
    }

    /// The conversation it is meant for.
    pub fn target(&self) -> Option<&'a ConversationId> {
        self.target
    }

    /// All of its data.
    pub fn data(&self) -> At<'_> {
        self.data.root()
    }

    /// A member of its data; `None` where it is not given.
    pub fn get(&self, member: &'static Member) -> Option<At<'_>> {
        debug_assert!(self.kind.record().has(member), "{} has no {}", self.kind, member.name());
        self.data().get(member.name())
    }

    /// The characters of a text, an id or a word; none where it is not given.
    pub fn text(&self, member: &'static Member) -> Cow<'_, str> {
        self.word(member).unwrap_or_default()
    }

    /// The same; `None` where it is not given, or is to be taken away.
    pub fn word(&self, member: &'static Member) -> Option<Cow<'_, str>> {
        self.get(member)?.chars()
    }

    /// Whether a text, an id or a word is this one.
    pub fn is(&self, member: &'static Member, word: &str) -> bool {
        self.get(member).and_then(|at| at.text()).is_some_and(|text| text.is(word))
    }

    /// Whether a flag is given and set.
    pub fn is_set(&self, member: &'static Member) -> bool {
        self.get(member).and_then(|at| at.bool()) == Some(true)
    }

    /// A time; `None` where it is not given.
    pub fn time(&self, member: &'static Member) -> Option<Time> {
        self.text(member).parse().ok()
    }

    /// The JSON text of a member; `null` where it is not given.
    pub fn json(&self, member: &'static Member) -> &str {
        self.get(member).map_or("null", |at| at.raw())
    }
}
