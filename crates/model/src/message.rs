//! What is said in a conversation.

use crate::conversation::Conversation;
use crate::id::{AccountId, AttachmentId, ConversationId, InboxId, MessageId};
use crate::json::Json;
use crate::keyed::Keyed;
use crate::number::Number;
use crate::people::Participant;
use crate::record::record;
use crate::time::Time;
use crate::word::{
    AttachmentKind, ContentKind, Direction, MessageKind, MessageStatus, ParticipantKind, Visibility,
};

record! {
    /// A chat message: something said, noted or reported in a conversation.
    pub struct Message {
        /// The host's id. While `status` is `sending` it is provisional and will change.
        id: Option<MessageId>,
        /// The provisional id under which it was sent.
        echo_id: Option<String>,
        /// The conversation it belongs to.
        conversation_id: Option<ConversationId>,
        /// The inbox it went through.
        inbox_id: Option<InboxId>,
        /// The account it belongs to.
        account: Option<AccountId>,
        /// The text: plain, light markup or HTML as the channel has it. Treat it as hostile.
        /// Absent when there are only attachments.
        text: Option<String>,
        /// The text as the host prepared it for the channel.
        processed_text: Option<String>,
        /// What kind of entry it is.
        kind: Option<MessageKind>,
        /// Which way it went.
        direction: Option<Direction>,
        /// Who may read it.
        visibility: Option<Visibility>,
        /// What its body is.
        content_kind: Option<ContentKind>,
        /// How far it has come. Absent when the host does not track it.
        status: Option<MessageStatus>,
        /// Why it failed, in the host's words.
        error: Option<String>,
        /// Who wrote it. Absent for what the host itself wrote.
        sender: Option<Box<Participant>>,
        /// The id of who wrote it, where the host names it apart from `sender`.
        sender_id: Option<String>,
        /// The kind of who wrote it, where the host names it apart from `sender`.
        sender_kind: Option<ParticipantKind>,
        /// When it was written. Absent for one that is still being sent.
        created_at: Option<Time>,
        /// When it last changed.
        updated_at: Option<Time>,
        /// The channel's own id for it; not always unique.
        source_id: Option<String>,
        /// The message it answers.
        reply_to: Option<MessageId>,
        /// The channel's own id of the message it answers.
        reply_to_source_id: Option<String>,
        /// Whether it was taken back.
        deleted: Option<bool>,
        /// Whether the host cannot show it.
        unsupported: Option<bool>,
        /// Files, places and cards that came with it.
        attachments: Option<Vec<Attachment>>,
        /// Answers to choose from, form fields, cards or article links, as `content_kind` says.
        items: Option<Vec<Item>>,
        /// What was answered to `items`.
        answers: Option<Vec<Answer>>,
        /// The e-mail address that was answered.
        submitted_email: Option<String>,
        /// What was answered to a satisfaction survey.
        survey: Option<Box<Survey>>,
        /// The parts of an e-mail.
        email: Option<Box<Email>>,
        /// Translations of the text, by language.
        translations: Option<Keyed<String>>,
        /// How the conversation stood once the message was in, where the host says so with the message.
        conversation: Option<Box<Conversation>>,
        /// What the sender's software put with it, taken out of the text in which it came.
        custom_data: Option<Json>,
        /// Who caused the update that brought this record.
        updated_by: Option<Box<Participant>>,
        ..extra
    }
}

record! {
    /// One thing in a message to look at or choose from.
    pub struct Item {
        /// What it is called.
        title: Option<String>,
        /// What it stands for when chosen.
        value: Option<String>,
        /// The form field's key.
        name: Option<String>,
        /// The form field's type, in the host's word.
        kind: Option<String>,
        /// What is written beside the form field.
        label: Option<String>,
        /// What is written in the empty form field.
        placeholder: Option<String>,
        /// What the form field begins with.
        default_value: Option<Json>,
        /// Whether the form field must be filled.
        required: Option<bool>,
        /// What the form field's text must match.
        pattern: Option<String>,
        /// What to say when it does not match.
        pattern_error: Option<String>,
        /// What the form field offers.
        options: Option<Json>,
        /// More about it.
        description: Option<String>,
        /// Where it leads.
        url: Option<String>,
        /// The URL of its picture.
        media_url: Option<String>,
        /// What can be done with it.
        actions: Option<Vec<ItemAction>>,
        ..extra
    }
}

record! {
    /// A button on a card.
    pub struct ItemAction {
        /// What it does, in the host's word.
        kind: Option<String>,
        /// What is written on it.
        text: Option<String>,
        /// Where it leads.
        url: Option<String>,
        /// What it sends back.
        payload: Option<String>,
        ..extra
    }
}

record! {
    /// What a contact chose or filled in.
    pub struct Answer {
        /// The title of what was chosen.
        title: Option<String>,
        /// The key of the form field that was filled.
        name: Option<String>,
        /// What was chosen or filled in.
        value: Option<Json>,
        ..extra
    }
}

record! {
    /// What a contact answered to a satisfaction survey.
    pub struct Survey {
        /// The mark, 1 (bad) to 5 (good).
        rating: Option<i64>,
        /// What the contact added.
        comment: Option<String>,
        ..extra
    }
}

record! {
    /// The parts of an e-mail.
    pub struct Email {
        /// The subject line.
        subject: Option<String>,
        /// The senders' addresses.
        from: Option<Vec<String>>,
        /// The receivers' addresses.
        to: Option<Vec<String>>,
        /// Who got a copy.
        cc: Option<Vec<String>>,
        /// Who got a hidden copy.
        bcc: Option<Vec<String>>,
        /// The id in its header.
        message_id: Option<String>,
        /// The id of the e-mail it answers.
        in_reply_to: Option<String>,
        /// The ids of the e-mails before it.
        references: Option<Vec<String>>,
        /// The date in its header.
        sent_at: Option<Time>,
        /// The media type of its body.
        content_type: Option<String>,
        /// Whether it has several parts.
        multipart: Option<bool>,
        /// How many files came with it.
        attachment_count: Option<i64>,
        /// Whether a machine wrote it.
        automatic: Option<bool>,
        /// The HTML body. Treat it as hostile.
        html: Option<Box<EmailBody>>,
        /// The plain body.
        plain: Option<Box<EmailBody>>,
        /// How urgent its sender says it is, in the header's word.
        importance: Option<String>,
        /// How confidential its sender says it is, in the header's word.
        sensitivity: Option<String>,
        /// The header fields, where the host shows them.
        headers: Option<Json>,
        ..extra
    }
}

record! {
    /// An e-mail's body, taken apart.
    pub struct EmailBody {
        /// All of it.
        full: Option<String>,
        /// What is new.
        reply: Option<String>,
        /// What is quoted.
        quoted: Option<String>,
        ..extra
    }
}

record! {
    /// A file, a place or a card that came with a message.
    pub struct Attachment {
        /// The host's id.
        id: Option<AttachmentId>,
        /// The message it came with.
        message_id: Option<MessageId>,
        /// The account it belongs to.
        account: Option<AccountId>,
        /// What it is.
        kind: Option<AttachmentKind>,
        /// Its media type.
        mime_type: Option<String>,
        /// The ending of its name.
        extension: Option<String>,
        /// Where it can be had; a URL on the host.
        url: Option<String>,
        /// Where a small picture of it can be had; empty when there is none.
        thumbnail_url: Option<String>,
        /// Its size in bytes.
        size: Option<i64>,
        /// Its width in pixels.
        width: Option<i64>,
        /// Its height in pixels.
        height: Option<i64>,
        /// What was said in it.
        transcript: Option<String>,
        /// What to show in its stead.
        title: Option<String>,
        /// Degrees north, for a place.
        latitude: Option<Number>,
        /// Degrees east, for a place.
        longitude: Option<Number>,
        /// The given name on a contact card.
        first_name: Option<String>,
        /// The family name on a contact card.
        last_name: Option<String>,
        ..extra
    }
}

record! {
    /// A limit that a host sets on the texts of messages.
    pub struct TextLimit {
        /// What it limits, in the host's word.
        kind: Option<String>,
        ..extra
    }
}
