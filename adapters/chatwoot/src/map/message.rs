//! `messages[]` and what belongs to a message: attachments, items, answers, e-mail.

use onepane_map::{Case, Codec, IdForm, JsonKind, Table, TimeForm, case, cases, flat, part, row, words};
use onepane_model::{
    Agent, Answer, Attachment, ContactInbox, Conversation, Email, EmailBody, Item, ItemAction, Message,
    Survey,
};

use Codec::{Any, Bool, Id, Integer, Items, List, Literals, Map, Number, One, Text, Time};

use super::people::PARTICIPANT;

/// A message from REST, from the websocket, or still on its way out: then its id is a text, and
/// `content` and `conversation_id` come under second keys too.
pub(super) static MESSAGE: Table = Table::new(
    &Message::RECORD,
    &[
        row("id", Message::ID, Id(IdForm::Integer)),
        row("content", Message::TEXT, Text).shared(),
        row("message", Message::TEXT, Text).alias(),
        row("inbox_id", Message::INBOX_ID, Id(IdForm::Integer)),
        row("conversation_id", Message::CONVERSATION_ID, Id(IdForm::Integer)).shared(),
        row("conversationId", Message::CONVERSATION_ID, Id(IdForm::Integer)).alias(),
        row("echo_id", Message::ECHO_ID, Text),
        cases("message_type", &[Message::DIRECTION, Message::KIND], MESSAGE_TYPE),
        row("content_type", Message::CONTENT_KIND, CONTENT_TYPE),
        row("status", Message::STATUS, words!("progress" = "sending")),
        flat("content_attributes", &CONTENT_ATTRIBUTES),
        row("created_at", Message::CREATED_AT, Time(TimeForm::Seconds)),
        row("updated_at", Message::UPDATED_AT, Time(TimeForm::Iso(3))),
        row("private", Message::VISIBILITY, Literals(&[("false", "public"), ("true", "internal")])),
        row("source_id", Message::SOURCE_ID, Text),
        row("account_id", Message::ACCOUNT, Id(IdForm::Integer)),
        row("sender_type", Message::SENDER_KIND, SENDER_TYPE),
        row("sender_id", Message::SENDER_ID, Id(IdForm::Integer)),
        row("processed_message_content", Message::PROCESSED_TEXT, Text),
        row("sender", Message::SENDER, One(&PARTICIPANT)),
        row("attachments", Message::ATTACHMENTS, List(&ATTACHMENT)),
        row("conversation", Message::CONVERSATION, One(&CONVERSATION_OF_MESSAGE)),
        row("performer", Message::UPDATED_BY, One(&PARTICIPANT)),
        flat("meta", &META),
    ],
);

const MESSAGE_TYPE: &[Case] = &[
    case("0", &["inbound", "chat"]),
    case("1", &["outbound", "chat"]),
    case("2", &["system", "activity"]),
    case("3", &["outbound", "template"]),
];

/// The others are the model's words already, or have no counterpart (`integrations`).
const CONTENT_TYPE: Codec =
    words!("incoming_email" = "email", "input_csat" = "survey", "voice_call" = "call");

/// The host's classes, an open set: the records show `User`, and `AgentBot` for assignees.
const SENDER_TYPE: Codec = words!("User" = "agent", "AgentBot" = "bot", "Contact" = "contact");

/// A pending message's `meta`, when it failed.
static META: Table = Table::new(&Message::RECORD, &[row("error", Message::ERROR, Text).alias()]);

/// How the conversation stood, told by the websocket with each message.
static CONVERSATION_OF_MESSAGE: Table = Table::new(
    &Conversation::RECORD,
    &[
        part(Conversation::ASSIGNEE, &ASSIGNEE),
        row("unread_count", Conversation::UNREAD_COUNT, Integer),
        row("last_activity_at", Conversation::LAST_ACTIVITY_AT, Time(TimeForm::Seconds)),
        row("contact_inbox", Conversation::CONTACT_INBOX, One(&SOURCE)),
    ],
);

static ASSIGNEE: Table = Table::new(&Agent::RECORD, &[row("assignee_id", Agent::ID, Id(IdForm::Integer))]);

static SOURCE: Table = Table::new(&ContactInbox::RECORD, &[row("source_id", ContactInbox::SOURCE_ID, Text)]);

static CONTENT_ATTRIBUTES: Table = Table::new(
    &Message::RECORD,
    &[
        row("in_reply_to", Message::REPLY_TO, Id(IdForm::Integer)),
        row("in_reply_to_external_id", Message::REPLY_TO_SOURCE_ID, Text),
        row("items", Message::ITEMS, List(&ITEM)),
        // A form's answers are a list, a survey's an object.
        row("submitted_values", Message::ANSWERS, List(&ANSWER)).when(JsonKind::Array),
        flat("submitted_values", &SUBMITTED).when(JsonKind::Object),
        row("submitted_email", Message::SUBMITTED_EMAIL, Text),
        row("deleted", Message::DELETED, Bool),
        row("is_unsupported", Message::UNSUPPORTED, Bool),
        row("external_error", Message::ERROR, Text).shared(),
        row("translations", Message::TRANSLATIONS, Map(&Text)),
        part(Message::EMAIL, &EMAIL),
    ],
);

static SUBMITTED: Table =
    Table::new(&Message::RECORD, &[row("csat_survey_response", Message::SURVEY, One(&SURVEY))]);

static SURVEY: Table = Table::new(
    &Survey::RECORD,
    &[row("rating", Survey::RATING, Integer), row("feedback_message", Survey::COMMENT, Text)],
);

/// An answer to choose, a form's field, a card or a link to an article.
static ITEM: Table = Table::new(
    &Item::RECORD,
    &[
        row("title", Item::TITLE, Text),
        row("value", Item::VALUE, Text),
        row("name", Item::NAME, Text),
        row("type", Item::KIND, Text),
        row("label", Item::LABEL, Text),
        row("placeholder", Item::PLACEHOLDER, Text),
        row("options", Item::OPTIONS, Any),
        row("default", Item::DEFAULT_VALUE, Any),
        row("required", Item::REQUIRED, Bool),
        row("pattern", Item::PATTERN, Text),
        row("pattern_error", Item::PATTERN_ERROR, Text),
        row("description", Item::DESCRIPTION, Text),
        row("media_url", Item::MEDIA_URL, Text),
        row("link", Item::URL, Text),
        row("actions", Item::ACTIONS, List(&ACTION)),
    ],
);

static ACTION: Table = Table::new(
    &ItemAction::RECORD,
    &[
        row("type", ItemAction::KIND, Text),
        row("text", ItemAction::TEXT, Text),
        row("uri", ItemAction::URL, Text),
        row("payload", ItemAction::PAYLOAD, Text),
    ],
);

static ANSWER: Table = Table::new(
    &Answer::RECORD,
    &[row("title", Answer::TITLE, Text), row("name", Answer::NAME, Text), row("value", Answer::VALUE, Any)],
);

/// An e-mail: one that came in has an object of its own, one that goes out three lists beside the
/// other attributes.
static EMAIL: Table = Table::new(
    &Email::RECORD,
    &[
        flat("email", &INCOMING_EMAIL),
        row("to_emails", Email::TO, Items(&Text)).alias(),
        row("cc_emails", Email::CC, Items(&Text)).alias(),
        row("bcc_emails", Email::BCC, Items(&Text)).alias(),
        row("cc_email", Email::CC, Items(&Text)).alias().when(JsonKind::Array),
        row("bcc_email", Email::BCC, Items(&Text)).alias().when(JsonKind::Array),
    ],
);

static INCOMING_EMAIL: Table = Table::new(
    &Email::RECORD,
    &[
        row("bcc", Email::BCC, Items(&Text)).when(JsonKind::Array).shared(),
        row("cc", Email::CC, Items(&Text)).when(JsonKind::Array).shared(),
        row("content_type", Email::CONTENT_TYPE, Text),
        row("date", Email::SENT_AT, Time(TimeForm::Iso(3))),
        row("from", Email::FROM, Items(&Text)),
        row("headers", Email::HEADERS, Any),
        row("html_content", Email::HTML, One(&EMAIL_BODY)),
        row("in_reply_to", Email::IN_REPLY_TO, Text),
        row("message_id", Email::MESSAGE_ID, Text),
        row("multipart", Email::MULTIPART, Bool),
        row("number_of_attachments", Email::ATTACHMENT_COUNT, Integer),
        row("references", Email::REFERENCES, Items(&Text)),
        row("subject", Email::SUBJECT, Text),
        row("text_content", Email::PLAIN, One(&EMAIL_BODY)),
        row("to", Email::TO, Items(&Text)).shared(),
        row("auto_reply", Email::AUTOMATIC, Bool),
    ],
);

static EMAIL_BODY: Table = Table::new(
    &EmailBody::RECORD,
    &[
        row("full", EmailBody::FULL, Text),
        row("reply", EmailBody::REPLY, Text),
        row("quoted", EmailBody::QUOTED, Text),
    ],
);

/// Which members there are depends on `file_type`.
static ATTACHMENT: Table = Table::new(
    &Attachment::RECORD,
    &[
        row("id", Attachment::ID, Id(IdForm::Integer)),
        row("message_id", Attachment::MESSAGE_ID, Id(IdForm::Integer)),
        row("account_id", Attachment::ACCOUNT, Id(IdForm::Integer)),
        row("file_type", Attachment::KIND, Text),
        row("extension", Attachment::EXTENSION, Text),
        row("content_type", Attachment::MIME_TYPE, Text),
        row("data_url", Attachment::URL, Text),
        row("thumb_url", Attachment::THUMBNAIL_URL, Text),
        row("file_size", Attachment::SIZE, Integer),
        row("width", Attachment::WIDTH, Integer),
        row("height", Attachment::HEIGHT, Integer),
        row("transcribed_text", Attachment::TRANSCRIPT, Text),
        row("coordinates_lat", Attachment::LATITUDE, Number),
        row("coordinates_long", Attachment::LONGITUDE, Number),
        row("fallback_title", Attachment::TITLE, Text),
        flat("meta", &CARD),
    ],
);

/// The names on a contact card; the mobile app writes their keys in its own way.
static CARD: Table = Table::new(
    &Attachment::RECORD,
    &[
        row("firstName", Attachment::FIRST_NAME, Text).shared(),
        row("first_name", Attachment::FIRST_NAME, Text).alias(),
        row("lastName", Attachment::LAST_NAME, Text).shared(),
        row("last_name", Attachment::LAST_NAME, Text).alias(),
    ],
);
