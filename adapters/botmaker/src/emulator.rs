//! The host's side, played by us.

use onepane_core::{
    Body, Data, Emulated, Emulator, Error, Frame, Inbound, Outbound, Received, Source, launch,
};
use onepane_map::{Facts, Index, Protocol, Room};
use onepane_model::EventKind;

use crate::checks::{self, Registration};
use crate::commands;
use crate::map::{ACTION, PROTOCOL, RESPONSE};
use crate::token::TOKEN;

/// The host's side of Botmaker's protocol.
///
/// # Example: a console that checks who sends an action, and what
///
/// ```
/// # #[cfg(feature = "checks")] {
/// use onepane_adapter_botmaker::BotmakerEmulator;
/// use onepane_core::{Emulator, Frame, Received};
/// # let message = r#"{"dir":"out","via":"message","data":{"messageType":"BM_WIDGET_ACTION","widgetName":"order-desk",
/// #     "action":"sendMessage","screen":"CHATS","requestId":"r1","payload":{"text":"Hi"}}}"#;
///
/// let mut console = BotmakerEmulator::new().with_allowed_domains(["*.example.com"])?;
/// let frame = Frame::from_json(message)?;
/// assert!(matches!(console.receive_from(&frame, "https://w.example.com")?, Received::Action(_)));
/// assert!(matches!(console.receive_from(&frame, "https://evilexample.com")?, Received::Refused { .. }));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct BotmakerEmulator {
    protocol: &'static Protocol,
    room: Room,
    /// The screen that the console shows. Absent: every action's own.
    screen: Option<String>,
    registration: Registration,
}

impl Default for BotmakerEmulator {
    fn default() -> Self {
        Self {
            protocol: &PROTOCOL,
            room: Room::default(),
            screen: None,
            registration: Registration::default(),
        }
    }
}

impl BotmakerEmulator {
    /// A console that shows no screen in particular yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with other tables: for tests that damage them on purpose.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// The same with the name under which the widget is registered: actions under another are refused.
    #[must_use]
    pub fn with_widget_name(mut self, name: impl Into<String>) -> Self {
        self.registration.name = Some(name.into());
        self
    }

    /// The same with the allowed domains of the widget's form, such as `*.example.com`: actions from elsewhere, and those
    /// whose sender is not known, are refused. Without, they are taken from everywhere.
    ///
    /// # Errors
    ///
    /// Names the domain that cannot be one.
    #[cfg(feature = "checks")]
    pub fn with_allowed_domains<'r>(
        mut self,
        domains: impl IntoIterator<Item = &'r str>,
    ) -> Result<Self, onepane_core::OriginRulesError> {
        self.registration.domains = Some(onepane_core::OriginRules::parse(domains)?);
        Ok(self)
    }

    fn posted(json: String) -> Frame {
        Inbound::Message { source: Some(Source::Parent), origin: None, data: Data::value(json) }.into()
    }
}

impl Emulator for BotmakerEmulator {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, Error> {
        let index = Index::parse(event)?;
        let Some(facts) = Facts::of(index.root())? else { return Ok(Emulated::default()) };
        match facts.kind {
            EventKind::SessionLaunched => {
                let mut launched = launch::emulate(&facts)?;
                if let Inbound::Launch { url: Some(url), .. } = &mut launched {
                    // No event has a token in it; one that was put there by hand goes no further.
                    *url = launch::without_parameters(url, TOKEN.query, TOKEN.fragment).into_owned();
                }
                Ok(Emulated::frame(launched.into(), Vec::new()))
            }
            EventKind::ActionResult => {
                let Some(emulated) = self.protocol.emulate_answer(RESPONSE, &facts)? else {
                    return Ok(Emulated::default());
                };
                Ok(Emulated::frame(Self::posted(emulated.text), emulated.losses))
            }
            _ => {
                let Some(emulated) = self.protocol.emulate(&mut self.room, &facts)? else {
                    return Ok(Emulated::default());
                };
                let screen = facts.event.get("screen").and_then(|screen| screen.chars());
                if let Some(screen) = screen {
                    self.screen = Some(screen.into_owned());
                }
                Ok(Emulated::frame(Self::posted(emulated.text), emulated.losses))
            }
        }
    }

    fn remembers_events(&self) -> bool {
        false
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, Error> {
        self.judge(frame, None)
    }

    fn receive_from(&mut self, frame: &Frame, origin: &str) -> Result<Received, Error> {
        self.judge(frame, Some(origin))
    }
}

impl BotmakerEmulator {
    fn judge(&self, frame: &Frame, origin: Option<&str>) -> Result<Received, Error> {
        let Body::Out(Outbound::Message { data: Data::Value(json), .. }) = &frame.body else {
            return Ok(Received::Ignored("Botmaker takes objects by window message, nothing else"));
        };
        let index = Index::parse(json.as_str())?;
        let message = index.root();
        let message_type = message.get("messageType").and_then(|text| text.chars());
        if message_type.as_deref() != Some(ACTION) {
            return Ok(Received::Ignored("not an action for Botmaker"));
        }
        if let Err(reason) = self.registration.sender(origin) {
            // Whoever this is gets no answer: it would tell a stranger that a console is here.
            return Ok(Received::Refused { reason: reason.to_owned(), frames: Vec::new() });
        }
        let Some(mut action) = commands::parse(message)? else {
            return Ok(Self::refused(&index, "the simulated console has no such action"));
        };
        let verdict = self
            .registration
            .name(message)?
            .and_then(|()| checks::text(&mut action))
            .and_then(|()| checks::screen(message, self.screen.as_deref()));
        Ok(match verdict {
            Ok(()) => Received::Action(action),
            Err(reason) => Self::refused(&index, reason),
        })
    }

    /// Refuses as the host would, with words that are the emulator's own.
    fn refused(message: &Index<'_>, reason: &str) -> Received {
        let mut answer = String::from("{\"messageType\":");
        onepane_model::text::push_literal(&mut answer, crate::map::RESPONSE);
        if let Some(id) = message.root().get("requestId") {
            answer.push_str(",\"requestId\":");
            answer.push_str(id.raw());
        }
        answer.push_str(",\"success\":false,\"error\":");
        onepane_model::text::push_literal(&mut answer, &format!("onepane: {reason}"));
        answer.push('}');
        Received::Refused { reason: reason.to_owned(), frames: vec![Self::posted(answer)] }
    }
}
