//! Modals: the SDK takes three at most, and throws at an id that it has already.

use onepane_core::Refusal;
use onepane_map::Index;
use onepane_model::RequestId;

use super::Call;

const MOST: usize = 3;

/// The modals that the page has made.
#[derive(Debug, Clone, Default)]
pub(crate) struct Modals(Vec<(RequestId, String)>);

impl Modals {
    /// Notes a modal that is about to be made or destroyed.
    ///
    /// # Errors
    ///
    /// When the SDK would throw.
    pub(crate) fn admit(&mut self, request: &RequestId, call: &Call) -> Result<(), Refusal> {
        match call.name.as_str() {
            "modal.init" => {
                let Some(id) = id_of(call) else {
                    return Err(Refusal::invalid("a modal needs an id, in the first argument"));
                };
                if self.0.iter().any(|(_, taken)| *taken == id) {
                    return Err(Refusal::invalid("there is a modal with this id already"));
                }
                if self.0.len() == MOST {
                    return Err(Refusal::invalid(
                        "there are three modals already, and the host takes no more",
                    ));
                }
                self.0.push((request.clone(), id));
            }
            // Its argument is not documented: only what is plainly an id is believed to be one.
            "modal.destroy" => {
                if let Some(id) = id_of(call) {
                    self.0.retain(|(_, taken)| *taken != id);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A request has failed: the modal that it was to make does not exist.
    pub(crate) fn give_up(&mut self, request: &RequestId) {
        self.0.retain(|(made_by, _)| made_by != request);
    }
}

/// The id in the first argument, or that it is.
fn id_of(call: &Call) -> Option<String> {
    let index = Index::parse(call.args.first()?.as_str()).ok()?;
    let at = index.root();
    let id = at.get("id").unwrap_or(at).chars()?.into_owned();
    (!id.is_empty()).then_some(id)
}
