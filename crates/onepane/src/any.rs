//! Adapters and emulators chosen by name.

use enum_dispatch::enum_dispatch;
use onepane_core::{Adapter, Error, ErrorKind, Frame, MessageWire, Refusal, Seen, TokenPolicy};
#[cfg(feature = "emulator")]
use onepane_core::{Emulated, Emulator, Received};
use onepane_map::{Output, Protocol};
use onepane_model::{Action, ActionKind, Capabilities, Constraint, ConversationId, EventKind, RequestId};

use crate::config;
#[cfg(feature = "emulator")]
use crate::settings::Api;
use crate::settings::Settings;

// `enum_dispatch` does nothing, without a word, when the trait is in another crate than the enum. So
// the contract has a mirror here, which each adapter gets by name; a blanket implementation would cover
// the enum too, and leave it unable to be an adapter itself.
#[enum_dispatch]
trait AdapterMirror {
    fn adapter(&self) -> &dyn Adapter;
    fn adapter_mut(&mut self) -> &mut dyn Adapter;
}

#[cfg(feature = "emulator")]
#[enum_dispatch]
trait EmulatorMirror {
    fn emulator(&self) -> &dyn Emulator;
    fn emulator_mut(&mut self) -> &mut dyn Emulator;
}

macro_rules! mirror {
    ($(#[$cfg:meta])* $adapter:ty, $emulator:ty) => {
        $(#[$cfg])*
        impl AdapterMirror for $adapter {
            fn adapter(&self) -> &dyn Adapter {
                self
            }

            fn adapter_mut(&mut self) -> &mut dyn Adapter {
                self
            }
        }

        $(#[$cfg])*
        #[cfg(feature = "emulator")]
        impl EmulatorMirror for $emulator {
            fn emulator(&self) -> &dyn Emulator {
                self
            }

            fn emulator_mut(&mut self) -> &mut dyn Emulator {
                self
            }
        }
    };
}

mirror!(
    #[cfg(feature = "botmaker")]
    onepane_adapter_botmaker::Botmaker,
    onepane_adapter_botmaker::BotmakerEmulator
);
mirror!(
    #[cfg(feature = "chatwoot")]
    onepane_adapter_chatwoot::Chatwoot,
    onepane_adapter_chatwoot::ChatwootEmulator
);
mirror!(
    #[cfg(feature = "kustomer")]
    onepane_adapter_kustomer::Kustomer,
    onepane_adapter_kustomer::KustomerEmulator
);
mirror!(
    #[cfg(feature = "workspaces")]
    onepane_adapter_workspaces::Workspaces,
    onepane_adapter_workspaces::WorkspacesEmulator
);
mirror!(
    #[cfg(feature = "web1on1")]
    onepane_adapter_web1on1::Web1on1,
    onepane_adapter_web1on1::Web1on1Emulator
);
mirror!(
    #[cfg(feature = "zendesk")]
    onepane_adapter_zendesk::Zendesk,
    onepane_adapter_zendesk::ZendeskEmulator
);

/// An adapter chosen by name.
#[enum_dispatch(AdapterMirror)]
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AnyAdapter {
    /// Botmaker's operator console.
    #[cfg(feature = "botmaker")]
    Botmaker(onepane_adapter_botmaker::Botmaker),
    /// Chatwoot dashboard apps.
    #[cfg(feature = "chatwoot")]
    Chatwoot(onepane_adapter_chatwoot::Chatwoot),
    /// Kustomer's cards and widgets.
    #[cfg(feature = "kustomer")]
    Kustomer(onepane_adapter_kustomer::Kustomer),
    /// Avaya Workspaces' widget API.
    #[cfg(feature = "workspaces")]
    Workspaces(onepane_adapter_workspaces::Workspaces),
    /// The web1on1 web chat.
    #[cfg(feature = "web1on1")]
    Web1on1(onepane_adapter_web1on1::Web1on1),
    /// Apps in Zendesk's agent workspace.
    #[cfg(feature = "zendesk")]
    Zendesk(onepane_adapter_zendesk::Zendesk),
}

/// The names of the hosts that this build has an adapter for.
pub const HOSTS: &[&str] = &[
    #[cfg(feature = "botmaker")]
    onepane_adapter_botmaker::HOST,
    #[cfg(feature = "chatwoot")]
    onepane_adapter_chatwoot::HOST,
    #[cfg(feature = "kustomer")]
    onepane_adapter_kustomer::HOST,
    #[cfg(feature = "workspaces")]
    onepane_adapter_workspaces::HOST,
    #[cfg(feature = "web1on1")]
    onepane_adapter_web1on1::HOST,
    #[cfg(feature = "zendesk")]
    onepane_adapter_zendesk::HOST,
];

impl AnyAdapter {
    /// The adapter of a host.
    ///
    /// # Errors
    ///
    /// `Unsupported` for a host that this build does not know, `InvalidConfig` for a setting that cannot
    /// be.
    pub fn new(host: &str, settings: &Settings) -> Result<Self, Error> {
        match host {
            #[cfg(feature = "botmaker")]
            onepane_adapter_botmaker::HOST => {
                Ok(onepane_adapter_botmaker::Botmaker::new(config::botmaker(settings)?)?.into())
            }
            #[cfg(feature = "chatwoot")]
            onepane_adapter_chatwoot::HOST => {
                Ok(onepane_adapter_chatwoot::Chatwoot::new(config::chatwoot(settings))?.into())
            }
            #[cfg(feature = "kustomer")]
            onepane_adapter_kustomer::HOST => {
                Ok(onepane_adapter_kustomer::Kustomer::new(config::kustomer(settings))?.into())
            }
            #[cfg(feature = "workspaces")]
            onepane_adapter_workspaces::HOST => {
                Ok(onepane_adapter_workspaces::Workspaces::new(config::workspaces(settings)?)?.into())
            }
            #[cfg(feature = "web1on1")]
            onepane_adapter_web1on1::HOST => {
                Ok(onepane_adapter_web1on1::Web1on1::new(config::web1on1(settings))?.into())
            }
            #[cfg(feature = "zendesk")]
            onepane_adapter_zendesk::HOST => {
                Ok(onepane_adapter_zendesk::Zendesk::new(config::zendesk(settings))?.into())
            }
            _ => Err(unknown(host)),
        }
    }
}

impl Adapter for AnyAdapter {
    fn host(&self) -> &'static str {
        self.adapter().host()
    }

    fn protocol(&self) -> &'static Protocol {
        self.adapter().protocol()
    }

    fn capabilities(&self) -> Capabilities {
        self.adapter().capabilities()
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

    fn translate(&mut self, id: &RequestId, action: &Action) -> Result<Vec<Frame>, Refusal> {
        self.adapter_mut().translate(id, action)
    }
}

/// How the signed token of a host is to be verified: by `onepane-auth`, which knows no host. `None` for a host that
/// signs nothing for its widgets.
///
/// # Errors
///
/// `Unsupported` for a host that this build does not know.
///
/// ```
/// # #[cfg(feature = "botmaker")] {
/// let policy = onepane::token_policy("botmaker")?.expect("Botmaker signs a token");
/// assert_eq!(policy.issuers, ["botmaker.com"]);
/// # }
/// # Ok::<(), onepane::core::Error>(())
/// ```
pub fn token_policy(host: &str) -> Result<Option<&'static TokenPolicy>, Error> {
    // Not asked of an adapter: a browser that only verifies a token needs none.
    match host {
        #[cfg(feature = "botmaker")]
        onepane_adapter_botmaker::HOST => Ok(Some(&onepane_adapter_botmaker::TOKEN)),
        _ if HOSTS.contains(&host) => Ok(None),
        _ => Err(unknown(host)),
    }
}

/// An emulator chosen by name.
#[cfg(feature = "emulator")]
#[enum_dispatch(EmulatorMirror)]
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AnyEmulator {
    /// Botmaker's operator console.
    #[cfg(feature = "botmaker")]
    Botmaker(onepane_adapter_botmaker::BotmakerEmulator),
    /// Chatwoot.
    #[cfg(feature = "chatwoot")]
    Chatwoot(onepane_adapter_chatwoot::ChatwootEmulator),
    /// Kustomer's cards and widgets.
    #[cfg(feature = "kustomer")]
    Kustomer(onepane_adapter_kustomer::KustomerEmulator),
    /// Avaya Workspaces' widget API.
    #[cfg(feature = "workspaces")]
    Workspaces(onepane_adapter_workspaces::WorkspacesEmulator),
    /// The web1on1 web chat.
    #[cfg(feature = "web1on1")]
    Web1on1(onepane_adapter_web1on1::Web1on1Emulator),
    /// Apps in Zendesk's agent workspace.
    #[cfg(feature = "zendesk")]
    Zendesk(onepane_adapter_zendesk::ZendeskEmulator),
}

#[cfg(feature = "emulator")]
impl AnyEmulator {
    /// The emulator of a host.
    ///
    /// # Errors
    ///
    /// `Unsupported` for a host that this build does not know, `InvalidConfig` for a setting that cannot
    /// be.
    pub fn new(host: &str, settings: &Settings) -> Result<Self, Error> {
        // Whose account it is, the events tell: they may come from another host's.
        let settings = &Settings { account: None, api: Api::default(), ..settings.clone() };
        match host {
            #[cfg(feature = "botmaker")]
            onepane_adapter_botmaker::HOST => {
                let mut emulator = onepane_adapter_botmaker::BotmakerEmulator::new();
                if let Some(name) = &settings.widget_name {
                    emulator = emulator.with_widget_name(name);
                }
                #[cfg(feature = "checks")]
                if !settings.allowed_domains.is_empty() {
                    let domains = settings.allowed_domains.iter().map(String::as_str);
                    emulator = emulator
                        .with_allowed_domains(domains)
                        .map_err(|error| Error::new(ErrorKind::InvalidConfig, error))?;
                }
                Ok(emulator.into())
            }
            #[cfg(feature = "chatwoot")]
            onepane_adapter_chatwoot::HOST => {
                let config = config::chatwoot(settings);
                Ok(onepane_adapter_chatwoot::ChatwootEmulator::with_config(config)?.into())
            }
            #[cfg(feature = "kustomer")]
            onepane_adapter_kustomer::HOST => Ok(onepane_adapter_kustomer::KustomerEmulator::new().into()),
            #[cfg(feature = "workspaces")]
            onepane_adapter_workspaces::HOST => {
                let config = config::workspaces(settings)?;
                Ok(onepane_adapter_workspaces::WorkspacesEmulator::with_config(config)?.into())
            }
            #[cfg(feature = "web1on1")]
            onepane_adapter_web1on1::HOST => {
                let config = config::web1on1(settings);
                Ok(onepane_adapter_web1on1::Web1on1Emulator::with_config(config)?.into())
            }
            #[cfg(feature = "zendesk")]
            onepane_adapter_zendesk::HOST => Ok(onepane_adapter_zendesk::ZendeskEmulator::new().into()),
            _ => Err(unknown(host)),
        }
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

/// A host that this build has no adapter for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected one of {}, found `{found}`", HOSTS.join(", "))]
struct UnknownHost {
    found: String,
}

pub(crate) fn unknown(host: &str) -> Error {
    Error::new(ErrorKind::Unsupported, UnknownHost { found: host.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_by_name_is_the_adapters_own() {
        for host in HOSTS {
            let adapter = AnyAdapter::new(host, &Settings::default()).unwrap();
            assert_eq!(token_policy(host).unwrap(), adapter.token_policy(), "{host}");
        }
    }
}
