//! `onMediaMessageEvent`, in its three shapes.
//!
//! Source: the vendor's AXP and 3.x samples and public widget code, read 2026-11-21.

use onepane_map::{Codec, JsonKind, Row, Table, flat, home, part, row};
use onepane_model::{Email, Message, MessageCreated, Participant};

use Codec::{Bool, JsonText, One, Text};

/// AXP: `body.text` on messaging channels, `message.body` for an e-mail.
pub(super) static CREATED: Table =
    Table::new(&MessageCreated::RECORD, &[home(MessageCreated::MESSAGE, &MESSAGE)]);
static MESSAGE: Table =
    Table::new(&Message::RECORD, &message([flat("body", &BODY_FIRST).when(JsonKind::Object), TEXT.alias()]));

/// 3.x: `body` is the text itself.
pub(super) static CREATED_V3: Table =
    Table::new(&MessageCreated::RECORD, &[home(MessageCreated::MESSAGE, &MESSAGE_V3)]);
static MESSAGE_V3: Table =
    Table::new(&Message::RECORD, &message([TEXT.shared(), flat("body", &BODY).when(JsonKind::Object)]));

const TEXT: Row = row("body", Message::TEXT, Text).when(JsonKind::String);

const fn message(body: [Row; 2]) -> [Row; 5] {
    [
        body[0],
        body[1],
        flat("message", &MAIL).when(JsonKind::Object),
        row("receivedFrom", Message::SENDER, One(&SENDER)).when(JsonKind::Object),
        // JSON inside a string.
        row("customData", Message::CUSTOM_DATA, JsonText).empty_is_none(),
    ]
}

static BODY_FIRST: Table = Table::new(&Message::RECORD, &[row("text", Message::TEXT, Text).shared()]);
static BODY: Table = Table::new(&Message::RECORD, &[row("text", Message::TEXT, Text).alias()]);

/// One e-mail. Its body may be HTML.
static MAIL: Table =
    Table::new(&Message::RECORD, &[row("body", Message::TEXT, Text).alias(), part(Message::EMAIL, &HEADER)]);

static HEADER: Table = Table::new(
    &Email::RECORD,
    &[row("importance", Email::IMPORTANCE, Text), row("sensitivity", Email::SENSITIVITY, Text)],
);

static SENDER: Table = Table::new(&Participant::RECORD, &[row("isSelf", Participant::IS_SELF, Bool)]);
