//! The methods of the widget API that are known by name: 52 of the 3.7 guide's contents, and 13 seen
//! elsewhere.
//!
//! Source: the contents of the 3.7 guide, the vendor's AXP guide and samples, the 3.x sample library,
//! read 2026-11-21.

/// A method of the widget API.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) name: &'static str,
    pub(crate) interaction: Interaction,
    /// The capability while which the host says the method runs; empty for none.
    pub(crate) guard: &'static str,
}

/// Whether a method is about an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interaction {
    /// It is not, or nobody knows.
    No,
    /// It is about the one that the widget is on.
    Own,
    /// It is about the one that the widget is on, or the one whose id is this argument.
    OwnOr(usize),
}

const fn of(name: &'static str, interaction: Interaction) -> Method {
    Method { name, interaction, guard: "" }
}

const fn guarded(name: &'static str, interaction: Interaction, guard: &'static str) -> Method {
    Method { name, interaction, guard }
}

use Interaction::{No, Own, OwnOr};

/// Only of `acceptInteraction` it is written that it needs an interaction; the others that need one are
/// those whose arguments are known and that can be about nothing else.
pub(crate) const METHODS: &[Method] = &[
    of("sendMessage", No),
    of("sendNotification", No),
    of("getConfiguration", No),
    of("getInteractionId", Own),
    of("getWorkCardCount", No),
    of("getInteractionData", Own),
    of("sendChatMessage", Own),
    of("sendEmailMessage", Own),
    of("removeEmailAttachment", No),
    of("reportChatTyping", No),
    of("startVoiceInteraction", No),
    guarded("acceptInteraction", OwnOr(0), "canAccept"),
    of("holdInteraction", Own),
    of("unholdInteraction", Own),
    of("endInteraction", OwnOr(0)),
    of("singleStepTransfer", OwnOr(1)),
    of("consult", OwnOr(2)),
    of("endConsult", Own),
    of("completeTransfer", Own),
    guarded("completeConference", OwnOr(0), "canConferenceComplete"),
    of("getCapabilities", No),
    of("setTransferToServicesList", No),
    of("getDispositionCodes", No),
    of("setDispositionCode", Own),
    of("getWorkCodes", No),
    of("setWorkCode", No),
    of("getNotReadyReasonCodes", No),
    of("getAdditionalWorkCodes", No),
    of("sendDTMF", No),
    of("insertMessageIntoResponseArea", No),
    of("insertContentIntoEmailBody", No),
    of("createCustomCard", No),
    of("updateCustomCard", No),
    of("deleteCustomCard", No),
    of("createCustomStatePanel", No),
    of("updateCustomStatePanel", No),
    of("deleteCustomStatePanel", No),
    of("updateMenuItems", No),
    of("searchEnterpriseDirectory", No),
    of("isEnterpriseContactsServiceAvailable", No),
    of("unregister", No),
    of("startWork", No),
    of("startWorkNotReady", No),
    of("setAgentReady", No),
    of("setAgentACW", No),
    of("finishWork", No),
    guarded("additionalWork", No, "canSetNotReady"),
    of("setAgentNotReady", No),
    of("bidi", No),
    of("forceReload", No),
    of("setFocus", No),
    // Not in the 3.7 list.
    of("getAllInteractions", No),
    of("getMetadata", No),
    of("getTeamData", No),
    of("getClientDetails", No),
    of("getOrigins", No),
    of("sendMessageToAnyWidget", No),
    of("sendRichMediaMessage", Own),
    of("validateRichMediaMessage", No),
    of("insertMessageResponse", Own),
    of("singleStepTransferToService", Own),
    of("singleStepConference", No),
];

/// Methods that are frames of their own here: a function cannot be an argument of a call.
pub(crate) const SUBSCRIPTIONS: &[&str] = &["onDataEvent", "removeDataEvent", "removeAllDataEvents"];

/// The method of this name.
pub(crate) fn method(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_both_lists_is_there_once() {
        let mut names: Vec<_> =
            METHODS.iter().map(|method| method.name).chain(SUBSCRIPTIONS.iter().copied()).collect();
        assert_eq!(names.len(), 52 + 13);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 52 + 13);
    }
}
