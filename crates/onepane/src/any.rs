//! Adapters and emulators chosen by name keep the contract by handing on; which there are stands in `hosts.rs`.

use onepane_core::{Adapter, Asked, Error, Frame, MessageWire, Refusal, Seen, TokenPolicy};
#[cfg(feature = "emulator")]
use onepane_core::{Emulated, Emulator, Received};
use onepane_map::{Output, Protocol};
use onepane_model::{ActionKind, Constraint, ConversationId, EventKind, RequestId, Support};

use crate::hosts::AnyAdapter;
#[cfg(feature = "emulator")]
use crate::hosts::AnyEmulator;

impl Adapter for AnyAdapter {
    fn host(&self) -> &'static str {
        self.adapter().host()
    }

    fn protocol(&self) -> &'static Protocol {
        self.adapter().protocol()
    }

    fn event_support(&self, kind: EventKind) -> Support {
        self.adapter().event_support(kind)
    }

    fn action_support(&self, kind: ActionKind) -> Support {
        self.adapter().action_support(kind)
    }

    fn meets(&self, need: &str) -> bool {
        self.adapter().meets(need)
    }

    fn live_limits(&self, action: ActionKind) -> Vec<Constraint> {
        self.adapter().live_limits(action)
    }

    fn subscribe(&mut self, kinds: &[EventKind]) -> Vec<Frame> {
        self.adapter_mut().subscribe(kinds)
    }

    fn pushes(&self) -> bool {
        self.adapter().pushes()
    }

    fn remembers_actions(&self) -> bool {
        self.adapter().remembers_actions()
    }

    fn answers(&self, kind: ActionKind) -> bool {
        self.adapter().answers(kind)
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.adapter().current_conversation()
    }

    fn message_wire(&self) -> Option<MessageWire> {
        self.adapter().message_wire()
    }

    fn token_policy(&self) -> Option<&'static TokenPolicy> {
        self.adapter().token_policy()
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        self.adapter_mut().decode(frame, output)
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        self.adapter_mut().translate(id, asked)
    }
}

#[cfg(feature = "emulator")]
impl Emulator for AnyEmulator {
    fn host(&self) -> &'static str {
        self.emulator().host()
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, Error> {
        self.emulator_mut().emulate(event)
    }

    fn remembers_events(&self) -> bool {
        self.emulator().remembers_events()
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, Error> {
        self.emulator_mut().receive(frame)
    }

    fn receive_from(&mut self, frame: &Frame, origin: &str) -> Result<Received, Error> {
        self.emulator_mut().receive_from(frame, origin)
    }
}
