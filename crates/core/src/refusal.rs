//! Why an action is not sent.

use std::fmt;
use std::ops::{Deref, DerefMut};

use onepane_model::{Constraint, Outcome};

/// Why an action is not sent: typed, told before anything has left.
///
/// Boxed: what goes well need not carry the room for it from function to function.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal(Box<Said>);

/// What a refusal says.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Said {
    /// The host's name.
    pub host: String,
    /// The action's kind.
    pub action: String,
    /// The rule that it breaks.
    pub rule: Rule,
    /// Why, in words.
    pub reason: String,
    /// What to use in its stead.
    pub instead: Option<String>,
}

/// The rule that a refused action breaks.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// The host has no such action.
    Unsupported,
    /// Something that it needs is not given: `api`, `interaction`, `screen:CHATS`.
    Needs(String),
    /// Its data breaks a limit.
    Limit(Box<Constraint>),
    /// It is meant for a conversation that is not the current one.
    NotCurrent,
    /// The host replaces a whole set, and what is in it now cannot be known.
    NeedsCurrentValue,
    /// Its data makes no sense for this host.
    Invalid,
}

impl Rule {
    /// The rule's name, as in the result of an action.
    pub fn name(&self) -> String {
        match self {
            Self::Unsupported => "unsupported".to_owned(),
            Self::Needs(need) => ["needs:", need].concat(),
            Self::Limit(constraint) => constraint.field.clone(),
            Self::NotCurrent => "not_current".to_owned(),
            Self::NeedsCurrentValue => "needs_current_value".to_owned(),
            Self::Invalid => "invalid".to_owned(),
        }
    }
}

impl Refusal {
    /// A refusal in words; host and action are filled in by [`for_action`](Self::for_action).
    pub fn new(rule: Rule, reason: impl Into<String>) -> Self {
        let (host, action) = (String::new(), String::new());
        Self(Box::new(Said { host, action, rule, reason: reason.into(), instead: None }))
    }

    /// A refusal of data that makes no sense for the host.
    pub fn invalid(reason: impl Into<String>) -> Self {
        Self::new(Rule::Invalid, reason)
    }

    /// A refusal of data that breaks a limit, in the limit's own words.
    pub fn limit(constraint: Constraint) -> Self {
        let reason = constraint.words();
        Self::new(Rule::Limit(Box::new(constraint)), reason)
    }

    /// The same, with whose and what it is.
    #[must_use]
    pub fn for_action(mut self, host: &str, action: &str) -> Self {
        host.clone_into(&mut self.host);
        action.clone_into(&mut self.action);
        self
    }

    /// How the action ended by this.
    pub fn outcome(&self) -> Outcome {
        match self.rule {
            Rule::Unsupported => Outcome::Unsupported,
            _ => Outcome::Refused,
        }
    }
}

impl Deref for Refusal {
    type Target = Said;

    fn deref(&self) -> &Said {
        &self.0
    }
}

impl DerefMut for Refusal {
    fn deref_mut(&mut self) -> &mut Said {
        &mut self.0
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.rule == Rule::Unsupported { "is unsupported" } else { "is refused" };
        write!(f, "{}: {} {word}: {}", self.host, self.action, self.reason)?;
        match &self.instead {
            Some(instead) => write!(f, " (use {instead} instead)"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Refusal {}
