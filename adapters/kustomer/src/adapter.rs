//! The widget's side: read this file first.
//!
//! The page drives the Cards SDK; what the SDK calls back with comes in here as a frame and goes, as one
//! document (`callback.rs`), through the tables of `map.rs`. An action goes out as a call of the SDK through
//! `commands.rs`, and its answer comes back here too.

use onepane_core::{
    Adapter, Asked, Body, Error, Frame, Inbound, Outbound, Refusal, Rule, Seen, answer, launch,
};
use onepane_map::{At, Decoder, Head, Index, Output, Protocol, Shelf, Stamp};
use onepane_model::record::Leaf;
use onepane_model::text::{Text, push_literal};
use onepane_model::{ActionKind, ConversationId, EventKind, HostEvent, Json, RequestId, Support};

use crate::commands::modal::Modals;
use crate::commands::set::Change;
use crate::commands::{self, Call, Command, Request};
use crate::config::Config;
use crate::map::{CONTEXT, INITIALIZE, PROTOCOL, SUBSCRIPTIONS};
use crate::view::View;
use crate::{callback, capabilities};

/// The key of `extra` under which the arguments of an unknown callback are kept that are not its payload.
pub(crate) const ARGS: &str = "args";

/// How many calls and reads may be under way; of more, the oldest is forgotten.
const MOST: usize = 64;

/// The widget's side of Kustomer's Cards SDK.
#[derive(Debug, Clone)]
pub struct Kustomer {
    config: Config,
    protocol: &'static Protocol,
    view: View,
    modals: Modals,
    /// Calls that have not returned yet, oldest first, and whether the method has a callback.
    calls: Vec<(RequestId, bool)>,
    /// Reads whose answers lead to a second call, oldest first.
    reads: Vec<Read>,
    decoder: Decoder,
    shelf: Shelf,
}

/// A record that is being read, to be changed and written back.
#[derive(Debug, Clone)]
struct Read {
    id: RequestId,
    request: Request,
    change: Change,
}

impl Read {
    /// The id of the read; the action's own is that of the write.
    fn id_of(action: &RequestId) -> RequestId {
        RequestId::from([action.as_str(), ".read"].concat())
    }
}

impl Kustomer {
    /// An adapter for one customer's Kustomer.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self {
            config,
            view: View::default(),
            modals: Modals::default(),
            calls: Vec::new(),
            reads: Vec::new(),
            decoder: Decoder::new(PROTOCOL.secrets),
            shelf: Shelf::default(),
            protocol: &PROTOCOL,
        })
    }

    /// The same with other tables: for tests that damage them on purpose.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self.decoder = Decoder::new(protocol.secrets);
        self
    }

    /// Where events come from. Of one frame alone, so that runs in parallel agree.
    fn source(&self, told: Option<&str>) -> String {
        ["onepane://", crate::HOST, "/", self.config.account.as_deref().or(told).unwrap_or("-")].concat()
    }

    fn callback(
        &mut self,
        frame: &Frame,
        name: &str,
        args: &[Json],
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        let Some(document) = callback::document(name, args)? else {
            self.untouched(frame, name, args, output);
            return Ok(Seen::default());
        };
        let index = self.shelf.index(&document)?;
        let seen = self.told(frame, name, index.root(), output);
        self.shelf.put(index);
        seen
    }

    /// Tells the document of a callback.
    fn told(
        &mut self,
        frame: &Frame,
        name: &str,
        told: At<'_>,
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        let view = View::of(told.get("context"));
        let source = self.source(view.organization.as_deref());
        let stamp = Stamp::new(&source, frame.time());
        let outcome = self.protocol.decode_named(&mut self.decoder, name, told, &stamp, output);
        let warnings = self.decoder.take_warnings();
        outcome.map_err(|corrupt| callback::placed(name, corrupt))?;
        if matches!(name, INITIALIZE | CONTEXT) {
            self.view = view;
        }
        let placed = warnings.into_iter().map(|warning| callback::placed(name, warning));
        Ok(Seen::with_warnings(placed.collect()))
    }

    /// A callback that nobody knows, or whose arguments nobody has described.
    fn untouched(&self, frame: &Frame, name: &str, args: &[Json], output: &mut dyn Output) {
        let source = self.source(None);
        let mut head = Head::new(&source, crate::HOST, EventKind::HostEvent);
        head.host_event = Some(name);
        head.time = frame.time();
        let sink = output.begin(&head);
        let mut literal = String::new();
        push_literal(&mut literal, name);
        let inside = literal.get(1..literal.len() - 1).unwrap_or("");
        sink.leaf(HostEvent::NAME, Leaf::Text(Text::from_raw(inside)));
        // In the typed model, a payload of `null` is none at all.
        let payload = args.first().filter(|payload| !payload.is_null());
        if let Some(payload) = payload {
            sink.leaf(HostEvent::PAYLOAD, Leaf::Json(payload.as_str()));
        }
        let more: Vec<&str> = args.iter().skip(usize::from(payload.is_some())).map(Json::as_str).collect();
        if !more.is_empty() {
            sink.extra(&["{\"", ARGS, "\":[", &more.join(","), "]}"].concat());
        }
        output.commit();
    }

    /// The answer to a call of ours: of a read, the write; of anything else, how the action ended.
    fn answer(
        &mut self,
        frame: &Frame,
        id: &RequestId,
        status: Option<u16>,
        value: Option<&Json>,
        error: Option<&Json>,
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        let source = self.source(None);
        let mut head = Head::new(&source, crate::HOST, EventKind::ActionResult);
        head.time = frame.time();
        let failed = error.is_some() || status.is_some_and(|status| status >= 400);
        if failed {
            self.modals.give_up(id);
        }
        let place = self.reads.iter().position(|read| Read::id_of(&read.id) == *id);
        let Some(read) = place.map(|place| self.reads.remove(place)) else {
            let call = self.calls.iter().position(|(call, _)| call == id);
            let confirms = match call.map(|call| self.calls.remove(call)) {
                Some((_, confirms)) => confirms,
                // Of a recording, where the call itself is not at hand.
                None => value.is_some() || status.is_some(),
            };
            if failed || confirms {
                answer::tell(&head, id, status, value, error, output);
            } else {
                answer::tell_sent(&head, id, value, output);
            }
            return Ok(Seen::default());
        };
        if failed {
            answer::tell(&head, &read.id, status, value, error, output);
            return Ok(Seen::default());
        }
        let index = Index::parse(value.map_or("null", Json::as_str))?;
        match read.change.write(&read.request, index.root()) {
            Ok(request) => Ok(Seen::with_frames(vec![self.send(&read.id, request.call())])),
            Err(reason) => {
                answer::tell(&head, &read.id, status, None, Some(&Json::string(reason)), output);
                Ok(Seen::default())
            }
        }
    }

    /// The frame of a call, whose return will be waited for.
    fn send(&mut self, id: &RequestId, call: Call) -> Frame {
        self.calls.retain(|(other, _)| other != id);
        if self.calls.len() == MOST {
            self.calls.remove(0);
        }
        self.calls.push((id.clone(), call.has_callback()));
        call.frame(id)
    }
}

impl Adapter for Kustomer {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn protocol(&self) -> &'static Protocol {
        self.protocol
    }

    fn event_support(&self, kind: EventKind) -> Support {
        capabilities::event(kind)
    }

    fn action_support(&self, kind: ActionKind) -> Support {
        capabilities::action(kind)
    }

    fn meets(&self, need: &str) -> bool {
        match need {
            "conversation" => self.view.conversation.is_some(),
            "contact" => self.view.customer.is_some(),
            "channel" => self.view.channel.is_some(),
            _ => false,
        }
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.view.conversation.as_ref()
    }

    /// All callbacks, whatever is asked for: a page that does not initialize the SDK is not shown.
    fn subscribe(&mut self, _kinds: &[EventKind]) -> Vec<Frame> {
        SUBSCRIPTIONS.iter().map(|&name| Outbound::Subscribe { name: name.to_owned() }.into()).collect()
    }

    /// There are only so many modals, and only one of each name.
    fn remembers_actions(&self) -> bool {
        true
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        match &frame.body {
            Body::In(Inbound::Callback { name, args }) => self.callback(frame, name, args, output),
            Body::In(Inbound::Return { id, status, value, error }) => {
                self.answer(frame, id, *status, value.as_ref(), error.as_ref(), output)
            }
            Body::In(Inbound::Launch { url, attributes }) => {
                Ok(launch::tell(frame, crate::HOST, &self.source(None), url.as_deref(), attributes, output))
            }
            Body::In(Inbound::Message { .. }) => {
                Ok(Seen::ignored("the messages between Kustomer and its SDK are the SDK's own affair"))
            }
            Body::In(Inbound::Page { .. }) => Ok(Seen::ignored("the page's state is not Kustomer's")),
            _ => Ok(Seen::ignored("not an inbound frame")),
        }
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        Ok(match commands::encode(&self.view, asked)? {
            Command::Call(call) => {
                self.modals.admit(id, &call)?;
                vec![self.send(id, call)]
            }
            Command::Change(..) if !self.config.answers => {
                let reason = "the record is written whole, and no answer can tell what is in it";
                return Err(Refusal::new(Rule::NeedsCurrentValue, reason));
            }
            Command::Change(request, change) => {
                self.reads.retain(|read| read.id != *id);
                if self.reads.len() == MOST {
                    self.reads.remove(0);
                }
                self.reads.push(Read { id: id.clone(), request: request.clone(), change });
                vec![request.call().frame(&Read::id_of(id))]
            }
        })
    }
}
