//! Why a console cannot run.

use std::io;

/// Why a console cannot run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such host.
    #[error("expected one of {known}, found `{found}`")]
    Host {
        /// The hosts there are.
        known: String,
        /// What was asked for.
        found: String,
    },
    /// What was given as the widget is neither a URL nor there.
    #[error("the widget: expected an http(s) URL, a folder or a file, found `{found}`")]
    Widget {
        /// What was given.
        found: String,
    },
    /// Something else has the port.
    #[error("port {port} is taken")]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// A socket cannot be opened or served.
    #[error("cannot serve on loopback: {0}")]
    Socket(io::Error),
    /// The key pair for tokens cannot be made.
    #[error("cannot make a key pair to sign tokens with")]
    Key,
}
