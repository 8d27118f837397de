//! The hosts: a line in the list below and a file for each. Whoever adds an adapter to this workspace enters it here.

// For hosts that speak several.
#[cfg(any(feature = "botmaker", feature = "workspaces"))]
mod dialect;

// Not by the macro: what formats files finds those that are declared in plain sight.
#[cfg(feature = "botmaker")]
mod botmaker;
#[cfg(feature = "chatwoot")]
mod chatwoot;
#[cfg(feature = "kustomer")]
mod kustomer;
#[cfg(feature = "web1on1")]
mod web1on1;
#[cfg(feature = "workspaces")]
mod workspaces;
#[cfg(feature = "zendesk")]
mod zendesk;

use onepane_core::{Adapter, Definition, Error, ErrorKind, Finding, Manifest, TokenPolicy};

use crate::settings::Settings;

/// Everything that depends on which hosts there are.
macro_rules! hosts {
    ($($(#[$doc:meta])* $feature:literal, $module:ident, $adapter:ident, $emulator:ident;)+) => {
        /// The names of the hosts that this build has an adapter for.
        pub const HOSTS: &[&str] = &[$(#[cfg(feature = $feature)] $module::HOST),+];

        /// An adapter chosen by name.
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum AnyAdapter {
            $($(#[$doc])* #[cfg(feature = $feature)] $adapter($module::$adapter)),+
        }

        impl AnyAdapter {
            /// The adapter of a host.
            ///
            /// # Errors
            ///
            /// `Unsupported` for a host that this build does not know, `InvalidConfig` for a setting that cannot
            /// be.
            pub fn new(host: &str, settings: &Settings) -> Result<Self, Error> {
                match host {
                    $(#[cfg(feature = $feature)] $module::HOST => Ok(Self::$adapter($module::adapter(settings)?)),)+
                    _ => Err(unknown(host)),
                }
            }

            /// The adapter alone, where it does not matter any more which it is.
            pub fn into_boxed(self) -> Box<dyn Adapter> {
                match self {
                    $(#[cfg(feature = $feature)] Self::$adapter(adapter) => Box::new(adapter),)+
                }
            }

            pub(crate) fn adapter(&self) -> &dyn Adapter {
                match self {
                    $(#[cfg(feature = $feature)] Self::$adapter(adapter) => adapter),+
                }
            }

            pub(crate) fn adapter_mut(&mut self) -> &mut dyn Adapter {
                match self {
                    $(#[cfg(feature = $feature)] Self::$adapter(adapter) => adapter),+
                }
            }
        }

        /// An emulator chosen by name.
        #[cfg(feature = "emulator")]
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum AnyEmulator {
            $($(#[$doc])* #[cfg(feature = $feature)] $adapter($module::$emulator)),+
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
                let settings = &Settings { account: None, api: crate::Api::default(), ..settings.clone() };
                match host {
                    $(#[cfg(feature = $feature)] $module::HOST => Ok(Self::$adapter($module::emulator(settings)?)),)+
                    _ => Err(unknown(host)),
                }
            }

            pub(crate) fn emulator(&self) -> &dyn onepane_core::Emulator {
                match self {
                    $(#[cfg(feature = $feature)] Self::$adapter(emulator) => emulator),+
                }
            }

            pub(crate) fn emulator_mut(&mut self) -> &mut dyn onepane_core::Emulator {
                match self {
                    $(#[cfg(feature = $feature)] Self::$adapter(emulator) => emulator),+
                }
            }
        }

        /// How the signed token of a host is to be verified: by `onepane-auth`, which knows no host. `None` for a host
        /// that signs nothing for its widgets.
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
                $(#[cfg(feature = $feature)] $module::HOST => Ok($module::TOKEN),)+
                _ => Err(unknown(host)),
            }
        }

        /// How definitions of a host are made and checked.
        pub(crate) fn definitions(host: &str) -> Option<(Build, Check)> {
            match host {
                $(#[cfg(feature = $feature)] $module::HOST => {
                    Some(($module::definition::build, $module::definition::check))
                })+
                _ => None,
            }
        }

        /// What the conformance suite examines of a host's adapter.
        #[cfg(feature = "conformance")]
        pub(crate) fn kit(host: &str) -> Result<onepane_testkit::conformance::Kit, Error> {
            match host {
                $(#[cfg(feature = $feature)] $module::HOST => Ok($module::kit()),)+
                _ => Err(unknown(host)),
            }
        }
    };
}

hosts! {
    /// Botmaker's operator console.
    "botmaker", botmaker, Botmaker, BotmakerEmulator;
    /// Chatwoot dashboard apps.
    "chatwoot", chatwoot, Chatwoot, ChatwootEmulator;
    /// Kustomer's cards and widgets.
    "kustomer", kustomer, Kustomer, KustomerEmulator;
    /// Avaya Workspaces' widget API.
    "workspaces", workspaces, Workspaces, WorkspacesEmulator;
    /// The web1on1 web chat.
    "web1on1", web1on1, Web1on1, Web1on1Emulator;
    /// Apps in Zendesk's agent workspace.
    "zendesk", zendesk, Zendesk, ZendeskEmulator;
}

type Build = fn(&Manifest) -> Result<Definition, Vec<Finding>>;
type Check = fn(&str) -> Vec<Finding>;

/// A host that this build has no adapter for.
fn unknown(host: &str) -> Error {
    let words = ["expected one of ", &HOSTS.join(", "), ", found `", host, "`"].concat();
    Error::new(ErrorKind::Unsupported, words)
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
