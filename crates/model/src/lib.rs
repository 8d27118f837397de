#![doc = include_str!("../README.md")]

mod action;
mod capability;
mod event;

mod attribute;
mod conversation;
mod message;
mod people;
mod ticket;

mod id;
mod json;
mod keyed;
mod number;
mod time;
mod word;

pub mod record;
pub mod text;

pub use action::*;
pub use attribute::AttributeDefinition;
pub use capability::{Capabilities, Constraint, Level, Support, Unit};
pub use conversation::{Browser, Conversation, Interaction, Visit};
pub use event::*;
pub use id::*;
pub use json::{Extra, Json};
pub use keyed::Keyed;
pub use message::{Answer, Attachment, Email, EmailBody, Item, ItemAction, Message, Survey, TextLimit};
pub use number::Number;
pub use people::{
    Address, Agent, AgentResource, Company, Contact, ContactField, ContactInbox, CustomObject, Inbox,
    Participant, Place, Team,
};
pub use ticket::{SlaMetric, Ticket};
pub use time::{ParseTimeError, Time};
pub use word::*;
