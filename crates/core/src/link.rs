//! Where waiting happens.

use async_trait::async_trait;

use crate::error::Error;
use crate::frame::Frame;

/// A way to the other side: the only place where onepane waits.
///
/// Adapters, emulators and sessions never see one; a driver moves frames between them and a link.
#[async_trait]
pub trait Link: Send {
    /// Sends a frame to the other side.
    ///
    /// # Errors
    ///
    /// `Closed` when the other side is gone.
    async fn send(&mut self, frame: &Frame) -> Result<(), Error>;

    /// Waits for the next frame; `None` when the other side has ended well.
    ///
    /// # Errors
    ///
    /// `MalformedFrame` for something that is no frame; the link stays usable.
    async fn receive(&mut self) -> Result<Option<Frame>, Error>;
}
