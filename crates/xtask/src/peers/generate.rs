//! Contexts as Chatwoot posts them, made up: the same ones on every machine.

use std::fmt::Write as _;
use std::io::{self, Write};

/// How many messages a context may have, and how often out of a hundred it has up to so many.
const SIZES: [(u64, u64); 5] = [(35, 0), (30, 3), (25, 15), (9, 50), (1, 250)];

const WORDS: [&str; 32] = [
    "where",
    "is",
    "my",
    "parcel",
    "hello",
    "the",
    "order",
    "arrived",
    "broken",
    "thank",
    "you",
    "please",
    "send",
    "gracias",
    "envío",
    "pedido",
    "mañana",
    "Rückfrage",
    "Größe",
    "danke",
    "für",
    "alles",
    "\\\"sent\\\"",
    "line\\none",
    "👍",
    "😀",
    "https://shop.example.test/track?id=12345",
    "refund",
    "invoice",
    "tomorrow",
    "address",
    "€",
];
const NAMES: [&str; 8] = [
    "Ana Ruiz",
    "Bo Lindqvist",
    "Chloé Martin",
    "Dmitri Orlov",
    "Émile Roux",
    "Fatma Şahin",
    "Grace Kim",
    "Hugo Weiß",
];
const CHANNELS: [&str; 5] =
    ["Channel::WebWidget", "Channel::Email", "Channel::Whatsapp", "Channel::Telegram", "Channel::Api"];
const STATUSES: [&str; 4] = ["open", "resolved", "pending", "snoozed"];
const PRIORITIES: [&str; 4] = ["null", "\"urgent\"", "\"high\"", "\"low\""];

/// Writes lines of at least this many bytes in all; gives how many lines.
pub(crate) fn write(bytes: u64, out: &mut impl Write) -> io::Result<u64> {
    let (mut random, mut line) = (Random(0x006f_6e65_7061_6e65), String::new());
    let (mut written, mut lines) = (0, 0);
    while written < bytes {
        line.clear();
        context(&mut random, lines, &mut line);
        line.push('\n');
        out.write_all(line.as_bytes())?;
        written += line.len() as u64;
        lines += 1;
    }
    Ok(lines)
}

/// Sebastiano Vigna's SplitMix64: good enough for sizes and words, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        let index = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of.get(index).copied().unwrap_or("")
    }

    fn text(&mut self, words: u64) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(words) {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(self.one(&WORDS));
        }
        text
    }
}

/// What one conversation is about.
struct Scene {
    conversation: u64,
    account: u64,
    inbox: u64,
    contact: u64,
    name: &'static str,
    agent: u64,
    agent_name: &'static str,
    now: u64,
}

fn context(random: &mut Random, number: u64, out: &mut String) {
    let scene = Scene {
        conversation: 1000 + number,
        account: 1 + random.below(9),
        inbox: 1 + random.below(40),
        contact: 100 + random.below(1_000_000),
        name: random.one(&NAMES),
        agent: 1 + random.below(200),
        agent_name: random.one(&NAMES),
        now: 1_767_000_000 + number * 7,
    };
    let mut chance = random.below(100);
    let mut messages = 0;
    for (weight, most) in SIZES {
        if chance < weight {
            messages = if most == 0 { 0 } else { 1 + random.below(most) };
            break;
        }
        chance -= weight;
    }
    out.push_str("{\"event\":\"appContext\",\"data\":{\"conversation\":");
    conversation(random, &scene, messages, out);
    out.push_str(",\"contact\":");
    contact(random, &scene, out);
    put(
        out,
        format_args!(
            ",\"currentAgent\":{{\"id\":{},\"name\":\"{}\",\"email\":\"agent{}@example.test\"}}",
            scene.agent, scene.agent_name, scene.agent
        ),
    );
    if random.below(3) == 0 {
        out.push_str(",\"theme\":\"dark\"");
    }
    out.push_str("}}");
}

fn conversation(random: &mut Random, scene: &Scene, messages: u64, out: &mut String) {
    let Scene { conversation, account, inbox, now, .. } = scene;
    put(
        out,
        format_args!(
            "{{\"id\":{conversation},\"uuid\":\"7d0a4c1e-1111-4222-8333-{:012x}\",\"account_id\":{account},\
             \"inbox_id\":{inbox},\"status\":\"{}\",\"priority\":{},\"labels\":[{}],\"meta\":{{\"sender\":",
            random.below(1 << 48),
            random.one(&STATUSES),
            random.one(&PRIORITIES),
            random.one(&["", "\"vip\"", "\"vip\",\"rückfrage\"", "\"billing\",\"late\",\"vip\""]),
        ),
    );
    contact(random, scene, out);
    put(out, format_args!(",\"channel\":\"{}\"", random.one(&CHANNELS)));
    if random.below(4) > 0 {
        put(
            out,
            format_args!(
                ",\"assignee\":{{\"id\":{},\"account_id\":{account},\"availability_status\":\"online\",\
                 \"auto_offline\":true,\"confirmed\":true,\"email\":\"agent{}@example.test\",\
                 \"provider\":\"email\",\"available_name\":\"{}\",\"name\":\"{}\",\"role\":\"agent\",\
                 \"thumbnail\":\"\"}},\"assignee_type\":\"User\",\"team\":{{\"id\":2,\"name\":\"support\",\
                 \"description\":\"\",\"allow_auto_assign\":true,\"account_id\":{account},\"is_member\":true}}",
                scene.agent, scene.agent, scene.agent_name, scene.agent_name
            ),
        );
    }
    out.push_str(",\"hmac_verified\":false},\"messages\":[");
    for place in 0..messages {
        out.push_str(if place > 0 { "," } else { "" });
        message(random, scene, place, now - (messages - place) * 30, out);
    }
    let replied = random.below(2) * (now - 300);
    put(
        out,
        format_args!(
            "],\"additional_attributes\":{{\"browser\":{{\"device_name\":\"Unknown\",\"browser_name\":\"{}\",\
             \"platform_name\":\"Linux\",\"browser_version\":\"140.0\",\"platform_version\":\"\"}},\
             \"referer\":\"https://shop.example.test/{}\",\"initiated_at\":{{\"timestamp\":\"Fri Jan 09 2026 \
             10:11:12 GMT+0100 (Central European Standard Time)\"}},\"browser_language\":\"es\"}},\
             \"custom_attributes\":{{\"order-id\":\"A-{}\",\"total\":{}.5}},\"can_reply\":true,\
             \"created_at\":{},\"last_activity_at\":{now},\"timestamp\":{now},\"updated_at\":{now}.{:03},\
             \"agent_last_seen_at\":{now},\"contact_last_seen_at\":0,\"assignee_last_seen_at\":0,\
             \"first_reply_created_at\":{replied},\"waiting_since\":{now},\"snoozed_until\":null,\
             \"unread_count\":{},\"muted\":false,\"last_non_activity_message\":null,\"sla_policy_id\":null,\
             \"applied_sla\":null,\"allMessagesLoaded\":false,\"dataFetched\":true}}",
            random.one(&["Firefox", "Chrome", "Safari"]),
            random.below(1000),
            random.below(100_000),
            random.below(1000),
            now - 50_000,
            // No host ends a fraction with a zero.
            random.below(100) * 10 + 1 + random.below(9),
            random.below(9),
        ),
    );
}

fn contact(random: &mut Random, scene: &Scene, out: &mut String) {
    put(
        out,
        format_args!(
            "{{\"additional_attributes\":{{\"description\":\"{}\",\"company_name\":\"Acme\",\"city\":\"Valencia\",\
             \"social_profiles\":{{\"github\":\"\",\"twitter\":\"\",\"facebook\":\"\",\"linkedin\":\"\"}}}},\
             \"availability_status\":\"online\",\"email\":\"contact{}@example.test\",\"id\":{},\"name\":\"{}\",\
             \"phone_number\":\"+34600{:06}\",\"blocked\":false,\"identifier\":null,\"thumbnail\":\"\",\
             \"custom_attributes\":{{\"plan\":\"gold\"}},\"last_activity_at\":{},\"created_at\":1760000000}}",
            random.text(6),
            scene.contact,
            scene.contact,
            scene.name,
            scene.contact % 1_000_000,
            scene.now,
        ),
    );
}

fn message(random: &mut Random, scene: &Scene, place: u64, at: u64, out: &mut String) {
    let Scene { conversation, inbox, .. } = scene;
    let id = conversation * 1000 + place;
    let kind = [0, 1, 1, 0, 2, 3].get(usize::try_from(random.below(6)).unwrap_or(0)).copied().unwrap_or(0);
    put(
        out,
        format_args!(
            "{{\"id\":{id},\"content\":\"{}\",\"inbox_id\":{inbox},\"conversation_id\":{conversation},\
             \"message_type\":{kind},\"content_type\":\"text\",\"status\":\"{}\",\"content_attributes\":{},\
             \"created_at\":{at},\"private\":{},\"source_id\":null",
            random.text(40),
            random.one(&["sent", "delivered", "read", "progress"]),
            if random.below(10) == 0 {
                format!("{{\"in_reply_to\":{},\"sticker\":true}}", id.saturating_sub(1))
            } else {
                "{}".to_owned()
            },
            random.below(8) == 0,
        ),
    );
    match kind {
        0 => put(
            out,
            format_args!(
                ",\"sender\":{{\"additional_attributes\":{{}},\"custom_attributes\":{{\"plan\":\"gold\"}},\
                 \"email\":\"contact{}@example.test\",\"id\":{},\"identifier\":null,\"name\":\"{}\",\
                 \"phone_number\":\"+34600{:06}\",\"thumbnail\":\"\",\"blocked\":false,\"type\":\"contact\"}}",
                scene.contact,
                scene.contact,
                scene.name,
                scene.contact % 1_000_000
            ),
        ),
        1 => put(
            out,
            format_args!(
                ",\"sender\":{{\"id\":{},\"name\":\"{}\",\"available_name\":\"{}\",\"avatar_url\":\"\",\
                 \"type\":\"user\",\"availability_status\":\"online\",\"thumbnail\":\"\"}}",
                scene.agent, scene.agent_name, scene.agent_name
            ),
        ),
        _ => {}
    }
    if random.below(12) == 0 {
        put(
            out,
            format_args!(
                ",\"attachments\":[{{\"id\":{id},\"message_id\":{id},\"account_id\":{},\"file_type\":\"image\",\
                 \"extension\":null,\"content_type\":\"image/png\",\
                 \"data_url\":\"https://console.example.test/a/{id}\",\"thumb_url\":\"\",\"file_size\":{},\
                 \"width\":null,\"height\":null}}]",
                scene.account,
                random.below(4_000_000)
            ),
        );
    }
    out.push('}');
}

/// Writing to a text cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}
