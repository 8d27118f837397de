//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{Botmaker, BotmakerEmulator, Config, Dialect, PROTOCOL, definition};

/// The name of the widget in the outbound frames on file.
const WIDGET: &str = "order-panel";

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!())
        .definition(definition::build, definition::check, r#"{"screens":["CHATS"]}"#)
        .setup(
            "default",
            |tables| Ok(Box::new(Botmaker::new(Config::default())?.with_protocol(tables))),
            |tables| Ok(Box::new(BotmakerEmulator::new().with_protocol(tables))),
        )
        .setup(
            "older dialect",
            |tables| {
                let config = Config { dialect: Dialect::WidgetId, ..Config::default() };
                Ok(Box::new(Botmaker::new(config)?.with_protocol(tables)))
            },
            |tables| Ok(Box::new(BotmakerEmulator::new().with_protocol(tables))),
        )
        .setup(
            "registered widget",
            |tables| {
                let mut config = Config::default();
                WIDGET.clone_into(&mut config.widget_name);
                Ok(Box::new(Botmaker::new(config)?.with_protocol(tables)))
            },
            |tables| Ok(Box::new(BotmakerEmulator::new().with_widget_name(WIDGET).with_protocol(tables))),
        )
        .documented(&[
            "widget_ready",
            "chat_selected",
            "chat_message_sent",
            "contacts_company_selected",
            "ticket_selected",
            "ticket_status_changed",
            "tickets_queue_summary",
            "response_success",
            "response_failure",
        ])
}
